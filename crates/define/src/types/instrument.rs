//! Instruments (文书): documents that leave the office about one row of work, written from the row itself.

use super::{Form, FormHead, Gives, List, Piece, pieces};
use crate::house::{District, House};
use crate::{Pack, WorkTable, Written};
use finding::Finding;

/// A definition of a document about one row (文书): a notice of correction, a decision, one school's plan, a letter.
///
/// Its words are the pack's, its facts the row's. `{字段}` stands for a field of the row: what a cell points to by its name, a day as
/// on paper. `{区县}` is the district. A document of which a fact is missing is not issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instrument {
    /// What it says of itself.
    pub head: FormHead,
    /// The rows of which each gives one document.
    pub rows: List,
    /// The title: 责令限期整改通知书.
    pub title: Written,
    /// The number of the document (发文字号, 文号).
    pub number: Option<Written>,
    /// To whom it is addressed (主送).
    pub addressee: Option<Written>,
    /// Its paragraphs.
    pub body: Vec<Written>,
    /// Tables of rows that belong to the row.
    pub parts: Vec<InstrumentPart>,
    /// Who issues it (署名).
    pub issuer: Written,
    /// The field with its day (成文日期).
    pub day: Written,
    /// The fields of the row that its texts show, each where it is named.
    pub shown: Vec<Written>,
}

/// A table in an instrument: the rows of a register that hold in some fields what the row holds in some of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstrumentPart {
    /// Its caption.
    pub title: String,
    /// Whose rows.
    pub list: List,
    /// Fields of those rows that must hold the same …
    pub by: Vec<Written>,
    /// … as these fields of the row, one for one.
    pub of: Vec<Written>,
    /// The columns.
    pub fields: Vec<Written>,
}

/// The hole for the name of the district.
pub const DISTRICT_HOLE: &str = District::HOUSE.register;

impl Instrument {
    /// The fields that a text of it shows.
    pub(crate) fn holes(text: &Written) -> impl Iterator<Item = Written> {
        pieces(&text.text).filter_map(|piece| match piece {
            Piece::Hole(DISTRICT_HOLE, _) | Piece::Text(_) => None,
            Piece::Hole(name, at) => Some(text.part(at..at + name.len())),
        })
    }
}

impl Form for Instrument {
    fn head(&self) -> &FormHead {
        &self.head
    }

    fn family(&self) -> &'static str {
        crate::words::family::INSTRUMENT
    }

    fn tables(&self, pack: &Pack) -> Vec<WorkTable> {
        crate::tables::instrument(self, pack)
    }

    fn names(&self) -> Vec<(&Written, Vec<&Written>)> {
        let own = self.parts.iter().flat_map(|part| &part.of).chain([&self.day]).chain(&self.shown);
        let parts =
            self.parts.iter().map(|one| (&one.list.register, one.by.iter().chain(&one.fields).collect()));
        std::iter::once((&self.rows.register, own.collect())).chain(parts).collect()
    }

    fn house(&self) -> Vec<House> {
        vec![District::HOUSE]
    }

    fn formulas(&self) -> Vec<(&Written, &Written, Gives)> {
        let lists = std::iter::once(&self.rows).chain(self.parts.iter().map(|part| &part.list));
        lists.filter_map(|list| Some((list.condition.as_ref()?, &list.register, Gives::Truth))).collect()
    }

    fn fits(&self, pack: &Pack, findings: &mut Vec<Finding>) {
        crate::checks::instrument(self, pack, findings);
    }
}

//! What is asked of reports that were put forward (报告稿): how far each is, how it reads beside another one or beside what would be
//! written now, and the one that everybody may read once it is issued.

use super::{AsOf, Format, MovedReport, Reading, WrittenReport};
use crate::clock::{day_of, instant};
use crate::district::Office;
use crate::error::{Error, Result};
use crate::session::{Via, Who};
use crate::view::{ChairState, ChairView, EditionLine, EditionsView, IssuedView, MovedSentence, MovedView};
use assess::Record;
use define::Right;
use define::house::{Edition, PUBLIC};
use paper::Rendition;
use std::sync::Arc;

/// Who reads for everybody.
const EVERYBODY: &str = "公开页";

/// A report that was put forward, beside what would be written now, or beside another one.
pub struct EditionReport {
    /// How far it is.
    pub line: EditionLine,
    /// Its text, with the sentences that the other one says otherwise.
    pub report: MovedReport,
    /// The number of the other one; empty for what would be written now.
    pub other: String,
}

/// A report that was issued for everybody.
pub struct IssuedReport {
    /// Its text.
    pub written: Arc<WrittenReport>,
    /// The same with what its edition gives it.
    document: paper::Document,
    /// What everybody is told of it.
    pub view: IssuedView,
}

impl IssuedReport {
    /// The article as HTML, as everybody is shown it: without the annexes that name persons of the office.
    pub fn article(&self) -> String {
        paper::article(&self.document.without(&report::INTERNAL), &|_| None)
    }
}

impl Reading {
    /// The reports of the reading's year that were put forward, newest first.
    ///
    /// # Errors
    /// [`Error::Denied`] without the right to the evaluation; a store that refuses.
    pub fn editions(&self) -> Result<EditionsView> {
        self.needs(Right::Evaluation)?;
        let Some(way) = self.whole.pack.report_way().map(|way| way.head.id.clone()) else {
            return Ok(EditionsView::default());
        };
        let year = u64::try_from(self.year()?).ok();
        let mut editions: Vec<Edition> =
            self.edition_rows()?.into_iter().filter(|edition| edition.year == year).collect();
        editions.sort_by_key(|edition| std::cmp::Reverse(edition.order));
        let lines: Vec<EditionLine> =
            editions.iter().map(|edition| self.line(&way, edition)).collect::<Result<_>>()?;
        Ok(EditionsView { way: Some(way), editions: lines })
    }

    /// One of them (by its number), with the sentences that `with` — another one's number — says otherwise; with none what
    /// would be written now.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a number that is not there.
    pub fn edition(&self, number: &str, with: Option<&str>) -> Result<EditionReport> {
        self.needs(Right::Evaluation)?;
        let unknown = |number: &str| Error::Unknown(format!("没有报告稿“{number}”"));
        let find = |number: &str| self.edition_row(number)?.ok_or_else(|| unknown(number));
        let edition = find(number)?;
        let way = self.whole.pack.report_way().ok_or_else(|| unknown(number))?.head.id.clone();
        let written = self.written(&edition)?.ok_or_else(|| unknown(number))?;
        let other = match with {
            Some(with) => self.written(&find(with)?)?,
            None => self.written_now(&edition)?,
        };
        let moved = other.map(|other| paper::moved(&written.document, &other.document)).unwrap_or_default();
        let sentence = |one: &paper::Moved| MovedSentence {
            id: one.id.clone(),
            shown: one.now.clone(),
            other: one.was.clone(),
        };
        let sentences = moved.iter().map(sentence).collect();
        let since = edition.day.map(|day| day.to_string()).unwrap_or_default();
        let view = MovedView { since, closed: true, sentences };
        let line = self.line(&way, &edition)?;
        let other = with.unwrap_or_default().to_owned();
        Ok(EditionReport { line, report: MovedReport::of(written, moved, view), other })
    }

    /// Whether whoever asks may put a report forward; it is decided again when he does.
    ///
    /// # Errors
    /// A store that refuses.
    pub fn may_put_forward(&self) -> Result<bool> {
        let has_way = self.pack().report_way().is_some() && self.needs(Right::Evaluation).is_ok();
        Ok(has_way && self.takes_rows(Edition::HOUSE.register)?)
    }

    /// The row of a number.
    pub(crate) fn edition_row(&self, number: &str) -> Result<Option<Edition>> {
        Ok(self.edition_rows()?.into_iter().find(|edition| edition.number == number))
    }

    pub(super) fn edition_rows(&self) -> Result<Vec<Edition>> {
        let Some(register) = self.whole.pack.register(Edition::HOUSE.register) else { return Ok(Vec::new()) };
        let rows = self.state.rows(&self.store, register)?;
        let rows = rows.iter().map(|(number, row)| Record { register, number: *number, row });
        Ok(rows.map(|record| Edition::read(&record)).collect())
    }

    /// How far a report is: its stage, for whom it waits, who did what, and how many of its sentences would read otherwise
    /// now.
    fn line(&self, way: &str, edition: &Edition) -> Result<EditionLine> {
        let case = self.case(way, &edition.number, Some(self.today()))?;
        let waiting = |chair: &&ChairView| matches!(chair.state, ChairState::Waits | ChairState::Returned);
        let waits = case.chairs.iter().filter(waiting).flat_map(|chair| chair.persons.iter().cloned());
        let moved = match case.case.closed {
            Some(_) => 0,
            None => self.moved_since(edition)?,
        };
        Ok(EditionLine {
            number: edition.number.clone(),
            order: edition.order.unwrap_or_default(),
            day: edition.day.map(|day| day.to_string()).unwrap_or_default(),
            size: edition.size.unwrap_or_default(),
            digest: edition.digest.clone(),
            disclosed: edition.disclosed.clone(),
            document: edition.document.clone(),
            note: edition.note.clone(),
            stage: case.case.stage.clone(),
            closed: case.case.closed.clone(),
            waits: waits.collect(),
            steps: case.steps.clone(),
            moved: moved as u64,
        })
    }

    fn moved_since(&self, edition: &Edition) -> Result<usize> {
        match (self.written(edition)?, self.written_now(edition)?) {
            (Some(written), Some(now)) => Ok(paper::moved(&written.document, &now.document).len()),
            _ => Ok(0),
        }
    }

    /// What was put forward, made again of the same entries.
    fn written(&self, edition: &Edition) -> Result<Option<Arc<WrittenReport>>> {
        let Some((size, day)) = edition.size.filter(|size| *size <= self.now).zip(edition.day) else {
            return Ok(None);
        };
        self.report_of(size, day)
    }

    /// What the entries of now would make of it, from the same day: what tells them apart is what was recorded.
    fn written_now(&self, edition: &Edition) -> Result<Option<Arc<WrittenReport>>> {
        edition.day.map_or(Ok(None), |day| self.report_of(self.now, day))
    }
}

impl Office {
    /// The report of a year that was issued for everybody; none of a year that is not closed, whose report was not signed on its way, or
    /// not for everybody.
    ///
    /// # Errors
    /// A store that refuses; [`Error::Unknown`] for a year that is not there.
    pub fn issued(&self, year: i32) -> Result<Option<IssuedReport>> {
        let Some((reading, edition)) = self.issued_reading(year)? else { return Ok(None) };
        let Some(closing) = &reading.closing else { return Ok(None) };
        let written = reading.report()?;
        let view = IssuedView {
            district: reading.district()?,
            year,
            number: edition.number,
            document: edition.document,
            issued: day_of(closing.at).to_string(),
            at: instant(closing.at),
            entry: closing.seq,
            size: closing.size,
            digest: closing.digest.clone(),
            key: self.public_key().fingerprint,
        };
        let document = reading.official()?;
        Ok(Some(IssuedReport { written, document, view }))
    }

    /// The same as a file, in the rendition that is sent; made once for the state that it stands on.
    ///
    /// # Errors
    /// As [`Office::issued`]; [`Error::Paper`] without fonts.
    pub fn issued_as(&self, year: i32, format: Format) -> Result<Option<Arc<Vec<u8>>>> {
        let Some((reading, _)) = self.issued_reading(year)? else { return Ok(None) };
        let made = || Ok::<_, Error>(reading.report_as(format, Rendition::Clean)?.bytes);
        reading.kept(&format!("issued {}", format.ending()), Vec::len, made).map(Some)
    }

    /// A reading for everybody of a year whose report was issued, with its edition.
    fn issued_reading(&self, year: i32) -> Result<Option<(Reading, Edition)>> {
        let session = self.session(Who::Service(EVERYBODY.to_owned()), Via::Page);
        let reading = self.at(&session, &AsOf::Now, Some(year))?;
        let Some(closing) = &reading.closing else { return Ok(None) };
        // Who may read it was signed with it: what is written into its row afterwards, or into another, opens nothing.
        let Some(then) = reading.as_it_was(closing.seq, closing.day)? else { return Ok(None) };
        let signed = |edition: &Edition| {
            edition.digest == closing.digest && edition.issued.is_some() && edition.disclosed == PUBLIC
        };
        let found = then.edition_rows()?.into_iter().find(signed);
        Ok(found.map(|edition| (reading, edition)))
    }
}

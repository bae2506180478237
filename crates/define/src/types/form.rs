//! What the forms of work have in common: rosters, duties, loops, notices, signals, draws.
//!
//! A form of work keeps no facts of its own. Its facts are rows of registers, so that one journal, one rebuilding and one
//! way from a figure down to entries serve them all; the form says which rows it reads and what must hold among them.

use super::{Printing, Source};
use crate::house::House;
use crate::{Pack, WorkTable, Written};
use finding::Finding;

/// What every form of work says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormHead {
    /// File name without `.toml`: `legal-vice-principals`.
    pub id: String,
    /// Its name: 法治副校长聘任.
    pub name: String,
    /// The unit that answers for it.
    pub owner: String,
    /// The document behind it.
    pub source: Source,
    /// Mechanisms it serves: S17.
    pub mechanisms: Vec<String>,
    /// What exactly it means.
    pub note: Option<String>,
    /// What of it stands on paper; what is usual when empty.
    pub print: Vec<Printing>,
    /// Id of the pack that defines it.
    pub pack: String,
    /// The name with its place.
    pub written: Written,
}

/// The rows of a register that meet a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// Name of the register.
    pub register: Written,
    /// A row formula that is yes or no; all rows without.
    pub condition: Option<Written>,
}

/// What a row formula of a form must give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gives {
    /// 是 or 否.
    Truth,
    /// A number.
    Number,
}

/// A form of work as the checks of a pack see it: which registers and fields it names, which formulas it holds.
pub trait Form {
    /// What it says of itself.
    fn head(&self) -> &FormHead;

    /// Of the fields that it names those that are told by the label of the row that they point to.
    fn called(&self) -> Vec<(&Written, &Written)> {
        Vec::new()
    }

    /// Every register it names, with the fields of that register that it names.
    fn names(&self) -> Vec<(&Written, Vec<&Written>)>;

    /// The days from which states that it goes by hold, each with its register: the first day of a term, the day of a test. The
    /// next one must not write over them.
    fn states(&self) -> Vec<(&Written, &Written)> {
        Vec::new()
    }

    /// The registers of the house without which it cannot be looked at.
    fn house(&self) -> Vec<House> {
        Vec::new()
    }

    /// What it looks at of the school calendar, to count days.
    fn calendar(&self) -> Vec<House> {
        Vec::new()
    }

    /// The names by which rows of the house speak of it, or of what it looks at: its own id, for a signal also the loop that
    /// its cases go through.
    fn known_as(&self) -> Vec<&str> {
        vec![&self.head().id]
    }

    /// The registers it names that must have the fields of one of the house.
    fn housed(&self) -> Vec<(&Written, House)> {
        Vec::new()
    }

    /// Every row formula, with the register over whose rows it is and what it must give.
    fn formulas(&self) -> Vec<(&Written, &Written, Gives)> {
        Vec::new()
    }

    /// The first word of the first of its tables: 责任.
    fn family(&self) -> &'static str;

    /// What it offers to formulas, column by column.
    fn tables(&self, pack: &Pack) -> Vec<WorkTable>;

    /// Registers of which a row bears on some lines only of its table of a family, each with the field that says on which: those that
    /// hold the same word in their first column.
    fn lines(&self, _pack: &Pack, _family: &str) -> Vec<(String, String)> {
        Vec::new()
    }

    /// Of the registers of [`Form::lines`] one whose rows are also seen by who stands in them, with the field that says who: a line of
    /// somebody bears on all lines of his.
    fn beside(&self, _family: &str) -> Option<(String, String)> {
        None
    }

    /// What else must fit together, beyond names and formulas.
    fn fits(&self, _pack: &Pack, _findings: &mut Vec<Finding>) {}
}

//! Which part of an answer is wanted.

use crate::condition::Condition;

/// What a reader asks of a register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowQuery {
    /// Field to sort by; the order of recording when none.
    pub sort: Option<String>,
    /// Greatest first.
    pub descending: bool,
    /// Fields that must hold exactly a value.
    pub equal: Vec<(String, String)>,
    /// Words that a field (any, when the name is empty) must contain.
    pub containing: Option<(String, String)>,
    /// A computed field: only rows of the reading's year for which it does not hold, or cannot be told, in the order of
    /// recording.
    pub failing: Option<String>,
    /// What must hold of a row.
    pub holding: Option<Condition>,
    /// Rows passed over from where the page begins.
    pub skip: usize,
    /// Where the page begins: [`next`](view::RowPage::next) of the one before.
    pub after: Option<String>,
    /// Rows a page; at most [`RowQuery::MOST`], 50 when 0.
    pub limit: usize,
}

impl RowQuery {
    /// Most rows of one page.
    pub const MOST: usize = 500;
}

/// Which entries of the journal are looked for; an empty part asks for nothing.
///
/// ```
/// let asked = office::EntryQuery { by: "样例李督导".into(), ..office::EntryQuery::default() };
/// assert!(!asked.is_empty() && office::EntryQuery::default().is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntryQuery {
    /// What the name of who recorded it contains.
    pub by: String,
    /// Id of the register in which it writes.
    pub register: String,
    /// Recorded on this day or later.
    pub since: Option<define::Date>,
    /// Recorded on this day or earlier.
    pub until: Option<define::Date>,
}

impl EntryQuery {
    /// Most entries read for one answer.
    pub const READ: u64 = 20_000;

    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        *self == EntryQuery::default()
    }
}

/// Which part of a coverage matrix is wanted.
#[derive(Clone, Debug)]
pub struct DutyQuery {
    /// The day to look from; today without.
    pub day: Option<define::Date>,
    /// Only units that have missed something, or still owe.
    pub only_gaps: bool,
    /// Units before this one are left out.
    pub from: usize,
    /// Most units.
    pub limit: usize,
}

impl Default for DutyQuery {
    fn default() -> DutyQuery {
        DutyQuery { day: None, only_gaps: false, from: 0, limit: usize::MAX }
    }
}

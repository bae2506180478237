//! Rosters (责): who answers for what, for which term, as pure rules over links.
//!
//! A [`Link`] puts a person on an object in a role for a term. What an object needs is a [`Need`]; an object and a role
//! that somebody must hold is a post. [`coverage`] says who holds each post on a day, [`gaps`] when it was held by too
//! few, [`peak`] how many objects a person holds at one time, [`doubled`] what is entered twice; a [`Tree`] leads from a
//! cell up to its root; [`shifts`] are those that were due, with who came.

mod coverage;
mod load;
mod shifts;
mod tree;

pub use coverage::{Need, coverage, gaps};
pub use load::{doubled, loads, peak};
pub use shifts::{CheckIn, Due, Shift, shifts};
pub use tree::{Break, Cell, Chain, Tree};

use define::Date;

/// One person on one object in one role for a term. Both ends of the term are included; an end that is not known is
/// open.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// The caller's number of the row that says so.
    pub number: u64,
    /// Who.
    pub person: String,
    /// What is answered for.
    pub object: String,
    /// As what; empty when roles are not told apart.
    pub role: String,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

impl Link {
    /// Whether the term holds on a day.
    pub fn holds(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// Whether the term is over before a day.
    pub fn over(&self, day: Date) -> bool {
        self.to.is_some_and(|to| to < day)
    }

    /// Whether two terms have a day in common.
    pub fn meets(&self, other: &Link) -> bool {
        let before = |one: &Link, two: &Link| match (one.to, two.from) {
            (Some(to), Some(from)) => to < from,
            _ => false,
        };
        !before(self, other) && !before(other, self)
    }

    /// Whether the term ends before it begins.
    pub fn backward(&self) -> bool {
        matches!((self.from, self.to), (Some(from), Some(to)) if to < from)
    }
}

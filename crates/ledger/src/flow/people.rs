//! Who is in which post on a day, and who stands in for whom.

use define::{Date, Seat};

/// Everybody who may be asked to sign. Names are canonical ([`crate::canonical_name`]).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct People {
    /// Who is in which post.
    pub terms: Vec<Term>,
    /// Who stands in for whom.
    pub stand_ins: Vec<StandIn>,
}

/// A person in a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Who.
    pub person: String,
    /// In which role, by its name.
    pub role: String,
    /// For which unit.
    pub unit: String,
    /// First day; none for one that has not begun.
    pub from: Option<Date>,
    /// Last day; none without end.
    pub to: Option<Date>,
}

/// A person who acts for another (委托).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandIn {
    /// For whom.
    pub giver: String,
    /// Who.
    pub taker: String,
    /// In which role.
    pub role: String,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Option<Date>,
    /// Whether he takes over as well what was waiting on the first day.
    pub present: bool,
}

impl People {
    /// Who holds a seat on a day, each once.
    ///
    /// ```
    /// use define::{Date, Seat};
    /// use ledger::flow::{People, Term};
    /// let day = Date::new(2022, 6, 1).unwrap();
    /// let term = |person: &str, unit: &str, to| Term {
    ///     person: person.into(), role: "审批人".into(), unit: unit.into(), from: Some(day), to,
    /// };
    /// let over = Date::new(2022, 6, 30);
    /// let people = People { terms: vec![term("甲", "区教委", over), term("乙", "区财政局", None)], ..People::default() };
    /// let seat = Seat { role: "审批人".into(), unit: "区教委".into(), ..Seat::default() };
    /// assert_eq!(people.holders(&seat, day), ["甲"]);
    /// assert!(people.holders(&seat, Date::new(2022, 7, 1).unwrap()).is_empty(), "his term is over");
    /// ```
    pub fn holders(&self, seat: &Seat, day: Date) -> Vec<String> {
        let fits = |term: &&Term| {
            term.role == seat.role && (seat.unit.is_empty() || seat.unit == term.unit) && term.holds(day)
        };
        let mut all: Vec<String> = Vec::new();
        for term in self.terms.iter().filter(fits) {
            if !all.contains(&term.person) {
                all.push(term.person.clone());
            }
        }
        all
    }

    /// Whether somebody is in any post on a day: a task lands on nobody else.
    pub fn in_post(&self, person: &str, day: Date) -> bool {
        self.terms.iter().any(|term| term.person == person && term.holds(day))
    }
}

impl Term {
    fn holds(&self, day: Date) -> bool {
        self.from.is_some_and(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

impl StandIn {
    /// Whether he may act on a day on what has waited since another.
    pub(super) fn covers(&self, since: Date, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to) && (self.present || self.from <= since)
    }
}

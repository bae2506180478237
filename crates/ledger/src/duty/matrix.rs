//! The coverage matrix (覆盖表): what each unit owes for each period, and how it stands on a day.

use super::Period;
use crate::{days_between, plus_days};
use define::{Date, Least};
use std::collections::BTreeMap;

/// A unit that owes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owing {
    /// What rows call it.
    pub id: String,
    /// First day on which it owes; periods that begin earlier are not owed.
    pub since: Option<Date>,
    /// Last day on which it owes; periods that end later are not owed.
    pub until: Option<Date>,
}

/// A recorded fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// The caller's number of the row.
    pub row: u64,
    /// The unit.
    pub unit: String,
    /// The day on which it was done.
    pub date: Date,
    /// The period that the row names; the day decides without.
    pub period: Option<String>,
    /// What it adds.
    pub amount: u64,
}

/// A nil report (零报告).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nil {
    /// The caller's number of the row.
    pub row: u64,
    /// The unit.
    pub unit: String,
    /// The period.
    pub period: String,
    /// The day on which it was filed.
    pub date: Date,
}

/// An extension (延期) of one occurrence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The unit.
    pub unit: String,
    /// The period.
    pub period: String,
    /// The new last day.
    pub until: Date,
}

/// How an occurrence stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Discharged by facts in time.
    Done,
    /// Discharged, but late.
    Late,
    /// Discharged by a nil report in time.
    Nil,
    /// A nil report, but something happened.
    Contradicted,
    /// Its period is over; an extension still runs.
    Extended,
    /// Its period runs, or the time of grace: still owed.
    Open,
    /// Its period has not begun.
    Ahead,
    /// Not discharged, and the time is over.
    Gap,
}

/// One occurrence: a unit and a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// Position of the unit.
    pub unit: usize,
    /// Position of the period.
    pub period: usize,
    /// The last day on which it may be discharged in time.
    pub deadline: Date,
    /// How it stands.
    pub state: State,
    /// Numbers of the rows of facts that were counted towards it.
    pub facts: Vec<u64>,
    /// Number of the nil report.
    pub nil: Option<u64>,
    /// Number of the row that contradicts the nil report.
    pub incident: Option<u64>,
    /// How much was done.
    pub amount: u64,
    /// How much is asked for.
    pub least: u64,
}

/// How many occurrences stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All of the year.
    pub owed: u64,
    /// Discharged by facts, in time.
    pub done: u64,
    /// Discharged late.
    pub late: u64,
    /// Discharged by nil reports, in time.
    pub nil: u64,
    /// Nil reports that are contradicted.
    pub contradicted: u64,
    /// Extended and still owed.
    pub extended: u64,
    /// Still owed while the period runs.
    pub open: u64,
    /// Not yet begun.
    pub ahead: u64,
    /// Missed.
    pub gaps: u64,
}

/// The coverage matrix of a duty in a year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matrix {
    /// The periods, in order.
    pub periods: Vec<Period>,
    /// The units, in the order given.
    pub units: Vec<Owing>,
    /// What is owed, unit by unit, in the order of periods.
    pub occurrences: Vec<Occurrence>,
}

/// The rows that bear on a duty, as known on a day.
#[derive(Clone, Copy, Debug)]
pub struct Recorded<'r> {
    /// Facts.
    pub done: &'r [Done],
    /// Nil reports.
    pub nil: &'r [Nil],
    /// Extensions.
    pub stretched: &'r [Stretch],
    /// Incidents: unit, day, row.
    pub incidents: &'r [(String, Date, u64)],
}

/// What a duty asks for, beside its periods and units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// How much of each period.
    pub least: Least,
    /// Days of grace after the end of a period; of haste before it when negative.
    pub due_days: i32,
    /// Whether each unit owes once, from its first day, whatever the periods.
    pub once: bool,
}

/// A period of one unit while facts are credited to it.
struct Window {
    period: usize,
    from: Date,
    to: Date,
    deadline: Date,
    extended: bool,
    least: u64,
    in_time: u64,
    amount: u64,
    facts: Vec<u64>,
}

impl Window {
    fn credit(&mut self, fact: &Done) {
        self.amount = self.amount.saturating_add(fact.amount);
        if fact.date <= self.deadline {
            self.in_time = self.in_time.saturating_add(fact.amount);
        }
        self.facts.push(fact.row);
    }

    fn full(&self) -> bool {
        self.amount >= self.least
    }
}

impl Matrix {
    /// How every occurrence stands on a day. Periods before `first` are only there to take up facts that belong to
    /// them; they are not shown.
    ///
    /// A fact that names its period counts for that one. Any other counts for one period alone: the earliest not yet
    /// full whose time (from its first day to its deadline) the day lies in, or else the one that the day lies in. A
    /// fact outside every such time makes good, late, the last period before it that is still owed.
    ///
    /// ```
    /// use define::{Date, Least, Rhythm};
    /// use ledger::duty::{Asked, Done, Matrix, Owing, Recorded, State, periods};
    /// // Each town is inspected every quarter (S55): 23 towns owe 92 inspections a year.
    /// let towns = (1..=23).map(|at| Owing { id: format!("500152{at:03}"), since: None, until: None }).collect();
    /// let quarters = periods(Rhythm::Quarter, None, 2022, &ledger::Calendar::default());
    /// let day = Date::new(2022, 2, 18).unwrap();
    /// let done = [Done { row: 7, unit: "500152001".into(), date: day, period: None, amount: 1 }];
    /// let asked = Asked { least: Least::Number(1), due_days: 0, once: false };
    /// let recorded = Recorded { done: &done, nil: &[], stretched: &[], incidents: &[] };
    /// let matrix = Matrix::new(quarters, 0, towns, asked, recorded, Date::new(2022, 4, 1).unwrap());
    /// let tally = matrix.tally();
    /// assert_eq!((tally.owed, tally.done, tally.gaps, tally.open, tally.ahead), (92, 1, 22, 23, 46));
    /// assert_eq!(matrix.occurrences[0].state, State::Done);
    /// ```
    pub fn new(
        periods: Vec<Period>,
        first: usize,
        units: Vec<Owing>,
        asked: Asked,
        recorded: Recorded<'_>,
        today: Date,
    ) -> Matrix {
        let by_unit = Recorded::by_unit(recorded);
        let mut occurrences = Vec::new();
        for (at, unit) in units.iter().enumerate() {
            let of = by_unit.get(unit.id.as_str()).cloned().unwrap_or_default();
            let mut windows = windows(&periods, unit, asked, &of);
            credit(&mut windows, &periods, &of.done);
            let shown = windows.into_iter().filter(|window| window.period >= first);
            occurrences.extend(shown.map(|window| {
                let period = &periods[window.period];
                occurrence(at, window, period, &of, first, today)
            }));
        }
        let periods = periods.into_iter().skip(first).collect();
        Matrix { periods, units, occurrences }
    }

    /// How many occurrences stand how.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for one in &self.occurrences {
            tally.add(one.state);
        }
        tally
    }

    /// The occurrence of a unit and a period, by their positions; none when it is not owed.
    pub fn at(&self, unit: usize, period: usize) -> Option<&Occurrence> {
        let found = self.occurrences.binary_search_by_key(&(unit, period), |one| (one.unit, one.period));
        found.ok().map(|at| &self.occurrences[at])
    }
}

impl Tally {
    /// Counts one more.
    pub fn add(&mut self, state: State) {
        self.owed += 1;
        *match state {
            State::Done => &mut self.done,
            State::Late => &mut self.late,
            State::Nil => &mut self.nil,
            State::Contradicted => &mut self.contradicted,
            State::Extended => &mut self.extended,
            State::Open => &mut self.open,
            State::Ahead => &mut self.ahead,
            State::Gap => &mut self.gaps,
        } += 1;
    }
}

/// What is recorded of one unit.
#[derive(Clone, Default)]
struct Own<'r> {
    done: Vec<&'r Done>,
    nil: BTreeMap<&'r str, &'r Nil>,
    stretched: BTreeMap<&'r str, Date>,
    incidents: Vec<(Date, u64)>,
}

impl<'r> Recorded<'r> {
    fn by_unit(self) -> BTreeMap<&'r str, Own<'r>> {
        let mut all: BTreeMap<&str, Own<'_>> = BTreeMap::new();
        for one in self.done {
            all.entry(&one.unit).or_default().done.push(one);
        }
        for one in self.nil {
            let nil = &mut all.entry(&one.unit).or_default().nil;
            let kept = nil.entry(&one.period).or_insert(one);
            if one.date < kept.date {
                *kept = one;
            }
        }
        for one in self.stretched {
            let until = all.entry(&one.unit).or_default().stretched.entry(&one.period).or_insert(one.until);
            *until = one.until.max(*until);
        }
        for (unit, day, row) in self.incidents {
            all.entry(unit).or_default().incidents.push((*day, *row));
        }
        for own in all.values_mut() {
            own.done.sort_by_key(|one| (one.date, one.row));
            own.incidents.sort_unstable();
        }
        all
    }
}

/// The periods that a unit owes.
fn windows(periods: &[Period], unit: &Owing, asked: Asked, own: &Own<'_>) -> Vec<Window> {
    let mut windows = Vec::new();
    for (at, period) in periods.iter().enumerate() {
        let span = if asked.once { Period::once(unit.since.unwrap_or(period.from)) } else { period.clone() };
        let within = if asked.once {
            (period.from..=period.to).contains(&span.from)
        } else {
            unit.since.is_none_or(|since| since <= span.from)
                && unit.until.is_none_or(|until| span.to <= until)
        };
        let least = match asked.least {
            Least::Number(least) => u64::from(least),
            Least::Days => 1 + days_between(span.from, span.to).max(0) as u64,
            Least::TaughtDays => u64::from(period.taught),
        };
        if !within || least == 0 {
            continue;
        }
        let due = plus_days(span.to, asked.due_days);
        let stretched = own.stretched.get(period.id.as_str()).copied();
        windows.push(Window {
            period: at,
            from: span.from,
            to: span.to,
            deadline: stretched.map_or(due, |until| until.max(due)),
            extended: stretched.is_some_and(|until| until > due),
            least,
            in_time: 0,
            amount: 0,
            facts: Vec::new(),
        });
    }
    windows
}

/// Credits each fact to one period at most.
fn credit(windows: &mut [Window], periods: &[Period], done: &[&Done]) {
    let (named, dated): (Vec<&Done>, Vec<&Done>) = done.iter().partition(|one| one.period.is_some());
    for fact in named {
        let of = windows.iter_mut().find(|window| Some(&periods[window.period].id) == fact.period.as_ref());
        if let Some(window) = of {
            window.credit(fact);
        }
    }
    for fact in dated {
        // Periods follow each other: those that have begun are the first ones.
        let begun = windows.partition_point(|window| window.from <= fact.date);
        let in_time = |window: &Window| fact.date <= window.deadline;
        let open = windows[..begun].iter().position(|window| in_time(window) && !window.full());
        let own = || windows[..begun].iter().rposition(|window| fact.date <= window.to);
        let timely = || windows[..begun].iter().rposition(in_time);
        let late = || begun.checked_sub(1).filter(|at| !windows[*at].full());
        let found = open.or_else(own).or_else(timely).or_else(late);
        if let Some(at) = found {
            windows[at].credit(fact);
        }
    }
}

fn occurrence(
    unit: usize,
    window: Window,
    period: &Period,
    own: &Own<'_>,
    first: usize,
    today: Date,
) -> Occurrence {
    let nil = own.nil.get(period.id.as_str());
    let incident = own.incidents.iter().find(|(day, _)| (window.from..=window.to).contains(day));
    let state = if window.in_time >= window.least {
        State::Done
    } else if window.amount >= window.least {
        State::Late
    } else if let Some(nil) = nil {
        match incident {
            Some(_) => State::Contradicted,
            None if nil.date > window.deadline => State::Late,
            None => State::Nil,
        }
    } else if today > window.deadline {
        State::Gap
    } else if today < window.from {
        State::Ahead
    } else if window.extended && today > window.to {
        State::Extended
    } else {
        State::Open
    };
    Occurrence {
        unit,
        period: window.period - first,
        deadline: window.deadline,
        state,
        nil: nil.map(|nil| nil.row),
        incident: nil.and(incident).map(|(_, row)| *row),
        amount: window.amount,
        least: window.least,
        facts: window.facts,
    }
}

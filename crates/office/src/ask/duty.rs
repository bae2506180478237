//! What is asked of duties (期): all in numbers, one as a coverage matrix.

use super::Reading;
use crate::error::{Error, Result};
use crate::query::DutyQuery;
use crate::view::{
    CellState, CellView, DutiesView, DutySummary, DutyView, Known, Owed, PeriodView, RowRef, UnitView,
    ZeroState, ZeroView,
};
use assess::{Covered, covered_duty};
use define::house::NilReport;
use define::{Date, Duty, Form, Pack, Rhythm};
use ledger::days_between;
use ledger::duty::{Occurrence, State, Zero};

/// Most rows and places that are named beside a count.
const NAMED: usize = 20;

impl Reading {
    /// All duties in the reading's year, as known on a day (today without).
    ///
    /// # Errors
    /// A store that refuses.
    pub fn duties(&self, day: Option<Date>) -> Result<Known<DutiesView>> {
        let (pack, usual) = (self.pack(), day.is_none());
        let (year, day) = (self.year_of_duties(), self.day_of_duties(day)?);
        let needs = self.needing(pack.forms.duties.iter().map(|one| one as &dyn Form));
        self.known_when(usual, &format!("duties {year} {day}"), needs, || {
            let names = pack.forms.duties.iter().flat_map(|duty| assess::registers_of(pack, duty)).collect();
            let records = self.state.records(&self.store, &names)?;
            let summary = |duty: &Duty| summary(pack, duty, &covered_duty(duty, &records, year, day));
            Ok(DutiesView {
                year,
                day: day.to_string(),
                duties: pack.forms.duties.iter().filter(|duty| self.tells_duty(duty)).map(summary).collect(),
            })
        })
    }

    /// The coverage matrix of one duty, by id or name.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a duty that is not there.
    pub fn duty(&self, id: &str, query: &DutyQuery) -> Result<Known<DutyView>> {
        let (year, day) = (self.year_of_duties(), self.day_of_duties(query.day)?);
        let duty = known(self.pack(), id)?;
        if !self.tells_duty(duty) {
            return Err(Error::Denied(format!("“{}”不在所看的范围里", duty.head.name)));
        }
        let key =
            format!("duty {} {year} {day} {} {} {}", duty.head.id, query.only_gaps, query.from, query.limit);
        self.known_when(query.day.is_none(), &key, self.needing([duty as &dyn Form]), || {
            self.matrix(duty, year, day, query)
        })
    }

    /// Whether who owes and what was done are seen alike.
    pub(super) fn tells_duty(&self, duty: &Duty) -> bool {
        let owing = duty.scope.as_ref().map(|scope| scope.list.register.text.as_str());
        let fact = duty.fact.iter().map(|fact| fact.list.register.text.as_str());
        let incident = duty.incident.iter().map(|one| one.list.register.text.as_str());
        self.sight.tells(self.pack(), owing, fact.chain(incident))
    }

    fn matrix(&self, duty: &Duty, year: i32, day: Date, query: &DutyQuery) -> Result<DutyView> {
        let pack = self.pack();
        let covered = covered_duty(duty, &self.records(duty)?, year, day);
        let matrix = &covered.matrix;
        let names = Names::new(pack, duty);
        let mut units: Vec<UnitView> = matrix
            .units
            .iter()
            .zip(&covered.labels)
            .map(|(unit, label)| UnitView {
                id: unit.id.clone(),
                name: label.clone(),
                gaps: 0,
                cells: Vec::new(),
            })
            .collect();
        let mut periods: Vec<PeriodView> = matrix.periods.iter().map(period).collect();
        for one in &matrix.occurrences {
            let unit = &mut units[one.unit];
            unit.gaps += u64::from(one.state == State::Gap);
            unit.cells.push(names.cell(one, day));
            periods[one.period].owed += 1;
            periods[one.period].discharged +=
                u64::from(matches!(one.state, State::Done | State::Late | State::Nil));
        }
        if query.only_gaps {
            units.retain(|unit| unit.cells.iter().any(|cell| cell.state.is_owing()));
        }
        let found = units.len();
        let units = units.into_iter().skip(query.from).take(query.limit).collect();
        Ok(DutyView {
            year,
            day: day.to_string(),
            summary: summary(pack, duty, &covered),
            periods,
            units,
            found,
            from: query.from,
        })
    }

    /// The day as of which duties are shown: the one asked for, today without.
    fn day_of_duties(&self, day: Option<Date>) -> Result<Date> {
        day.map_or(Ok(self.today()), |day| self.near(day))
    }

    /// The year that duties are asked of: today's when neither the asker nor the pack names one.
    pub(super) fn year_of_duties(&self) -> i32 {
        self.year().unwrap_or(self.today().year)
    }
}

fn known<'p>(pack: &'p Pack, id: &str) -> Result<&'p Duty> {
    let found = pack.forms.duties.iter().find(|duty| duty.head.id == id || duty.head.name == id);
    found.ok_or_else(|| {
        let names: Vec<&str> = pack.forms.duties.iter().map(|duty| duty.head.id.as_str()).collect();
        Error::Unknown(format!("没有期“{id}”；现有 {}", names.join("、")))
    })
}

/// Ids of the registers that a duty's rows are in.
struct Names {
    fact: String,
    nil: String,
    incident: String,
}

impl Names {
    fn new(pack: &Pack, duty: &Duty) -> Names {
        let id = |name: Option<&str>| {
            let register = name.and_then(|name| pack.register(name));
            register.map(|register| register.id.clone()).unwrap_or_default()
        };
        Names {
            fact: id(duty.fact.as_ref().map(|fact| fact.list.register.text.as_str())),
            nil: id(Some(NilReport::HOUSE.register)),
            incident: id(duty.incident.as_ref().map(|incident| incident.list.register.text.as_str())),
        }
    }

    fn cell(&self, one: &Occurrence, day: Date) -> CellView {
        let row = |register: &String, number| RowRef { register: register.clone(), number };
        let facts = one.facts.iter().map(|number| row(&self.fact, *number));
        let nil = one.nil.map(|number| row(&self.nil, number));
        let incident = one.incident.map(|number| row(&self.incident, number));
        CellView {
            period: one.period,
            state: state(one.state),
            deadline: one.deadline.to_string(),
            left: days_between(day, one.deadline),
            amount: one.amount,
            least: one.least,
            rows: facts.chain(incident).chain(nil).take(NAMED).collect(),
        }
    }
}

fn period(period: &ledger::Period) -> PeriodView {
    PeriodView {
        id: period.id.clone(),
        from: period.from.to_string(),
        to: period.to.to_string(),
        holiday: period.holiday.clone(),
        owed: 0,
        discharged: 0,
    }
}

fn summary(pack: &Pack, duty: &Duty, covered: &Covered) -> DutySummary {
    let head = &duty.head;
    let tally = covered.matrix.tally();
    DutySummary {
        card: crate::card::card(head),
        rhythm: rhythm(duty.rhythm),
        nil_allowed: duty.nil,
        units: covered.matrix.units.len(),
        periods: covered.matrix.periods.len(),
        owed: tally.owed,
        done: tally.done,
        late: tally.late,
        nil: tally.nil,
        contradicted: tally.contradicted,
        extended: tally.extended,
        open: tally.open,
        ahead: tally.ahead,
        gaps: tally.gaps,
        zero: duty.incident.is_some().then(|| zero(pack, duty, covered)),
    }
}

fn zero(pack: &Pack, duty: &Duty, covered: &Covered) -> ZeroView {
    let matrix = &covered.matrix;
    let none = ZeroView { state: ZeroState::Proved, rows: Vec::new(), missing: 0, first: Vec::new() };
    match covered.zero() {
        Zero::Proved => none,
        Zero::Contradicted(rows) => {
            let register = Names::new(pack, duty).incident;
            let rows = rows.into_iter().take(NAMED);
            let rows = rows.map(|number| RowRef { register: register.clone(), number });
            ZeroView { state: ZeroState::Contradicted, rows: rows.collect(), ..none }
        }
        Zero::Open(open) => {
            let place = |at: &usize| {
                let one = &matrix.occurrences[*at];
                Owed { unit: covered.labels[one.unit].clone(), period: matrix.periods[one.period].id.clone() }
            };
            let first = open.iter().take(NAMED).map(place).collect();
            ZeroView { state: ZeroState::Open, missing: open.len() as u64, first, ..none }
        }
    }
}

fn state(state: State) -> CellState {
    match state {
        State::Done => CellState::Done,
        State::Late => CellState::Late,
        State::Nil => CellState::Nil,
        State::Contradicted => CellState::Contradicted,
        State::Extended => CellState::Extended,
        State::Open => CellState::Open,
        State::Ahead => CellState::Ahead,
        State::Gap => CellState::Gap,
    }
}

fn rhythm(rhythm: Rhythm) -> crate::view::Rhythm {
    use crate::view::Rhythm as Shown;
    match rhythm {
        Rhythm::Once => Shown::Once,
        Rhythm::Year => Shown::Year,
        Rhythm::HalfYear => Shown::HalfYear,
        Rhythm::Quarter => Shown::Quarter,
        Rhythm::Month => Shown::Month,
        Rhythm::SchoolMonth => Shown::SchoolMonth,
        Rhythm::Week => Shown::Week,
        Rhythm::SchoolWeek => Shown::SchoolWeek,
        Rhythm::Day => Shown::Day,
        Rhythm::SchoolDay => Shown::SchoolDay,
        Rhythm::BeforeHoliday => Shown::BeforeHoliday,
        Rhythm::Term => Shown::Term,
    }
}

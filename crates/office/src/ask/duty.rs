//! What is asked of duties (期): all in numbers, one as a coverage matrix.

use super::Reading;
use crate::error::{Error, Result};
use crate::query::DutyQuery;
use crate::view::{
    CellView, DutiesView, DutySummary, DutyView, Known, PeriodView, SourceView, UnitView, ZeroView,
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
        let (year, day) = (self.year_of_duties(), day.unwrap_or(self.today()));
        let needs = self.needs(pack.forms.duties.iter().map(|one| one as &dyn Form));
        self.known_when(usual, &format!("duties {year} {day}"), needs, || {
            let names = pack.forms.duties.iter().flat_map(|duty| assess::registers_of(pack, duty)).collect();
            let records = self.state.records(&self.store, &names)?;
            let summary = |duty: &Duty| summary(pack, duty, &covered_duty(duty, &records, year, day));
            Ok(DutiesView {
                year,
                day: day.to_string(),
                duties: pack.forms.duties.iter().map(summary).collect(),
            })
        })
    }

    /// The coverage matrix of one duty, by id or name.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a duty that is not there.
    pub fn duty(&self, id: &str, query: &DutyQuery) -> Result<Known<DutyView>> {
        let (year, day) = (self.year_of_duties(), query.day.unwrap_or(self.today()));
        let duty = known(self.pack(), id)?;
        let key =
            format!("duty {} {year} {day} {} {} {}", duty.head.id, query.only_gaps, query.from, query.limit);
        self.known_when(query.day.is_none(), &key, self.needs([duty as &dyn Form]), || {
            self.matrix(duty, year, day, query)
        })
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
            let owing = |cell: &CellView| matches!(cell.state, "gap" | "contradicted" | "extended" | "open");
            units.retain(|unit| unit.cells.iter().any(owing));
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

    /// The year that duties are asked of: today's when neither the asker nor the pack names one.
    fn year_of_duties(&self) -> i32 {
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
        let facts = one.facts.iter().map(|row| (self.fact.clone(), *row));
        let nil = one.nil.map(|row| (self.nil.clone(), row));
        let incident = one.incident.map(|row| (self.incident.clone(), row));
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
        id: head.id.clone(),
        name: head.name.clone(),
        owner: head.owner.clone(),
        source: SourceView { document: head.source.document.clone(), status: head.source.status.key() },
        mechanisms: head.mechanisms.clone(),
        note: head.note.clone(),
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
    let none = ZeroView { state: "proved", rows: Vec::new(), missing: 0, first: Vec::new() };
    match covered.zero() {
        Zero::Proved => none,
        Zero::Contradicted(rows) => {
            let register = Names::new(pack, duty).incident;
            let rows = rows.into_iter().take(NAMED).map(|row| (register.clone(), row));
            ZeroView { state: "contradicted", rows: rows.collect(), ..none }
        }
        Zero::Open(open) => {
            let place = |at: &usize| {
                let one = &matrix.occurrences[*at];
                (covered.labels[one.unit].clone(), matrix.periods[one.period].id.clone())
            };
            let first = open.iter().take(NAMED).map(place).collect();
            ZeroView { state: "open", missing: open.len() as u64, first, ..none }
        }
    }
}

fn state(state: State) -> &'static str {
    match state {
        State::Done => "done",
        State::Late => "late",
        State::Nil => "nil",
        State::Contradicted => "contradicted",
        State::Extended => "extended",
        State::Open => "open",
        State::Ahead => "ahead",
        State::Gap => "gap",
    }
}

fn rhythm(rhythm: Rhythm) -> &'static str {
    match rhythm {
        Rhythm::Once => "once",
        Rhythm::Year => "year",
        Rhythm::HalfYear => "half-year",
        Rhythm::Quarter => "quarter",
        Rhythm::Month => "month",
        Rhythm::SchoolMonth => "school-month",
        Rhythm::Week => "week",
        Rhythm::SchoolWeek => "school-week",
        Rhythm::Day => "day",
        Rhythm::SchoolDay => "school-day",
        Rhythm::BeforeHoliday => "before-holiday",
        Rhythm::Term => "term",
    }
}

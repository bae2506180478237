//! What is asked of duties (期): all in numbers, one as a coverage matrix.

use crate::district::{Inner, Office};
use crate::view::{CellView, DutiesView, DutySummary, DutyView, PeriodView, SourceView, UnitView, ZeroView};
use crate::{AsOf, DutyQuery, Error, Result};
use assess::{Covered, Records, covered_duty, registers_of};
use define::house::NilReport;
use define::{Date, Duty, Pack, Rhythm};
use ledger::days_between;
use ledger::duty::{Occurrence, State, Zero};

/// Most rows and places that are named beside a count.
const NAMED: usize = 20;

impl Office {
    /// All duties in a year (the pack's evaluation year without), as known on a day (today without).
    ///
    /// # Errors
    /// A moment of the journal that is not there, or a store that refuses.
    pub fn duties(&self, year: Option<i32>, day: Option<Date>, as_of: &AsOf) -> Result<DutiesView> {
        let inner = &mut *self.turn();
        let size = inner.size_as_of(as_of)?;
        let pack = inner.pack(size)?;
        let (year, day) = inner.asked(year, day, &pack);
        let registers = pack.forms.duties.iter().flat_map(|duty| registers_of(&pack, duty)).collect();
        let records = crate::forms::records(&inner.store, &pack, &registers, size)?;
        let summary = |duty: &Duty| {
            let covered = covered_duty(duty, &records, year, day);
            summary(&pack, duty, &covered)
        };
        let duties = pack.forms.duties.iter().map(summary).collect();
        Ok(DutiesView { year, day: day.to_string(), standing: inner.standing(size)?, duties })
    }

    /// The coverage matrix of one duty, by id or name.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a duty that is not there.
    pub fn duty(&self, id: &str, query: &DutyQuery, as_of: &AsOf) -> Result<DutyView> {
        let inner = &mut *self.turn();
        let size = inner.size_as_of(as_of)?;
        let pack = inner.pack(size)?;
        let duty = known(&pack, id)?;
        let (year, day) = inner.asked(query.year, query.day, &pack);
        let records: Records = inner.records(duty, size)?;
        let covered = covered_duty(duty, &records, year, day);
        let matrix = &covered.matrix;
        let names = Names::new(&pack, duty);
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
            standing: inner.standing(size)?,
            summary: summary(&pack, duty, &covered),
            periods,
            units,
            found,
            from: query.from,
        })
    }
}

impl Inner {
    /// The year and the day that a question is about.
    fn asked(&self, year: Option<i32>, day: Option<Date>, pack: &Pack) -> (i32, Date) {
        let today = self.today();
        let year = year.or(pack.year).unwrap_or(today.year);
        (year, day.unwrap_or(today))
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

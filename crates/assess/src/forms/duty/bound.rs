//! From rows to the coverage matrix of a duty.

use crate::{Record, Records};
use define::house::{Extension, NilReport};
use define::{Date, Duty, DutyIncident, DutyScope, Least, Pack, RegisterKind, Rhythm, Written};
use ledger::duty::{Asked, Done, Happened, Matrix, Nil, Owing, Recorded, Stretch, Zero, period_id, periods};
use ledger::{Calendar, Period, Value};
use std::collections::{BTreeMap, BTreeSet};

/// What the district itself is called where a unit is named.
pub const DISTRICT: &str = "全区";

/// A duty over a year's rows.
#[derive(Clone, Debug)]
pub struct Covered {
    /// The coverage matrix.
    pub matrix: Matrix,
    /// What the units are called, in the order of the matrix.
    pub labels: Vec<String>,
    /// Incidents of the year, as known on the day.
    pub incidents: Vec<Happened>,
}

impl Covered {
    /// Whether the claim that nothing happened is proved.
    pub fn zero(&self) -> Zero {
        self.matrix.zero(&self.incidents)
    }
}

/// The claims of zero that indicators make and that are not proved in a year: id of the duty, and what is missing.
pub fn open_claims(pack: &Pack, records: &Records, year: i32) -> Vec<(String, String)> {
    let Some(end) = Date::new(year + 1, 12, 31) else { return Vec::new() };
    let asked: BTreeSet<&str> = pack
        .indicators
        .iter()
        .flat_map(|indicator| &indicator.rests_on)
        .map(|duty| duty.text.as_str())
        .collect();
    let mut open = Vec::new();
    for duty in pack.forms.duties.iter().filter(|duty| asked.contains(duty.head.id.as_str())) {
        let covered = covered(duty, records, year, end);
        if covered.matrix.occurrences.is_empty() {
            let told = format!("“{}”{year}年还没有应报的单位：零没有证明", duty.head.name);
            open.push((duty.head.id.clone(), told));
            continue;
        }
        if let Zero::Open(left) = covered.zero() {
            let first =
                left.first().map(|at| &covered.matrix.occurrences[*at]).map_or(String::new(), |one| {
                    format!("，如{} {}", covered.labels[one.unit], covered.matrix.periods[one.period].id)
                });
            let told = format!("“{}”{year}年还缺{}份{first}：零没有证明", duty.head.name, left.len());
            open.push((duty.head.id.clone(), told));
        }
    }
    open
}

/// A duty over a year's rows, as known on a day: what is dated later does not count.
pub fn covered(duty: &Duty, records: &Records, year: i32, today: Date) -> Covered {
    let (units, labels) = units(duty, records, year);
    let (periods, first) = years(duty, &records.calendar(), year);
    let done: Vec<Done> = done(duty, records).into_iter().filter(|one| one.date <= today).collect();
    let nil: Vec<Nil> = if duty.nil {
        let all = nils(duty, records).map(|(_, nil)| nil);
        all.filter(|nil| nil.date <= today).collect()
    } else {
        Vec::new()
    };
    let stretched: Vec<Stretch> = stretches(duty, records)
        .filter(|(_, approved, _)| approved.is_none_or(|day| day <= today))
        .map(|(.., stretch)| stretch)
        .collect();
    let incidents: Vec<Happened> = happened(duty, records)
        .into_iter()
        .filter(|(known, _)| *known <= today)
        .map(|(_, happened)| happened)
        .filter(|(_, day, _)| day.year == year)
        .collect();
    let asked = Asked { least: duty.least, due_days: duty.due_days, once: duty.rhythm == Rhythm::Once };
    let recorded = Recorded { done: &done, nil: &nil, stretched: &stretched, incidents: &incidents };
    let matrix = Matrix::new(periods, first, units, asked, recorded, today);
    Covered { matrix, labels, incidents }
}

/// The periods of a year and, before them, those of the year before, as far as anything is owed by them: by how many of their
/// days are taught only where so much is owed.
pub(crate) fn owed_periods(duty: &Duty, calendar: &Calendar, year: i32) -> (Vec<Period>, usize) {
    let (mut periods, first) = years(duty, calendar, year);
    if duty.least != Least::TaughtDays {
        periods.iter_mut().for_each(|period| period.taught = 0);
    }
    (periods, first)
}

/// The periods of a year and, before them, those of the year before, which may still take up facts.
pub(super) fn years(duty: &Duty, calendar: &Calendar, year: i32) -> (Vec<Period>, usize) {
    let of = |year| match duty.rhythm {
        Rhythm::Once => {
            let whole = periods(Rhythm::Year, None, year, calendar);
            whole.into_iter().map(|period| Period { id: "once".to_string(), ..period }).collect()
        }
        rhythm => periods(rhythm, duty.season, year, calendar),
    };
    let mut all: Vec<Period> = if duty.rhythm == Rhythm::Once { Vec::new() } else { of(year - 1) };
    let first = all.len();
    all.extend(of(year));
    (all, first)
}

/// Who owes in a year, and what they are called.
pub(super) fn units(duty: &Duty, records: &Records, year: i32) -> (Vec<Owing>, Vec<String>) {
    let Some(scope) = &duty.scope else {
        let district = Owing { id: DISTRICT.to_string(), since: None, until: None };
        return (vec![district], vec![DISTRICT.to_string()]);
    };
    let id = |record: &Record<'_>| match &scope.unit {
        Some(field) => record.text(field),
        None => record.id(),
    };
    let label = |record: &Record<'_>| match &scope.unit {
        Some(field) => records.called(record, field, record.year().unwrap_or(year)),
        None => record.label(),
    };
    let day =
        |record: &Record<'_>, field: &Option<Written>| field.as_ref().and_then(|field| record.date(field));
    let mut owing: Vec<(Owing, String)> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for Standing { record, from, to } in standing(scope, records, year) {
        let id = id(&record);
        let since = day(&record, &scope.since).max(from);
        let until = [day(&record, &scope.until), to].into_iter().flatten().min();
        match places.get(&id) {
            // In force on both sides of the border between two school years: it owes on.
            Some(at)
                if from.is_some()
                    && owing[*at].0.until.is_some_and(|last| Some(last) == border(year, 8, 31)) =>
            {
                owing[*at].0.until = until;
            }
            Some(_) => {}
            None => {
                places.insert(id.clone(), owing.len());
                owing.push((Owing { id, since, until }, label(&record)));
            }
        }
    }
    owing.into_iter().unzip()
}

/// A row of the list of those who owe, and between which days of the year it is in force.
struct Standing<'r> {
    record: Record<'r>,
    from: Option<Date>,
    to: Option<Date>,
}

/// The rows of those who owe in a year, in the order of their numbers. Schools are listed by school year: until August those of
/// the list of the autumn before owe, from September those of the new one; while one of the two is missing the other stands.
fn standing<'r>(scope: &DutyScope, records: &'r Records, year: i32) -> Vec<Standing<'r>> {
    // What cannot be told to be exempt owes: it is not for a missing cell to take a unit out of sight.
    let chosen = |of: i32| {
        let (mut rows, open) = records.chosen(&scope.list, of);
        rows.extend(open);
        rows.sort_by_key(|record| record.number);
        rows
    };
    let whole = |record| Standing { record, from: None, to: None };
    let register = records.pack().register(&scope.list.register.text);
    let is = |kind: RegisterKind| register.is_some_and(|register| register.kind == kind);
    if scope.since.is_some() && is(RegisterKind::Event) {
        return records.chosen_ever(&scope.list).into_iter().map(whole).collect();
    }
    if register.is_none_or(|register| register.period != define::Period::SchoolYear) {
        return chosen(year).into_iter().map(whole).collect();
    }
    let (before, now) = (chosen(year - 1), chosen(year));
    if before.is_empty() || now.is_empty() {
        return before.into_iter().chain(now).map(whole).collect();
    }
    let until = before.into_iter().map(|record| Standing { record, from: None, to: border(year, 8, 31) });
    let since = now.into_iter().map(|record| Standing { record, from: border(year, 9, 1), to: None });
    until.chain(since).collect()
}

/// A day of the border between two school years.
fn border(year: i32, month: u8, day: u8) -> Option<Date> {
    Date::new(year, month, day)
}

/// The unit that a row names.
fn unit(record: &Record<'_>, field: &Option<Written>) -> String {
    field.as_ref().map_or_else(|| DISTRICT.to_string(), |field| record.text(field))
}

/// Every fact that matches.
fn done(duty: &Duty, records: &Records) -> Vec<Done> {
    let Some(fact) = &duty.fact else { return Vec::new() };
    let rows = records.chosen_ever(&fact.list).into_iter();
    rows.filter_map(|record| {
        let period = match &fact.period {
            Some(field) => Some(named(duty.rhythm, &record, field)?),
            None => None,
        };
        let amount = match &fact.number {
            Some(field) => match record.value(field) {
                Some(Value::Number(number)) => {
                    number.scaled(0).and_then(|n| u64::try_from(n).ok()).unwrap_or(0)
                }
                _ => 0,
            },
            None => 1,
        };
        let date = record.date(&fact.date)?;
        Some(Done { row: record.number, unit: unit(&record, &fact.unit), date, period, amount })
    })
    .collect()
}

/// The period that a row names, by its id or by its number within the row's year.
fn named(rhythm: Rhythm, record: &Record<'_>, field: &Written) -> Option<String> {
    match record.value(field)? {
        Value::Number(number) => {
            let number = number.scaled(0).and_then(|number| i64::try_from(number).ok())?;
            period_id(rhythm, record.year()?, number)
        }
        other => Some(other.to_string()),
    }
}

/// Every nil report of the duty, with its row.
pub(super) fn nils<'r>(duty: &'r Duty, records: &'r Records) -> impl Iterator<Item = (Record<'r>, Nil)> {
    let all = records.of_house(&NilReport::HOUSE);
    all.filter(|record| record.text(&NilReport::DUTY) == duty.head.id).filter_map(|record| {
        let NilReport { unit, period, day, .. } = NilReport::read(&record);
        Some((record, Nil { row: record.number, unit, period, date: day? }))
    })
}

/// Every extension of the duty, with its row and the day of its approval.
pub(super) fn stretches<'r>(
    duty: &'r Duty,
    records: &'r Records,
) -> impl Iterator<Item = (Record<'r>, Option<Date>, Stretch)> {
    let all = records.of_house(&Extension::HOUSE);
    all.filter(|record| record.says(&Extension::FORM, &duty.head.id)).filter_map(|record| {
        let Extension { unit, matter, until, approved, .. } = Extension::read(&record);
        Some((record, approved, Stretch { unit, period: matter, until: until? }))
    })
}

/// Every incident, with the day on which it became known.
pub(super) fn happened(duty: &Duty, records: &Records) -> Vec<(Date, Happened)> {
    let Some(DutyIncident { list, unit: field, date, known }) = &duty.incident else { return Vec::new() };
    let rows = records.chosen_ever(list).into_iter();
    rows.filter_map(|record| {
        let day = record.date(date)?;
        let known = known.as_ref().and_then(|known| record.date(known)).unwrap_or(day);
        Some((known, (unit(&record, field), day, record.number)))
    })
    .collect()
}

//! `duties/<id>.toml`.

use super::head::{self, list, optional_list};
use crate::read::{Reader, Table};
use crate::{Duty, DutyFact, DutyIncident, DutyScope, Least, List, Rhythm, Written};
use finding::Finding;
use toml::de::DeValue;

const RHYTHMS: [(&str, Rhythm); 12] = [
    ("once", Rhythm::Once),
    ("year", Rhythm::Year),
    ("half-year", Rhythm::HalfYear),
    ("quarter", Rhythm::Quarter),
    ("month", Rhythm::Month),
    ("school-month", Rhythm::SchoolMonth),
    ("week", Rhythm::Week),
    ("school-week", Rhythm::SchoolWeek),
    ("day", Rhythm::Day),
    ("school-day", Rhythm::SchoolDay),
    ("before-holiday", Rhythm::BeforeHoliday),
    ("term", Rhythm::Term),
];

/// Longest time of grace or of haste, in days.
const GRACE_LIMIT: i64 = 366;

/// Reads a definition.
pub fn read(reader: &mut Reader<'_>, mut table: Table<'_, '_>, id: &str, pack: &str) -> Duty {
    let head = head::read(reader, &mut table, id, pack);
    if table.value("rhythm").is_none() {
        table.missing(reader, "rhythm");
    }
    let rhythm = table.word(reader, "rhythm", &RHYTHMS).unwrap_or(Rhythm::Year);
    let from = whole(reader, &mut table, "from", 1, 12);
    let to = whole(reader, &mut table, "to", 1, 12);
    let season = from.zip(to).map(|(from, to)| (from as u8, to as u8));
    let (mut owing, mut since, mut until) = (None, None, None);
    let scope = optional_list(reader, &mut table, "scope", |reader, inner| {
        owing = inner.written(reader, "unit");
        since = inner.written(reader, "since");
        until = inner.written(reader, "until");
    });
    let mut least = None;
    let fact = optional_fact(reader, &mut table, &mut least);
    let incident = optional_incident(reader, &mut table);
    let duty = Duty {
        head,
        rhythm,
        season,
        scope: scope.map(|list| DutyScope { list, unit: owing, since, until }),
        fact,
        least: least.unwrap_or(Least::Number(1)),
        due_days: whole(reader, &mut table, "due_days", -GRACE_LIMIT, GRACE_LIMIT).unwrap_or(0) as i32,
        nil: table.flag(reader, "nil"),
        incident,
    };
    sense(reader, &duty, from.is_some() != to.is_some());
    table.finish(reader);
    duty
}

fn optional_fact(
    reader: &mut Reader<'_>,
    table: &mut Table<'_, '_>,
    least: &mut Option<Least>,
) -> Option<DutyFact> {
    table.value("fact")?;
    let (mut unit, mut period, mut number) = (None, None, None);
    let (list, date) = dated(reader, table, "fact", |reader, inner| {
        unit = inner.written(reader, "unit");
        period = inner.written(reader, "period");
        number = inner.written(reader, "number");
        *least = match inner.value("least").map(|value| value.get_ref()) {
            Some(DeValue::String(_)) => {
                inner.word(reader, "least", &[("days", Least::Days), ("taught-days", Least::TaughtDays)])
            }
            Some(_) => whole(reader, inner, "least", 1, 1_000_000).map(|least| Least::Number(least as u32)),
            None => None,
        };
    });
    Some(DutyFact { list, unit, date, period, number })
}

fn optional_incident(reader: &mut Reader<'_>, table: &mut Table<'_, '_>) -> Option<DutyIncident> {
    table.value("incident")?;
    let (mut unit, mut known) = (None, None);
    let (list, date) = dated(reader, table, "incident", |reader, inner| {
        unit = inner.written(reader, "unit");
        known = inner.written(reader, "known");
    });
    Some(DutyIncident { list, unit, date, known })
}

/// A list with a field that holds the day of each row.
fn dated(
    reader: &mut Reader<'_>,
    table: &mut Table<'_, '_>,
    key: &'static str,
    more: impl FnOnce(&mut Reader<'_>, &mut Table<'_, '_>),
) -> (List, Written) {
    let mut date = None;
    let list = list(reader, table, key, |reader, inner| {
        date = Some(inner.required(reader, "date"));
        more(reader, inner);
    });
    let date = date.unwrap_or_else(|| list.register.clone());
    (list, date)
}

/// Settings that contradict or miss each other.
fn sense(reader: &mut Reader<'_>, duty: &Duty, half_season: bool) {
    let mut tell = |wrong: bool, sentence: &str| {
        if wrong {
            let place = duty.head.written.place();
            reader.findings.push(Finding::error("define.duty", place, sentence.to_string()));
        }
    };
    let fact = duty.fact.as_ref();
    tell(fact.is_none() && !duty.nil, "要么写 fact，要么 nil = true，不然没有什么能算作做到");
    tell(half_season, "from 与 to 要写就都写");
    let scoped = duty.scope.is_some();
    tell(fact.is_some_and(|fact| fact.unit.is_some() != scoped), "有 scope 就要写 fact 的 unit，没有就不写");
    let incident = duty.incident.as_ref();
    tell(
        incident.is_some_and(|incident| incident.unit.is_some() != scoped),
        "有 scope 就要写 incident 的 unit，没有就不写",
    );
    let since = duty.scope.as_ref().is_some_and(|scope| scope.since.is_some());
    tell(duty.rhythm == Rhythm::Once && !since, "once 从哪一天算起：在 scope 里写 since");
}

/// A whole number within bounds.
fn whole(
    reader: &mut Reader<'_>,
    table: &mut Table<'_, '_>,
    key: &'static str,
    least: i64,
    most: i64,
) -> Option<i64> {
    let number = table.integer(reader, key)?;
    if (least..=most).contains(&number) {
        return Some(number);
    }
    let span = table.value(key).map_or_else(|| table.span(), |value| value.span());
    reader.error("define.number", span, format!("“{key}”应在{least}与{most}之间"));
    None
}

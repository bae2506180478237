//! What speaks against a nil report or an extension just written.

use super::bound::{happened, nils, stretches, units, years};
use crate::forms::{Written, names_form};
use crate::{Record, Records};
use define::house::{Extension, House, NilReport};
use define::{Date, Duty, Rhythm};
use finding::{Finding, Place};
use ledger::duty::Owing;
use ledger::{Period, plus_days};
use std::collections::{BTreeMap, BTreeSet};

/// Reasons that say nothing.
const EMPTY_REASONS: [&str; 5] = ["无", "略", "同上", "原因", "理由"];

/// What speaks against the nil reports and extensions among rows just written.
pub(super) fn against(duty: &Duty, records: &Records, written: &Written) -> Vec<Finding> {
    let mut findings = unknown(duty, records, written);
    let mut years = Years { duty, records, known: BTreeMap::new() };
    let touched = |house: &House, record: &Record<'_>| {
        written.numbers(house.register).is_some_and(|rows| rows.contains(&record.number))
    };
    let incidents = happened(duty, records);
    for (record, nil) in nils(duty, records).filter(|(record, _)| touched(&NilReport::HOUSE, record)) {
        let what = format!("“{}”对{} {}的零报告", duty.head.name, nil.unit, nil.period);
        let mut tell = |code: &'static str, sentence: String| {
            findings.push(Finding::error(code, place(&record), sentence));
        };
        if !duty.nil {
            tell("duty.nil-not-allowed", format!("“{}”不能用零报告抵，要有做过的记录", duty.head.name));
            continue;
        }
        let (from, to) = match years.owed(&nil.unit, &nil.period) {
            Ok(span) => span,
            Err(why) => {
                tell("duty.nil-unknown", format!("{what}没有对应的应办事项：{why}"));
                continue;
            }
        };
        if nil.date < to {
            tell("duty.nil-early", format!("{what}写于{}，期间到{to}才结束，不能预先报无", nil.date));
        }
        let contradicts = incidents.iter().find(|(known, (unit, day, _))| {
            *unit == nil.unit && (from..=to).contains(day) && *known <= nil.date
        });
        if let Some((_, (_, day, row))) = contradicts {
            let register = duty.incident.as_ref().map_or("", |incident| incident.list.register.text.as_str());
            let found = records.all(register).find(|record| record.number == *row);
            let label = found.map_or_else(|| row.to_string(), |record| record.id());
            tell("duty.nil-contradicted", format!("{what}写“无”，但“{register}”里有{day}的记录“{label}”"));
        }
    }
    for (record, approved, stretch) in
        stretches(duty, records).filter(|(record, ..)| touched(&Extension::HOUSE, record))
    {
        let what = format!("“{}”{} {}的延期", duty.head.name, stretch.unit, stretch.period);
        let mut tell = |code: &'static str, sentence: String| {
            findings.push(Finding::error(code, place(&record), sentence));
        };
        if is_empty_reason(&record.text(&Extension::REASON)) {
            tell("duty.extension-reason", format!("{what}没有写明理由"));
        }
        match years.owed(&stretch.unit, &stretch.period) {
            Err(why) => tell("duty.extension-unknown", format!("{what}没有对应的应办事项：{why}")),
            Ok((_, to)) => {
                let due = plus_days(to, duty.due_days);
                if stretch.until <= due {
                    tell("duty.extension-short", format!("{what}到{}，不晚于原期限{due}", stretch.until));
                }
                if approved.is_some_and(|day| day > due) {
                    tell("duty.extension-late", format!("{what}批准于原期限{due}之后：过期的不能补批"));
                }
            }
        }
    }
    findings
}

/// Whether a nil report or an extension just written is of this duty, or may be of none.
pub(super) fn concerned(duty: &Duty, records: &Records, written: &Written) -> bool {
    let first = records.pack().forms.duties.first().map(|first| &first.head.id) == Some(&duty.head.id);
    let named = |house, field| names_form(records, written, house, field, &duty.head.id);
    first && heeded(written)
        || named(&NilReport::HOUSE, &NilReport::DUTY)
        || named(&Extension::HOUSE, &Extension::FORM)
}

/// Whether rows of these registers could claim that nothing was to be done, or ask for time.
pub(super) fn heeded(written: &Written) -> bool {
    [NilReport::HOUSE, Extension::HOUSE].iter().any(|house| written.touches(house.register))
}

/// Nil reports and extensions that name no duty at all; told once, by the first duty of the pack.
fn unknown(duty: &Duty, records: &Records, written: &Written) -> Vec<Finding> {
    let pack = records.pack();
    if pack.forms.duties.first().map(|first| &first.head.id) != Some(&duty.head.id) {
        return Vec::new();
    }
    let duties: BTreeSet<&str> = pack.forms.duties.iter().map(|duty| duty.head.id.as_str()).collect();
    let forms: BTreeSet<&str> = pack.forms.all().map(|form| form.head().id.as_str()).collect();
    let mut findings = Vec::new();
    let named = [
        (NilReport::HOUSE, NilReport::DUTY, &duties, "duty.nil-unknown"),
        (Extension::HOUSE, Extension::FORM, &forms, "duty.extension-unknown"),
    ];
    for (house, field, known, code) in named {
        for record in crate::forms::touched(records, written, house.register) {
            let id = record.text(&field);
            if known.contains(id.as_str()) {
                continue;
            }
            let finding = Finding::error(code, place(&record), format!("没有标识为“{id}”的定义"));
            findings.push(match define::nearest(&id, known.iter().copied()) {
                Some(near) => finding.hint(format!("是否想写“{near}”？")),
                None => finding,
            });
        }
    }
    findings
}

/// What is owed in the years that rows speak of, made once each.
struct Years<'a> {
    duty: &'a Duty,
    records: &'a Records,
    known: BTreeMap<i32, (BTreeMap<String, Owing>, Vec<Period>)>,
}

impl Years<'_> {
    /// First and last day of what a unit owes for a period, or why it owes none.
    fn owed(&mut self, unit: &str, period: &str) -> Result<(Date, Date), String> {
        let duty = self.duty;
        if duty.rhythm == Rhythm::Once {
            return self.once(unit, period);
        }
        let year = period.get(..4).and_then(|year| year.parse::<i32>().ok());
        let year = year.filter(|year| (1990..=2200).contains(year)).ok_or("期间写法不对".to_string())?;
        let records = self.records;
        let (owing, periods) = self.known.entry(year).or_insert_with(|| {
            let (owing, _) = units(duty, records, year);
            let (all, first) = years(duty, &records.calendar(), year);
            let owing = owing.into_iter().map(|one| (one.id.clone(), one)).collect();
            (owing, all.into_iter().skip(first).collect())
        });
        let Some(found) = periods.iter().find(|one| one.id == period) else {
            let example =
                periods.first().map_or("这一年没有期间".to_string(), |one| format!("应如{}", one.id));
            return Err(format!("没有期间“{period}”，{example}"));
        };
        let Some(owing) = owing.get(unit) else {
            return Err(format!("“{unit}”不在范围内"));
        };
        if owing.since.is_some_and(|since| found.from < since)
            || owing.until.is_some_and(|until| until < found.to)
        {
            return Err(format!("“{unit}”这一期间不用办"));
        }
        Ok((found.from, found.to))
    }

    fn once(&mut self, unit: &str, period: &str) -> Result<(Date, Date), String> {
        if period != "once" {
            return Err(format!("没有期间“{period}”，应写once"));
        }
        let register = self.duty.scope.as_ref().map_or("", |scope| scope.list.register.text.as_str());
        let years: BTreeSet<i32> =
            self.records.all(register).map(|record| record.year().unwrap_or(0)).collect();
        let mut all = years.into_iter().flat_map(|year| units(self.duty, self.records, year).0);
        let since = all.find(|one| one.id == unit).and_then(|one| one.since);
        since.map(|since| (since, since)).ok_or(format!("“{unit}”不在范围内"))
    }
}

/// Whether a reason is none.
fn is_empty_reason(reason: &str) -> bool {
    let words: String = reason.chars().filter(|one| one.is_alphanumeric()).collect();
    words.chars().count() < 2 || EMPTY_REASONS.contains(&words.as_str())
}

fn place(record: &Record<'_>) -> Place {
    Place::whole(format!("{}：{}", record.register.name, record.row.key(record.register).unwrap_or_default()))
}

//! States that last until the next one: a later test or term must not write over the one before it.

use super::unknown;
use crate::{Dated, Pack, Register, RegisterKind, Written};
use finding::Finding;

/// How a field is called that holds the last of several.
const LAST: &str = "最近";

/// Reports days of states that stand in no key, so that the next one overwrites what held before: those that a form of work goes by,
/// and those called the last. They are part of the key, or belong to a dated state (`dated`), or the thing has one such day and no
/// second (`once`). And reports what does not fit of these.
pub fn check(pack: &Pack, findings: &mut Vec<Finding>) {
    for register in &pack.registers {
        for dated in &register.dated {
            fits(pack, register, dated, findings);
        }
        let days = of_forms(pack, register);
        for (name, _) in &register.once {
            idle(register, name, &days, findings);
        }
        let last = register.fields.iter().filter(|field| field.name.starts_with(LAST));
        let last = last.filter(|_| register.kind == RegisterKind::State).map(|field| &field.written);
        let mut told: Vec<&str> = Vec::new();
        for day in days.into_iter().chain(last) {
            let known = register.field(&day.text).is_some_and(|(_, field)| !field.is_key);
            if known && !is_kept(register, &day.text) && !told.contains(&day.text.as_str()) {
                told.push(&day.text);
                overwritten(register, day, findings);
            }
        }
    }
}

/// The days of a register's rows that forms of work go by.
fn of_forms<'p>(pack: &'p Pack, register: &Register) -> Vec<&'p Written> {
    let states = pack.forms.all().flat_map(|form| form.states());
    states.filter(|(of, _)| of.text == register.name).map(|(_, day)| day).collect()
}

fn is_kept(register: &Register, day: &str) -> bool {
    register.dated_by(day).is_some() || register.once.iter().any(|(name, _)| name.text == day)
}

fn overwritten(register: &Register, day: &Written, findings: &mut Vec<Finding>) {
    let sentence =
        format!("“{}”的下一次“{}”会盖掉上一次：以前哪一天是什么情形，就说不出了", register.name, day.text);
    let hint = format!(
        "把“{}”写进主键；或者写 [[dated]]，以前各次另成一行；确实只有一次的，写 once = {{ \"{}\" = \"为什么\" }}",
        day.text, day.text
    );
    let place = day.at(0..day.text.len());
    findings.push(Finding::warning("define.overwritten", place, sentence).hint(hint));
}

fn idle(register: &Register, name: &Written, days: &[&Written], findings: &mut Vec<Finding>) {
    let place = name.at(0..name.text.len());
    match register.field(&name.text) {
        None => findings.push(unknown(name, &format!("“{}”字段", register.name), &names(register))),
        Some((_, field))
            if field.is_key
                || !days.iter().any(|day| day.text == name.text) && !name.text.starts_with(LAST) =>
        {
            let sentence = format!("“{}”不会被下一次盖掉，once 不必写", name.text);
            findings.push(Finding::warning("define.once-idle", place, sentence));
        }
        Some(_) => {}
    }
}

/// Reports where a dated state does not go on in the register of the earlier ones.
fn fits(pack: &Pack, register: &Register, dated: &Dated, findings: &mut Vec<Finding>) {
    let registers: Vec<&str> = pack.registers.iter().map(|one| one.name.as_str()).collect();
    let Some(earlier) = pack.register(&dated.earlier.text) else {
        findings.push(unknown(&dated.earlier, "台账", &registers));
        return;
    };
    let mut tell = |written: &Written, sentence: String| {
        findings.push(Finding::error("define.dated", written.at(0..written.text.len()), sentence));
    };
    let key = register.single_key().filter(|_| register.key.len() == 1);
    let points = earlier.field(&dated.of.text).is_some_and(|(_, field)| {
        let key = key.map(|key| key.name.clone()).unwrap_or_default();
        field.kind == crate::FieldType::Ref { register: register.name.clone(), by: key }
    });
    if !points {
        let sentence = format!(
            "“{}.{}”应当指向“{}”的主键，而且主键只有一格",
            earlier.name, dated.of.text, register.name
        );
        tell(&dated.of, sentence);
    }
    let day = dated.there(&dated.day.text).map(|day| day.text.as_str()).unwrap_or_default();
    if earlier.key != [dated.of.text.as_str(), day] {
        tell(&dated.earlier, format!("“{}”的主键应当是“{}”和“{day}”：一次一行", earlier.name, dated.of.text));
    }
    for (here, there) in &dated.fields {
        let of = |register: &Register, name: &str| {
            register.field(name).map(|(_, field)| (field.kind.clone(), field.unit.clone()))
        };
        let (one, other) = (of(register, &here.text), of(earlier, &there.text));
        if one.is_none() || one != other {
            tell(
                here,
                format!("“{}.{}”和“{}.{}”不是同一类", register.name, here.text, earlier.name, there.text),
            );
        }
    }
    for field in earlier.fields.iter().filter(|field| field.required && field.name != dated.of.text) {
        let given = dated.fields.iter().any(|(_, there)| there.text == field.name);
        if !given && register.field(&field.name).is_none() {
            tell(
                &dated.earlier,
                format!("“{}”必填“{}”，从“{}”得不到", earlier.name, field.name, register.name),
            );
        }
    }
}

fn names(register: &Register) -> Vec<&str> {
    register.fields.iter().map(|field| field.name.as_str()).collect()
}

//! What speaks against steps, cases and extensions just written.

use super::cases::case_id;
use super::{Case, Cases, doer, follows, taken_off};
use crate::forms::{Written, names_form, touched};
use crate::{Record, Records};
use define::house::{Extension, HouseField, Step};
use define::{Date, Loop, LoopLaw};
use finding::{Finding, Place};
use formula::Answer;
use ledger::loops::{Taken, Wrong};
use quantity::Truth;
use std::collections::{BTreeMap, BTreeSet};

/// Whether any of the rows just written bears on a case of the loop.
pub(super) fn concerned(definition: &Loop, records: &Records, written: &Written) -> bool {
    if written.touches(&definition.case.list.register.text) {
        return true;
    }
    let own = |house, field| names_form(records, written, house, field, &definition.head.id);
    own(&Step::HOUSE, &Step::LOOP)
        || own(&Extension::HOUSE, &Extension::FORM)
        || is_first(definition, records) && strays(records, written)
}

/// The first loop of the pack answers for steps of loops that are not there.
fn is_first(definition: &Loop, records: &Records) -> bool {
    records.pack().forms.loops.first().is_some_and(|first| first.head.id == definition.head.id)
}

fn strays(records: &Records, written: &Written) -> bool {
    let known: BTreeSet<&str> = records.pack().forms.loops.iter().map(|one| one.head.id.as_str()).collect();
    touched(records, written, Step::HOUSE.register)
        .iter()
        .any(|record| !known.contains(record.text(&Step::LOOP).as_str()))
}

/// What a batch does to the cases of a loop: steps put, extensions put, rows of cases put, steps withdrawn.
struct Bearing<'r> {
    steps: Vec<Record<'r>>,
    put_off: Vec<Record<'r>>,
    rows: Vec<Record<'r>>,
    gone: Vec<Record<'r>>,
}

impl<'r> Bearing<'r> {
    fn of(definition: &Loop, records: &'r Records, written: &'r Written) -> Bearing<'r> {
        let put = |register: &str| touched(records, written, register);
        let says =
            |field: &'static HouseField| move |record: &Record<'_>| record.says(field, &definition.head.id);
        let mut steps = put(Step::HOUSE.register);
        steps.retain(says(&Step::LOOP));
        let mut put_off = put(Extension::HOUSE.register);
        put_off.retain(says(&Extension::FORM));
        let mut gone = written.gone(records, Step::HOUSE.register);
        gone.retain(says(&Step::LOOP));
        Bearing { steps, put_off, rows: put(&definition.case.list.register.text), gone }
    }
}

/// The numbers of the cases that a batch bears on.
pub(super) fn cases(definition: &Loop, records: &Records, written: &Written) -> BTreeSet<String> {
    let Bearing { steps, put_off, rows, gone } = Bearing::of(definition, records, written);
    let register = &definition.case.list.register.text;
    let withdrawn = written.gone(records, register);
    let mut all: BTreeSet<String> =
        rows.iter().chain(&withdrawn).map(|record| case_id(definition, record)).collect();
    all.extend(steps.iter().chain(&gone).map(|record| record.text(&Step::CASE)));
    all.extend(put_off.iter().map(|record| record.text(&Extension::MATTER)));
    all
}

pub(super) fn against(definition: &Loop, records: &Records, written: &Written, today: Date) -> Vec<Finding> {
    let mut findings = Vec::new();
    let steps = touched(records, written, Step::HOUSE.register);
    if is_first(definition, records) {
        let known: BTreeSet<&str> =
            records.pack().forms.loops.iter().map(|one| one.head.id.as_str()).collect();
        for record in steps.iter().filter(|record| !known.contains(record.text(&Step::LOOP).as_str())) {
            let sentence = format!("没有“{}”这类案件", record.text(&Step::LOOP));
            let near = define::nearest(&record.text(&Step::LOOP), known.iter().copied());
            let finding = Finding::error("loop.unknown", place(record), sentence);
            findings.push(match near {
                Some(near) => finding.hint(format!("是否想写“{near}”？")),
                None => finding,
            });
        }
    }
    let Bearing { steps, put_off, rows, gone } = Bearing::of(definition, records, written);
    left_behind(definition, records, written, &mut findings);
    findings.extend(taken_off::against(definition, records, written, today));
    let wanted = cases(definition, records, written);
    if wanted.is_empty() {
        return findings;
    }
    let latest = steps.iter().filter_map(|record| record.date(&Step::DAY)).max();
    let opened = rows.iter().filter_map(|record| record.date(&definition.case.opened)).max();
    let horizon = [latest, opened, Some(today)].into_iter().flatten().max().unwrap_or(today);
    let cases = Cases::of(definition, records, horizon, Some(&wanted));
    let by_id: BTreeMap<&str, &Case<'_>> = cases.list.iter().map(|case| (case.id.as_str(), case)).collect();
    let step_rows: BTreeMap<u64, &Record<'_>> = steps.iter().map(|record| (record.number, record)).collect();
    for (record, case) in steps
        .iter()
        .map(|record| (record, record.text(&Step::CASE)))
        .chain(put_off.iter().map(|record| (record, record.text(&Extension::MATTER))))
        .filter(|(_, case)| !by_id.contains_key(case.as_str()))
    {
        let sentence = format!("“{}”没有案件“{case}”", definition.head.name);
        let finding = Finding::error("loop.case-unknown", place(record), sentence);
        findings.push(finding.hint(format!("先在“{}”里登记", definition.case.list.register.text)));
    }
    for record in steps.iter().filter(|record| record.date(&Step::DAY).is_some_and(|day| day > today)) {
        let sentence = format!("“{}”的日期还没有到（今天是{today}）", record.text(&Step::STEP));
        findings.push(Finding::error("loop.ahead", place(record), sentence));
    }
    let mut answers = Answers { records, of: BTreeMap::new() };
    let changed = changed_from(&steps, &gone);
    for case in &cases.list {
        for wrong in &case.course.wrong {
            // A step that this batch leaves alone stands on those before it: what breaks it is told there.
            let later = || {
                let nth = case.taken.iter().find(|taken| taken.number == wrong.number)?.nth;
                changed.get(&case.id).filter(|changed| **changed < nth)?;
                records.of_house(&Step::HOUSE).find(|record| record.number == wrong.number)
            };
            if let Some(record) = step_rows.get(&wrong.number).map(|record| **record).or_else(later) {
                findings.push(told(wrong, &record));
            }
        }
        for at in &case.course.stands {
            let taken = &case.taken[*at];
            if let Some(record) = step_rows.get(&taken.number) {
                condition(definition, case, taken, record, &mut answers, &mut findings);
                findings.extend(doer::unknown(definition, records, taken, place(record)));
                law(definition, records, case, taken, record, &mut findings);
            }
        }
        agreement(definition, case, &mut findings);
        for record in put_off.iter().filter(|one| case.course.late_extensions.contains(&one.number)) {
            let sentence = format!("“{}”的延期不起作用：应在期限届满前批准，并晚于原期限", case.id);
            findings.push(Finding::error("loop.extension-late", place(record), sentence));
        }
    }
    findings
}

/// Steps of cases that are withdrawn: a case goes after its steps.
fn left_behind(definition: &Loop, records: &Records, written: &Written, findings: &mut Vec<Finding>) {
    for record in written.gone(records, &definition.case.list.register.text) {
        let id = case_id(definition, &record);
        let mine =
            |step: &Record<'_>| step.says(&Step::LOOP, &definition.head.id) && step.says(&Step::CASE, &id);
        let steps = records.of_house(&Step::HOUSE).filter(mine).count();
        if steps > 0 {
            let sentence = format!("案件“{id}”还有{steps}个办理步骤");
            let finding = Finding::error("loop.case-has-steps", place(&record), sentence);
            findings.push(finding.hint("办过的案件照步骤办结；立错的，先从最后一步起逐步撤回"));
        }
    }
}

/// The first step of each case that is put or withdrawn.
fn changed_from(steps: &[Record<'_>], gone: &[Record<'_>]) -> BTreeMap<String, i64> {
    let mut first = BTreeMap::new();
    for step in steps.iter().chain(gone).map(Step::read) {
        let nth = step.nth.and_then(|nth| i64::try_from(nth).ok()).unwrap_or(0);
        first.entry(step.case).and_modify(|first: &mut i64| *first = nth.min(*first)).or_insert(nth);
    }
    first
}

pub(super) fn place(record: &Record<'_>) -> Place {
    Place::whole(format!("{}/{}", record.register.name, record.row.key(record.register).unwrap_or_default()))
}

fn told(wrong: &Wrong, record: &Record<'_>) -> Finding {
    let mut finding = Finding::error(wrong.code, place(record), wrong.sentence.clone());
    finding.hint.clone_from(&wrong.hint);
    finding
}

/// Answers of conditions by where they are written and the year.
struct Answers<'r> {
    records: &'r Records,
    of: BTreeMap<(u32, u32, i32), BTreeMap<u64, Answer>>,
}

/// What must hold of the case before the step.
fn condition(
    definition: &Loop,
    case: &Case<'_>,
    taken: &Taken,
    record: &Record<'_>,
    answers: &mut Answers<'_>,
    findings: &mut Vec<Finding>,
) {
    let Some(when) = definition.step(&taken.step).and_then(|step| step.when.as_ref()) else { return };
    let year = case.record.year().or_else(|| taken.day.map(|day| day.year)).unwrap_or(0);
    let records = answers.records;
    let of = answers.of.entry((when.line, when.column, year));
    let of = of.or_insert_with(|| records.answers(when, &definition.case.list.register.text, year));
    let (code, why) = match of.get(&case.record.number).map(Answer::truth) {
        Some(Truth::Yes) => return,
        Some(Truth::No) => ("loop.condition", "还不成立"),
        Some(Truth::Unknown) | None => ("loop.condition-open", "不能判断"),
    };
    let sentence = format!("“{}”要求“{}”，{why}", taken.step, when.text);
    findings.push(Finding::error(code, place(record), sentence));
}

/// The law cited must be in force on the day of the act.
fn law(
    definition: &Loop,
    records: &Records,
    case: &Case<'_>,
    taken: &Taken,
    record: &Record<'_>,
    findings: &mut Vec<Finding>,
) {
    let cited = taken.basis.trim();
    let Some(law) = definition.law.as_ref().filter(|_| !cited.is_empty()) else { return };
    let act = match &law.act {
        Some(field) => case.record.date(field),
        None => taken.day,
    };
    let day = act.or(taken.day).unwrap_or(case.opened);
    let all = records.chosen_ever(&law.list);
    let versions: Vec<_> = all
        .iter()
        .filter(|one| one.text(&law.name) == cited)
        .map(|one| (one.date(&law.from), law.until.as_ref().and_then(|until| one.date(until))))
        .collect();
    if versions.iter().any(|(from, until)| LoopLaw::in_force(*from, *until, day)) {
        return;
    }
    let Some((from, until)) = versions.first() else {
        let names: Vec<String> = all.iter().map(|one| one.text(&law.name)).collect();
        let sentence = format!("“{}”里没有依据“{cited}”", law.list.register.text);
        let finding = Finding::error("loop.law-unknown", place(record), sentence);
        findings.push(match define::nearest(cited, names.iter().map(String::as_str)) {
            Some(near) => finding.hint(format!("是否想写“{near}”？")),
            None => finding,
        });
        return;
    };
    let why = match (from, until) {
        (Some(from), _) if day < *from => format!("自{from}施行，行为发生在{day}，当时尚未施行"),
        (_, Some(until)) => format!("{until}后失效，行为发生在{day}"),
        _ => format!("没有写明施行日期，不能用于{day}的行为"),
    };
    let finding = Finding::error("loop.law-not-in-force", place(record), format!("“{cited}”{why}"));
    let usable: Vec<String> = all
        .iter()
        .filter(|one| {
            let until = law.until.as_ref().and_then(|until| one.date(until));
            LoopLaw::in_force(one.date(&law.from), until, day)
        })
        .map(|one| one.text(&law.name))
        .collect();
    findings.push(if usable.is_empty() {
        finding
    } else {
        finding.hint(format!("{day}已施行的有：{}", usable.join("、")))
    });
}

/// The row of a case must say what its steps say: without steps nothing that only a step can bring about.
fn agreement(definition: &Loop, case: &Case<'_>, findings: &mut Vec<Finding>) {
    // Beside a refused step it would only say the same in other words.
    if !case.course.wrong.is_empty() {
        return;
    }
    for (field, expected) in follows(definition, case, &[]) {
        let found = case.record.text(field);
        let field = &field.text;
        if found != expected {
            let say = |text: &str| if text.is_empty() { "空".to_owned() } else { format!("“{text}”") };
            let sentence =
                format!("“{}”的“{field}”是{}，按办理步骤应为{}", case.id, say(&found), say(&expected));
            let finding = Finding::error("loop.case-differs", place(&case.record), sentence);
            findings.push(match case.course.stands.is_empty() {
                true => finding.hint("先立案，再逐步办理；以往办过的，连同办理步骤一起导入"),
                false => finding,
            });
        }
    }
}

//! Open commitments: what the next steps are drawn from.

use assess::Records;
use assess::loops::Cases;
use define::house::Commitment;
use define::{Date, FieldType, Outline, Pack};
use finding::Finding;
use paper::Run;
use std::collections::BTreeSet;

/// A commitment as it stands on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promised {
    /// What was promised.
    pub commitment: Commitment,
    /// Whether it comes from an earlier round: the time that was set for it has passed, or it was carried over.
    pub carried: bool,
}

/// The commitments made up to a day that are not kept, in the order of their rows. Whether one is kept follows from the steps of
/// the loop whose cases they are; of a pack without such a loop all are open.
pub fn promised(pack: &Pack, records: &Records, day: Date) -> Vec<Promised> {
    let Some(register) = pack.register(Commitment::HOUSE.register) else { return Vec::new() };
    let mine = |one: &&define::Loop| one.case.list.register.text == register.name;
    let (mut closed, mut carried) = (BTreeSet::new(), BTreeSet::new());
    if let Some(definition) = pack.forms.loops.iter().find(mine) {
        for case in Cases::of(definition, records, day, None).list {
            match case.course.closed(definition) {
                Some(_) => closed.insert(case.record.number),
                None => case.course.stage() == Commitment::CARRIED && carried.insert(case.record.number),
            };
        }
    }
    let made = |one: &Commitment| one.made.is_none_or(|made| made <= day);
    let all = records.all(&register.name).map(|record| (record.number, Commitment::read(&record)));
    let open = all.filter(|(number, one)| !closed.contains(number) && made(one));
    open.map(|(number, commitment)| {
        let late = commitment.due.is_some_and(|due| due <= day);
        Promised { carried: late || carried.contains(&number), commitment }
    })
    .collect()
}

/// Tells what the pack lacks for next steps to be drawn. The fields of the register are held by the check of the pack.
pub(crate) fn check(pack: &Pack, outline: &Outline, findings: &mut Vec<Finding>) {
    let name = Commitment::HOUSE.register;
    let sections = outline.parts.iter().flat_map(|part| &part.sections);
    let asked: Vec<_> = sections.filter_map(|section| section.commitments.as_ref()).collect();
    let Some(register) = pack.register(name) else {
        if let Some(first) = asked.first() {
            let sentence = format!("没有名为“{name}”的台账，不能从中取下一步工作");
            findings.push(Finding::error("report.commitments", first.place(), sentence));
        }
        return;
    };
    let Some((_, category)) = register.field(Commitment::CATEGORY.name) else { return };
    let FieldType::Choice(choices) = &category.kind else { return };
    for written in asked {
        if !choices.contains(&written.text) {
            let sentence = format!("“{}”不是{name}的类别", written.text);
            let finding = Finding::error("report.commitments", written.place(), sentence);
            findings.push(finding.hint(format!("类别有：{}", choices.join("、"))));
        }
    }
}

/// The open commitments of a category as points, those of an earlier round first: content, responsible unit and due date, quoted
/// as recorded.
pub(crate) fn open(commitments: &[Promised], category: &str) -> Vec<Vec<Run>> {
    let mine = |one: &&Promised| one.commitment.category == category && !one.commitment.content.is_empty();
    let (carried, new): (Vec<_>, Vec<_>) = commitments.iter().filter(mine).partition(|one| one.carried);
    carried.into_iter().chain(new).map(point).collect()
}

fn point(one: &Promised) -> Vec<Run> {
    let commitment = &one.commitment;
    let content = commitment.content.trim_end_matches(['。', '；', '，', '、']);
    let unit = (!commitment.unit.is_empty()).then(|| commitment.unit.clone());
    let until = if one.carried { "到期没有完成" } else { "前完成" };
    let due = commitment.due.map(|day| format!("{}年{}月{}日{until}", day.year, day.month, day.day));
    let told: Vec<String> = unit.into_iter().chain(due).collect();
    let told = if told.is_empty() { String::new() } else { format!("（{}）", told.join("，")) };
    let head = if one.carried { "上轮整改：" } else { "" };
    vec![Run::Quotation(format!("{head}{content}{told}")), Run::text("。")]
}

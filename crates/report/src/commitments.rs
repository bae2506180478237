//! Open commitments: what the next steps are drawn from.

use define::house::Commitment;
use define::{FieldType, Outline, Pack};
use finding::Finding;
use paper::Run;

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

/// The open commitments of a category as points, in the order given: content, responsible unit and due date, quoted as
/// recorded.
pub(crate) fn open(commitments: &[Commitment], category: &str) -> Vec<Vec<Run>> {
    let open = |one: &&Commitment| one.category == category && one.state != Commitment::DONE;
    let point = |one: &Commitment| {
        let content = one.content.trim_end_matches(['。', '；', '，', '、']);
        let unit = (!one.unit.is_empty()).then(|| one.unit.clone());
        let due = one.due.map(|day| format!("{}年{}月{}日前完成", day.year, day.month, day.day));
        let told: Vec<String> = unit.into_iter().chain(due).collect();
        let told = if told.is_empty() { String::new() } else { format!("（{}）", told.join("，")) };
        vec![Run::Quotation(format!("{content}{told}")), Run::text("。")]
    };
    commitments.iter().filter(open).filter(|one| !one.content.is_empty()).map(point).collect()
}

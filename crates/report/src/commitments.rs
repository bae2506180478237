//! Open commitments (工作承诺): what the next steps are drawn from.

use define::{Outline, Pack, Register};
use finding::Finding;
use ledger::{Row, Value};
use paper::Run;

/// The register, and the fields that are read from it.
pub(crate) const REGISTER: &str = "工作承诺";
const CATEGORY: &str = "类别";
const CONTENT: &str = "内容";
const UNIT: &str = "责任单位";
const DUE: &str = "期限";
const STATE: &str = "状态";
const DONE: &str = "已完成";

/// Tells what the pack lacks for next steps to be drawn.
pub(crate) fn check(pack: &Pack, outline: &Outline, findings: &mut Vec<Finding>) {
    let asked = || {
        outline
            .parts
            .iter()
            .flat_map(|part| &part.sections)
            .filter_map(|section| section.commitments.as_ref())
    };
    let Some(register) = pack.register(REGISTER) else {
        if let Some(first) = asked().next() {
            let sentence = format!("没有名为“{REGISTER}”的登记，不能从中取下一步工作");
            findings.push(Finding::error("report.commitments", first.place(), sentence));
        }
        return;
    };
    for name in [CATEGORY, CONTENT, UNIT, DUE, STATE] {
        if register.field(name).is_none() {
            let sentence = format!("登记“{REGISTER}”缺少字段“{name}”");
            findings.push(Finding::error("report.commitments", register.written.place(), sentence));
        }
    }
    let Some((_, category)) = register.field(CATEGORY) else { return };
    let define::FieldType::Choice(choices) = &category.kind else { return };
    for written in asked() {
        if !choices.contains(&written.text) {
            let sentence = format!("“{}”不是工作承诺的类别", written.text);
            let finding = Finding::error("report.commitments", written.place(), sentence);
            findings.push(finding.hint(format!("类别有：{}", choices.join("、"))));
        }
    }
}

/// The open commitments of a category as points, in the order given: content, responsible unit and due date, quoted as
/// recorded.
pub(crate) fn open(register: &Register, rows: &[Row], category: &str) -> Vec<Vec<Run>> {
    let cell = |row: &Row, name: &str| -> Option<String> {
        let (position, _) = register.field(name)?;
        Some(match row.values.get(position)?.as_ref()? {
            Value::Date(day) => format!("{}年{}月{}日", day.year, day.month, day.day),
            other => other.to_string(),
        })
    };
    rows.iter()
        .filter(|row| {
            cell(row, CATEGORY).as_deref() == Some(category) && cell(row, STATE).as_deref() != Some(DONE)
        })
        .filter_map(|row| {
            let content = cell(row, CONTENT)?;
            let content = content.trim_end_matches(['。', '；', '，', '、']).to_string();
            let told: Vec<String> = [cell(row, UNIT), cell(row, DUE).map(|day| format!("{day}前完成"))]
                .into_iter()
                .flatten()
                .collect();
            let told = if told.is_empty() { String::new() } else { format!("（{}）", told.join("，")) };
            Some(vec![Run::Quotation(format!("{content}{told}")), Run::text("。")])
        })
        .collect()
}

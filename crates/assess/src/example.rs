//! Running the examples of a pack: facts in; value, verdict and sentences out.

use crate::{Assessor, Facts, Outcome, Records, Rows, Verdict};
use define::{Example, Field, FieldType, Pack, Written};
use finding::{Finding, Place};
use ledger::{Row, Value, read_cell};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Runs every example of a pack. A finding for each that comes out otherwise, at the place of what was expected.
pub fn run_examples(pack: &Arc<Pack>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for example in &pack.examples {
        if !pack.indicators.iter().any(|indicator| indicator.id == example.indicator) {
            findings.extend(crate::forms::run_form_example(pack, example).into_iter().flatten());
            continue;
        }
        let given = facts_of(pack, example).and_then(|facts| Ok((facts, claims_of(pack, example)?)));
        let (facts, open) = match given {
            Ok(given) => given,
            Err(wrong) => {
                findings.extend(wrong);
                continue;
            }
        };
        let mut assessor = Assessor::new(pack.clone(), facts);
        assessor.leave_open(example.year, open);
        if let Some(day) = example.day {
            assessor = assessor.up_to(day);
        }
        let outcome = assessor.outcome(&example.indicator, example.year);
        if let Some(outcome) = outcome {
            compare(example, &outcome, &mut findings);
        }
    }
    findings
}

fn compare(example: &Example, outcome: &Outcome, findings: &mut Vec<Finding>) {
    let mut told = Vec::new();
    let mut differ = |what: &str, expected: &Option<Written>, found: Option<&str>| {
        let Some(expected) = expected else { return };
        if found == Some(expected.text.as_str()) {
            return;
        }
        let found = found.map_or("没有结果".to_string(), |found| format!("“{found}”"));
        let name = &example.name.text;
        let sentence = format!("示例“{name}”的{what}应为“{}”，算出来是{found}", expected.text);
        let place = expected.at(0..expected.text.len());
        let finding = Finding::error("define.example-differs", place, sentence);
        let reasons: Vec<String> = outcome.reasons.iter().map(ToString::to_string).collect();
        let parts = outcome.parts.iter().filter(|(_, verdict)| *verdict != Verdict::Met);
        let parts: Vec<String> = parts.map(|(id, verdict)| format!("{id}{}", verdict.label())).collect();
        told.push(match (reasons.is_empty(), parts.is_empty()) {
            (false, _) => finding.hint(format!("不能算出的原因：{}", reasons.join("；"))),
            (true, false) => finding.hint(format!("其中：{}", parts.join("、"))),
            (true, true) => finding,
        });
    };
    let expected = &example.expected;
    if let Some(printed) = outcome.printed.as_ref().filter(|_| *expected == define::Expected::default()) {
        let name = &example.name.text;
        let sentence = format!("示例“{name}”没有写出结果，即应当不能算出，算出来却是“{printed}”");
        findings.push(Finding::error("define.example-differs", example.name.place(), sentence));
        return;
    }
    differ("值", &expected.value, outcome.printed.as_deref());
    differ("判定", &expected.verdict, outcome.verdict.map(|verdict| verdict.key()));
    differ("句子", &expected.sentence, outcome.sentence.as_deref());
    differ("问题句", &expected.problem, outcome.problem.as_deref());
    findings.append(&mut told);
}

/// The facts of an example. A row that does not write its year is of the example's year; a register given without
/// rows counts as reported and empty for the example's year and the year before.
///
/// # Errors
/// A finding for each cell that its field does not take.
pub fn facts_of(pack: &Pack, example: &Example) -> Result<Facts, Vec<Finding>> {
    let mut facts = Facts::new();
    for (name, rows) in rows_of(pack, example)? {
        let Some(register) = pack.register(&name) else { continue };
        facts.add_rows(register, numbered(&rows));
        if rows.is_empty() {
            facts.add_empty(register, example.year);
            facts.add_empty(register, example.year - 1);
        }
    }
    Ok(facts)
}

/// The claims of zero that the rows of an example leave open.
fn claims_of(pack: &Arc<Pack>, example: &Example) -> Result<Vec<(String, String)>, Vec<Finding>> {
    let rows = rows_of(pack, example)?;
    let given = rows.iter().map(|(name, rows)| (name.clone(), numbered(rows))).collect();
    Ok(crate::open_claims(pack, &Records::new(pack.clone(), given), example.year))
}

/// Rows with numbers from 1.
fn numbered(rows: &[Row]) -> Rows {
    rows.iter().zip(1..).map(|(row, number)| (number, Arc::new(row.clone()))).collect()
}

/// The rows of an example by the name of their register.
pub(crate) fn rows_of(pack: &Pack, example: &Example) -> Result<BTreeMap<String, Vec<Row>>, Vec<Finding>> {
    let mut findings = Vec::new();
    let mut by_register: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for (name, rows) in &example.facts {
        let Some(register) = pack.register(&name.text) else { continue };
        let list = by_register.entry(name.text.clone()).or_default();
        for cells in rows {
            let mut row = Row { values: vec![None; register.fields.len()] };
            for (field, cell) in cells {
                let Some((position, definition)) = register.field(&field.text) else { continue };
                let given = Field { required: false, ..definition.clone() };
                match read_cell(&given, cell.text(), None) {
                    Ok((value, _)) => row.values[position] = value,
                    Err(fault) => {
                        let place: Place = field.at(0..field.text.len());
                        let mut finding = Finding::error(fault.code, place, fault.sentence);
                        finding.hint = fault.hint;
                        findings.push(finding);
                    }
                }
            }
            let period = register.period_field.as_deref().and_then(|name| register.field(name));
            if let Some((position, field)) = period
                && row.values[position].is_none()
            {
                row.values[position] = match field.kind {
                    FieldType::Date => define::Date::new(example.year, 12, 31).map(Value::Date),
                    _ => Some(Value::Number(example.year.into())),
                };
            }
            list.push(row);
        }
    }
    if findings.is_empty() { Ok(by_register) } else { Err(findings) }
}

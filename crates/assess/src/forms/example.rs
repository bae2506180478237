//! Running the example of a form of work: facts in, what it shows out.

use super::{Written, practices};
use crate::example::rows_of;
use crate::{Records, Rows};
use define::{Date, Example, Pack};
use finding::Finding;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Under this key an example lists the codes of what speaks against its rows.
const REFUSED: &str = "refused";

/// Runs an example of a form; findings for what comes out otherwise. None when no form has that id.
///
/// All rows of the example count as just written; the codes of the findings stand under `refused`.
pub(crate) fn run(pack: &Arc<Pack>, example: &Example) -> Option<Vec<Finding>> {
    let form = practices(pack).find(|form| form.head().id == example.indicator)?;
    let rows = match rows_of(pack, example) {
        Ok(rows) => rows,
        Err(wrong) => return Some(wrong),
    };
    let number = |rows: Vec<ledger::Row>| (1..).zip(rows.into_iter().map(Arc::new)).collect();
    let numbered: BTreeMap<String, Rows> =
        rows.into_iter().map(|(name, rows)| (name, number(rows))).collect();
    let mut written = Written::default();
    for (name, rows) in &numbered {
        rows.iter().for_each(|(number, _)| written.put(name, *number));
    }
    let today = example.day.or_else(|| Date::new(example.year, 12, 31))?;
    let records = Records::new(pack.clone(), numbered);
    let mut shown = form.shown(&records, today);
    let refused = form.against(&records, &written, today);
    shown.insert(REFUSED, refused.iter().map(|finding| finding.code.to_string()).collect());
    let mut findings = Vec::new();
    if example.expected.shows.is_empty() {
        let sentence = format!("示例“{}”没有写 [example.shows]", example.name.text);
        findings.push(Finding::error("define.example-empty", example.name.place(), sentence));
    }
    for (key, expected) in &example.expected.shows {
        let Some(found) = shown.get(key.text.as_str()) else {
            let known: Vec<&str> = shown.keys().copied().collect();
            let sentence = format!("“{}”不是它能显示的；有：{}", key.text, known.join("、"));
            findings.push(Finding::error("define.example-key", key.place(), sentence));
            continue;
        };
        let wanted: Vec<&str> = expected.iter().map(|word| word.text.as_str()).collect();
        if *found != wanted {
            let sentence = format!(
                "示例“{}”的{}应为“{}”，看到的是“{}”",
                example.name.text,
                key.text,
                wanted.join("、"),
                found.join("、")
            );
            let finding = Finding::error("define.example-differs", key.place(), sentence);
            let told: Vec<&str> = refused.iter().map(|finding| finding.sentence.as_str()).collect();
            findings.push(if told.is_empty() { finding } else { finding.hint(told.join("；")) });
        }
    }
    Some(findings)
}

//! The outcome as tables in Markdown.

use super::{Outcome, Planted, Row, given_right};
use std::collections::BTreeMap;
use std::fmt::Write as _;

#[derive(Default)]
struct Counts {
    cases: usize,
    right: usize,
    read: BTreeMap<Outcome, usize>,
    accused: usize,
    planted: Planted,
}

/// By relation, then the cases that did not come out as expected.
pub fn table(rows: &[Row]) -> String {
    let mut by: BTreeMap<&str, Counts> = BTreeMap::new();
    for row in rows {
        for name in [row.relation.as_str(), "total"] {
            let counts = by.entry(name).or_default();
            counts.cases += 1;
            counts.right += usize::from(given_right(row));
            counts.accused += row.accused.len();
            counts.planted += row.planted;
            if let Some(outcome) = row.read {
                *counts.read.entry(outcome).or_default() += 1;
            }
        }
    }
    let mut out = String::from(
        "| relation | cases | right, operands given | decidable | verified | by other numbers | errors found | not seen | \
         wrongly accused | planted | found | called right |\n|---|---|---|---|---|---|---|---|---|---|---|---|\n",
    );
    for (name, of) in by {
        let read = |outcome| of.read.get(&outcome).copied().unwrap_or(0);
        let _ = writeln!(
            out,
            "| {name} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |",
            of.cases,
            of.right,
            of.read.values().sum::<usize>(),
            read(Outcome::Verified),
            read(Outcome::ByOthers),
            read(Outcome::AccusedRightly),
            read(Outcome::Unseen),
            of.accused,
            of.planted.all,
            of.planted.found,
            of.planted.verified
        );
    }
    let rest: Vec<String> = rows.iter().filter_map(line).collect();
    if !rest.is_empty() {
        out.push_str("\n| case | relation | expected | what came out |\n|---|---|---|---|\n");
        out.extend(rest);
    }
    out
}

/// A case that did not come out as expected.
fn line(row: &Row) -> Option<String> {
    let mut told: Vec<String> = Vec::new();
    if !given_right(row) {
        told.push(format!("operands given: {}", row.given.as_deref().unwrap_or("nothing")));
    }
    if row.numbers == Some(false) {
        told.push("its numbers are read otherwise".to_owned());
    }
    match row.read {
        Some(Outcome::ByOthers) => told.push("called consistent by other numbers".to_owned()),
        Some(Outcome::Unseen) => told.push("not seen".to_owned()),
        Some(Outcome::Verified) if row.expected == "inconsistent" => {
            told.push("called consistent".to_owned())
        }
        _ => {}
    }
    told.extend(row.accused.iter().map(|note| format!("wrongly accused: {note}")));
    let missed = row.planted.all - row.planted.found;
    if missed > 0 {
        told.push(format!("{missed} of {} planted errors not found", row.planted.all));
    }
    let (id, relation, expected) = (&row.id, &row.relation, &row.expected);
    (!told.is_empty()).then(|| format!("| {id} | {relation} | {expected} | {} |\n", told.join("; ")))
}

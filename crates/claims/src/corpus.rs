//! Measuring the reader against claims whose verdict is known (语料): operands read, verdict with operands given, and verdict
//! from the sentence alone.

use crate::claim::Verdict;
use crate::judge::judge;
use crate::relation::Relation;
use quantity::{Decimal, Interval, parse};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A claim with its expected verdict.
#[derive(Clone, Debug, Deserialize)]
pub struct Case {
    /// Name of the case.
    pub id: String,
    /// The words, or a summary of them.
    pub span: String,
    /// Whether `span` is a quotation; summaries are not read from the sentence alone.
    #[serde(default)]
    pub span_kind: String,
    /// What is asserted.
    pub relation: String,
    /// The numbers it follows from.
    pub operands: Option<Vec<Number>>,
    /// The number asserted.
    pub published: Option<Number>,
    /// `consistent`, `inconsistent`, `undetermined` or `n/a`.
    pub expected: String,
    /// `entailed` or `compatible`.
    pub strength: Option<String>,
}

/// A number of a case.
#[derive(Clone, Debug, Deserialize)]
pub struct Number {
    /// As written.
    pub text: String,
    /// The number, a decimal string.
    pub value: String,
    /// Factor to a common unit, a decimal string.
    pub scale: String,
    /// Whether it is known to the last digit.
    pub exact: bool,
}

/// What came out of one case.
#[derive(Clone, Debug)]
pub struct Row {
    /// Name of the case.
    pub id: String,
    /// What is asserted.
    pub relation: String,
    /// What was expected.
    pub expected: String,
    /// The expected strength.
    pub strength: Option<String>,
    /// Whether every number was read with its value and interval; `None` if the case has none.
    pub numbers: Option<bool>,
    /// The verdict with operands given.
    pub given: Option<String>,
    /// The verdict from the sentence alone; `None` for summaries.
    pub alone: Option<String>,
}

/// Measures all cases.
pub fn measure(cases: &[Case]) -> Vec<Row> {
    cases.iter().map(row).collect()
}

fn row(case: &Case) -> Row {
    let quoted = case.span_kind != "condensed";
    Row {
        id: case.id.clone(),
        relation: case.relation.clone(),
        expected: case.expected.clone(),
        strength: case.strength.clone(),
        numbers: numbers(case),
        given: given(case),
        alone: quoted.then(|| alone(case)),
    }
}

/// Value and rounding of a number of a case, in its own unit.
fn interval(number: &Number) -> Option<Interval> {
    let value: Decimal = number.value.parse().ok()?;
    let places = number.value.split_once('.').map_or(0, |(_, rest)| rest.len());
    let half = Decimal::checked_new(5, 1 + u32::try_from(places).ok()?)?;
    let own = if number.exact {
        Interval::point(value)
    } else {
        Interval::new(value.checked_sub(&half)?, value.checked_add(&half)?)
    };
    Some(own.mul(&Interval::point(number.scale.parse().ok()?)))
}

/// Whether the text of each number is found in the span and read with the value of the case.
fn numbers(case: &Case) -> Option<bool> {
    if case.span_kind == "condensed" {
        return None;
    }
    let found = quantity::scan(&case.span);
    let read = |number: &Number| {
        let expected: Option<Decimal> = number.value.parse().ok();
        let right = |q: &quantity::Quantity| {
            let own = Interval::point(Decimal::ten_to(-q.unit.scale()));
            let stated = if number.exact { q.interval.mul(&own) } else { q.rounding().mul(&own) };
            Some(q.stated) == expected
                && Some(stated) == interval(&Number { scale: "1".into(), ..number.clone() })
        };
        found.iter().any(|q| q.text == number.text && right(q))
            || parse(&number.text).is_ok_and(|q| right(&q)) && !case.span.contains(&number.text)
    };
    Some(
        case.operands
            .iter()
            .flatten()
            .chain(&case.published)
            .filter(|n| case.span.contains(&n.text))
            .all(read),
    )
}

/// The verdict when the operands are given.
fn given(case: &Case) -> Option<String> {
    let relation = relation(&case.relation)?;
    let operands: Option<Vec<Interval>> = case.operands.iter().flatten().map(interval).collect();
    let (operands, published) = (operands?, case.published.as_ref()?);
    if operands.is_empty() {
        return Some(Verdict::Undetermined.name().to_owned());
    }
    let mut printed = interval(published)?;
    let rate = published.text.contains('%')
        || matches!(relation, Relation::SharePct | Relation::GrowthPct | Relation::DeclinePct);
    let percents = relation == Relation::PpDiff || relation == Relation::Sum || !rate;
    if !percents {
        printed = printed.mul(&Interval::point(Decimal::new(1, 2)));
    }
    let (verdict, strength, _) = judge(relation, &operands, &printed);
    let strength = strength.map_or(String::new(), |s| format!(" ({})", s.name()));
    Some(format!("{}{strength}", verdict.name()))
}

fn relation(name: &str) -> Option<Relation> {
    Some(match name {
        "growth_pct" => Relation::GrowthPct,
        "decline_pct" => Relation::DeclinePct,
        "growth_from_delta_pct" => Relation::GrowthFromDeltaPct,
        "diff" => Relation::Diff,
        "decrease" => Relation::Decrease,
        "pp_diff" => Relation::PpDiff,
        "share_pct" => Relation::SharePct,
        "sum" => Relation::Sum,
        "per_unit" => Relation::PerUnit,
        "ratio" => Relation::Ratio,
        "ratio_inv" => Relation::RatioInv,
        "cagr_pct" => Relation::CagrPct,
        "threshold" => Relation::Threshold,
        _ => return None,
    })
}

/// The verdict from the sentence alone: that of the claim on the published number, or `missed`.
fn alone(case: &Case) -> String {
    let reading = crate::read(&case.id, &case.span);
    let wanted = relation(&case.relation);
    let text = case.published.as_ref().map(|p| p.text.as_str());
    let about = |c: &&crate::Claim| match (text, wanted) {
        (Some("100%"), Some(Relation::Sum)) => c.relation == Relation::Sum,
        (Some(text), _) => c.published.text == text,
        (None, Some(Relation::Threshold)) => c.relation == Relation::Threshold,
        (None, _) => true,
    };
    let fits = |c: &&crate::Claim| about(c) && wanted.is_none_or(|w| w == c.relation);
    let claims = || reading.claims.iter();
    let wrong = claims()
        .filter(about)
        .find(|c| c.verdict == Verdict::Inconsistent && case.expected != "inconsistent");
    let claim = wrong.or_else(|| claims().find(fits)).or_else(|| claims().find(about));
    claim.map_or("missed", |c| c.verdict.name()).to_owned()
}

/// A table of the outcome in Markdown: by relation, then the cases that did not come out as expected.
pub fn table(rows: &[Row]) -> String {
    let mut by: BTreeMap<&str, [usize; 7]> = BTreeMap::new();
    for row in rows {
        for name in [row.relation.as_str(), "total"] {
            let counts = by.entry(name).or_default();
            counts[0] += 1;
            let expected = row.expected.as_str();
            counts[1] += usize::from(given_right(row));
            if let Some(alone) = row.alone.as_deref() {
                counts[2] += 1;
                counts[3] += usize::from(expected == "consistent");
                counts[4] += usize::from(expected == "consistent" && alone == "consistent");
                counts[5] += usize::from(expected != "inconsistent" && alone == "inconsistent");
                counts[6] += usize::from(expected == "inconsistent" && alone == "inconsistent");
            }
        }
    }
    let mut out = String::from(
        "| relation | cases | right, operands given | read from the sentence | of these consistent | verified | wrongly accused | errors found |\n|---|---|---|---|---|---|---|---|\n",
    );
    for (name, [cases, right, read, consistent, verified, accused, errors]) in by {
        let _ = writeln!(
            out,
            "| {name} | {cases} | {right} | {read} | {consistent} | {verified} | {accused} | {errors} |"
        );
    }
    out.push_str(
        "\n| case | expected | operands given | sentence alone | numbers read |\n|---|---|---|---|---|\n",
    );
    for row in rows {
        let alone_right = row.alone.as_deref().is_none_or(|a| {
            a == row.expected
                || (row.expected == "undetermined" && a == "missed")
                || row.expected == "n/a" && a != "inconsistent"
        });
        if given_right(row) && alone_right && row.numbers != Some(false) {
            continue;
        }
        let text = |t: &Option<String>| t.clone().unwrap_or_else(|| "—".to_owned());
        let numbers = row.numbers.map_or("—", |n| if n { "yes" } else { "no" });
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {numbers} |",
            row.id,
            row.expected,
            text(&row.given),
            text(&row.alone)
        );
    }
    out
}

/// Whether verdict and strength with operands given are the expected ones.
pub fn given_right(row: &Row) -> bool {
    match row.given.as_deref() {
        Some(given) => match &row.strength {
            Some(strength) => given == format!("{} ({strength})", row.expected),
            None => given == row.expected,
        },
        None => matches!(row.expected.as_str(), "n/a" | "undetermined") || row.relation == "threshold",
    }
}

//! Measuring the reader against claims whose verdict is known (语料): the arithmetic with operands given, the reading of the
//! words alone, and errors planted into what was verified.

mod given;
mod outcome;
mod plant;
mod table;

pub use given::given_right;
pub use outcome::Outcome;
pub use plant::Planted;
pub use table::table;

use crate::relation::Relation;
use serde::Deserialize;
use std::collections::BTreeMap;

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

impl Case {
    /// Whether its words stand in the text as they are given.
    pub fn is_quoted(&self) -> bool {
        self.span_kind != "condensed"
    }

    /// Whether its own words decide it.
    pub fn is_decidable(&self) -> bool {
        let stands = |number: &Number| self.span.contains(number.text.as_str()) || number.text == "100%";
        self.is_quoted()
            && matches!(self.expected.as_str(), "consistent" | "inconsistent")
            && self.operands.as_ref().is_some_and(|all| !all.is_empty() && all.iter().all(stands))
            && self.published.as_ref().is_some_and(stands)
    }
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
    /// What the words alone gave; `None` for a summary and for what its own words do not decide.
    pub read: Option<Outcome>,
    /// Contradictions told in its words that are none; each is told with the first case that has these words.
    pub accused: Vec<String>,
    /// Errors planted into it, when it was verified.
    pub planted: Planted,
}

/// Measures all cases.
pub fn measure(cases: &[Case]) -> Vec<Row> {
    let mut words: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, case) in cases.iter().enumerate().filter(|(_, case)| case.is_quoted()) {
        words.entry(&case.span).or_insert(at);
    }
    let row = |(at, case): (usize, &Case)| {
        let reading = case.is_quoted().then(|| crate::read(&case.id, &case.span));
        let read = reading.as_ref().filter(|_| case.is_decidable()).map(|r| outcome::of(case, r));
        let first = words.get(case.span.as_str()) == Some(&at);
        let accused = reading.as_ref().filter(|_| first).map(|r| outcome::accused(cases, r));
        let planted = match (&reading, read) {
            (Some(reading), Some(Outcome::Verified)) => plant::into(case, reading),
            _ => Planted::default(),
        };
        Row {
            id: case.id.clone(),
            relation: case.relation.clone(),
            expected: case.expected.clone(),
            strength: case.strength.clone(),
            numbers: given::numbers(case),
            given: given::given(case),
            read,
            accused: accused.unwrap_or_default(),
            planted,
        }
    };
    cases.iter().enumerate().map(row).collect()
}

fn relation(name: &str) -> Option<Relation> {
    Some(match name {
        "growth_pct" => Relation::GrowthPct,
        "decline_pct" => Relation::DeclinePct,
        "growth_from_delta_pct" => Relation::GrowthFromDeltaPct,
        "decline_from_delta_pct" => Relation::DeclineFromDeltaPct,
        "growth_multiple" => Relation::GrowthTimes,
        "diff" => Relation::Diff,
        "decrease" => Relation::Decrease,
        "pp_diff" => Relation::PpDiff,
        "share_pct" => Relation::SharePct,
        "sum" => Relation::Sum,
        "per_unit" => Relation::PerUnit,
        "ratio" | "sex_ratio" => Relation::Ratio,
        "ratio_inv" => Relation::RatioInv,
        "cagr_pct" => Relation::CagrPct,
        "threshold" => Relation::Threshold,
        _ => return None,
    })
}

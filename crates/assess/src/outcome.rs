//! What is said of an indicator.

use crate::{Score, Verdict, Verified};
use define::Status;
use formula::{Answer, Reason};
use quantity::Decimal;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What an assessment says of an indicator for a year.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Id of the indicator.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The report's figure that it prints.
    pub figure: Option<String>,
    /// The year.
    pub year: i32,
    /// Unit of `value`, as declared; empty for a pure number, a text, a yes or no.
    pub unit: String,
    /// The value as it was computed; none for a grouped indicator and for one that only gathers parts.
    pub answer: Option<Answer>,
    /// The number in `unit` as a decimal string, exact where it ends, else to twelve places.
    pub value: Option<String>,
    /// The value as printed. None when unknown, or when it is too unsharp to print. For a grouped indicator group by
    /// group, at most the first forty with the number of all.
    pub printed: Option<String>,
    /// None when the indicator has no condition.
    pub verdict: Option<Verdict>,
    /// How far it is from the threshold, when the condition compares with one.
    pub gap: Option<Gap>,
    /// The sentence of the report with its figures; none when a figure in it is unknown.
    pub sentence: Option<String>,
    /// The sentence of the problems part, when it is not met.
    pub problem: Option<String>,
    /// Why it cannot be told.
    pub reasons: Vec<Reason>,
    /// Group by group, for a grouped indicator.
    pub groups: Vec<Arc<GroupOutcome>>,
    /// Verdicts of its parts.
    pub parts: Vec<(String, Verdict)>,
    /// Parameters that its formula and its condition speak of, as in force in that year.
    pub parameters: Vec<ParameterUse>,
    /// The weakest standing of its source and of those parameters.
    pub status: Status,
}

/// One group of a grouped indicator.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupOutcome {
    /// Values of the grouping fields as words.
    pub key: Vec<String>,
    /// The value as it was computed.
    pub answer: Answer,
    /// As in [`Outcome::value`].
    pub value: Option<String>,
    /// As in [`Outcome::printed`].
    pub printed: Option<String>,
    /// As in [`Outcome::verdict`].
    pub verdict: Option<Verdict>,
    /// As in [`Outcome::gap`].
    pub gap: Option<Gap>,
    /// As in [`Outcome::reasons`].
    pub reasons: Vec<Reason>,
}

/// How far a value is from its threshold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// `≥`, `>`, `≤`, `<` or `=`.
    pub sign: &'static str,
    /// The threshold as printed.
    pub threshold: String,
    /// How much better (or, with a minus, worse) than the threshold, as a decimal string in the unit of the outcome.
    pub margin: String,
    /// The size of the margin as printed: 8.60个百分点.
    pub printed: String,
    /// Whether it is on the good side: the value is at the threshold or better.
    pub good: bool,
}

/// A parameter as used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParameterUse {
    /// Name.
    pub name: String,
    /// Key, for a keyed parameter.
    pub key: Option<String>,
    /// The value as written: 80%.
    pub value: String,
    /// The document behind it.
    pub document: String,
    /// How sure it is.
    pub status: Status,
}

/// Everything that is said of a pack for a year.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    /// Id of the pack.
    pub pack: String,
    /// Content hash of the pack.
    pub hash: String,
    /// The year.
    pub year: i32,
    /// Outcomes in the order of the pack.
    pub outcomes: Vec<Arc<Outcome>>,
    /// Points and grade, when the scheme has them.
    pub score: Option<Score>,
    /// What reviewers found of the points, by indicator.
    pub verified: BTreeMap<String, Verified>,
}

impl Assessment {
    /// What reviewers came to in all: how many indicators with points they decided on, and the sum. None when on none.
    pub fn verified_total(&self) -> Option<(usize, Decimal)> {
        let items = self.score.iter().flat_map(|score| &score.items);
        let found = items.filter_map(|item| self.verified.get(&item.indicator));
        let (count, sum) = found.fold((0, Decimal::ZERO), |(count, sum), one| {
            (count + 1, sum.checked_add(&one.points).unwrap_or(sum))
        });
        (count > 0).then_some((count, sum))
    }

    /// The outcome of an indicator.
    pub fn outcome(&self, id: &str) -> Option<&Outcome> {
        self.outcomes.iter().find(|outcome| outcome.id == id).map(|outcome| &**outcome)
    }

    /// The outcome that prints a figure of the report.
    pub fn figure(&self, figure: &str) -> Option<&Outcome> {
        self.outcomes
            .iter()
            .find(|outcome| outcome.figure.as_deref() == Some(figure))
            .map(|outcome| &**outcome)
    }
}

//! Indicators by aspect, figures, points and grade.

use crate::Status;
use crate::states::states;
use serde::Serialize;

states! {
    /// What is said of a condition.
    Verdict {
        /// It holds, whatever the unknowns turn out to be.
        Met = "met",
        /// It fails, whatever the unknowns turn out to be.
        NotMet = "not-met",
        /// Facts or thresholds needed are not there.
        CannotTell = "cannot-tell",
    }
}

/// The district and its scheme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PackInfo {
    /// Id of the pack.
    pub id: String,
    /// Name of the scheme.
    pub name: String,
    /// Content hash, hexadecimal.
    pub hash: String,
    /// Evaluation year.
    pub year: i32,
    /// Whether the scheme is the official table.
    pub official: bool,
    /// The document behind it.
    pub document: String,
}

/// Indicators by aspect.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Board {
    /// The scheme.
    pub pack: PackInfo,
    /// The year judged.
    pub year: i32,
    /// The scheme's aspects.
    pub aspects: Vec<AspectView>,
    /// The indicators: those of the aspects in the scheme's order, then figures and what they are computed from.
    pub indicators: Vec<IndicatorView>,
    /// Points and grade, when the scheme has them.
    pub score: Option<ScoreView>,
}

impl Board {
    /// The indicator of that id.
    pub fn indicator(&self, id: &str) -> Option<&IndicatorView> {
        self.indicators.iter().find(|one| one.id == id)
    }

    /// The indicators of an aspect, by number.
    pub fn of(&self, aspect: &AspectView) -> Vec<&IndicatorView> {
        aspect.indicators.iter().filter_map(|id| self.indicator(id)).collect()
    }

    /// The indicators of the scheme: those of its aspects.
    pub fn scheme(&self) -> Vec<&IndicatorView> {
        self.aspects.iter().flat_map(|aspect| self.of(aspect)).collect()
    }
}

/// An aspect with its indicators.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AspectView {
    /// Id: A4.
    pub id: String,
    /// Name.
    pub name: String,
    /// Ids of its indicators, by number.
    pub indicators: Vec<String>,
}

/// An indicator as judged.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IndicatorView {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Number in the scheme.
    pub number: Option<u32>,
    /// Figure of the report.
    pub figure: Option<String>,
    /// Value as a decimal string in `unit`.
    pub value: Option<String>,
    /// Unit.
    pub unit: String,
    /// As printed.
    pub printed: Option<String>,
    /// The verdict; none when there is nothing to judge.
    pub verdict: Option<Verdict>,
    /// Its points, when the scheme gives it any.
    pub points: Option<PointsView>,
    /// The condition's threshold, such as ≥ 85%.
    pub threshold: Option<String>,
    /// Distance from it, as printed, with a minus on the wrong side.
    pub gap: Option<String>,
    /// Whether the gap is on the good side.
    pub good: Option<bool>,
    /// Why it cannot be told.
    pub reasons: Vec<String>,
    /// The weakest standing of its source and parameters.
    pub status: Status,
    /// The unit that answers for it.
    pub owner: String,
    /// Values by group.
    pub groups: Vec<GroupView>,
    /// Ids of its parts.
    pub parts: Vec<String>,
    /// Content hash of the pack that judges, hexadecimal.
    pub pack: String,
}

/// One group of a grouped indicator.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GroupView {
    /// The group in words.
    pub key: String,
    /// As printed.
    pub printed: Option<String>,
    /// Verdict.
    pub verdict: Option<Verdict>,
    /// Why it cannot be told.
    pub reasons: Vec<String>,
}

/// What an indicator is worth (得分).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PointsView {
    /// Points as printed: 3.33, or 3.33～5 while something cannot be told.
    pub points: String,
    /// Full points.
    pub full: String,
    /// What a reviewer found; none while nobody did.
    pub verified: Option<VerifiedView>,
}

/// What a reviewer found an indicator worth (核定得分).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VerifiedView {
    /// Points.
    pub points: String,
    /// Whether they differ from what was computed.
    pub differs: bool,
    /// Why.
    pub reason: String,
    /// By whom.
    pub by: String,
    /// On which day.
    pub on: String,
}

/// Points and grade.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ScoreView {
    /// Points of all indicators, as printed: 71, or 71～83 while something cannot be told.
    pub points: String,
    /// Full score.
    pub full: String,
    /// On how many indicators reviewers decided, and what they found in all; none while on none.
    pub verified: Option<(usize, String)>,
    /// Grade; none when what cannot be told decides it.
    pub grade: Option<String>,
    /// Why the grade is what it is, rule by rule.
    pub reasons: Vec<String>,
    /// The document behind the rules and how sure it is.
    pub document: String,
}

/// The figures of the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FiguresView {
    /// In the order of their numbers.
    pub figures: Vec<FigureView>,
}

/// A figure of the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FigureView {
    /// F26.
    pub id: String,
    /// Id of the indicator that prints it.
    pub indicator: String,
    /// Name of the indicator.
    pub name: String,
    /// As printed; none when it cannot be told.
    pub printed: Option<String>,
    /// Exact value in `unit`, or to twelve places.
    pub value: Option<String>,
    /// Unit.
    pub unit: String,
    /// How many rows stand behind it.
    pub rows: u64,
}

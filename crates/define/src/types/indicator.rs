//! Indicators (标): a formula over facts, a condition, a sentence.

use super::{Period, Source};
use crate::Written;
use quantity::{Decimal, Style, Unit};

/// An indicator.
#[derive(Clone, Debug)]
pub struct Indicator {
    /// File name without `.toml`: `education-budget-growth`.
    pub id: String,
    /// The name used in formulas after `指标.` and on pages.
    pub name: String,
    /// The report's figure that it prints, such as F26.
    pub figure: Option<String>,
    /// Unit of the value.
    pub unit: Option<Unit>,
    /// How the value is computed; none for an indicator that only gathers parts.
    pub formula: Option<Written>,
    /// Ids of the indicators it gathers: any not met → not met, else any cannot tell → cannot tell, else met.
    pub parts: Vec<Written>,
    /// Fields of the aggregated register by which it is computed group by group; met when every group is. Empty for
    /// one value.
    pub by: Vec<Written>,
    /// The condition, over 结果 (the value) and parameters.
    pub met_when: Option<Written>,
    /// Ids of duties whose claim of zero it makes: while one is not proved, its value cannot be told.
    pub rests_on: Vec<Written>,
    /// How the value is printed.
    pub print: Style,
    /// The sentence of the report, with `{结果}`.
    pub sentence: Option<Written>,
    /// The sentence of the problems part when it is not met.
    pub problem: Option<Written>,
    /// The unit that answers for it.
    pub owner: String,
    /// The kind of year it is about.
    pub period: Period,
    /// The document behind it.
    pub source: Source,
    /// Mechanisms it serves.
    pub mechanisms: Vec<String>,
    /// Number among the scheme's indicators (1–26 in the letter of 2023), for those of the scheme.
    pub number: Option<u32>,
    /// Id of the aspect it belongs to: A4.
    pub aspect: Option<Written>,
    /// Points for being met.
    pub weight: Option<Decimal>,
    /// Points beyond the full score for being met (加分).
    pub bonus: Option<Decimal>,
    /// Points taken off for not being met (扣分).
    pub deduct: Option<Decimal>,
    /// What exactly it means.
    pub note: Option<String>,
    /// Id of the pack that defines it.
    pub pack: String,
    /// The name with its place.
    pub written: Written,
}

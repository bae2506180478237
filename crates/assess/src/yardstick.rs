//! What one indicator's values are held against: unit, form of printing, condition, threshold.

use crate::assessor::answer_text;
use crate::{Gap, GroupOutcome, Verdict};
use define::{Indicator, IndicatorFormula};
use formula::{Answer, Evaluation, Kind};
use quantity::{Interval, PrintError, Style, Unit, print};

/// Decimal places to which an unending value is told.
const PLACES: u32 = 12;

/// The yardstick of an indicator in a year. What is the same for all groups is found once.
pub(crate) struct Yardstick<'e, 'w> {
    evaluation: &'e Evaluation<'w>,
    indicator: &'e Indicator,
    program: &'e IndicatorFormula,
    unit: Unit,
    /// How far is told without hedges and measure words, to the places in which the value is printed.
    plain: Style,
    limit_style: Style,
    /// The threshold, when it is one for all groups; else it is found for each.
    limit: Option<Option<Limit>>,
}

/// A threshold and how it is printed.
#[derive(Clone)]
struct Limit {
    number: Interval,
    printed: String,
}

impl<'e, 'w> Yardstick<'e, 'w> {
    pub(crate) fn new(
        evaluation: &'e Evaluation<'w>,
        indicator: &'e Indicator,
        program: &'e IndicatorFormula,
    ) -> Yardstick<'e, 'w> {
        let unit = match (&indicator.unit, program.formula.kind()) {
            (Some(unit), _) => unit.clone(),
            (None, Kind::Number(unit)) => unit.base(),
            (None, _) => Unit::none(),
        };
        let plain = Style {
            unit: indicator.print.unit.clone(),
            decimals: indicator.print.decimals,
            trim: indicator.print.trim,
            ..Style::default()
        };
        let limit_style = Style { decimals: None, trim: true, ..plain.clone() };
        let mut yardstick =
            Yardstick { evaluation, indicator, program, unit, plain, limit_style, limit: None };
        if program.threshold.as_ref().is_some_and(|threshold| !threshold.formula.looks_at_group()) {
            yardstick.limit = Some(yardstick.limit_of(&[]));
        }
        yardstick
    }

    /// Judges one value, of a group or of the whole.
    pub(crate) fn judge(&self, answer: &Answer, key: &[Answer]) -> GroupOutcome {
        let Yardstick { evaluation, indicator, program, unit, .. } = self;
        let mut reasons = answer.reasons().to_vec();
        let told = program.met_when.as_ref().map(|condition| evaluation.verdict(condition, answer, key));
        for reason in told.as_ref().map_or(&[][..], Answer::reasons) {
            if !reasons.contains(reason) {
                reasons.push(reason.clone());
            }
        }
        let (value, printed) = match answer {
            Answer::Number(number) => (
                Some(number.times_ten_to(-unit.scale()).to_decimal_string(PLACES)),
                printed(number, unit, &indicator.print),
            ),
            Answer::Unknown(_) => (None, None),
            other => (None, Some(answer_text(other))),
        };
        let verdict = match (&indicator.met_when, &told) {
            (None, _) => None,
            (Some(_), Some(told)) => Some(Verdict::from(told.truth())),
            (Some(_), None) => Some(Verdict::CannotTell),
        };
        GroupOutcome {
            key: key.iter().map(answer_text).collect(),
            answer: answer.clone(),
            value,
            printed,
            verdict,
            gap: self.gap(answer, key),
            reasons,
        }
    }

    /// The threshold for a group.
    fn limit_of(&self, key: &[Answer]) -> Option<Limit> {
        let threshold = self.program.threshold.as_ref()?;
        // A threshold does not look at the value.
        let limit = self.evaluation.verdict(&threshold.formula, &Answer::Unknown(Vec::new()), key);
        let number = *limit.number()?;
        Some(Limit { number, printed: print(&number, &self.unit, &self.limit_style).ok()? })
    }

    fn gap(&self, answer: &Answer, key: &[Answer]) -> Option<Gap> {
        let threshold = self.program.threshold.as_ref()?;
        let value = answer.number()?;
        let Limit { number: limit, printed } = match &self.limit {
            Some(alike) => alike.clone()?,
            None => self.limit_of(key)?,
        };
        let margin = match threshold.sign {
            "≤" | "<" => limit.sub(value),
            "=" => value.sub(&limit).abs().neg(),
            _ => value.sub(&limit),
        };
        let size = print(&margin.abs(), &self.unit, &self.plain).ok()?;
        let shown = match size.strip_suffix('%') {
            Some(points) => format!("{points}个百分点"),
            None => size,
        };
        Some(Gap {
            sign: threshold.sign,
            threshold: printed,
            margin: margin.times_ten_to(-self.unit.scale()).to_decimal_string(PLACES),
            printed: shown,
            good: !margin.lo().is_negative(),
        })
    }
}

/// The number as printed. A count that is just what would be written (30), or too small to be cut (7), is printed without
/// the hedge word: 30件 beside 30余件.
fn printed(number: &Interval, unit: &Unit, style: &Style) -> Option<String> {
    match print(number, unit, style) {
        Err(PrintError::Hedge(_)) => print(number, unit, &Style { hedge: None, ..style.clone() }).ok(),
        other => other.ok(),
    }
}

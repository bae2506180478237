//! Thresholds of the pack held against the values that a text states.

use assess::Assessment;
use define::{Indicator, Pack};
use quantity::{Interval, Quantity, Truth, parse};

/// A threshold held against a stated value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// `≥`, `>`, `≤`, `<` or `=`.
    pub sign: &'static str,
    /// The threshold as written: 85%.
    pub threshold: String,
    /// The document behind it; empty for a threshold that stands in the condition itself.
    pub document: String,
    /// How sure it is: confirmed, secondary, recalled, derived, local, unofficial.
    pub status: define::Status,
    /// Whether the stated value keeps to it.
    pub holds: Truth,
}

const SIGNS: [(&str, &str); 8] =
    [(">=", "≥"), ("<=", "≤"), ("≥", "≥"), ("≤", "≤"), ("<>", ""), (">", ">"), ("<", "<"), ("=", "=")];

/// Holds a stated value against an indicator's condition, when that is one comparison with a parameter in force in the
/// year, or with a number. `None` when there is nothing to compare, or its unit is another.
pub(super) fn held(
    pack: &Pack,
    assessment: &Assessment,
    indicator: &Indicator,
    stated: &Quantity,
) -> Option<Held> {
    let condition = indicator.met_when.as_ref()?.text.trim();
    let rest = condition.strip_prefix("结果")?.trim_start();
    let (written, sign) = *SIGNS.iter().find(|(written, _)| rest.starts_with(written))?;
    let right = rest[written.len()..].trim();
    let (threshold, bound, unit, document, status) = match right.strip_prefix("参数.") {
        Some(name) => {
            let (name, key) = match name.split_once(['(', '（']) {
                Some((name, key)) => {
                    (name, Some(key.trim_end_matches([')', '）']).trim_matches(['"', '“', '”'])))
                }
                None => (name, None),
            };
            let parameter = pack.parameter(name.trim())?;
            let value = parameter.value(key, assessment.year)?;
            let bound = Interval::point(value.value);
            let document = value.source.document.clone();
            (value.text.text.clone(), bound, parameter.unit.clone(), document, value.source.status)
        }
        None => {
            let number = parse(right).ok()?;
            let document = indicator.source.document.clone();
            let bound = Interval::point(number.value());
            (right.to_owned(), bound, number.unit.clone(), document, indicator.source.status)
        }
    };
    if !unit.same_dimension(&stated.unit) || unit.is_counted() != stated.unit.is_counted() {
        return None;
    }
    let value = &stated.interval;
    let holds = match sign {
        "≥" => value.ge(&bound),
        "≤" => value.le(&bound),
        ">" => value.gt(&bound),
        "<" => value.lt(&bound),
        "=" => value.eq_truth(&bound),
        _ => return None,
    };
    Some(Held { sign, threshold, document, status, holds })
}

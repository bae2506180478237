//! Reading a number of a cell.

use super::{CellFault, half_width};
use crate::Value;
use define::{Field, FieldType};
use quantity::{Decimal, Unit};

/// Largest number of a field that sets no limit of its own, either side of nought, in the base unit: 元 of 万元.
const LARGEST: i64 = 1_000_000_000_000;

/// Reads a number; `given` is the unit of its column, when that is not the field's.
pub(super) fn read(field: &Field, text: &str, given: Option<&Unit>) -> Result<Value, CellFault> {
    let name = &field.name;
    let unit = given.unwrap_or(&field.unit).to_string();
    let written = half_width(text);
    let (digits, suffix) = match written.strip_suffix(unit.as_str()).filter(|_| !unit.is_empty()) {
        Some(digits) => (digits.trim_end(), true),
        None => (written.as_str(), false),
    };
    let Some(value) = plain_number(digits) else {
        let fault = CellFault::error("import.cell.not-a-number", format!("“{name}”应当是数，这里是“{text}”"));
        if let Some(value) = written.strip_suffix('%').and_then(plain_number) {
            let fraction = value.checked_mul(&Decimal::new(1, 2)).map_or(String::new(), |d| d.to_string());
            return Err(CellFault::error(
                "import.cell.fraction-as-percent",
                format!("“{name}”填小数，不填百分数，这里是“{text}”"),
            )
            .hint(format!("请改写为 {fraction}")));
        }
        return Err(match written.chars().any(|c| c.is_ascii_digit()) && !unit.is_empty() {
            true => fault.hint(format!("本列以“{unit}”计，只填数字")),
            false => fault,
        });
    };
    let value = match given {
        Some(given) => value.times_ten_to(given.scale() - field.unit.scale()).ok_or_else(|| {
            CellFault::error("import.cell.absurd", format!("“{name}”换算后太大，这里是“{text}”"))
        })?,
        None => value,
    };
    let unit = field.unit.to_string();
    let one = Decimal::from(1);
    let zero = Decimal::from(0);
    if unit == "%" && !suffix && value != zero && value <= one && value >= Decimal::from(-1) {
        let percent = value.checked_mul(&Decimal::from(100)).map_or(String::new(), |d| d.to_string());
        return Err(CellFault::error(
            "import.cell.percent-as-fraction",
            format!("“{name}”以%计，这里写的是“{text}”，看不出是{percent}%还是{text}%"),
        )
        .hint(format!("请连百分号一起写：{percent}% 或 {text}%")));
    }
    if field.kind == FieldType::Integer && value != value.round(0) {
        return Err(CellFault::error("import.cell.not-whole", format!("“{name}”应当是整数，这里是“{text}”")));
    }
    if field.kind == FieldType::Money && unit == "元" && value != value.round(2) {
        return Err(CellFault::error("import.cell.below-fen", format!("“{name}”精确到分，这里是“{text}”")));
    }
    if value < zero && field.min.as_ref().is_none_or(|min| *min >= zero) && counts(field) {
        let fault = CellFault::error("import.cell.negative", format!("“{name}”不能是负数，这里是“{text}”"));
        return Err(fault);
    }
    if let Some(min) = field.min.as_ref().filter(|min| value < **min) {
        let fault =
            CellFault::error("import.cell.too-small", format!("“{name}”不应小于{min}，这里是“{text}”"));
        return Err(fault);
    }
    if let Some(max) = field.max.as_ref().filter(|max| value > **max) {
        let fault =
            CellFault::error("import.cell.too-large", format!("“{name}”不应大于{max}，这里是“{text}”"));
        return Err(match unit.is_empty() && *max == one && value <= Decimal::from(100) {
            true => fault.hint(format!("本列填小数：若是{text}%，请改写为小数")),
            false => fault,
        });
    }
    if field.max.is_none() && beyond_belief(field, &value) {
        let what = if field.kind == FieldType::Money { "一万亿元" } else { "一万亿" };
        let sentence = format!("“{name}”超过{what}，这里是“{text}”");
        return Err(
            CellFault::error("import.cell.absurd", sentence).hint("多半是多写了几位，或单位不对".to_string())
        );
    }
    Ok(Value::Number(value))
}

/// Whether a number is larger than anything a district has: a million millions of its base unit.
fn beyond_belief(field: &Field, value: &Decimal) -> bool {
    let limit = Decimal::from(LARGEST);
    let plain = value.times_ten_to(field.unit.scale());
    plain.is_none_or(|plain| plain > limit || plain < limit.negated())
}

/// A whole number with a counting unit counts things; a count is never negative.
fn counts(field: &Field) -> bool {
    field.kind == FieldType::Integer && field.unit != quantity::Unit::default() || field.min.is_some()
}

/// Digits with an optional sign, point and thousands separators that stand where they should.
fn plain_number(text: &str) -> Option<Decimal> {
    let (sign, unsigned) = match text.strip_prefix(['-', '−']) {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = unsigned.split_once('.').map_or((unsigned, None), |(w, f)| (w, Some(f)));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if fraction.is_some_and(|fraction| !digits(fraction)) {
        return None;
    }
    let whole = match whole.contains(',') {
        false if digits(whole) => whole.to_string(),
        true => {
            let mut groups = whole.split(',');
            let first = groups.next().filter(|first| digits(first) && first.len() <= 3)?;
            let mut joined = first.to_string();
            for group in groups {
                if group.len() != 3 || !digits(group) {
                    return None;
                }
                joined.push_str(group);
            }
            joined
        }
        false => return None,
    };
    let fraction = fraction.map_or(String::new(), |fraction| format!(".{fraction}"));
    format!("{sign}{whole}{fraction}").parse().ok()
}

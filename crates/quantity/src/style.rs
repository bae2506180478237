//! Printing (印出): a value in the wording of official documents, rounded once.

use crate::unit::SCALES;
use crate::{Decimal, Interval, Unit};
use serde::Deserialize;
use std::fmt;

/// How a value is printed. Every field may be left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Style {
    /// Unit of the printed number: 亿元, 万元, %; the value's own base unit when absent.
    pub unit: Option<String>,
    /// Decimal places; when absent as many as the value has, at most two.
    pub decimals: Option<u32>,
    /// Drops noughts at the end of the decimals: 0.70% becomes 0.7%.
    pub trim: bool,
    /// 余 or 多: the number is cut, and the word says that the true count is above what is written. With `unit` it is cut
    /// to `decimals` places of that unit (15亿余元), without to its leading digits (30余件, 8000多个, 2万余份).
    pub hedge: Option<String>,
    /// Digits kept before a hedge; one when absent: 34 is 30余, 8127 is 8000多.
    pub digits: Option<u32>,
    /// Measure word behind the number: 件, 份, 所.
    pub counter: Option<String>,
    /// `arabic` (when absent) or `chinese`: 3 or 三.
    pub numerals: Option<String>,
    /// `plain` (when absent), `ratio` (1:9) or `change` (增长1.01%, 下降0.50%, 持平).
    pub form: Option<String>,
    /// Text in front of the number.
    pub prefix: Option<String>,
    /// Text behind everything: 以上.
    pub suffix: Option<String>,
}

/// Why a value cannot be printed as asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrintError {
    /// The interval holds values that would be printed differently.
    NotSharpEnough,
    /// The style names an unknown unit.
    Unit(String),
    /// The style's unit measures something else than the value's.
    Dimension {
        /// The value's unit.
        value: String,
        /// The style's unit.
        style: String,
    },
    /// The true value does not allow the hedge word.
    Hedge(String),
    /// The style names an unknown form, hedge or kind of numerals.
    Style(String),
    /// The number is beyond what can be written so.
    Range,
}

impl fmt::Display for PrintError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PrintError::NotSharpEnough => f.write_str("准确值所在的区间跨过了两种印法，不能判断应印哪一个"),
            PrintError::Unit(unit) => write!(f, "没有名为“{unit}”的单位"),
            PrintError::Dimension { value, style } => write!(f, "值的单位是“{value}”，不能印成“{style}”"),
            PrintError::Hedge(word) => write!(f, "真值不允许用“{word}”"),
            PrintError::Style(what) => write!(f, "不认识的印法“{what}”"),
            PrintError::Range => f.write_str("数字过大，无法这样印出"),
        }
    }
}

impl std::error::Error for PrintError {}

/// Prints a value given in base units.
///
/// ```
/// use quantity::{Interval, Style, Unit, print};
/// let yuan = Unit::parse("元").unwrap();
/// let style = Style { unit: Some("亿元".into()), decimals: Some(2), ..Style::default() };
/// let budget = Interval::point("1543900000.37".parse().unwrap());
/// assert_eq!(print(&budget, &yuan, &style).unwrap(), "15.44亿元");
/// let hedged = Style { hedge: Some("余".into()), counter: Some("件".into()), ..Style::default() };
/// assert_eq!(print(&Interval::from(34), &Unit::parse("件").unwrap(), &hedged).unwrap(), "30余件");
/// ```
pub fn print(value: &Interval, unit: &Unit, style: &Style) -> Result<String, PrintError> {
    let body = match style.form.as_deref() {
        None | Some("plain") => number(value, unit, style)?,
        Some("ratio") => format!("1:{}", number(value, unit, style)?),
        Some("change") => change(value, unit, style)?,
        Some(other) => return Err(PrintError::Style(other.to_owned())),
    };
    let text = |part: &Option<String>| part.clone().unwrap_or_default();
    Ok(format!("{}{body}{}", text(&style.prefix), text(&style.suffix)))
}

/// 增长 and 下降 of rates, 提高 and 下降 of percentage points, 增加 and 减少 of amounts; 持平 when nothing is left to print.
fn change(value: &Interval, unit: &Unit, style: &Style) -> Result<String, PrintError> {
    let (lo, hi) = (value.lo(), value.hi());
    let negative = hi <= Decimal::ZERO;
    if !negative && lo.is_negative() {
        return Err(PrintError::NotSharpEnough);
    }
    let printed = number(&value.abs(), unit, style)?;
    if !printed.bytes().any(|b| (b'1'..=b'9').contains(&b)) && style.numerals.is_none() {
        return Ok("持平".to_owned());
    }
    let points = style.unit.as_deref().unwrap_or(unit.name()).ends_with("百分点");
    let word = match (negative, unit.is_pure(), points) {
        (false, _, true) => "提高",
        (false, true, _) => "增长",
        (false, false, _) => "增加",
        (true, true, _) => "下降",
        (true, false, _) => "减少",
    };
    Ok(format!("{word}{printed}"))
}

fn number(value: &Interval, unit: &Unit, style: &Style) -> Result<String, PrintError> {
    let shown = match &style.unit {
        None => unit.clone(),
        Some(name) => Unit::parse(name).map_err(|_| PrintError::Unit(name.clone()))?,
    };
    if !shown.same_dimension(unit) && !shown.is_pure() {
        return Err(PrintError::Dimension { value: unit.to_string(), style: shown.to_string() });
    }
    let scaled = value.times_ten_to(-shown.scale());
    if scaled.is_unbounded() {
        return Err(PrintError::Range);
    }
    let name = match (&style.counter, &style.unit) {
        (Some(counter), _) => counter.clone(),
        (None, Some(name)) => name.clone(),
        (None, None) => unit.to_string(),
    };
    if let Some(word) = &style.hedge {
        let cut = if style.unit.is_some() { None } else { Some(style.digits.unwrap_or(1)) };
        return hedged(&scaled, word, &name, cut, style.decimals.unwrap_or(0));
    }
    let places = style.decimals.unwrap_or_else(|| scaled.exact().map_or(2, |v| v.scale().min(2)));
    let rounded = scaled.round(places).ok_or(PrintError::NotSharpEnough)?;
    if style.numerals.as_deref() == Some("chinese") {
        let whole = rounded.is_whole().then(|| u32::try_from(rounded.mantissa()).ok()).flatten();
        let numeral = whole.and_then(|n| chinese(n, !name.is_empty())).ok_or(PrintError::Range)?;
        return Ok(numeral + &name);
    }
    let mut digits = rounded.to_string();
    if !style.trim && style.decimals.is_some_and(|d| d > rounded.scale()) {
        if rounded.scale() == 0 {
            digits.push('.');
        }
        digits.push_str(&"0".repeat((places - rounded.scale()) as usize));
    }
    Ok(digits + &name)
}

/// 余 and 多 (GB/T 15835-2011): the true value is above the written one and below the next at the same position.
/// `digits`: leading digits kept of a whole number; without them the number is cut to `places` in its unit.
fn hedged(
    value: &Interval,
    word: &str,
    name: &str,
    digits: Option<u32>,
    places: u32,
) -> Result<String, PrintError> {
    if !matches!(word, "余" | "多") {
        return Err(PrintError::Style(word.to_owned()));
    }
    let refused = || PrintError::Hedge(word.to_owned());
    let (lo, hi) = (value.lo(), value.hi());
    if lo.is_negative() {
        return Err(refused());
    }
    let written = match digits {
        None => lo.floor(places),
        Some(digits) => {
            let whole = lo.floor(0).mantissa();
            let drop = whole.unsigned_abs().checked_ilog10().unwrap_or(0).saturating_sub(digits.max(1) - 1);
            if drop == 0 {
                return Err(refused());
            }
            let step = 10i128.pow(drop);
            Decimal::new(whole - whole % step, 0)
        }
    };
    // The reader takes the last digit that is not nought for the position: 30余 ends below 40, 15.0亿余 would be 15亿余.
    let position = crate::quantity::last_position(written);
    let next = written.checked_add(&position).ok_or(PrintError::Range)?;
    if written.is_zero() || lo <= written || hi >= next {
        return Err(if lo < written || hi > next { PrintError::NotSharpEnough } else { refused() });
    }
    let (scale, rest) = SCALES
        .iter()
        .find_map(|(scale, _)| name.strip_prefix(scale).map(|rest| (*scale, rest)))
        .unwrap_or(("", name));
    let whole =
        written.is_whole().then(|| written.mantissa()).filter(|_| scale.is_empty() && digits.is_some());
    let body = match whole {
        Some(w) if w >= 1_000_000_000_000 && w % 1_000_000_000_000 == 0 => {
            format!("{}万亿", w / 1_000_000_000_000)
        }
        Some(w) if w >= 100_000_000 && w % 100_000_000 == 0 => format!("{}亿", w / 100_000_000),
        Some(w) if w >= 10_000 && w % 10_000 == 0 => format!("{}万", w / 10_000),
        _ => format!("{written}{scale}"),
    };
    Ok(format!("{body}{word}{rest}"))
}

/// A whole number below ten thousand in Chinese numerals; two before a measure word is 两.
fn chinese(n: u32, counted: bool) -> Option<String> {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    const PLACES: [&str; 4] = ["", "十", "百", "千"];
    if n == 2 && counted {
        return Some("两".to_owned());
    }
    if n == 0 || n >= 10_000 {
        return (n == 0).then(|| "零".to_owned());
    }
    let written = n.to_string();
    let mut out = String::new();
    let mut gap = false;
    for (at, digit) in written.bytes().map(|b| usize::from(b - b'0')).enumerate() {
        let place = written.len() - 1 - at;
        if digit == 0 {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out.push('零');
            gap = false;
        }
        if !(digit == 1 && place == 1 && out.is_empty()) {
            out.push_str(DIGITS[digit]);
        }
        out.push_str(PLACES[place]);
    }
    Some(out)
}

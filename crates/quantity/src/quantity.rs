//! A quantity (数) as written: characters, value, unit, hedge, and the interval it may stand for.

use crate::decimal::{Decimal, MOST_PLACES};
use crate::hedge::{self, Hedge};
use crate::interval::Interval;
use crate::unit::Unit;
use std::fmt;

/// What kind of numeric expression it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A number, with or without unit: 15.44亿元.
    Plain,
    /// From one number to another: 1-2所, 63%~68%, 三四个. Both are in `parts`.
    Range,
    /// 1:9, 8.5:1.5, 1:1.1:1.32; the terms are in `parts`, the value is the second over the first.
    Ratio,
    /// 2+1, 1+N: terms of a rule, in `parts`; the value is their sum.
    Sum,
    /// A calendar date or year or a span of years: 2022年, 9月1日, 2021—2025年; the numbers as written in `parts`.
    Date,
    /// A time of day: 8:30.
    Clock,
    /// Position in a row: 第3.
    Ordinal,
    /// Digits that name something: 〔2018〕193号, GB/T 22239, A4.
    Code,
    /// A numeral in a set phrase in quotation marks: “五主”, “三防”.
    Phrase,
}

/// A numeric expression found in a text.
///
/// ```
/// use quantity::{Hedge, parse};
/// let leaflets = parse("2万余份").unwrap();
/// assert_eq!((leaflets.stated.to_string(), leaflets.unit.to_string()), ("2".into(), "万份".into()));
/// assert_eq!(leaflets.hedge, Hedge::Over);
/// assert_eq!(leaflets.interval.to_string(), "[20001, 29999]");
/// let budget = parse("15.44亿元").unwrap();
/// assert_eq!(budget.interval.to_string(), "[1543500000, 1544500000]");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// The characters, number to unit and the hedge behind it; not the hedge in front.
    pub text: String,
    /// Byte where `text` begins in the text read.
    pub start: usize,
    /// Byte behind its end.
    pub end: usize,
    /// The number as written, in `unit`: 15.44 of 15.44亿元.
    pub stated: Decimal,
    /// Digits written behind the point: 2 in 0.70.
    pub places: u32,
    /// The unit as written, with its scale: 亿元.
    pub unit: Unit,
    /// The values it may stand for, in base units (元, not 亿元; 0.93 for 93%).
    pub interval: Interval,
    /// How the number stands to the true one.
    pub hedge: Hedge,
    /// The hedge in front, as written: 约, 不低于.
    pub before: Option<&'static str>,
    /// The hedge inside or behind, as written: 余, 以上.
    pub after: Option<&'static str>,
    /// What kind of expression it is.
    pub form: Form,
    /// The numbers of a range, a ratio, a date or a code, in order.
    pub parts: Vec<Decimal>,
    /// Written with a space between number and unit.
    pub spaced: bool,
    /// Written in Chinese numerals.
    pub chinese: bool,
}

impl Quantity {
    /// Value of one at the last printed digit, in base units: 0.01亿 for 15.44亿元.
    pub fn step(&self) -> Decimal {
        Decimal::ten_to(self.unit.scale() - self.places.min(MOST_PLACES) as i32)
    }

    /// The interval of rounding at the last printed digit, whatever is counted: a mean of 826人 stands for 825.5 to 826.5.
    pub fn rounding(&self) -> Interval {
        let half = self.step().checked_mul(&Decimal::new(5, 1)).unwrap_or(Decimal::ZERO);
        let value = self.value();
        Interval::point(value).add(&Interval::new(half.negated(), half))
    }

    /// The number as written in base units: 1544000000 for 15.44亿元.
    pub fn value(&self) -> Decimal {
        self.stated.checked_mul(&Decimal::ten_to(self.unit.scale())).unwrap_or(Decimal::MAX)
    }

    /// Whether it is a number that measures or counts: plain, a range or a ratio.
    pub fn is_measure(&self) -> bool {
        matches!(self.form, Form::Plain | Form::Range | Form::Ratio)
    }
}

/// Value of one at the last digit that is not nought: 10 for 30, 1000 for 8000, 0.1 for 1.5.
pub(crate) fn last_position(stated: Decimal) -> Decimal {
    let mut mantissa = stated.mantissa().unsigned_abs();
    let mut zeros = 0;
    while mantissa > 0 && mantissa.is_multiple_of(10) {
        mantissa /= 10;
        zeros += 1;
    }
    Decimal::ten_to(zeros - stated.scale() as i32)
}

/// Whether things of this unit come in whole numbers or are by custom stated exactly (5年, 4课时).
fn discrete(unit: &Unit) -> bool {
    const EXACT: [&str; 10] = ["年", "月", "周", "天", "小时", "分钟", "课时", "学年", "学期", "季度"];
    unit.is_counted()
        || EXACT.iter().any(|base| unit.measures(base))
        || (unit.scale() == 0 && unit.measures("比特每秒"))
}

/// The interval that `stated` `unit` with this hedge stands for, in base units.
pub(crate) fn stands_for(stated: Decimal, places: u32, unit: &Unit, hedge: Hedge) -> Option<Interval> {
    let factor = Decimal::ten_to(unit.scale());
    if unit.scale().unsigned_abs() > MOST_PLACES || places > MOST_PLACES {
        return None;
    }
    let value = stated.checked_mul(&factor)?;
    let discrete = discrete(unit);
    let pure_count = unit.is_pure() && unit.scale() == 0 && unit.name().is_empty();
    let exact = places == 0 && unit.scale() == 0 && (discrete || pure_count);
    let half =
        if exact { Decimal::ZERO } else { Decimal::new(5, 1 + places.min(36)).checked_mul(&factor)? };
    let position = last_position(stated).checked_mul(&factor)?;
    hedge::interval(value, half, position, hedge, unit.is_counted())
}

/// Reads a text that is one numeric expression and nothing else, a leading hedge included.
///
/// ```
/// let ratio = quantity::parse("1:9以上").unwrap();
/// assert_eq!(ratio.stated.to_string(), "9");
/// assert_eq!(quantity::parse("壹拾伍亿肆仟肆佰万元整").unwrap().value().to_string(), "1544000000");
/// assert!(quantity::parse("很多").is_err());
/// ```
pub fn parse(text: &str) -> Result<Quantity, NotAQuantity> {
    let refused = || NotAQuantity(text.chars().take(40).collect());
    let trimmed = text.trim();
    let mut found = crate::scan::read_all(trimmed, true).into_iter();
    let (Some(quantity), None) = (found.next(), found.next()) else { return Err(refused()) };
    let lead = &trimmed[..quantity.start];
    let whole = quantity.end == trimmed.len() && (lead.is_empty() || quantity.before == Some(lead));
    if whole { Ok(quantity) } else { Err(refused()) }
}

/// A text that is not one numeric expression, shortened to 40 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAQuantity(pub String);

impl fmt::Display for NotAQuantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "“{}”不是一个数", self.0)
    }
}

impl std::error::Error for NotAQuantity {}

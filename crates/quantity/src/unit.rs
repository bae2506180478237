//! Units (单位): a dimension and a decimal scale.

use crate::measures::{COUNTERS, NAMES, SET_HEADS, stands};
use std::collections::BTreeMap;
use std::fmt;

/// A unit such as 亿元, 元/人, %, ㎡ or 所: a product of base dimensions with whole powers, times a power of ten.
///
/// ```
/// use quantity::Unit;
/// let yi = Unit::parse("亿元").unwrap();
/// assert!(yi.same_dimension(&Unit::parse("元").unwrap()));
/// assert_eq!(yi.scale(), 8);
/// assert!(Unit::parse("元").unwrap().div(&Unit::parse("人").unwrap()).same_dimension(&Unit::parse("元/人").unwrap()));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Unit {
    powers: BTreeMap<&'static str, i32>,
    scale: i32,
    name: String,
}

/// How a base dimension behaves.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Nature {
    /// Money, area, length, time, data rate: a bare number never is one.
    Measured,
    /// A measure word of counted things: a bare number may be one.
    Counted,
}

/// Words of scale before a unit, longest first.
pub(crate) const SCALES: &[(&str, i32)] = &[
    ("万亿", 12),
    ("万万", 8),
    ("千万", 7),
    ("百万", 6),
    ("十万", 5),
    ("亿", 8),
    ("万", 4),
    ("千", 3),
    ("百", 2),
];

/// Most names in a unit, with `/` between them: 元/人/年 has three.
const MOST_NAMES: usize = 4;
/// Most words of scale before a name.
const MOST_SCALES: usize = 3;

impl Unit {
    /// A pure number.
    pub const fn none() -> Unit {
        Unit { powers: BTreeMap::new(), scale: 0, name: String::new() }
    }

    /// Per cent.
    pub fn percent() -> Unit {
        Unit { powers: BTreeMap::new(), scale: -2, name: "%".into() }
    }

    /// Reads a unit as written: an optional 千 万 百万 亿 before a name, `/` or 每 between names.
    pub fn parse(text: &str) -> Result<Unit, UnknownUnit> {
        Unit::read(text).ok_or_else(|| UnknownUnit(text.trim().to_owned()))
    }

    fn read(text: &str) -> Option<Unit> {
        let text = text.trim();
        if text.is_empty() {
            return Some(Unit::none());
        }
        let mut parts = text.split(['/', '／']);
        if parts.clone().count() > MOST_NAMES {
            return None;
        }
        let mut unit = Unit::single(parts.next()?.trim())?;
        for part in parts {
            unit = unit.div(&Unit::single(part.trim())?);
        }
        unit.name = text.to_owned();
        Some(unit)
    }

    fn single(text: &str) -> Option<Unit> {
        Unit::scaled(text, MOST_SCALES)
    }

    /// A name behind at most so many words of scale.
    fn scaled(text: &str, words: usize) -> Option<Unit> {
        if let Some((name, base, power, scale)) = NAMES.iter().find(|(name, ..)| *name == text) {
            let powers = if *power == 0 { BTreeMap::new() } else { BTreeMap::from([(*base, *power)]) };
            return Some(Unit { powers, scale: *scale, name: (*name).to_owned() });
        }
        if let Some(counter) = COUNTERS.iter().chain(SET_HEADS).find(|counter| **counter == text) {
            let base = if matches!(*counter, "名" | "位") { "人" } else { counter };
            return Some(Unit { powers: BTreeMap::from([(base, 1)]), scale: 0, name: (*counter).to_owned() });
        }
        let words = words.checked_sub(1)?;
        for (word, scale) in SCALES.iter().copied() {
            if let Some(rest) = text.strip_prefix(word) {
                let mut unit = if rest.is_empty() { Unit::none() } else { Unit::scaled(rest, words)? };
                unit.scale += scale;
                unit.name = text.to_owned();
                return Some(unit);
            }
        }
        None
    }

    /// As written: 万元, ㎡, 个百分点; empty for a pure number and for units that were computed.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The unit that running text begins with, and its length in bytes: the longest name that is not the beginning of
    /// another word.
    pub(crate) fn at_start(text: &str, chinese_numeral: bool) -> Option<(Unit, usize)> {
        Unit::beginning(text, chinese_numeral, MOST_NAMES)
    }

    fn beginning(text: &str, chinese_numeral: bool, names: usize) -> Option<(Unit, usize)> {
        let names = names.checked_sub(1)?;
        let known = NAMES.iter().map(|(name, ..)| *name).chain(COUNTERS.iter().copied());
        let name = known
            .filter(|name| {
                begins_alike(text, name)
                    && text.starts_with(name)
                    && stands(name, &text[name.len()..], chinese_numeral)
            })
            .max_by_key(|name| name.len())?;
        let mut unit = Unit::single(name)?;
        let mut length = name.len();
        if let Some(rest) = text[length..].strip_prefix(['/', '／'])
            && let Some((below, more)) = Unit::beginning(rest, false, names)
        {
            length += text[length..].len() - rest.len() + more;
            unit = unit.div(&below);
            unit.name = text[..length].to_owned();
        }
        Some((unit, length))
    }

    /// The same with a scale word in front: 亿 before 元.
    pub(crate) fn scaled_by(mut self, word: &str, scale: i32) -> Unit {
        self.scale += scale;
        self.name.insert_str(0, word);
        self
    }

    /// Power of ten by which a number in this unit is multiplied to be in base units: 8 for 亿元, −2 for %.
    pub fn scale(&self) -> i32 {
        self.scale
    }

    /// The unit of a product.
    pub fn mul(&self, other: &Unit) -> Unit {
        self.joined(other, 1)
    }

    /// The unit of a quotient.
    pub fn div(&self, other: &Unit) -> Unit {
        self.joined(other, -1)
    }

    fn joined(&self, other: &Unit, sign: i32) -> Unit {
        let mut powers = self.powers.clone();
        for (base, power) in &other.powers {
            let known = powers.entry(base).or_insert(0);
            // Products of products grow without end; no unit of the field has a power above 3.
            *known = known.saturating_add(sign.saturating_mul(*power));
        }
        powers.retain(|_, power| *power != 0);
        let scale = self.scale.saturating_add(sign.saturating_mul(other.scale));
        Unit { powers, scale, name: String::new() }
    }

    /// The unit of the square root, when every power is even.
    pub fn sqrt(&self) -> Option<Unit> {
        let even = self.powers.values().all(|p| p % 2 == 0) && self.scale % 2 == 0;
        even.then(|| Unit {
            powers: self.powers.iter().map(|(base, power)| (*base, power / 2)).collect(),
            scale: self.scale / 2,
            name: String::new(),
        })
    }

    /// The same dimension at scale 1: 元 for 亿元.
    pub fn base(&self) -> Unit {
        Unit { powers: self.powers.clone(), scale: 0, name: String::new() }
    }

    /// Whether numbers of the two may be added and compared.
    pub fn same_dimension(&self, other: &Unit) -> bool {
        self.powers == other.powers
    }

    /// Whether it measures this one base dimension and nothing else: 元 for 亿元.
    pub(crate) fn measures(&self, base: &str) -> bool {
        self.powers.len() == 1 && self.powers.get(base) == Some(&1)
    }

    /// Whether it is a pure number: nothing, %, ‰, 成, 倍.
    pub fn is_pure(&self) -> bool {
        self.powers.is_empty()
    }

    /// Whether it counts things (所, 人, 次 …), so that a bare number may stand beside it.
    pub fn is_counted(&self) -> bool {
        !self.powers.is_empty() && self.powers.keys().all(|base| nature(base) == Nature::Counted)
    }
}

/// A look at two bytes before two words are compared.
fn begins_alike(text: &str, name: &str) -> bool {
    let (text, name) = (text.as_bytes(), name.as_bytes());
    let same = |at: usize| name.get(at).is_none_or(|b| text.get(at) == Some(b));
    same(0) && same(2)
}

fn nature(base: &str) -> Nature {
    if COUNTERS.contains(&base) || SET_HEADS.contains(&base) { Nature::Counted } else { Nature::Measured }
}

impl PartialEq for Unit {
    /// Same dimension, same scale; 名 and 人, ㎡ and 平方米 are equal.
    fn eq(&self, other: &Unit) -> bool {
        (self.scale, &self.powers) == (other.scale, &other.powers)
    }
}

impl Eq for Unit {}

impl PartialOrd for Unit {
    fn partial_cmp(&self, other: &Unit) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Unit {
    fn cmp(&self, other: &Unit) -> std::cmp::Ordering {
        (self.scale, &self.powers).cmp(&(other.scale, &other.powers))
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.name.is_empty() {
            return f.write_str(&self.name);
        }
        if self.powers.is_empty() && self.scale == -2 {
            return f.write_str("%");
        }
        if self.scale != 0 {
            write!(f, "10^{} ", self.scale)?;
        }
        let write = |f: &mut fmt::Formatter<'_>, base: &str, power: i32| match (base, power) {
            ("米", 2) => f.write_str("㎡"),
            (_, 1) => f.write_str(base),
            _ => write!(f, "{base}^{power}"),
        };
        for (base, power) in self.powers.iter().filter(|(_, power)| **power > 0) {
            write(f, base, *power)?;
        }
        for (base, power) in self.powers.iter().filter(|(_, power)| **power < 0) {
            f.write_str("/")?;
            write(f, base, -power)?;
        }
        Ok(())
    }
}

/// A unit that is not known, with its name as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownUnit(pub String);

impl fmt::Display for UnknownUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "没有名为“{}”的单位", self.0)
    }
}

impl std::error::Error for UnknownUnit {}

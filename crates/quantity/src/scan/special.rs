//! Digits that name something, halves and fractions in words: A4, 〔2018〕193号, 半年, 百分之九十.

use super::Reader;
use crate::decimal::Decimal;
use crate::interval::Interval;
use crate::numeral::{self, Script};
use crate::quantity::{Form, Quantity, stands_for};
use crate::unit::Unit;

impl Reader<'_> {
    /// Letters with digits in them name something: A4, R7, GB/T22239, F26. A unit behind its number is read before this.
    pub(super) fn code_word(&self, at: usize) -> (Option<Quantity>, usize) {
        let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '/' | '-' | '.');
        let mut end = at;
        while self.char(end).is_some_and(part) {
            end += 1;
        }
        while end > at && self.char(end - 1).is_some_and(|c| !c.is_ascii_alphanumeric()) {
            end -= 1;
        }
        let end = end.max(at + 1);
        if self.chars[at..end].iter().any(char::is_ascii_digit) {
            return self.labelled(at, end, Form::Code, Vec::new());
        }
        // GB/T 15834: the number belongs to the letters before it.
        if self.char(end) == Some(' ') && self.char(end - 1).is_some_and(|c| c.is_ascii_uppercase()) {
            let digits = (end + 1..)
                .take_while(|i| self.char(*i).is_some_and(|c| c.is_ascii_digit() || c == '-'))
                .count();
            if digits > 0 && self.char(end + 1).is_some_and(|c| c.is_ascii_digit()) {
                return self.labelled(at, end + 1 + digits, Form::Code, Vec::new());
            }
        }
        (None, end)
    }

    /// 〔2018〕193号.
    pub(super) fn document_number(&self, at: usize) -> Option<(Option<Quantity>, usize)> {
        let year =
            numeral::read(self.chars, at + 1).filter(|n| n.script == Script::Arabic && n.digits == 4)?;
        if !matches!(self.char(year.end), Some('〕' | '］' | ']')) {
            return None;
        }
        let from = if self.char(year.end + 1) == Some('第') { year.end + 2 } else { year.end + 1 };
        let number = numeral::read(self.chars, from).filter(|n| n.script == Script::Arabic)?;
        let end = if self.char(number.end) == Some('号') { number.end + 1 } else { number.end };
        Some(self.labelled(at, end, Form::Code, vec![year.value?, number.value?]))
    }

    /// 半年, 半小时, 半数: one half of a unit.
    pub(super) fn half(&self, at: usize) -> (Option<Quantity>, usize) {
        const HALVED: [&str; 6] = ["年", "小时", "天", "个月", "个小时", "学期"];
        let rest = self.rest(at + 1);
        let Some(name) = HALVED.iter().find(|name| rest.starts_with(**name)) else { return (None, at + 1) };
        if rest.starts_with("天然") || self.back(at).is_some_and(|c| "上下前后大".contains(c)) {
            return (None, at + 1);
        }
        let Ok(unit) = Unit::parse(name) else { return (None, at + 1) };
        let end = at + 1 + name.chars().count();
        let (Some(mut quantity), end) = self.labelled(at, end, Form::Plain, Vec::new()) else {
            return (None, end);
        };
        quantity.stated = Decimal::new(5, 1);
        quantity.interval = Interval::point(quantity.stated);
        quantity.unit = unit;
        (Some(quantity), end)
    }

    /// 百分之九十三点六, 千分之三, 三分之一.
    pub(super) fn fraction(&self, at: usize) -> Option<(Option<Quantity>, usize)> {
        let below = numeral::read(self.chars, at)?;
        let middle = self.rest(below.end);
        let words = ["分之", "分 之"].iter().find(|w| middle.starts_with(**w))?;
        let above = numeral::read(self.chars, below.end + words.chars().count())?;
        let (denominator, numerator) = (below.value?, above.value?);
        if denominator.is_zero() {
            return None;
        }
        let hundred = Decimal::from(100);
        let thousand = Decimal::from(1000);
        let unit = if denominator == hundred {
            Unit::percent()
        } else if denominator == thousand {
            Unit::parse("‰").ok()?
        } else {
            Unit::none()
        };
        let end = above.end;
        let (after, end) = self.behind(end);
        let (lead, hedge) = self.hedges(at, None, after);
        let (stated, interval, places) = if unit.scale() == 0 {
            let value = Interval::point(numerator).div(&Interval::point(denominator))?;
            (value.lo().round(10), value, 0)
        } else {
            (numerator, stands_for(numerator, above.places, &unit, hedge)?, above.places)
        };
        let (quantity, end) = self.labelled(at, end, Form::Plain, Vec::new());
        let quantity = quantity.map(|q| Quantity {
            stated,
            interval,
            places,
            unit,
            hedge,
            before: lead,
            after: after.map(|(word, _)| word),
            ..q
        });
        Some((quantity, end))
    }
}

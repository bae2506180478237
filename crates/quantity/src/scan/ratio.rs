//! Ratios and sums of terms: 1:9, 8.5:1.5, 2+1, 1+N.

use super::Reader;
use crate::decimal::Decimal;
use crate::hedge::Hedge;
use crate::interval::Interval;
use crate::numeral::{self, Numeral, Script};
use crate::quantity::{Form, Quantity, stands_for};
use crate::unit::Unit;

impl Reader<'_> {
    pub(super) fn ratio(&self, at: usize, number: &Numeral) -> Option<(Option<Quantity>, usize)> {
        let colon = |c: char| matches!(c, ':' | '：' | '∶' | '︰' | '﹕' | '꞉');
        let separator = self.char(number.end)?;
        let joined = colon(separator) || separator == '比';
        if !joined || self.char(number.end + 1).and_then(numeral::arabic_digit).is_none() {
            return None;
        }
        let mut terms = vec![*number];
        let mut end = number.end;
        while self.char(end) == Some(separator) && terms.len() < 12 {
            let Some(term) = numeral::read(self.chars, end + 1).filter(|n| n.script == Script::Arabic) else {
                break;
            };
            end = term.end;
            terms.push(term);
        }
        let last = *terms.last()?;
        if separator == '比' && (Self::is_year(&last) || Unit::at_start(self.rest(end), false).is_some()) {
            return None;
        }
        let values: Option<Vec<Decimal>> = terms.iter().map(|t| t.value).collect();
        let values = values?;
        let clock = terms.len() == 2
            && last.digits == 2
            && last.places == 0
            && number.places == 0
            && values[0] > Decimal::ONE
            && values[0] <= Decimal::from(24)
            && values[1] < Decimal::from(60);
        if clock && !self.said_before(at, '比') {
            return Some(self.labelled(at, end, Form::Clock, values));
        }
        let (after, end) = self.behind(end);
        let (before, hedge) = self.hedges(at, None, after);
        let (first, second) = (values[0], values[1]);
        let quotient = Interval::point(second).div(&Interval::point(first));
        let stated = quotient.map_or(Decimal::ZERO, |q| q.lo().round(10));
        let around = |n: &Numeral, v: Decimal| match n.places {
            0 => Interval::point(v),
            places => stands_for(v, places, &Unit::none(), Hedge::None).unwrap_or(Interval::point(v)),
        };
        let exact = if first == Decimal::ONE && number.places == 0 {
            // 1:9 says nine to one; the nine is rounded at its last digit.
            let half = Decimal::new(5, 1 + last.places.min(36));
            Interval::point(second).add(&Interval::new(half.negated(), half))
        } else {
            around(&last, second).div(&around(number, first)).unwrap_or(Interval::point(stated))
        };
        let interval = match hedge {
            // 1:9以上 in staffing means as good as one to nine or better: at most nine to each.
            Hedge::AtLeast | Hedge::Above => Interval::new(Decimal::ZERO, stated),
            Hedge::AtMost | Hedge::Below => Interval::at_least(stated),
            _ => exact,
        };
        let (quantity, end) = self.labelled(at, end, Form::Ratio, values);
        let quantity = quantity.map(|q| Quantity {
            stated,
            places: last.places,
            interval,
            hedge,
            before,
            after: after.map(|(word, _)| word),
            ..q
        });
        Some((quantity, end))
    }

    pub(super) fn said_before(&self, at: usize, word: char) -> bool {
        let clause = self.chars[at.saturating_sub(8)..at].rsplit(|c| "，。；、,;".contains(*c)).next();
        clause.is_some_and(|c| c.contains(&word))
    }

    /// 2+1, 1+N.
    pub(super) fn plus(&self, at: usize, number: &Numeral) -> Option<(Option<Quantity>, usize)> {
        let plus = |c: char| matches!(c, '+' | '＋');
        let mut parts = vec![number.value?];
        let mut end = number.end;
        let mut open = false;
        while self.char(end).is_some_and(plus) && parts.len() < 12 && !open {
            if let Some(term) = numeral::read(self.chars, end + 1).filter(|n| n.script == Script::Arabic) {
                parts.push(term.value?);
                end = term.end;
            } else if matches!(self.char(end + 1), Some('N' | 'n' | 'X' | 'x')) {
                open = true;
                end += 2;
            } else {
                break;
            }
        }
        if end == number.end {
            return None;
        }
        let total = Interval::sum(&parts.iter().map(|p| Interval::point(*p)).collect::<Vec<_>>());
        let (quantity, end) = self.labelled(at, end, Form::Sum, parts);
        let quantity = quantity.map(|q| Quantity {
            stated: total.lo(),
            interval: if open { Interval::at_least(total.lo()) } else { total },
            ..q
        });
        Some((quantity, end))
    }
}

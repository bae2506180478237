//! Numbers with scale, hedge and unit, and ranges of them.

use super::Reader;
use crate::decimal::Decimal;
use crate::hedge::Hedge;
use crate::interval::Interval;
use crate::numeral::{self, Numeral, Script};
use crate::quantity::{Form, Quantity, stands_for};
use crate::unit::{SCALES, Unit};

/// A number, the scale and hedge inside it, and its unit.
struct Measured {
    stated: Decimal,
    places: u32,
    unit: Unit,
    inner: Option<(&'static str, Hedge)>,
    end: usize,
    spaced: bool,
    numeral: Numeral,
    /// Power of ten of the last place written in characters: 千万 of 三亿五千万.
    coarse: i32,
    /// Whether a unit (not only a scale) was written.
    named: bool,
}

impl Reader<'_> {
    /// A number with its scale, inner hedge and unit, from a numeral already read.
    fn measured(&self, numeral: Numeral) -> Option<Measured> {
        let chinese = numeral.script == Script::Chinese;
        let mut value = numeral.value?;
        let mut scale = numeral.scale;
        let mut places = numeral.places;
        if scale > 0 {
            value = value.checked_mul(&Decimal::ten_to(-scale))?;
        }
        let mut word = String::new();
        let mut end = numeral.end;
        if scale > 0 {
            word = self.chars[..end]
                .iter()
                .rev()
                .take_while(|c| matches!(c, '万' | '亿'))
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .collect();
            if SCALES.iter().find(|(w, _)| *w == word).is_none_or(|(_, s)| *s != scale) {
                word = match scale {
                    4 => "万".into(),
                    8 => "亿".into(),
                    12 => "万亿".into(),
                    _ => return None,
                };
            }
        }
        let mut inner = None;
        let over = |at: usize| match self.char(at) {
            Some('余') => Some(("余", Hedge::Over)),
            Some('多') if self.char(at + 1) != Some('于') => Some(("多", Hedge::Over)),
            _ => None,
        };
        let mut spaced = false;
        let mut from = end;
        if !chinese && matches!(self.char(from), Some(' ' | '\u{a0}' | '\u{3000}')) {
            from += 1;
        }
        if let Some(hedge) = over(end) {
            (inner, end, from) = (Some(hedge), end + 1, end + 1);
        }
        let rest = self.rest(from);
        let scale_word = SCALES.iter().find(|(w, _)| rest.starts_with(w));
        if let Some((w, s)) = scale_word
            .filter(|(w, _)| scale == 0 && (!chinese || inner.is_some() || places > 0) && !w.is_empty())
        {
            scale = *s;
            word = (*w).to_owned();
            spaced |= from > end;
            end = from + w.chars().count();
            from = end;
            // 3亿5000万元: parts of falling scale add up.
            while inner.is_none()
                && let Some((sum, sum_places, to, w, s)) = self.next_part(value, scale, end)
            {
                (value, places, scale, word, end, from) = (sum, sum_places, s, w, to, to);
            }
            if inner.is_none()
                && let Some(hedge) = over(end)
            {
                (inner, end, from) = (Some(hedge), end + 1, end + 1);
            }
        } else if inner.is_none()
            && scale > 0
            && let Some(hedge) = over(end)
        {
            (inner, end, from) = (Some(hedge), end + 1, end + 1);
        }
        let rest = self.rest(from);
        let mut named = false;
        let mut unit = Unit::none();
        if let Some((found, length)) = Unit::at_start(rest, chinese && !self.alone) {
            spaced |= from > end;
            end = self.index_of_byte(from, length);
            named = true;
            unit = found;
        }
        if scale != 0 {
            unit = unit.scaled_by(&word, scale);
        }
        // 3成7 are 37%.
        if unit.name() == "成"
            && places == 0
            && let Some(tenth) = numeral::read(self.chars, end).filter(|n| n.end == end + 1 && n.places == 0)
            && let Some(tenth) = tenth.value.filter(|v| *v < Decimal::from(10))
        {
            value = value.checked_add(&tenth.checked_mul(&Decimal::new(1, 1))?)?;
            (places, end) = (1, end + 1);
        }
        if inner.is_none() && named && self.char(end) == Some('多') && self.char(end + 1) != Some('于') {
            // 3年多, 2倍多.
            (inner, end) = (Some(("多", Hedge::Over)), end + 1);
        }
        // In base units: a ton has three noughts of its own.
        let coarse = if named && numeral.coarse > 4 { numeral.coarse + unit.scale() - scale } else { 0 };
        Some(Measured { stated: value, places, unit, inner, end, spaced, numeral, coarse, named })
    }

    /// 5000万 behind 3亿.
    fn next_part(&self, value: Decimal, scale: i32, at: usize) -> Option<(Decimal, u32, usize, String, i32)> {
        let part = numeral::read(self.chars, at).filter(|n| n.script == Script::Arabic)?;
        let rest = self.rest(part.end);
        let (word, below) = SCALES.iter().find(|(w, _)| rest.starts_with(w)).copied().unwrap_or(("", 0));
        if below >= scale || part.places > 0 || (below == 0 && Unit::at_start(rest, false).is_none()) {
            return None;
        }
        let limit = Decimal::ten_to(scale - below);
        let amount = part.value.filter(|v| *v < limit)?;
        let sum = value.checked_mul(&limit)?.checked_add(&amount)?;
        Some((sum, 0, part.end + word.chars().count(), word.to_owned(), below))
    }

    pub(super) fn measure(&self, at: usize, number: Numeral) -> (Option<Quantity>, usize) {
        let Some(one) = self.measured(number) else { return (None, number.end) };
        let chinese = number.script == Script::Chinese;
        let company = one.inner.is_some()
            || self.alone
            || self.back(at).is_some_and(|c| "每近上超逾约达".contains(c))
            || self.rest(number.end).starts_with('兆');
        if chinese && ((!one.named && one.unit.scale() == 0) || (number.bare && !company)) {
            return (None, number.end);
        }
        if chinese && !one.named && !self.alone {
            return (None, number.end);
        }
        let adverb = chinese && !one.named && one.inner.is_none();
        if adverb && number.bare {
            return (None, number.end);
        }
        if let Some(found) = self.range(at, &one) {
            return found;
        }
        let mut end = one.end;
        let mut value = one.stated;
        let mut places = one.places;
        let mut unit = one.unit.clone();
        if one.inner.is_none()
            && let Some((total, total_places, yuan, behind)) = self.fen(&one)
        {
            (value, places, unit, end) = (total, total_places, yuan, behind);
        }
        if self.rest(end).starts_with('整') && unit.measures("元") && chinese {
            end += 1;
        }
        let (after, end) = self.behind(end);
        let (mut before, mut hedge) = self.hedges(at, one.inner, after);
        if before == Some("近") && unit.measures("年") {
            // 近三年 looks back, it does not round.
            (before, hedge) = (None, one.inner.or(after).map(|(_, h)| h).unwrap_or_default());
        }
        let negative = self.minus(at);
        let (at, value) = if negative { (at - 1, value.negated()) } else { (at, value) };
        let interval = match number.to {
            Some(to) => stands_for(to, places, &unit, hedge)
                .and_then(|hi| Some(hi.hull(&stands_for(value, places, &unit, hedge)?))),
            None => stands_for(value, places, &unit, hedge),
        };
        let Some(interval) = interval.and_then(|i| coarsened(i, one.coarse, hedge)) else {
            return (None, end);
        };
        let (quantity, end) = self.labelled(at, end, Form::Plain, Vec::new());
        let quantity = quantity.map(|q| Quantity {
            stated: value,
            places,
            unit,
            interval,
            hedge,
            before,
            after: after.or(one.inner).map(|(word, _)| word),
            form: if number.to.is_some() { Form::Range } else { Form::Plain },
            parts: number.to.map(|to| vec![value, to]).unwrap_or_default(),
            spaced: one.spaced,
            chinese,
            ..q
        });
        (quantity, end)
    }

    /// A minus sign directly in front that is not a dash between numbers or words.
    fn minus(&self, at: usize) -> bool {
        let sign = self.back(at).is_some_and(|c| matches!(c, '-' | '−' | '－'));
        let beyond = at.checked_sub(2).and_then(|i| self.char(i));
        let word = |c: char| c.is_alphanumeric() || matches!(c, '%' | '％' | ')' | '）' | '-' | '”' | '》');
        sign && beyond
            .is_none_or(|c| !word(c) || matches!(c, '为' | '是' | '增' | '达' | '率' | '长' | '加' | '降'))
    }

    /// 角 and 分 behind 元, as on cheques: 叁元伍角贰分.
    fn fen(&self, yuan: &Measured) -> Option<(Decimal, u32, Unit, usize)> {
        if !yuan.unit.measures("元") {
            return None;
        }
        let mut total = yuan.stated.checked_mul(&Decimal::ten_to(yuan.unit.scale()))?;
        let (mut end, mut places) = (yuan.end, 0);
        for (word, scale) in [('角', 1), ('分', 2)] {
            if let Some(part) = numeral::read(self.chars, end)
                && self.char(part.end) == Some(word)
                && let Some(amount) = part.value.filter(|v| v.is_whole() && *v < Decimal::from(10))
            {
                total = total.checked_add(&amount.checked_mul(&Decimal::ten_to(-scale))?)?;
                places = scale as u32;
                end = part.end + 1;
            }
        }
        (places > 0).then(|| (total, places, Unit::parse("元").unwrap_or_default(), end))
    }

    /// 1-2所, 63%~68%, 100~150公斤, 3所至5所.
    fn range(&self, at: usize, one: &Measured) -> Option<(Option<Quantity>, usize)> {
        let next = self.dash(one.end)?;
        let word = matches!(self.char(one.end), Some('至' | '到'));
        let second = numeral::read(self.chars, next)
            .filter(|n| n.script == one.numeral.script && !Self::is_year(n))?;
        let two = self.measured(second)?;
        if !two.named
            || (one.named && !one.unit.same_dimension(&two.unit))
            || (word && two.stated < one.stated)
        {
            return None;
        }
        if !one.named && one.unit.scale() != 0 && one.unit.scale() != two.unit.scale() {
            return None;
        }
        let (after, end) = self.behind(two.end);
        let (before, hedge) = self.hedges(at, two.inner, after);
        let first_unit = if one.named { &one.unit } else { &two.unit };
        let low = stands_for(one.stated, one.places, first_unit, Hedge::None)?;
        let high = stands_for(two.stated, two.places, &two.unit, Hedge::None)?;
        let (quantity, end) = self.labelled(at, end, Form::Range, vec![one.stated, two.stated]);
        let quantity = quantity.map(|q| Quantity {
            stated: one.stated,
            places: one.places.max(two.places),
            interval: low.hull(&high),
            unit: two.unit.clone(),
            hedge,
            before,
            after: after.map(|(w, _)| w),
            spaced: one.spaced || two.spaced,
            chinese: second.script == Script::Chinese,
            ..q
        });
        Some((quantity, end))
    }
}

/// A number in characters is rounded at the last place it names: 三亿五千万吨 is known to half of a 千万.
fn coarsened(interval: Interval, coarse: i32, hedge: Hedge) -> Option<Interval> {
    if coarse == 0 || !matches!(hedge, Hedge::None | Hedge::Reaching) {
        return Some(interval);
    }
    let half = Decimal::ten_to(coarse).checked_mul(&Decimal::new(5, 1))?;
    let middle = interval.lo().checked_add(&interval.hi())?.checked_mul(&Decimal::new(5, 1))?;
    Some(Interval::point(middle).add(&Interval::new(half.negated(), half)))
}

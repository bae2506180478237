//! Finding the numeric expressions of running text, in one pass from left to right.

use crate::decimal::Decimal;
use crate::hedge::{self, Hedge};
use crate::interval::Interval;
use crate::measures::{NOT_COUNTED, SET_HEADS};
use crate::numeral::{self, Numeral, Script};
use crate::quantity::{Form, Quantity, stands_for};
use crate::unit::{SCALES, Unit};

/// All numeric expressions of a text, in order, with their byte positions. Time and memory grow with the text only.
///
/// Arabic digits are always found; Chinese numerals where a measure word, a percentage or a set phrase shows that they count.
///
/// ```
/// let found = quantity::scan("聘请140名法治副校长，全年开展各类安全教育386次，发放宣传资料2万余份");
/// let texts: Vec<&str> = found.iter().map(|q| q.text.as_str()).collect();
/// assert_eq!(texts, ["140名", "386次", "2万余份"]);
/// ```
pub fn scan(text: &str) -> Vec<Quantity> {
    read_all(text, false)
}

/// `alone`: the text is one expression, so that doubtful measure words are believed.
pub(crate) fn read_all(text: &str, alone: bool) -> Vec<Quantity> {
    let mut chars = Vec::with_capacity(text.len() / 2);
    let mut bytes = Vec::with_capacity(text.len() / 2 + 1);
    for (at, c) in text.char_indices() {
        chars.push(c);
        bytes.push(at);
    }
    bytes.push(text.len());
    let reader = Reader { text, chars: &chars, bytes: &bytes, alone };
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let (quantity, next) = reader.expression(at);
        found.extend(quantity);
        at = next.max(at + 1);
    }
    found
}

struct Reader<'a> {
    text: &'a str,
    chars: &'a [char],
    bytes: &'a [usize],
    alone: bool,
}

/// A number, the scale and hedge inside it, and its unit.
struct Measured {
    stated: Decimal,
    places: u32,
    unit: Unit,
    inner: Option<(&'static str, Hedge)>,
    end: usize,
    spaced: bool,
    numeral: Numeral,
    /// Whether a unit (not only a scale) was written.
    named: bool,
}

impl Reader<'_> {
    fn char(&self, at: usize) -> Option<char> {
        self.chars.get(at).copied()
    }

    fn rest(&self, at: usize) -> &str {
        &self.text[self.bytes[at.min(self.chars.len())]..]
    }

    fn back(&self, at: usize) -> Option<char> {
        at.checked_sub(1).and_then(|i| self.char(i))
    }

    fn index_of_byte(&self, from: usize, bytes: usize) -> usize {
        let goal = self.bytes[from] + bytes;
        (from..self.bytes.len()).find(|i| self.bytes[*i] >= goal).unwrap_or(self.chars.len())
    }

    /// What begins at `at`, if anything, and where to go on.
    fn expression(&self, at: usize) -> (Option<Quantity>, usize) {
        let Some(c) = self.char(at) else { return (None, at + 1) };
        if c.is_ascii_alphabetic() || c == '_' {
            return self.code_word(at);
        }
        if matches!(c, '〔' | '［' | '[')
            && let Some(found) = self.document_number(at)
        {
            return found;
        }
        if c == '半' {
            return self.half(at);
        }
        if c == '第' && self.char(at + 1).is_some_and(numeral::begins) {
            let Some(number) = numeral::read(self.chars, at + 1) else { return (None, at + 1) };
            return self.labelled(at, number.end, Form::Ordinal, number.value.into_iter().collect());
        }
        if !numeral::begins(c) {
            return (None, at + 1);
        }
        if let Some(found) = self.fraction(at) {
            return found;
        }
        let Some(number) = numeral::read(self.chars, at) else { return (None, at + 1) };
        if number.script == Script::Arabic { self.arabic(at, number) } else { self.chinese(at, number) }
    }

    fn labelled(&self, at: usize, end: usize, form: Form, parts: Vec<Decimal>) -> (Option<Quantity>, usize) {
        let stated = parts.first().copied().unwrap_or_default();
        let quantity = Quantity {
            text: self.text[self.bytes[at]..self.bytes[end]].to_owned(),
            start: self.bytes[at],
            end: self.bytes[end],
            stated,
            places: 0,
            unit: Unit::none(),
            interval: Interval::point(stated),
            hedge: Hedge::None,
            before: None,
            after: None,
            form,
            parts,
            spaced: false,
            chinese: self.char(at).is_some_and(|c| numeral::arabic_digit(c).is_none()),
        };
        (Some(quantity), end)
    }

    /// Letters with digits in them name something: A4, R7, GB/T22239, F26. A unit behind its number is read before this.
    fn code_word(&self, at: usize) -> (Option<Quantity>, usize) {
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
    fn document_number(&self, at: usize) -> Option<(Option<Quantity>, usize)> {
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
    fn half(&self, at: usize) -> (Option<Quantity>, usize) {
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
    fn fraction(&self, at: usize) -> Option<(Option<Quantity>, usize)> {
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

    fn behind(&self, end: usize) -> (Option<(&'static str, Hedge)>, usize) {
        let rest = self.rest(end);
        let found = hedge::BEHIND.iter().find(|(word, _)| rest.starts_with(word));
        match found {
            Some((word, hedge)) => (Some((*word, *hedge)), end + word.chars().count()),
            None => (None, end),
        }
    }

    /// The word in front and the meaning of all hedges together.
    fn hedges(
        &self,
        at: usize,
        inner: Option<(&'static str, Hedge)>,
        after: Option<(&'static str, Hedge)>,
    ) -> (Option<&'static str>, Hedge) {
        let from = at.saturating_sub(6);
        let lead = hedge::leading(&self.text[self.bytes[from]..self.bytes[at]]);
        let said = [inner, after, lead].into_iter().flatten().map(|(_, h)| h);
        // 达8000多个, 达1:9以上: the word that says more than 达 counts.
        let hedge = said.clone().find(|h| *h != Hedge::Reaching).or(said.clone().next()).unwrap_or_default();
        (lead.map(|(word, _)| word), hedge)
    }

    fn arabic(&self, at: usize, number: Numeral) -> (Option<Quantity>, usize) {
        // 3.5.2 and the like number a section or a version.
        if matches!(self.char(number.end), Some('.'))
            && self.char(number.end + 1).is_some_and(|c| c.is_ascii_digit())
        {
            let more = (number.end..)
                .take_while(|i| self.char(*i).is_some_and(|c| c.is_ascii_digit() || c == '.'))
                .count();
            return self.labelled(at, number.end + more, Form::Code, Vec::new());
        }
        if let Some(found) = self.heading_before_year(at, &number) {
            return found;
        }
        if let Some(found) = self.date(at, &number) {
            return found;
        }
        if let Some(found) = self.ratio(at, &number) {
            return found;
        }
        if let Some(found) = self.plus(at, &number) {
            return found;
        }
        if self.char(number.end) == Some('号') {
            return self.labelled(at, number.end + 1, Form::Code, number.value.into_iter().collect());
        }
        if self.rest(number.end).starts_with("年级") || matches!(self.char(number.end), Some('级')) {
            return self.labelled(at, number.end, Form::Ordinal, number.value.into_iter().collect());
        }
        self.measure(at, number)
    }

    fn chinese(&self, at: usize, number: Numeral) -> (Option<Quantity>, usize) {
        let rest = self.rest(at);
        if let Some(word) = NOT_COUNTED.iter().find(|word| rest.starts_with(**word))
            && !self.alone
        {
            return (None, at + word.chars().count());
        }
        let quoted = self.back(at).is_some_and(|c| matches!(c, '“' | '‘' | '「'));
        let head = self.rest(number.end);
        if let Some(word) = SET_HEADS.iter().find(|word| head.starts_with(**word)) {
            let end = number.end + word.chars().count();
            let closed = self.char(end).is_some_and(|c| matches!(c, '”' | '’' | '」'));
            if (quoted && closed) || (self.alone && end == self.chars.len()) {
                let (quantity, end) =
                    self.labelled(at, end, Form::Phrase, number.value.into_iter().collect());
                let unit = Unit::parse(word).unwrap_or_default();
                return (quantity.map(|q| Quantity { unit, ..q }), end);
            }
        }
        if head.starts_with("年级")
            || head.starts_with("年一贯制")
            || head.starts_with("号")
            || head.starts_with("级")
        {
            return (None, number.end);
        }
        if number.value.is_none() {
            return (None, number.end);
        }
        if number.digits == 4 && number.end - at == 4 && head.starts_with('年') && number.to.is_none() {
            let parts = number.value.into_iter().collect();
            return self.labelled(at, number.end + 1, Form::Date, parts);
        }
        if let (Some(month), true) = (number.value, head.starts_with('月')) {
            return match self.day_behind(number.end + 1) {
                Some((day, end)) => self.labelled(at, end, Form::Date, vec![month, day]),
                None => self.labelled(at, number.end + 1, Form::Date, vec![month]),
            };
        }
        self.measure(at, number)
    }

    /// `1.2022年` at the beginning of a line is heading 1 and the year 2022.
    fn heading_before_year(&self, at: usize, number: &Numeral) -> Option<(Option<Quantity>, usize)> {
        let line_start = self.back(at).is_none_or(|c| c == '\n' || c == '\r');
        let point = (at..number.end).find(|i| matches!(self.char(*i), Some('.' | '．')))?;
        let year = number.places == 4 && self.char(number.end) == Some('年') && number.digits <= 2;
        (line_start && year && matches!(self.char(point + 1), Some('1' | '2'))).then(|| {
            let heading = numeral::read(&self.chars[..point], at).and_then(|n| n.value);
            self.labelled(at, point, Form::Ordinal, heading.into_iter().collect())
        })
    }

    fn is_year(number: &Numeral) -> bool {
        let year = number.value.filter(|v| number.digits == 4 && number.places == 0 && v.is_whole());
        number.script == Script::Arabic && year.is_some_and(|v| (1900..=2100).contains(&v.mantissa()))
    }

    fn day_behind(&self, at: usize) -> Option<(Decimal, usize)> {
        let day = numeral::read(self.chars, at)?;
        let value = day.value.filter(|v| v.is_whole() && (1..=31).contains(&v.mantissa()))?;
        matches!(self.char(day.end), Some('日' | '号')).then_some((value, day.end + 1))
    }

    fn dash(&self, at: usize) -> Option<usize> {
        let c = self.char(at)?;
        if matches!(c, '—' | '－' | '–' | '-' | '~' | '～' | '至' | '到' | '−' | '∼') {
            // The long dash may be typed as two.
            return Some(if c == '—' && self.char(at + 1) == Some('—') { at + 2 } else { at + 1 });
        }
        None
    }

    fn date(&self, at: usize, number: &Numeral) -> Option<(Option<Quantity>, usize)> {
        let first = number.value?;
        if Self::is_year(number) {
            if self.char(number.end) == Some('年') && !self.rest(number.end).starts_with("年级") {
                let mut parts = vec![first];
                let mut end = number.end + 1;
                let month = numeral::read(self.chars, end);
                if let Some(month) =
                    month.filter(|m| self.char(m.end) == Some('月') && m.script == Script::Arabic)
                {
                    parts.extend(month.value);
                    end = month.end + 1;
                    if let Some((day, behind)) = self.day_behind(end) {
                        parts.push(day);
                        end = behind;
                    }
                    return Some(self.labelled(at, end, Form::Date, parts));
                }
                if let Some(from) = self.dash(end)
                    && let Some(to) = numeral::read(self.chars, from).filter(Self::is_year)
                    && self.char(to.end) == Some('年')
                {
                    parts.extend(to.value);
                    end = to.end + 1;
                }
                if self.char(end) == Some('度') {
                    end += 1;
                }
                return Some(self.labelled(at, end, Form::Date, parts));
            }
            // 2021—2025年, 2021-2022学年, 2022-09-01, 2022/9/1.
            let separator = self.char(number.end)?;
            let next =
                self.dash(number.end).or((separator == '/' || separator == '.').then_some(number.end + 1))?;
            let second =
                numeral::read(self.chars, next).filter(|n| n.script == Script::Arabic && n.places == 0)?;
            let behind = self.rest(second.end);
            if Self::is_year(&second) && (behind.starts_with('年') || behind.starts_with("学年")) {
                let unit = if behind.starts_with('年') { 1 } else { 2 };
                let end = second.end + unit + usize::from(behind.starts_with("年度"));
                return Some(self.labelled(at, end, Form::Date, vec![first, second.value?]));
            }
            if Self::is_year(&second) && self.dash(number.end).is_some() {
                return Some(self.labelled(at, second.end, Form::Date, vec![first, second.value?]));
            }
            let month = second.value.filter(|v| second.digits <= 2 && (1..=12).contains(&v.mantissa()))?;
            if self.char(second.end) == Some(separator)
                && let Some(day) =
                    numeral::read(self.chars, second.end + 1).filter(|n| n.script == Script::Arabic)
                && day.digits <= 2
                && day.value.is_some_and(|v| v.is_whole() && (1..=31).contains(&v.mantissa()))
            {
                return Some(self.labelled(at, day.end, Form::Date, vec![first, month, day.value?]));
            }
            return None;
        }
        let small = first.is_whole() && number.digits <= 2 && number.places == 0;
        if small && self.char(number.end) == Some('月') && (1..=12).contains(&first.mantissa()) {
            let mut parts = vec![first];
            let mut end = number.end + 1;
            if let Some((day, behind)) = self.day_behind(end) {
                parts.push(day);
                end = behind;
            }
            return Some(self.labelled(at, end, Form::Date, parts));
        }
        if small && self.char(number.end) == Some('日') && (1..=31).contains(&first.mantissa()) {
            return Some(self.labelled(at, number.end + 1, Form::Date, vec![first]));
        }
        None
    }

    fn ratio(&self, at: usize, number: &Numeral) -> Option<(Option<Quantity>, usize)> {
        let colon = |c: char| matches!(c, ':' | '：' | '∶' | '︰' | '﹕' | '꞉');
        let separator = self.char(number.end)?;
        let joined = colon(separator) || separator == '比';
        if !joined || !self.char(number.end + 1).is_some_and(|c| numeral::arabic_digit(c).is_some()) {
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
        let around = |n: &Numeral, v: Decimal| {
            stands_for(v, n.places.max(1) - 1, &Unit::none(), Hedge::About)
                .filter(|_| n.places > 0)
                .map_or(Interval::point(v), |_| {
                    stands_for(v, n.places, &Unit::none(), Hedge::None).unwrap_or(Interval::point(v))
                })
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

    fn said_before(&self, at: usize, word: char) -> bool {
        self.chars[at.saturating_sub(8)..at].contains(&word)
    }

    /// 2+1, 1+N.
    fn plus(&self, at: usize, number: &Numeral) -> Option<(Option<Quantity>, usize)> {
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

    /// A number with its scale, inner hedge and unit, from a numeral already read.
    fn measured(&self, at: usize, numeral: Numeral) -> Option<Measured> {
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
        if let Some((w, s)) =
            scale_word.filter(|(w, _)| scale == 0 && !(chinese && inner.is_none()) && !w.is_empty())
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
        if inner.is_none() && named && self.char(end) == Some('多') && self.char(end + 1) != Some('于') {
            // 3年多, 2倍多.
            (inner, end) = (Some(("多", Hedge::Over)), end + 1);
        }
        let _ = at;
        Some(Measured { stated: value, places, unit, inner, end, spaced, numeral, named })
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

    fn measure(&self, at: usize, number: Numeral) -> (Option<Quantity>, usize) {
        let Some(one) = self.measured(at, number) else { return (None, number.end) };
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
        if self.rest(end).starts_with('整')
            && unit.same_dimension(&Unit::parse("元").unwrap_or_default())
            && chinese
        {
            end += 1;
        }
        let (after, end) = self.behind(end);
        let (mut before, mut hedge) = self.hedges(at, one.inner, after);
        let year = Unit::parse("年").unwrap_or_default();
        if before == Some("近") && unit.same_dimension(&year) {
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
        let Some(interval) = interval else { return (None, end) };
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
        sign && beyond
            .is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '%' | '％' | ')' | '）' | '-' | '”' | '》'))
            || sign && beyond.is_some_and(|c| matches!(c, '为' | '是' | '增' | '达' | '率'))
    }

    /// 角 and 分 behind 元, as on cheques: 叁元伍角贰分.
    fn fen(&self, yuan: &Measured) -> Option<(Decimal, u32, Unit, usize)> {
        let money = Unit::parse("元").ok()?;
        if !yuan.unit.same_dimension(&money) {
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
        (places > 0).then_some((total, places, money, end))
    }

    /// 1-2所, 63%~68%, 100~150公斤, 3所至5所.
    fn range(&self, at: usize, one: &Measured) -> Option<(Option<Quantity>, usize)> {
        let next = self.dash(one.end)?;
        let word = matches!(self.char(one.end), Some('至' | '到'));
        let second = numeral::read(self.chars, next)
            .filter(|n| n.script == one.numeral.script && !Self::is_year(n))?;
        let two = self.measured(next, second)?;
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

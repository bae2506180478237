//! Finding the numeric expressions of running text, in one pass from left to right.

mod date;
mod measure;
mod ratio;
mod special;

use crate::decimal::Decimal;
use crate::hedge::{self, Hedge};
use crate::interval::Interval;
use crate::measures::{NOT_COUNTED, SET_HEADS};
use crate::numeral::{self, Numeral, Script};
use crate::quantity::{Form, Quantity};
use crate::unit::Unit;

/// All numeric expressions of a text, in order, with their byte positions. Time and memory grow with the text only.
///
/// Arabic digits are always found; Chinese numerals where a measure word, a percentage or a set phrase shows that they count.
///
/// ```
/// let found = quantity::scan("选派法治副校长140名，安全教育386次，资料2万余份");
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

    fn dash(&self, at: usize) -> Option<usize> {
        let c = self.char(at)?;
        if matches!(c, '—' | '－' | '–' | '-' | '~' | '～' | '至' | '到' | '−' | '∼') {
            // The long dash may be typed as two.
            return Some(if c == '—' && self.char(at + 1) == Some('—') { at + 2 } else { at + 1 });
        }
        None
    }
}

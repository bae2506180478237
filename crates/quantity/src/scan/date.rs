//! Dates, years and spans of years (日期): 2022年, 9月1日, 2021—2025年, 2022-09-01.

use super::Reader;
use crate::decimal::Decimal;
use crate::numeral::{self, Numeral, Script};
use crate::quantity::{Form, Quantity};

impl Reader<'_> {
    /// `1.2022年` at the beginning of a line is heading 1 and the year 2022.
    pub(super) fn heading_before_year(
        &self,
        at: usize,
        number: &Numeral,
    ) -> Option<(Option<Quantity>, usize)> {
        let line_start = self.back(at).is_none_or(|c| c == '\n' || c == '\r');
        let point = (at..number.end).find(|i| matches!(self.char(*i), Some('.' | '．')))?;
        let year = number.places == 4 && self.char(number.end) == Some('年') && number.digits <= 2;
        (line_start && year && matches!(self.char(point + 1), Some('1' | '2'))).then(|| {
            let heading = numeral::read(&self.chars[..point], at).and_then(|n| n.value);
            self.labelled(at, point, Form::Ordinal, heading.into_iter().collect())
        })
    }

    pub(super) fn is_year(number: &Numeral) -> bool {
        let year = number.value.filter(|v| number.digits == 4 && number.places == 0 && v.is_whole());
        number.script == Script::Arabic && year.is_some_and(|v| (1900..=2100).contains(&v.mantissa()))
    }

    pub(super) fn day_behind(&self, at: usize) -> Option<(Decimal, usize)> {
        let day = numeral::read(self.chars, at)?;
        let value = day.value.filter(|v| v.is_whole() && (1..=31).contains(&v.mantissa()))?;
        matches!(self.char(day.end), Some('日' | '号')).then_some((value, day.end + 1))
    }

    pub(super) fn date(&self, at: usize, number: &Numeral) -> Option<(Option<Quantity>, usize)> {
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
}

//! Whether a text states the value that the rows give.

use assess::Outcome;
use formula::Answer;
use quantity::{Interval, Quantity, Unit, parse};

/// An indicator's value, ready to be compared.
pub(super) struct Value {
    /// As printed, with its digits.
    pub printed: Option<String>,
    /// The number in base units.
    number: Option<Interval>,
    /// The unit of the printed number, or the declared one.
    unit: Unit,
}

impl Value {
    /// Nothing known.
    pub(super) fn none() -> Value {
        Value { printed: None, number: None, unit: Unit::default() }
    }

    pub(super) fn of(outcome: &Outcome) -> Value {
        let number = match &outcome.answer {
            Some(Answer::Number(number)) => Some(*number),
            _ => None,
        };
        let printed = outcome.printed.clone().filter(|_| outcome.groups.is_empty());
        let declared = Unit::parse(&outcome.unit).unwrap_or_default();
        let unit = printed.as_deref().and_then(|words| parse(words).ok()).map_or(declared, |read| read.unit);
        Value { printed, number, unit }
    }

    /// Whether the value is known.
    pub(super) fn is_known(&self) -> bool {
        self.printed.is_some() || self.number.is_some()
    }

    /// Whether the value is a number.
    pub(super) fn is_number(&self) -> bool {
        self.number.is_some()
    }

    /// Whether a stated number can be compared with it: both measure the same, or both count something.
    pub(super) fn same_kind(&self, stated: &Quantity) -> bool {
        let points = |unit: &Unit| unit.name().contains("百分点");
        (self.unit.same_dimension(&stated.unit) && points(&self.unit) == points(&stated.unit))
            || (self.unit.is_counted() && stated.unit.is_counted())
    }

    /// Whether both count or measure the very same, 所 and 所.
    pub(super) fn same_unit(&self, stated: &Quantity) -> bool {
        self.same_kind(stated) && self.unit.same_dimension(&stated.unit) || self.lacks_unit(stated)
    }

    /// Whether the stated number is this value: as printed, or one that rounds to it.
    pub(super) fn is_stated_by(&self, stated: &Quantity) -> bool {
        let alike = |printed: &String| squeezed(printed) == squeezed(&stated.text);
        if self.printed.as_ref().is_some_and(alike) {
            return true;
        }
        let alike = self.same_kind(stated) || self.lacks_unit(stated);
        alike && self.number.is_some_and(|number| number.within(&stated.interval))
    }

    /// 798.56万 where 798.56万元 is meant.
    fn lacks_unit(&self, stated: &Quantity) -> bool {
        let yuan = Unit::parse("元").is_ok_and(|yuan| yuan.same_dimension(&self.unit));
        yuan && matches!(stated.unit.name(), "万" | "亿") && significant(&stated.text) >= 3
    }

    /// Whether the stated number cannot be this value.
    pub(super) fn is_denied_by(&self, stated: &Quantity) -> bool {
        self.same_unit(stated)
            && !self.is_stated_by(stated)
            && self.number.is_some_and(|number| !number.meets(&stated.interval))
    }
}

/// A printed number without spaces.
pub(super) fn squeezed(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Digits that are not leading or trailing noughts: a number with three of them is seldom met by chance.
pub(super) fn significant(words: &str) -> usize {
    let digits: String = words.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').len()
}

#[cfg(test)]
mod tests {
    use super::significant;

    #[test]
    fn noughts_at_the_ends_are_no_digits_of_note() {
        assert_eq!((significant("8000多个"), significant("57.34%"), significant("0.70%")), (1, 4, 1));
    }
}

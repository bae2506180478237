//! What is seen of a register: nothing, the rows within limits, all.

use ledger::{Row, Value, canonical_name};
use std::collections::BTreeSet;

/// What of a register's rows is within reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sees {
    /// No row.
    Nothing,
    /// The rows that any of these limits admits.
    Some(Vec<Limit>),
    /// Every row.
    All,
}

/// Rows by whom they name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Positions of the fields that name a unit.
    pub(crate) units: Vec<usize>,
    /// The words of which one must stand there.
    pub(crate) words: BTreeSet<String>,
    /// Positions of the fields that name a class, and the class.
    pub(crate) class: Option<(Vec<usize>, String)>,
    /// Positions of the fields that name a person; the name in canonical form, and the number.
    pub(crate) person: Option<(Vec<usize>, String, String)>,
}

impl Sees {
    /// Both together.
    #[must_use]
    pub fn and(self, other: Sees) -> Sees {
        match (self, other) {
            (Sees::All, _) | (_, Sees::All) => Sees::All,
            (Sees::Nothing, other) | (other, Sees::Nothing) => other,
            (Sees::Some(mut limits), Sees::Some(more)) => {
                limits.extend(more.into_iter().filter(|limit| !limits.contains(limit)).collect::<Vec<_>>());
                Sees::Some(limits)
            }
        }
    }

    /// Whether a row is seen: any unit that it names is within.
    pub fn admits(&self, row: &Row) -> bool {
        match self {
            Sees::Nothing => false,
            Sees::All => true,
            Sees::Some(limits) => limits.iter().any(|limit| limit.holds(row, false)),
        }
    }

    /// Whether of one register as much is seen as of another: whoever sees all schools and the reports of one alone would take
    /// the others for silent.
    pub fn reaches(&self, other: &Sees) -> bool {
        match (self, other) {
            (Sees::All, _) | (_, Sees::Nothing) => true,
            (Sees::Some(own), Sees::Some(others)) => {
                let whole = |limit: &&Limit| limit.person.is_none() && limit.class.is_none();
                let mine: BTreeSet<&String> = own.iter().filter(whole).flat_map(|one| &one.words).collect();
                others.iter().all(|limit| whole(&limit) && limit.words.iter().all(|word| mine.contains(word)))
            }
            _ => false,
        }
    }

    /// Whether a row is wholly within: every unit that it names. A row of two schools is neither's to change.
    pub fn covers(&self, row: &Row) -> bool {
        match self {
            Sees::Nothing => false,
            Sees::All => true,
            Sees::Some(limits) => limits.iter().any(|limit| limit.holds(row, true)),
        }
    }
}

impl Limit {
    /// Whether it can hold of no row: the register does not say whose its rows are.
    pub(crate) fn is_empty(&self) -> bool {
        match &self.person {
            Some((fields, name, _)) => fields.is_empty() || name.is_empty(),
            None => {
                let no_class =
                    self.class.as_ref().is_some_and(|(fields, class)| fields.is_empty() || class.is_empty());
                self.units.is_empty() || self.words.is_empty() || no_class
            }
        }
    }

    fn holds(&self, row: &Row, wholly: bool) -> bool {
        let cells = |fields: &[usize]| {
            let cells = fields.iter().filter_map(|at| row.values.get(*at)?.as_ref());
            cells.map(text).filter(|text| !text.is_empty()).collect::<Vec<_>>()
        };
        let judge = |texts: Vec<String>, is: &dyn Fn(&String) -> bool| match wholly {
            true => !texts.is_empty() && texts.iter().all(is),
            false => texts.iter().any(is),
        };
        if let Some((fields, name, number)) = &self.person {
            let is = |text: &String| canonical_name(text) == *name || !number.is_empty() && text == number;
            return judge(cells(fields), &is);
        }
        let in_class =
            self.class.as_ref().is_none_or(|(fields, class)| judge(cells(fields), &|text| text == class));
        in_class && judge(cells(&self.units), &|text| self.words.contains(text))
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(words: &[&str]) -> Limit {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        Limit { units: vec![0], words, class: None, person: None }
    }

    #[test]
    fn of_what_was_done_as_much_is_seen_as_of_who_owes_it_or_nothing_can_be_told() {
        let own = Limit { person: Some((vec![1], "督学甲".into(), "DX-1".into())), ..units(&[]) };
        let school = Sees::Some(vec![units(&["甲小学", "2150900001"])]);
        let two = Sees::Some(vec![units(&["甲小学", "2150900001"]), units(&["乙小学", "2150900002"])]);
        assert!(Sees::All.reaches(&Sees::All) && Sees::All.reaches(&school) && two.reaches(&school));
        assert!(!school.reaches(&Sees::All), "all campuses, and the reports of one");
        assert!(!school.reaches(&two) && !Sees::Nothing.reaches(&school));
        assert!(!Sees::Some(vec![own]).reaches(&school), "his own visits are not all visits to a school");
    }
}

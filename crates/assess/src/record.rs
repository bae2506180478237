//! One record (记录): a row of a register with its cells by name.

use define::house::{Cells, FieldName};
use define::{Date, Register};
use ledger::{Row, Value};
use std::collections::BTreeSet;

/// One row of a register.
#[derive(Clone, Copy, Debug)]
pub struct Record<'r> {
    /// The register.
    pub register: &'r Register,
    /// The caller's number of the row.
    pub number: u64,
    /// The row.
    pub row: &'r Row,
}

impl<'r> Record<'r> {
    /// The year the row belongs to.
    pub fn year(&self) -> Option<i32> {
        self.row.year(self.register)
    }

    /// A cell; none when it is empty.
    ///
    /// # Panics
    /// When the register has no such field: names come from definitions and from the house, and both are held against the
    /// register before a pack is used, so that asking for another is our own mistake.
    pub fn value(&self, field: &(impl FieldName + ?Sized)) -> Option<&'r Value> {
        self.cell(field.name())
    }

    fn cell(&self, field: &str) -> Option<&'r Value> {
        let Some((at, _)) = self.register.field(field) else {
            panic!("the register “{}” has no field “{field}”", self.register.name)
        };
        self.row.values.get(at)?.as_ref()
    }

    /// A cell as text; empty when the cell is.
    ///
    /// # Panics
    /// As [`Record::value`].
    pub fn text(&self, field: &(impl FieldName + ?Sized)) -> String {
        self.value(field).map(ToString::to_string).unwrap_or_default()
    }

    /// Whether a cell, as text, says so; an empty one says nothing.
    ///
    /// # Panics
    /// As [`Record::value`].
    pub fn says(&self, field: &(impl FieldName + ?Sized), text: &str) -> bool {
        match self.value(field) {
            None => text.is_empty(),
            Some(Value::Text(word)) => word == text,
            Some(other) => other.to_string() == text,
        }
    }

    /// A cell that holds a day.
    ///
    /// # Panics
    /// As [`Record::value`].
    pub fn date(&self, field: &(impl FieldName + ?Sized)) -> Option<Date> {
        match self.value(field)? {
            Value::Date(day) => Some(*day),
            _ => None,
        }
    }

    /// A cell that holds yes or no.
    ///
    /// # Panics
    /// As [`Record::value`].
    pub fn yes(&self, field: &(impl FieldName + ?Sized)) -> Option<bool> {
        match self.value(field)? {
            Value::Boolean(yes) => Some(*yes),
            _ => None,
        }
    }

    /// What names the thing from year to year: the key without the year.
    pub fn id(&self) -> String {
        if let Some(word) = self.word() {
            return word.to_owned();
        }
        let own = self.own_key().map(|name| self.cell(name).map(ToString::to_string).unwrap_or_default());
        let own = own.collect::<Vec<_>>().join("/");
        if own.is_empty() { self.row.key(self.register).unwrap_or_default() } else { own }
    }

    /// Whether what names the thing from year to year is one of these; of a whole register asked without a copy for each row.
    pub fn is_among(&self, ids: &BTreeSet<&str>) -> bool {
        match self.word() {
            Some(word) => ids.contains(word),
            None => ids.contains(self.id().as_str()),
        }
    }

    fn own_key(&self) -> impl Iterator<Item = &'r String> + use<'r> {
        let register = self.register;
        register.key.iter().filter(|name| register.period_field.as_ref() != Some(name))
    }

    /// The one word that names it, as nearly everything is named.
    fn word(&self) -> Option<&'r str> {
        let mut own = self.own_key();
        match (self.cell(own.next()?), own.next()) {
            (Some(Value::Text(word)), None) if !word.is_empty() => Some(word),
            _ => None,
        }
    }

    /// What names it to a reader; none when that is sensitive or missing.
    pub fn open_label(&self) -> Option<String> {
        let label = self.register.label().filter(|field| !field.sensitive).map(|field| self.text(field));
        label.filter(|label| !label.is_empty())
    }

    /// What names it to a reader; what names it from year to year when that is sensitive or missing.
    pub fn label(&self) -> String {
        self.open_label().unwrap_or_else(|| self.id())
    }
}

impl Cells for Record<'_> {
    fn text(&self, field: &impl FieldName) -> String {
        Record::text(self, field)
    }

    fn date(&self, field: &impl FieldName) -> Option<Date> {
        Record::date(self, field)
    }
}

//! How far a change has spread: which cells of which rows, which sets of rows, which indicators.

use crate::forms::CALENDAR;
use crate::groups::{GroupKey, Grouped};
use crate::records::holds;
use define::{Indicator, Pack, WorkTable};
use formula::Dependencies;
use ledger::Row;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Rows of a frame, by position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Rows {
    /// All of them, or it is not known which.
    All,
    /// These.
    Some(BTreeSet<u32>),
}

/// The change as it spreads. It has few members, so that looking through them is quicker than making keys.
#[derive(Debug, Default)]
pub(crate) struct Spread {
    /// Registers and years whose set of rows changed.
    pub(crate) rows: BTreeSet<(String, i32)>,
    /// Register, field and year of changed cells, with their rows.
    pub(crate) fields: BTreeMap<(String, String, i32), Rows>,
    /// Names of indicators whose values changed.
    pub(crate) indicators: BTreeSet<(String, i32)>,
    /// Registers behind work tables of which any row changed, of whatever year.
    pub(crate) worked: BTreeMap<String, Reworked>,
    /// Years and duties of claims of zero that opened, closed or are told otherwise.
    pub(crate) claims: BTreeSet<(i32, String)>,
    /// Groups that rows have left.
    pub(crate) left: BTreeMap<Grouped, BTreeSet<GroupKey>>,
}

/// Fields of the rows of a register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fields {
    /// All of them: rows came or went.
    All,
    /// These.
    Some(BTreeSet<String>),
}

/// What was done to the rows of a register behind work tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reworked {
    /// In which fields.
    pub(crate) fields: Fields,
    /// Of which forms the rows speak, or spoke before; none where the rows of the register speak of none.
    pub(crate) forms: Option<BTreeSet<String>>,
    /// The rows by number, as they were and as they are.
    pub(crate) rows: Vec<Moved>,
}

/// A row by its number, as it was and as it is.
pub(crate) type Moved = (u64, Option<Arc<Row>>, Option<Arc<Row>>);

impl Reworked {
    /// The rows as they were and as they are.
    fn all(&self) -> impl Iterator<Item = &Arc<Row>> {
        self.rows.iter().flat_map(|(_, before, after)| before.iter().chain(after))
    }
}

impl Spread {
    /// Whether the change has reached something that a work table looks at.
    pub(crate) fn works(&self, table: &WorkTable) -> bool {
        self.at_work(table).next().is_some()
    }

    /// The registers whose change has reached a work table.
    fn at_work<'s>(&'s self, table: &'s WorkTable) -> impl Iterator<Item = (&'s String, &'s Reworked)> {
        self.worked.iter().filter(|(register, change)| {
            let Some(looked) = table.fields.get(*register) else { return false };
            let fields = match &change.fields {
                Fields::All => true,
                Fields::Some(changed) => !changed.is_disjoint(looked),
            };
            fields && change.forms.as_ref().is_none_or(|forms| !forms.is_disjoint(&table.known_as))
        })
    }

    /// Whether nothing has reached a work table but what it counts days by; the days themselves may count as they did.
    pub(crate) fn is_of_days(&self, table: &WorkTable) -> bool {
        let calendar = |name: &str| CALENDAR.iter().any(|house| house.register == name);
        table.counts_days && self.at_work(table).all(|(register, _)| calendar(register))
    }

    /// Rows of a register as they were before the change.
    pub(crate) fn before(&self, register: &str, now: &crate::Rows) -> crate::Rows {
        let Some(change) = self.worked.get(register) else { return now.clone() };
        let moved: BTreeMap<u64, &Option<Arc<Row>>> =
            change.rows.iter().map(|(number, before, _)| (*number, before)).collect();
        let mut rows = now.clone();
        for (number, before) in moved {
            match before {
                Some(row) => drop(rows.put(number, row.clone())),
                None => drop(rows.take(number)),
            }
        }
        rows
    }

    /// The words in the first column of those lines of a work table that the change bears on; none when it may be all of them.
    pub(crate) fn words(&self, pack: &Pack, table: &WorkTable) -> Option<BTreeSet<String>> {
        let mut words = BTreeSet::new();
        for (register, change) in self.at_work(table) {
            let (at, _) = pack.register(register)?.field(table.lines.get(register)?)?;
            let cells = change.all().map(|row| row.values.get(at)?.as_ref().map(ToString::to_string));
            words.extend(cells.flatten());
        }
        Some(words)
    }

    /// The words of the other lines of those who stand in changed rows of a work table, or stood.
    pub(crate) fn beside(
        &self,
        pack: &Pack,
        table: &WorkTable,
        kept: &crate::Rows,
    ) -> Option<BTreeSet<String>> {
        let (name, person) = table.beside.as_ref()?;
        let register = pack.register(name)?;
        let (person, at) = (register.field(person)?.0, register.field(table.lines.get(name)?)?.0);
        let text = |row: &Row, at: usize| row.values.get(at)?.as_ref().map(ToString::to_string);
        let who = self.worked.get(name)?.all().filter_map(|row| text(row, person)).collect();
        let his = kept.iter().filter(|(_, row)| holds(row, person, &who));
        Some(his.filter_map(|(_, row)| text(row, at)).collect())
    }

    /// Whether the change has reached something that a formula of that year depends on.
    pub(crate) fn reaches(&self, depends: &Dependencies, year: i32) -> bool {
        self.reaches_rows(depends, year)
            || depends
                .fields
                .iter()
                .any(|(register, field, shift)| self.cells(register, field, year + shift).is_some())
            || self.reaches_indicators(depends, year)
    }

    /// The changed rows of a field.
    pub(crate) fn cells(&self, register: &str, field: &str, year: i32) -> Option<&Rows> {
        let same = |(r, f, y): &(String, String, i32)| *y == year && f == field && r == register;
        self.fields.iter().find(|(key, _)| same(key)).map(|(_, rows)| rows)
    }

    /// The changed fields of a register in a year.
    pub(crate) fn fields_of(&self, register: &str, year: i32) -> BTreeSet<&str> {
        let of = |(owner, _, at): &&(String, String, i32)| *at == year && owner == register;
        self.fields.keys().filter(of).map(|(_, field, _)| field.as_str()).collect()
    }

    /// Whether the set of rows changed of a register that is gone through.
    pub(crate) fn reaches_rows(&self, depends: &Dependencies, year: i32) -> bool {
        let fields = depends.fields.iter().map(|(register, _, shift)| (register, shift));
        let mut registers = depends.registers.iter().map(|(register, shift)| (register, shift)).chain(fields);
        !self.rows.is_empty()
            && registers
                .any(|(register, shift)| self.rows.iter().any(|(r, y)| *y == year + shift && r == register))
    }

    /// Whether the value changed of an indicator that is looked at.
    pub(crate) fn reaches_indicators(&self, depends: &Dependencies, year: i32) -> bool {
        let changed = |(name, shift): &(String, i32)| {
            self.indicators.iter().any(|(known, y)| *y == year + shift && known == name)
        };
        depends.indicators.iter().any(changed)
    }

    /// Whether an indicator rests on a claim that changed.
    pub(crate) fn reaches_claims(&self, indicator: &Indicator, year: i32) -> bool {
        !self.claims.is_empty()
            && indicator.rests_on.iter().any(|duty| self.claims.contains(&(year, duty.text.clone())))
    }

    /// The one register of the year itself in which all changed cells lie that a formula depends on, with their rows.
    /// None when they lie elsewhere, or it is not known which rows they are, or anything else has reached the formula.
    pub(crate) fn narrow(&self, depends: &Dependencies, year: i32) -> Option<(&str, BTreeSet<u32>)> {
        if self.reaches_rows(depends, year) || self.reaches_indicators(depends, year) {
            return None;
        }
        let mut register: Option<&str> = None;
        let mut rows = BTreeSet::new();
        for ((owner, field, of), changed) in &self.fields {
            let depended =
                |(r, f, shift): &(String, String, i32)| year + shift == *of && f == field && r == owner;
            if !depends.fields.iter().any(depended) {
                continue;
            }
            let Rows::Some(changed) = changed else { return None };
            if *of != year || register.is_some_and(|known| known != owner) {
                return None;
            }
            register = Some(owner);
            rows.extend(changed);
        }
        Some((register?, rows))
    }
}

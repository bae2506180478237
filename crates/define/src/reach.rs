//! How far a formula reaches: everything that has to be at hand before it can be computed.

use crate::{Pack, Program};
use formula::Dependencies;
use std::collections::{BTreeMap, BTreeSet};

/// Everything that a formula reaches, through computed fields, indicators and work tables.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reach {
    /// Names of registers, each with those of its fields that are looked at; none where rows are only counted.
    pub fields: BTreeMap<String, BTreeSet<String>>,
    /// Positions in [`Program::columns`].
    pub columns: BTreeSet<usize>,
    /// Whether another year is looked at, or an indicator.
    pub wide: bool,
}

impl Reach {
    /// Takes in fields that something else looks at.
    pub(crate) fn join(&mut self, fields: &BTreeMap<String, BTreeSet<String>>) {
        for (register, of) in fields {
            self.fields.entry(register.clone()).or_default().extend(of.iter().cloned());
        }
    }
}

impl Program {
    /// How far formulas with these dependencies reach.
    pub fn reach(&self, pack: &Pack, depends: &Dependencies) -> Reach {
        let mut reach = Reach::default();
        let mut done: BTreeSet<&str> = BTreeSet::new();
        let mut open = vec![depends];
        while let Some(depends) = open.pop() {
            reach.wide |= !depends.indicators.is_empty()
                || depends.fields.iter().any(|(.., shift)| *shift != 0)
                || depends.registers.iter().any(|(_, shift)| *shift != 0);
            let fields = depends.fields.iter().map(|(name, field, _)| (name, Some(field)));
            for (name, field) in fields.chain(depends.registers.iter().map(|(name, _)| (name, None))) {
                match self.table(name) {
                    Some(table) => {
                        reach.join(&table.fields);
                        reach.columns.extend(&table.columns);
                    }
                    None => reach.fields.entry(name.clone()).or_default().extend(field.cloned()),
                }
            }
            for (at, column) in self.columns.iter().enumerate() {
                let owner = &pack.registers[column.register];
                let name = &owner.computed[column.computed].name;
                let asked = depends
                    .fields
                    .iter()
                    .any(|(register, field, _)| *register == owner.name && field == name);
                if asked && reach.columns.insert(at) {
                    open.push(&column.depends);
                }
            }
            for one in &self.indicators {
                let name = pack.indicators[one.indicator].name.as_str();
                if depends.indicators.iter().any(|(asked, _)| asked == name) && done.insert(name) {
                    open.push(&one.depends);
                }
            }
        }
        reach
    }
}

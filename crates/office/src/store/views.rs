//! Registers as plain read-only tables for people with their own tools: `SELECT * FROM "register_education-budget"`.

use super::Store;
use super::dialect::Dialect;
use crate::error::Result;
use define::{FieldType, Register};
use std::collections::BTreeSet;

impl Store {
    /// Makes the view of each register anew: number and key of the row, then a column for each field.
    pub fn put_views(&self, registers: &[Register]) -> Result<()> {
        for register in registers {
            let (name, text) = view(register, self.engine.dialect());
            self.engine.put_view(&name, &text)?;
        }
        Ok(())
    }

    /// The views that are not those of these registers.
    pub fn views_that_differ(&self, registers: &[Register]) -> Result<Vec<String>> {
        let mut wanted: BTreeSet<String> =
            registers.iter().map(|register| view(register, self.engine.dialect()).1).collect();
        let there = self.engine.views()?.into_iter();
        let mut differ: Vec<String> =
            there.filter(|(_, text)| !wanted.remove(text)).map(|(name, _)| format!("view {name}")).collect();
        differ.extend(wanted.into_iter().map(|sql| format!("缺 {}", sql.lines().next().unwrap_or_default())));
        Ok(differ)
    }
}

/// The name of a register's view, and the text that makes it.
fn view(register: &Register, dialect: &Dialect) -> (String, String) {
    let name = quoted(&format!("register_{}", register.id));
    let mut columns = String::from("number, key");
    for (at, field) in register.fields.iter().enumerate() {
        let cell = (dialect.cell)(&field.name);
        columns += ", ";
        columns += &match field.kind {
            FieldType::Integer | FieldType::Decimal | FieldType::Money => (dialect.number)(&cell),
            _ => cell,
        };
        columns += &format!(" AS {}", quoted(&column(&field.name, at, dialect)));
    }
    let id = register.id.replace('\'', "");
    let text = format!(
        "CREATE VIEW {name} AS SELECT {columns} FROM version\nWHERE register = '{id}' AND until IS NULL"
    );
    (name, text)
}

/// The name of a field as a column: one that an engine would cut is cut here, so that no two become the same.
fn column(name: &str, at: usize, dialect: &Dialect) -> String {
    if name.len() <= dialect.longest_name {
        return name.to_owned();
    }
    let ending = format!("_{}", at + 1);
    let end = name.floor_char_boundary(dialect.longest_name - ending.len());
    format!("{}{ending}", &name[..end])
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', ""))
}

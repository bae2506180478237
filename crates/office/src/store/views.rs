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
            self.engine.script(&format!("DROP VIEW IF EXISTS {name}; {text};"))?;
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
    for field in &register.fields {
        let cell = (dialect.cell)(&field.name);
        columns += ", ";
        columns += &match field.kind {
            FieldType::Integer | FieldType::Decimal | FieldType::Money => {
                format!("CAST({cell} AS NUMERIC)")
            }
            _ => cell,
        };
        columns += &format!(" AS {}", quoted(&field.name));
    }
    let id = register.id.replace('\'', "");
    let text = format!(
        "CREATE VIEW {name} AS SELECT {columns} FROM version\nWHERE register = '{id}' AND until IS NULL"
    );
    (name, text)
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', ""))
}

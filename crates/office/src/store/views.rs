//! Registers as plain read-only tables for people with their own tools: `SELECT * FROM "register_education-budget"`.

use super::{Store, dialect};
use crate::error::Result;
use define::{FieldType, Register};
use std::collections::BTreeSet;

impl Store {
    /// Makes the view of each register anew: number and key of the row, then a column for each field.
    pub fn put_views(&self, registers: &[Register]) -> Result<()> {
        for register in registers {
            let (name, text) = view(register);
            self.connection.execute_batch(&format!("DROP VIEW IF EXISTS {name}; {text};"))?;
        }
        Ok(())
    }

    /// The views that are not those of these registers.
    pub fn views_that_differ(&self, registers: &[Register]) -> Result<Vec<String>> {
        let mut wanted: BTreeSet<String> = registers.iter().map(|register| view(register).1).collect();
        let mut statement =
            self.connection.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'view'")?;
        let mut rows = statement.query([])?;
        let mut differ = Vec::new();
        while let Some(row) = rows.next()? {
            let (name, sql): (String, String) = (row.get(0)?, row.get(1)?);
            if !wanted.remove(&sql) {
                differ.push(format!("view {name}"));
            }
        }
        differ.extend(wanted.into_iter().map(|sql| format!("缺 {}", sql.lines().next().unwrap_or_default())));
        Ok(differ)
    }
}

/// The name of a register's view, and the text that makes it.
fn view(register: &Register) -> (String, String) {
    let name = quoted(&format!("register_{}", register.id));
    let mut columns = String::from("number, key");
    for field in &register.fields {
        let cell = dialect::cell(&field.name);
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

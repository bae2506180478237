//! Registers as plain read-only tables for people with their own tools: `SELECT * FROM "register_education-budget"`.

use super::{Store, dialect};
use crate::error::Result;
use define::{FieldType, Register};

impl Store {
    /// Makes the view of each register anew: number and key of the row, then a column for each field.
    pub fn put_views(&self, registers: &[Register]) -> Result<()> {
        for register in registers {
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
            self.connection.execute_batch(&format!(
                "DROP VIEW IF EXISTS {name};
                 CREATE VIEW {name} AS SELECT {columns} FROM version
                 WHERE register = '{}' AND until IS NULL;",
                register.id.replace('\'', "")
            ))?;
        }
        Ok(())
    }
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', ""))
}

//! Rows of the house's own registers as they are written.

use crate::{Row, read_cell};
use define::Register;
use finding::{Finding, Place};

/// The row of these cells, by field; fields that are not among them stay empty.
///
/// # Errors
/// The finding that says which cell its field does not take.
pub fn row_of(register: &Register, cells: &[(&'static str, String)]) -> Result<Row, Finding> {
    let mut values = vec![None; register.fields.len()];
    for (name, text) in cells {
        let place = Place::whole(format!("{}.{name}", register.name));
        let Some((at, field)) = register.field(name) else {
            let sentence = format!("“{}”没有字段“{name}”", register.name);
            return Err(Finding::error("record.field", place, sentence));
        };
        let (value, _) = read_cell(field, text, None)
            .map_err(|fault| Finding::error(fault.code, place, fault.sentence))?;
        values[at] = value;
    }
    Ok(Row { values })
}

//! References of a table that was read to rows of other registers.

use super::{FINDINGS_LIMIT, Reading, quoting};
use crate::{Value, shown};
use define::{FieldType, Register};
use finding::{Finding, Place};
use reader::Table;

/// What others know of a register that is pointed to.
pub trait Pointed {
    /// Whether some row of the register with that name has the value in the field.
    fn holds(&mut self, register: &str, field: &str, value: &str) -> bool;
    /// The values of the field in the rows of that register that bear this name.
    fn named(&mut self, register: &str, field: &str, name: &str) -> Vec<String>;
}

/// References of rows that were read to rows that are not there, whether or not something else is wrong with them. A name
/// that only one row bears is taken for its code, and told.
pub fn resolve(
    register: &Register,
    table: &Table,
    reading: &mut Reading,
    pointed: &mut impl Pointed,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (position, field) in register.fields.iter().enumerate() {
        let FieldType::Ref { register: to, by } = &field.kind else { continue };
        let mut changed = Vec::new();
        let whole = reading.rows.iter().enumerate().map(|(at, read)| (Some(at), read.number, &read.row));
        let wrong = reading.wrong.iter().map(|(number, row)| (None, *number, row));
        let cells = whole.chain(wrong).filter_map(|(at, number, row)| match &row.values[position] {
            Some(Value::Text(text)) => Some((at, number, text)),
            _ => None,
        });
        for (at, number, text) in cells {
            if pointed.holds(to, by, text) {
                continue;
            }
            let place = quoting(reading.place(table, number, position), field, text);
            let names = pointed.named(to, by, text);
            if let [code] = names.as_slice() {
                let sentence = format!("“{}”写的是名称，按“{}”读入", field.name, shown(field, code));
                findings.push(Finding::note("import.cell.named", place, sentence));
                changed.extend(at.map(|at| (at, code.clone())));
                continue;
            }
            let sentence =
                format!("“{}”写的是“{}”，台账“{to}”里没有这个{by}", field.name, shown(field, text));
            let hint = match names.len() {
                0 => format!("请先登记“{to}”，或改正这一格"),
                some => format!("“{to}”里有{some}个叫这个名字，请写{by}"),
            };
            findings.push(Finding::error("import.cell.reference", place, sentence).hint(hint));
        }
        for (at, code) in changed {
            let read = &mut reading.rows[at];
            read.row.values[position] = Some(Value::Text(code));
            read.key = read.row.key(register).unwrap_or_default();
        }
    }
    findings.sort_by(|a, b| a.place.cmp(&b.place));
    let more = findings.len().saturating_sub(FINDINGS_LIMIT);
    if more > 0 {
        findings.truncate(FINDINGS_LIMIT);
        let sentence = format!("另有{more}处没有逐一列出");
        findings.push(Finding::note("import.more", Place::whole(&table.source), sentence));
    }
    findings
}

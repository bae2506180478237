//! What forms of work would print: tables and columns that are not there.

use super::unknown;
use crate::{Form, Pack, Printing, WorkTable, Written};
use finding::Finding;

/// Reports every table and column that a form would print and does not have.
pub fn check(pack: &Pack, form: &dyn Form, findings: &mut Vec<Finding>) {
    if form.head().print.is_empty() {
        return;
    }
    let tables = form.tables(pack);
    for printing in &form.head().print {
        let wanted = printing.table.as_ref().map_or(form.family(), |table| &table.text);
        match tables.iter().find(|table| table.family == wanted) {
            Some(table) => columns(pack, table, printing, findings),
            None => {
                let families: Vec<&str> = tables.iter().map(|table| table.family).collect();
                findings.extend(printing.table.iter().map(|name| unknown(name, "工作表", &families)));
            }
        }
    }
}

fn columns(pack: &Pack, table: &WorkTable, printing: &Printing, findings: &mut Vec<Finding>) {
    let known: Vec<&str> = table.table.fields.iter().map(|field| field.name.as_str()).collect();
    let across = printing.across.iter().flat_map(|(side, below)| [side, below]);
    findings.extend(
        across.filter(|name| !known.contains(&name.text.as_str())).map(|name| unknown(name, "列", &known)),
    );
    let lacking = |name: &&Written| pack.printed_column(table, &name.text).is_none();
    for name in printing.columns.iter().filter(lacking) {
        findings.push(match pointed(pack, table, name) {
            Some(fields) => {
                let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
                unknown(name, "所指台账的字段", &fields)
            }
            None => unknown(name, "列", &known),
        });
    }
}

/// What could stand behind the dot of 案件.事由.
fn pointed(pack: &Pack, table: &WorkTable, name: &Written) -> Option<Vec<String>> {
    let (own, _) = name.text.split_once('.')?;
    let field = table.table.fields.iter().find(|field| field.name == own)?;
    let register = pack.register(&field.reference.as_ref()?.register)?;
    Some(register.fields.iter().map(|field| format!("{own}.{}", field.name)).collect())
}

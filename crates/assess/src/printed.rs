//! Forms of work on paper (纸本): the lines of a work table in words, under the columns that the definition prints.

use crate::{Record, Records, work_table};
use define::{Date, Field, PrintedColumn, PrintedTable, Says};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What stands where a cell is sensitive.
const MASKED: &str = "（已遮盖）";

/// A table in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrintedLines {
    /// Headers, each with whether the cells below it are numbers.
    pub columns: Vec<(String, bool)>,
    /// Lines in the order of the table.
    pub lines: Vec<Vec<String>>,
    /// How many lines are left out.
    pub withheld: usize,
}

/// The lines of a table as it stands on a day, over the rows that whoever asks sees. Lines that follow from a row of `withheld` (name
/// of the register, number) are counted and not told.
pub fn printed(
    table: &PrintedTable<'_>,
    records: &Records,
    day: Date,
    withheld: &BTreeSet<(Arc<str>, u64)>,
) -> PrintedLines {
    let all = work_table::lines(records.pack(), table.table, records, day);
    let count = all.len();
    let told: Vec<Vec<String>> = all
        .into_iter()
        .filter(|(_, sources)| !sources.iter().any(|source| withheld.contains(source)))
        .map(|(cells, _)| cells)
        .collect();
    let withheld = count - told.len();
    let called: Vec<Called<'_>> =
        table.columns.iter().map(|column| Called::of(column, records, day)).collect();
    let words = |cells: &Vec<String>| -> Vec<String> {
        let pairs = table.columns.iter().zip(&called);
        pairs.map(|(column, called)| called.words(column, &cells[column.at])).collect()
    };
    let mut columns: Vec<(String, bool)> =
        table.columns.iter().map(|column| (column.header.clone(), column.number)).collect();
    let lines = match table.across {
        None => told.iter().map(words).collect(),
        Some((side, below)) => {
            let sides = different(told.iter().map(|cells| cells[side].as_str()));
            columns.extend(sides.iter().map(|side| ((*side).to_owned(), false)));
            let at: BTreeMap<&str, usize> = sides.iter().enumerate().map(|(at, side)| (*side, at)).collect();
            beside(&told, words, &|cells| (at[cells[side].as_str()], cells[below].clone()), at.len())
        }
    };
    PrintedLines { columns, lines, withheld }
}

/// Different words in the order of their first appearance.
fn different<'w>(words: impl Iterator<Item = &'w str>) -> Vec<&'w str> {
    let mut known = BTreeSet::new();
    words.filter(|word| known.insert(*word)).collect()
}

/// Lines whose own columns say the same, laid into one, with their cells side by side.
fn beside(
    told: &[Vec<String>],
    words: impl Fn(&Vec<String>) -> Vec<String>,
    cell: &dyn Fn(&Vec<String>) -> (usize, String),
    wide: usize,
) -> Vec<Vec<String>> {
    let mut lines: Vec<Vec<String>> = Vec::new();
    let mut known: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for cells in told {
        let own = words(cells);
        let columns = own.len();
        let at = *known.entry(own.clone()).or_insert_with(|| {
            lines.push(own.into_iter().chain(std::iter::repeat_n(String::new(), wide)).collect());
            lines.len() - 1
        });
        let (side, text) = cell(cells);
        let there = &mut lines[at][columns + side];
        // Two lines that nobody could tell apart are both told.
        *there = if there.is_empty() { text } else { format!("{there}、{text}") };
    }
    lines
}

/// What the words of a column are called.
enum Called<'r> {
    Itself,
    Masked,
    /// By what stands in the field that is pointed to.
    Rows(BTreeMap<String, Record<'r>>, Option<&'r Field>),
}

impl<'r> Called<'r> {
    fn of(column: &PrintedColumn, records: &'r Records, day: Date) -> Called<'r> {
        match &column.says {
            Says::Itself => Called::Itself,
            Says::Masked => Called::Masked,
            Says::Label { register, by } => Called::Rows(rows(records, register, by, day), None),
            Says::Field { register, by, field } => {
                let field = records.pack().register(register).and_then(|of| of.field(field));
                Called::Rows(rows(records, register, by, day), field.map(|(_, field)| field))
            }
        }
    }

    fn words(&self, column: &PrintedColumn, cell: &str) -> String {
        match self {
            _ if cell.is_empty() => String::new(),
            Called::Itself => cell.to_owned(),
            Called::Masked => MASKED.to_owned(),
            Called::Rows(rows, field) => match (rows.get(cell), field) {
                (Some(row), Some(field)) => row.text(*field),
                (Some(row), None) => row.label(),
                // The row is not seen, or gone: its number is what there is to say.
                (None, Some(_)) if !column.is_key() => String::new(),
                (None, _) => cell.to_owned(),
            },
        }
    }
}

/// The rows of a register by what stands in a field: of several those of the day's year, else the latest.
fn rows<'r>(records: &'r Records, register: &str, by: &str, day: Date) -> BTreeMap<String, Record<'r>> {
    let mut rows: BTreeMap<String, Record<'r>> = BTreeMap::new();
    let Some((_, by)) = records.pack().register(register).and_then(|of| of.field(by)) else { return rows };
    let nearest = |row: &Record<'_>| (row.year().is_none_or(|year| year == day.year), row.year());
    for record in records.all(register) {
        match rows.entry(record.text(by)) {
            std::collections::btree_map::Entry::Vacant(free) => drop(free.insert(record)),
            std::collections::btree_map::Entry::Occupied(mut taken) => {
                if nearest(&record) > nearest(taken.get()) {
                    taken.insert(record);
                }
            }
        }
    }
    rows
}

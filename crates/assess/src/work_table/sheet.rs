//! A work table while it is filled, line by line.

use super::{Filled, Sources};
use define::Date;
use formula::{Column, Frame, Kind, Reason, Table};
use quantity::{Decimal, Truth};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A cell of a work table.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    /// A whole number.
    Number(u64),
    /// Any other number.
    Decimal(Decimal),
    /// Words; none when empty.
    Text(String),
    /// Yes or no.
    Truth(bool),
    /// A day.
    Day(Date),
    /// There is none: the day of a post that is vacant.
    None,
    /// It cannot be told, and why.
    Open(Arc<str>),
}

impl From<Option<Date>> for Cell {
    fn from(day: Option<Date>) -> Cell {
        day.map_or(Cell::None, Cell::Day)
    }
}

impl From<Truth> for Cell {
    fn from(truth: Truth) -> Cell {
        match truth {
            Truth::Yes => Cell::Truth(true),
            Truth::No => Cell::Truth(false),
            Truth::Unknown => Cell::Open("缺少判断所需的内容".into()),
        }
    }
}

impl Cell {
    /// A count of things.
    pub fn count(number: usize) -> Cell {
        Cell::Number(u64::try_from(number).unwrap_or(u64::MAX))
    }
}

impl std::fmt::Display for Cell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Cell::Number(number) => write!(f, "{number}"),
            Cell::Decimal(number) => write!(f, "{number}"),
            Cell::Text(text) => f.write_str(text),
            Cell::Truth(yes) => f.write_str(if *yes { "是" } else { "否" }),
            Cell::Day(day) => write!(f, "{day}"),
            Cell::None => Ok(()),
            Cell::Open(_) => f.write_str("不能判断"),
        }
    }
}

/// A work table while it is filled.
pub(crate) struct Sheet<'t> {
    table: &'t Table,
    lines: Vec<Vec<Cell>>,
    sources: Vec<Sources>,
}

impl<'t> Sheet<'t> {
    pub fn new(table: &'t Table) -> Sheet<'t> {
        Sheet { table, lines: Vec::new(), sources: Vec::new() }
    }

    /// Adds a line: its cells under the names of their columns, in the order of the table.
    ///
    /// # Panics
    /// When columns are not those of the table: they are written down once, in `define::tables`, and any other is our mistake.
    pub fn line<N: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = (N, Cell)>, sources: Sources) {
        let (names, cells): (Vec<N>, Vec<Cell>) = cells.into_iter().unzip();
        assert!(
            self.table.fields.iter().map(|field| field.name.as_str()).eq(names.iter().map(AsRef::as_ref)),
            "a line of “{}” has other columns than the table",
            self.table.name
        );
        self.lines.push(cells);
        self.sources.push(sources);
    }

    /// All lines in words, with what each follows from.
    pub fn told(self) -> Vec<(Vec<String>, Sources)> {
        let words = |line: Vec<Cell>| line.iter().map(Cell::to_string).collect();
        self.lines.into_iter().map(words).zip(self.sources).collect()
    }

    /// The frame of all lines.
    pub fn filled(self) -> Filled {
        let mut frame = Frame::new((0..self.lines.len() as u64).collect());
        for (at, field) in self.table.fields.iter().enumerate() {
            let cells: Vec<&Cell> = self.lines.iter().map(|line| &line[at]).collect();
            let mut column = column(&field.name, &field.kind, &cells);
            column.reasons = reasons(&cells);
            frame.columns.push(column);
        }
        Filled { frame: Arc::new(frame), sources: Arc::new(self.sources) }
    }
}

fn column(name: &str, kind: &Kind, cells: &[&Cell]) -> Column {
    match kind {
        Kind::Number(_) => {
            let number = |cell: &&Cell| match cell {
                Cell::Number(number) => Some(Decimal::from(i64::try_from(*number).unwrap_or(i64::MAX))),
                Cell::Decimal(number) => Some(*number),
                _ => None,
            };
            Column::numbers(name, &cells.iter().map(number).collect::<Vec<_>>())
        }
        Kind::Text => {
            let text = |cell: &&Cell| match cell {
                Cell::Text(text) if !text.is_empty() => Some(text.clone()),
                _ => None,
            };
            Column::texts(name, &cells.iter().map(text).collect::<Vec<_>>())
        }
        Kind::Boolean => {
            let truth = |cell: &&Cell| match cell {
                Cell::Truth(yes) => Some(*yes),
                _ => None,
            };
            Column::booleans(name, &cells.iter().map(truth).collect::<Vec<_>>())
        }
        Kind::Date => {
            let day = |cell: &&Cell| match cell {
                Cell::Day(day) => formula::day(day.year, day.month.into(), day.day.into()),
                _ => None,
            };
            Column::dates(name, &cells.iter().map(day).collect::<Vec<_>>())
        }
    }
}

/// Why cells cannot be told. A cell that there is none of is plainly empty.
fn reasons(cells: &[&Cell]) -> BTreeMap<u32, Vec<Reason>> {
    let open = cells.iter().enumerate().filter_map(|(at, cell)| match cell {
        Cell::Open(why) => Some((at as u32, vec![Reason::Unproved { told: why.clone() }])),
        _ => None,
    });
    open.collect()
}

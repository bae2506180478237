//! Rows and their cells as tables show them.

use std::collections::BTreeMap;

use view::{ComputedCell, ComputedView, FieldKind, FieldView, ReferredView, RegisterView, RowView};

use crate::address::{entry_address, register_address, row_address, school_address};
use crate::numbers::{grouped, to_the_fen};

/// How many characters of a text are sure to show in a table of rows.
const SHOWN: usize = 20;

/// A cell of a table.
pub struct Cell {
    /// What it says.
    pub text: String,
    /// Whether it is a number, and stands right.
    pub number: bool,
    /// Whether it was computed; then what it is: holds, fails, open, or nothing of these.
    pub computed: Option<&'static str>,
    /// Why it cannot be told.
    pub why: String,
    /// Where what it points to is, and the key that stands in it; it says what that is called.
    pub leads: Option<(String, String)>,
}

/// What the cells of rows point to, by the place of the field and their text.
pub type Referred = BTreeMap<(usize, String), ReferredView>;

/// The address of what a cell points to.
fn leading(to: &ReferredView, key: &str) -> String {
    match &to.row {
        Some((register, number)) => row_address(register, *number),
        None => school_address(key),
    }
}

impl Cell {
    /// The cell as it says what it points to.
    pub fn naming(self, at: usize, key: &str, referred: &Referred) -> Cell {
        match referred.get(&(at, key.to_owned())) {
            Some(to) => {
                Cell { text: to.label.clone(), leads: Some((leading(to, key), key.to_owned())), ..self }
            }
            None => self,
        }
    }

    /// What is told of it beside its place: why it cannot be told, or, of a text that its place would cut, all of it.
    pub fn aside(&self) -> &str {
        match self.why.is_empty() && !self.number && self.text.chars().count() > SHOWN {
            true => &self.text,
            false => &self.why,
        }
    }

    /// A cell under its field. A number of something counted or measured has its thousands set apart; a year has not.
    pub fn new(field: &FieldView, text: &str) -> Cell {
        let number = field.is_number();
        let measured =
            number && (field.kind == FieldKind::Money || !matches!(field.unit.as_str(), "" | "年"));
        let text = match (measured, field.kind, field.unit.as_str()) {
            (true, FieldKind::Money, "元") => to_the_fen(&grouped(text)),
            (true, _, _) => grouped(text),
            (false, _, _) => text.to_owned(),
        };
        Cell { text, number, computed: None, why: String::new(), leads: None }
    }

    /// A computed cell.
    pub fn computed(field: &ComputedView, cell: &ComputedCell) -> Cell {
        let state = match (cell.holds, cell.why.is_empty()) {
            (Some(true), _) => "holds",
            (Some(false), _) => "fails",
            (None, false) => "open",
            (None, true) => "plain",
        };
        let text = if field.number { grouped(&cell.text) } else { cell.text.clone() };
        Cell { text, number: field.number, computed: Some(state), why: cell.why.clone(), leads: None }
    }
}

/// A row of a register in a table.
pub struct Line {
    /// The row's own page.
    pub href: String,
    /// Its cells.
    pub cells: Vec<Cell>,
    /// Which of them leads to the row's page: the first that is not a number, or the first.
    pub lead: usize,
    /// The entry that wrote it last.
    pub entry: String,
    /// That entry's page.
    pub entry_href: String,
}

impl Line {
    /// A row with all its fields, the computed ones behind those that name it.
    pub fn whole(row: &RowView, register: &RegisterView, referred: &Referred) -> Line {
        let every: Vec<usize> = (0..register.fields.len()).collect();
        let mut line = Line::new(row, register, &every);
        let cells = std::mem::take(&mut line.cells).into_iter().zip(&row.cells).enumerate();
        line.cells = cells.map(|(at, (cell, key))| cell.naming(at, key, referred)).collect();
        let computed = register.computed.iter().zip(&row.computed);
        let cells: Vec<Cell> = computed.map(|(field, cell)| Cell::computed(field, cell)).collect();
        if cells.len() == register.computed.len() {
            let lead = register.lead.min(line.cells.len());
            line.cells.splice(lead..lead, cells);
        }
        line
    }

    /// A row, with the fields at the places `shown`.
    pub fn new(row: &RowView, register: &RegisterView, shown: &[usize]) -> Line {
        let cell = |at: &usize| Some(Cell::new(register.fields.get(*at)?, row.cells.get(*at)?));
        let cells: Vec<Cell> = shown.iter().filter_map(cell).collect();
        Line {
            href: format!("{}/{}", register_address(&register.id), row.number),
            lead: cells.iter().position(|cell| !cell.number && !cell.text.is_empty()).unwrap_or(0),
            cells,
            entry: row.entry.to_string(),
            entry_href: entry_address(row.entry),
        }
    }
}

//! A register as columns: numbers as scaled integers, words interned, one missing mark a cell.

use crate::answer::Reason;
use quantity::{Decimal, Interval};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The rows of one register that belong to one year, column by column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frame {
    /// The caller's key of each row, in row order.
    pub rows: Vec<u64>,
    /// Columns; each is as long as `rows`.
    pub columns: Vec<Column>,
}

impl Frame {
    /// A frame without columns.
    pub fn new(rows: Vec<u64>) -> Frame {
        Frame { rows, columns: Vec::new() }
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The column of that name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}

/// One field of all rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Field name.
    pub name: String,
    /// The cells; a missing cell holds any value.
    pub cells: Cells,
    /// Which cells are missing.
    pub missing: Missing,
    /// Why, for the missing cells of a computed column. A cell of a recorded column is missing because nobody wrote it.
    pub reasons: BTreeMap<u32, Vec<Reason>>,
}

/// Cells of one kind.
#[derive(Clone, Debug, PartialEq)]
pub enum Cells {
    /// Numbers as mantissa × 10^-scale, in the base of the field's unit: 15.44亿元 as 154400000000 at scale 2.
    Numbers {
        /// Mantissas.
        mantissas: Vec<i64>,
        /// Decimals.
        scale: u32,
    },
    /// Numbers too wide for 64 bits.
    Wide {
        /// Mantissas.
        mantissas: Vec<i128>,
        /// Decimals.
        scale: u32,
    },
    /// Computed numbers without an end, such as 1/3: the bounds between which each lies.
    Spans(Vec<Interval>),
    /// Words: an index into the list of different words.
    Texts {
        /// Position of each cell's word in `words`.
        ids: Vec<u32>,
        /// Different words in the order of their first appearance.
        words: Arc<[Arc<str>]>,
    },
    /// Yes or no.
    Booleans(Vec<bool>),
    /// Days since 1970-01-01.
    Dates(Vec<i32>),
}

impl Column {
    fn new(name: &str, cells: Cells, missing: Missing) -> Column {
        Column { name: name.to_string(), cells, missing, reasons: BTreeMap::new() }
    }

    /// A column of numbers in the base unit. The scale is the greatest of any cell; 64 bits where they suffice.
    ///
    /// ```
    /// use quantity::Decimal;
    /// let pupils = formula::Column::numbers("学生数", &[Some(Decimal::from(45)), None]);
    /// assert!(pupils.missing.get(1) && !pupils.missing.get(0));
    /// ```
    pub fn numbers(name: &str, cells: &[Option<Decimal>]) -> Column {
        let missing = Missing::from_fn(cells.len(), |row| cells[row].is_none());
        let scale = cells.iter().flatten().map(|cell| cell.scale()).max().unwrap_or(0);
        let wide: Option<Vec<i128>> = cells
            .iter()
            .map(|cell| match cell {
                None => Some(0),
                Some(cell) => 10i128.checked_pow(scale - cell.scale())?.checked_mul(cell.mantissa()),
            })
            .collect();
        let Some(wide) = wide else {
            let spans = cells.iter().map(|cell| Interval::point(cell.unwrap_or(Decimal::from(0)))).collect();
            return Column::new(name, Cells::Spans(spans), missing);
        };
        let narrow: Result<Vec<i64>, _> = wide.iter().map(|mantissa| i64::try_from(*mantissa)).collect();
        let cells = match narrow {
            Ok(mantissas) => Cells::Numbers { mantissas, scale },
            Err(_) => Cells::Wide { mantissas: wide, scale },
        };
        Column::new(name, cells, missing)
    }

    /// A column of whole numbers.
    pub fn integers(name: &str, cells: &[Option<i64>]) -> Column {
        let missing = Missing::from_fn(cells.len(), |row| cells[row].is_none());
        let mantissas = cells.iter().map(|cell| cell.unwrap_or(0)).collect();
        Column::new(name, Cells::Numbers { mantissas, scale: 0 }, missing)
    }

    /// A column of words.
    ///
    /// ```
    /// let stages = formula::Column::texts("学段", &[Some("小学"), Some("初中"), Some("小学")]);
    /// assert!(matches!(&stages.cells, formula::Cells::Texts { ids, .. } if ids == &[0, 1, 0]));
    /// ```
    pub fn texts<T: AsRef<str>>(name: &str, cells: &[Option<T>]) -> Column {
        let missing = Missing::from_fn(cells.len(), |row| cells[row].is_none());
        let mut words: Vec<Arc<str>> = Vec::new();
        let mut known: BTreeMap<&str, u32> = BTreeMap::new();
        let mut ids = Vec::with_capacity(cells.len());
        for cell in cells {
            let word = cell.as_ref().map_or("", AsRef::as_ref);
            let id = *known.entry(word).or_insert_with(|| {
                words.push(Arc::from(word));
                (words.len() - 1) as u32
            });
            ids.push(id);
        }
        Column::new(name, Cells::Texts { ids, words: words.into() }, missing)
    }

    /// A column of yes and no.
    pub fn booleans(name: &str, cells: &[Option<bool>]) -> Column {
        let missing = Missing::from_fn(cells.len(), |row| cells[row].is_none());
        let yes = cells.iter().map(|cell| cell.unwrap_or(false)).collect();
        Column::new(name, Cells::Booleans(yes), missing)
    }

    /// A column of days, as given by [`crate::day`].
    pub fn dates(name: &str, cells: &[Option<i32>]) -> Column {
        let missing = Missing::from_fn(cells.len(), |row| cells[row].is_none());
        let days = cells.iter().map(|cell| cell.unwrap_or(0)).collect();
        Column::new(name, Cells::Dates(days), missing)
    }

    /// Number of cells.
    pub fn len(&self) -> usize {
        match &self.cells {
            Cells::Numbers { mantissas, .. } => mantissas.len(),
            Cells::Wide { mantissas, .. } => mantissas.len(),
            Cells::Spans(spans) => spans.len(),
            Cells::Texts { ids, .. } => ids.len(),
            Cells::Booleans(yes) => yes.len(),
            Cells::Dates(days) => days.len(),
        }
    }

    /// Whether there are no cells.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// One mark a cell, 64 to a word; no words at all when nothing is missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    words: Vec<u64>,
    count: usize,
}

impl Missing {
    /// Nothing missing.
    pub fn none() -> Missing {
        Missing::default()
    }

    /// Marks of `len` cells.
    pub fn from_fn(len: usize, missing: impl Fn(usize) -> bool) -> Missing {
        let mut marks = Missing::none();
        for row in (0..len).filter(|row| missing(*row)) {
            marks.set(row, len);
        }
        marks
    }

    fn set(&mut self, row: usize, len: usize) {
        if self.words.is_empty() {
            self.words = vec![0; len.div_ceil(64)];
        }
        self.words[row / 64] |= 1 << (row % 64);
        self.count += 1;
    }

    /// Whether the cell of a row is missing.
    pub fn get(&self, row: usize) -> bool {
        self.words.get(row / 64).is_some_and(|word| word >> (row % 64) & 1 == 1)
    }

    /// Whether any is.
    pub fn any(&self) -> bool {
        self.count > 0
    }

    /// How many are.
    pub fn count(&self) -> usize {
        self.count
    }
}

//! A reader of the district's files that knows nothing of how they were made.

use std::collections::{BTreeMap, BTreeSet};

/// One row: field name to cell.
pub struct Row(BTreeMap<String, String>);

impl Row {
    pub fn cell(&self, field: &str) -> &str {
        self.0.get(field).unwrap_or_else(|| panic!("no field {field}"))
    }

    pub fn is(&self, field: &str, cell: &str) -> bool {
        self.cell(field) == cell
    }

    /// A number of at most two decimals, in hundredths.
    pub fn hundredths(&self, field: &str) -> i128 {
        let cell = self.cell(field);
        let (whole, part) = cell.split_once('.').unwrap_or((cell, ""));
        assert!(part.len() <= 2, "{field}: {cell}");
        let digits = format!("{whole}{part:0<2}");
        digits.parse().unwrap_or_else(|_| panic!("{field} is not a number: {cell:?}"))
    }

    pub fn number(&self, field: &str) -> i128 {
        self.hundredths(field) / 100
    }
}

/// The files of a district by register.
pub struct Tables(BTreeMap<String, Vec<Row>>);

impl Tables {
    pub fn of(spec: &sample::Spec) -> Tables {
        let files = sample::district(spec);
        Tables(files.into_iter().map(|file| (file.register, rows(&file.text))).collect())
    }

    pub fn registers(&self) -> impl Iterator<Item = (&str, &[Row])> {
        self.0.iter().map(|(name, rows)| (name.as_str(), rows.as_slice()))
    }

    pub fn rows(&self, register: &str) -> &[Row] {
        self.0.get(register).unwrap_or_else(|| panic!("no register {register}"))
    }

    pub fn count(&self, register: &str, keep: impl Fn(&Row) -> bool) -> i128 {
        self.rows(register).iter().filter(|row| keep(row)).count() as i128
    }

    /// The sum of a field, in hundredths.
    pub fn hundredths(&self, register: &str, field: &str, keep: impl Fn(&Row) -> bool) -> i128 {
        self.rows(register).iter().filter(|row| keep(row)).map(|row| row.hundredths(field)).sum()
    }

    pub fn sum(&self, register: &str, field: &str, keep: impl Fn(&Row) -> bool) -> i128 {
        let sum = self.hundredths(register, field, keep);
        assert_eq!(sum % 100, 0, "{register}.{field} is whole");
        sum / 100
    }

    pub fn distinct(&self, register: &str, field: &str, keep: impl Fn(&Row) -> bool) -> BTreeSet<&str> {
        self.rows(register).iter().filter(|row| keep(row)).map(|row| row.cell(field)).collect()
    }

    /// The row whose `key` is `value`.
    pub fn one(&self, register: &str, key: &str, value: &str) -> &Row {
        let found = self.rows(register).iter().find(|row| row.is(key, value));
        found.unwrap_or_else(|| panic!("no {value} in {register}"))
    }
}

/// Any row.
pub fn all(_: &Row) -> bool {
    true
}

/// Rows of a comma-separated text without quoted commas inside headers.
fn rows(text: &str) -> Vec<Row> {
    let mut lines = text.lines().map(cells);
    let header = lines.next().unwrap_or_default();
    lines
        .map(|cells| {
            assert_eq!(cells.len(), header.len(), "{cells:?}");
            Row(header.iter().cloned().zip(cells).collect())
        })
        .collect()
}

fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut quoted) = (vec![String::new()], false);
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            _ => cells.last_mut().into_iter().for_each(|cell| cell.push(letter)),
        }
    }
    cells
}

/// `over / under` with so many decimals, rounded half up.
pub fn quotient(over: i128, under: i128, decimals: u32) -> String {
    let scale = 10i128.pow(decimals);
    let rounded = (over * scale * 2 + under).div_euclid(2 * under);
    match decimals {
        0 => rounded.to_string(),
        _ => format!("{}.{:0width$}", rounded / scale, rounded % scale, width = decimals as usize),
    }
}

/// A share in percent.
pub fn percent(over: i128, under: i128, decimals: u32) -> String {
    quotient(over * 100, under, decimals) + "%"
}

/// `now` against `before` as a growth in percent.
pub fn growth(now: (i128, i128), before: (i128, i128), decimals: u32) -> String {
    let (over, under) = (now.0 * before.1, before.0 * now.1);
    percent(over - under, under, decimals)
}

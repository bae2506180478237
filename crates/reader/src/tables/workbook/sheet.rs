//! The cells of a sheet, one after the other, without ever holding its bounding box.

use super::book::Book;
use super::day;
use super::escaped::unescaped;
use super::format::{Format, Shown};
use super::number::{SHOWN, Stored};
use crate::package::{Broken, Part, attribute, gather, says_yes};
use crate::tables::{
    CELL_LIMIT, COLUMNS_LIMIT, FINDINGS_LIMIT, MERGED_LIMIT, ROWS_LIMIT, WORKBOOK_CELLS_LIMIT,
};
use finding::{Finding, Place};
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

/// A cell that holds something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// From 1.
    pub column: u32,
    pub text: String,
    /// A day by its format, without a time.
    pub is_day: bool,
}

/// What was read of a sheet.
#[derive(Default)]
pub struct Sheet {
    /// Rows by their number, each with its cells, in the order of the file.
    pub rows: Vec<(u32, Vec<Cell>)>,
    /// Areas that are one cell: first row, first column, last row, last column.
    pub merged: Vec<(u32, u32, u32, u32)>,
    /// How many there are, though only the first are kept.
    pub merges: usize,
    /// Rows with something in them that are not shown.
    pub hidden_rows: Vec<u32>,
    /// Columns that are not shown, from and to.
    pub hidden_columns: Vec<(u32, u32)>,
    pub findings: Vec<Finding>,
    /// Findings beyond those that are told one by one.
    untold: usize,
    /// Cells of a column of which more is kept than shown: the first row and how many.
    rounded: BTreeMap<u32, (u32, usize)>,
    yearless: BTreeMap<u32, (u32, usize)>,
}

/// Why a sheet is not read to its end.
pub enum Fault {
    Broken(Broken),
    Told(Box<Finding>),
}

impl From<Broken> for Fault {
    fn from(broken: Broken) -> Fault {
        Fault::Broken(broken)
    }
}

/// A cell as it is written.
#[derive(Default)]
struct Written {
    kind: String,
    style: usize,
    value: Option<String>,
    words: String,
    is_formula: bool,
}

/// What is wrong with a cell: the code, what is said, and the way out.
struct Wrong(&'static str, String, &'static str);

struct Reading<'s> {
    book: &'s Book,
    source: &'s str,
    sheet: Sheet,
    row: u32,
    column: u32,
    is_hidden: bool,
}

/// Reads a sheet. `left` is how many cells of the workbook may still come.
pub fn read(part: &mut Part<'_, '_>, book: &Book, source: &str, left: &mut usize) -> Result<Sheet, Fault> {
    let mut reading = Reading { book, source, sheet: Sheet::default(), row: 0, column: 0, is_hidden: false };
    let cut = format!("工作簿里的{}没有写完", part.name());
    let mut ended = false;
    loop {
        match part.next()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "row" => reading.open_row(&element)?,
                "c" => {
                    let (row, column, mut written) = reading.open_cell(&element)?;
                    *left = left.checked_sub(1).ok_or_else(|| too_many(source, row, column))?;
                    written.read(part, &cut)?;
                    reading.close_cell(row, column, written)?;
                }
                "col" if says_yes(&element, "hidden") => {
                    let number =
                        |name: &str| attribute(&element, name).and_then(|text| text.parse::<u32>().ok());
                    reading.sheet.hidden_columns.extend(number("min").zip(number("max")));
                }
                "mergeCell" => reading.merge(&element),
                _ => {}
            },
            Event::End(element) if element.local_name().as_ref() == "worksheet" => ended = true,
            Event::Eof if !ended => return Err(Fault::Broken(cut)),
            Event::Eof => break,
            _ => {}
        }
    }
    reading.sheet.conclude(source);
    Ok(reading.sheet)
}

fn too_many(source: &str, row: u32, column: u32) -> Fault {
    let sentence = format!("工作簿超过{WORKBOOK_CELLS_LIMIT}格");
    let finding = Finding::error("import.table.too-large", Place::cell(source, row, column), sentence);
    Fault::Told(Box::new(finding.hint("请另存为 CSV，或分成几个文件")))
}

impl Written {
    /// Reads what stands in a cell, up to its end.
    fn read(&mut self, part: &mut Part<'_, '_>, cut: &str) -> Result<(), Broken> {
        let (mut value, mut words, mut spoken) = (false, false, false);
        loop {
            match part.next()? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "f" => self.is_formula = true,
                    "v" => (value, self.value) = (true, Some(String::new())),
                    "rPh" => spoken = true,
                    "t" => words = !spoken,
                    _ => {}
                },
                Event::End(element) => match element.local_name().as_ref() {
                    "c" => return Ok(()),
                    "v" => value = false,
                    "rPh" => spoken = false,
                    "t" => words = false,
                    _ => {}
                },
                Event::Eof => return Err(cut.to_owned()),
                event if value => gather(&event, self.value.get_or_insert_default())?,
                event if words => gather(&event, &mut self.words)?,
                _ => {}
            }
        }
    }
}

impl Reading<'_> {
    fn open_row(&mut self, element: &BytesStart<'_>) -> Result<(), Broken> {
        self.row = match attribute(element, "r") {
            Some(text) => text.parse().map_err(|_| format!("工作簿里有一行的行号是“{text}”"))?,
            None => self.row.saturating_add(1),
        };
        self.column = 0;
        self.is_hidden = says_yes(element, "hidden");
        Ok(())
    }

    fn open_cell(&mut self, element: &BytesStart<'_>) -> Result<(u32, u32, Written), Broken> {
        let (row, column) = match attribute(element, "r") {
            Some(text) => address(&text).ok_or_else(|| format!("工作簿里有一格的地址是“{text}”"))?,
            None => (self.row.max(1), self.column.saturating_add(1)),
        };
        self.column = column;
        let kind = attribute(element, "t").unwrap_or_default().into_owned();
        let style = attribute(element, "s").and_then(|style| style.parse().ok()).unwrap_or(0);
        Ok((row, column, Written { kind, style, ..Written::default() }))
    }

    fn close_cell(&mut self, row: u32, column: u32, written: Written) -> Result<(), Fault> {
        let place = || Place::cell(self.source, row, column);
        let shown = match self.shown(&written)? {
            Ok(shown) => shown,
            Err(Wrong(code, sentence, hint)) => {
                let finding = Finding::error(code, place(), sentence).hint(hint);
                self.sheet.tell(finding);
                // It holds something, though nobody can tell what: its row is none without it.
                Shown::default()
            }
        };
        if shown.text.is_empty() {
            return Ok(());
        }
        if row as usize > ROWS_LIMIT || column as usize > COLUMNS_LIMIT {
            let sentence = format!("表格超过{ROWS_LIMIT}行或{COLUMNS_LIMIT}列");
            return Err(Fault::Told(Box::new(Finding::error("import.table.too-large", place(), sentence))));
        }
        if shown.text.len() > CELL_LIMIT {
            let finding = Finding::error("import.cell.too-long", place(), "这一格太长");
            return Err(Fault::Told(Box::new(finding)));
        }
        for (of, noted) in
            [(&mut self.sheet.rounded, shown.is_rounded), (&mut self.sheet.yearless, shown.is_yearless)]
        {
            if noted {
                of.entry(column).or_insert((row, 0)).1 += 1;
            }
        }
        if self.is_hidden && self.sheet.hidden_rows.last() != Some(&row) {
            self.sheet.hidden_rows.push(row);
        }
        let cell = Cell { column, text: shown.text, is_day: shown.is_day };
        match self.sheet.rows.last_mut() {
            Some((number, cells)) if *number == row => cells.push(cell),
            _ => self.sheet.rows.push((row, vec![cell])),
        }
        Ok(())
    }

    /// What a cell shows, or what is wrong with it.
    fn shown(&self, written: &Written) -> Result<Result<Shown, Wrong>, Broken> {
        let text = |text: &str| Ok(Ok(Shown { text: text.to_owned(), ..Shown::default() }));
        let value = written.value.as_deref().unwrap_or_default();
        let unsaved = written.is_formula && value.trim().is_empty();
        match written.kind.as_str() {
            "s" if unsaved || value.is_empty() => text(""),
            "s" => {
                let string = value.trim().parse::<usize>().ok().and_then(|at| self.book.strings.get(at));
                text(string.ok_or_else(|| format!("工作簿的字串表里没有第{value}条"))?)
            }
            // A formula that gives a number, written as its text by some programs.
            "str" if written.is_formula && is_long_decimal(value) => self.number(written.style, value),
            "str" => text(&unescaped(value.to_owned())),
            "inlineStr" => text(&unescaped(written.words.clone())),
            "b" => text(if matches!(value.trim(), "1" | "true") { "是" } else { "否" }),
            "e" => {
                let sentence = format!("这一格是公式错误 {}", value.trim());
                Ok(Err(Wrong("import.cell.formula-error", sentence, "请在表格里改好公式，或把它换成数值")))
            }
            _ if unsaved => {
                let sentence = "这一格是公式，文件里没有存下它的结果".to_owned();
                let hint = "请用 WPS／Excel 打开，按 Ctrl+S 保存一次，再导入";
                Ok(Err(Wrong("import.cell.formula-unsaved", sentence, hint)))
            }
            "d" => Ok(Ok(self.day(written.style, value))),
            _ if value.trim().is_empty() => text(""),
            _ => self.number(written.style, value),
        }
    }

    fn number(&self, style: usize, value: &str) -> Result<Result<Shown, Wrong>, Broken> {
        let stored = Stored::read(value).ok_or_else(|| format!("工作簿里有一格不是数：“{value}”"))?.rounded();
        let format = self.book.formats.get(style).unwrap_or(&Format::Plain);
        Ok(format.show(&stored, self.book.from_1904).map_err(|_| {
            let sentence = format!("这一格的数字格式把数缩小了显示，看到的不是所存的{}", stored.plain());
            Wrong("import.cell.scaled", sentence, "请把单元格格式改为“常规”，核对后再导入")
        }))
    }

    fn day(&self, style: usize, value: &str) -> Shown {
        let with_time = matches!(
            self.book.formats.get(style),
            None | Some(Format::Plain | Format::Moment { time: true, .. })
        );
        match day::written(value) {
            Some((day, Some(time))) if with_time => {
                Shown { text: format!("{day} {time}"), ..Shown::default() }
            }
            Some((day, _)) => Shown { text: day, is_day: true, ..Shown::default() },
            None => Shown { text: value.to_owned(), ..Shown::default() },
        }
    }

    fn merge(&mut self, element: &BytesStart<'_>) {
        self.sheet.merges += 1;
        let Some(area) = attribute(element, "ref").filter(|_| self.sheet.merged.len() < MERGED_LIMIT) else {
            return;
        };
        let (from, to) = area.split_once(':').unwrap_or((&area, &area));
        if let Some(((row, column), (last_row, last_column))) = address(from).zip(address(to)) {
            self.sheet.merged.push((row, column, last_row, last_column));
        }
    }
}

impl Sheet {
    fn tell(&mut self, finding: Finding) {
        match self.findings.len() < FINDINGS_LIMIT {
            true => self.findings.push(finding),
            false => self.untold += 1,
        }
    }

    /// What is to be said once of a column or of the sheet.
    fn conclude(&mut self, source: &str) {
        if self.untold > 0 {
            let sentence = format!("另有{}处没有逐一列出", self.untold);
            self.findings.push(Finding::note("import.more", Place::whole(source), sentence));
        }
        for (column, (row, count)) in &self.rounded {
            let sentence = format!("这一列有{count}格所存的小数比显示的多，按所存的读入");
            let place = Place::cell(source, *row, *column);
            self.findings.push(Finding::note("import.cell.more-digits", place, sentence));
        }
        for (column, (row, count)) in &self.yearless {
            let sentence = format!("这一列有{count}个日期没有显示年份，按所存的年份读入");
            let place = Place::cell(source, *row, *column);
            self.findings.push(Finding::warning("import.cell.yearless", place, sentence).hint("请核对年份"));
        }
    }
}

/// A decimal with more digits than are kept: what a program writes that puts the number of a formula out as text.
fn is_long_decimal(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let only = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'-');
    only && digits > SHOWN && text.bytes().filter(|byte| *byte == b'.').count() == 1
}

/// Row and column of an address such as `B7`, both from 1.
fn address(text: &str) -> Option<(u32, u32)> {
    let text = text.trim().trim_matches('$');
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let column = text[..letters].bytes().try_fold(0_u32, |column, letter| {
        column.checked_mul(26)?.checked_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)
    })?;
    let row = text[letters..].trim_start_matches('$').parse::<u32>().ok().filter(|row| *row > 0)?;
    (column > 0).then_some((row, column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_and_nonsense_is_not() {
        assert_eq!(address("B7"), Some((7, 2)));
        assert_eq!(address("xfd1048576"), Some((1_048_576, 16_384)));
        for wrong in ["", "7", "B", "B0", "ZZZZZZZZZZ1", "B7C", "乙7"] {
            assert_eq!(address(wrong), None, "{wrong}");
        }
    }
}

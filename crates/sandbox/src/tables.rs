//! Tables on their way from a child to the house, line by line, since they may be large: [`BEGIN`], a line of JSON; for each
//! table a line of JSON, then each of its lines as numbers of four bytes (its number, how many cells), the cells, each
//! behind its length, and which of them are days behind how many.

use crate::frame::BEGIN;
use crate::told::Told;
use reader::{Line, Medium, Table, Tables};
use serde::{Deserialize, Serialize};
use std::io::{self, BufRead, Read, Write};

/// Lines that a child may say before its answer.
const BEFORE: usize = 64;
/// Longest line of JSON, cell and number of cells that are taken: beyond what any reader gives.
const LINE_LIMIT: u64 = 64 << 20;
const CELL_LIMIT: usize = 1 << 20;
const CELLS_LIMIT: usize = 1 << 14;

/// What stands before all tables.
#[derive(Serialize, Deserialize)]
struct Head {
    findings: Vec<Told>,
    tables: usize,
}

/// What stands before a table.
#[derive(Serialize, Deserialize)]
struct Begin {
    source: String,
    header_row: u32,
    first_column: u32,
    header: Vec<String>,
    merged: Vec<(u32, u32, u32, u32)>,
    hidden_rows: Vec<u32>,
    hidden_columns: Vec<(u32, u32)>,
    is_hidden: bool,
    is_workbook: bool,
    lines: usize,
}

impl Begin {
    fn of(table: &Table) -> Begin {
        let Table { header_row, first_column, is_hidden, medium, .. } = *table;
        Begin {
            source: table.source.clone(),
            header_row,
            first_column,
            header: table.header.clone(),
            merged: table.merged.clone(),
            hidden_rows: table.hidden_rows.clone(),
            hidden_columns: table.hidden_columns.clone(),
            is_hidden,
            is_workbook: medium == Medium::Workbook,
            lines: table.lines.len(),
        }
    }

    fn table(self, lines: Vec<Line>) -> Table {
        let Begin {
            source,
            header_row,
            first_column,
            header,
            merged,
            hidden_rows,
            hidden_columns,
            is_hidden,
            ..
        } = self;
        let medium = if self.is_workbook { Medium::Workbook } else { Medium::Text };
        Table {
            source,
            medium,
            header_row,
            first_column,
            header,
            lines,
            merged,
            hidden_rows,
            hidden_columns,
            is_hidden,
        }
    }
}

/// Writes tables, and what is to be said of their file.
pub(crate) fn write_tables(to: &mut impl Write, read: &Tables) -> io::Result<()> {
    let mut to = io::BufWriter::with_capacity(1 << 16, to);
    to.write_all(BEGIN)?;
    let findings = read.findings.iter().map(Told::of).collect();
    json(&mut to, &Head { findings, tables: read.tables.len() })?;
    for table in &read.tables {
        json(&mut to, &Begin::of(table))?;
        for line in &table.lines {
            write_line(&mut to, line)?;
        }
    }
    to.flush()
}

fn json(to: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *to, value)?;
    to.write_all(b"\n")
}

fn write_line(to: &mut impl Write, line: &Line) -> io::Result<()> {
    number(to, line.number as usize)?;
    number(to, line.cells.len())?;
    line.cells.iter().try_for_each(|cell| {
        number(to, cell.len())?;
        to.write_all(cell.as_bytes())
    })?;
    number(to, line.days.len())?;
    line.days.iter().try_for_each(|day| number(to, *day as usize))
}

fn number(to: &mut impl Write, number: usize) -> io::Result<()> {
    to.write_all(&u32::try_from(number).map_err(io::Error::other)?.to_le_bytes())
}

/// Reads what [`write_tables`] wrote; none when it is no whole answer.
pub(crate) fn read_tables(from: impl Read) -> Option<Tables> {
    let mut from = io::BufReader::with_capacity(1 << 16, from);
    (0..BEFORE).find_map(|_| Some(line(&mut from)?.ends_with(BEGIN)).filter(|begun| *begun))?;
    let head: Head = serde_json::from_slice(&line(&mut from)?).ok()?;
    let findings = head.findings.into_iter().map(Told::finding).collect::<Option<_>>()?;
    let mut tables = Vec::new();
    for _ in 0..head.tables {
        let begin: Begin = serde_json::from_slice(&line(&mut from)?).ok()?;
        let lines = (0..begin.lines).map(|_| read_line(&mut from)).collect::<Option<_>>()?;
        tables.push(begin.table(lines));
    }
    Some(Tables { tables, findings })
}

fn line(from: &mut impl BufRead) -> Option<Vec<u8>> {
    let mut line = Vec::new();
    from.take(LINE_LIMIT).read_until(b'\n', &mut line).ok()?;
    line.ends_with(b"\n").then_some(line)
}

fn read_line(from: &mut impl Read) -> Option<Line> {
    let number = read_number(from)? as u32;
    let count = read_number(from).filter(|count| *count <= CELLS_LIMIT)?;
    let cells = (0..count).map(|_| {
        let mut cell = vec![0; read_number(from).filter(|length| *length <= CELL_LIMIT)?];
        from.read_exact(&mut cell).ok()?;
        String::from_utf8(cell).ok()
    });
    let cells = cells.collect::<Option<_>>()?;
    let days = read_number(from).filter(|count| *count <= CELLS_LIMIT)?;
    let days = (0..days).map(|_| Some(read_number(from)? as u32)).collect::<Option<_>>()?;
    Some(Line { number, cells, days })
}

fn read_number(from: &mut impl Read) -> Option<usize> {
    let mut four = [0; 4];
    from.read_exact(&mut four).ok()?;
    Some(u32::from_le_bytes(four) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_come_over_whole_or_not_at_all() {
        let mut read = reader::tables("幼儿园.csv", "名称,人数\n\"一\n幼\",120\n二幼\n".as_bytes(), None);
        let table = &mut read.tables[0];
        (table.medium, table.is_hidden) = (Medium::Workbook, true);
        (table.merged, table.hidden_rows, table.hidden_columns) = (vec![(1, 2, 3, 4)], vec![3], vec![(2, 2)]);
        table.lines[0].days.push(1);
        read.findings.push(finding::Finding::note("import.table.merged", finding::Place::whole("a"), "甲"));
        let mut said = b"test the_other_end ... ".to_vec();
        write_tables(&mut said, &read).unwrap();
        assert_eq!(read_tables(said.as_slice()), Some(read));
        for end in 0..said.len() {
            assert_eq!(read_tables(&said[..end]), None, "a part is no answer");
        }
    }
}

//! A ledger for paper: rows as a document, every row in, with what it is of above and where it comes from below.

use crate::{Align, Column, Document, Listing, ListingColumn, Row, Table};

/// Columns that stand side by side on a sheet that is not turned.
const UPRIGHT: usize = 6;
/// Full-width letters that a day takes.
const DAY: usize = 5;
/// Letters that count for a column's width, at least and at most.
const WIDTH: std::ops::RangeInclusive<usize> = 3..=24;

/// A document of rows: their title, a line under it, the tables, and lines of text that say where they come from. The sheet is turned
/// when any of the tables is wide; a caption stands above each of several.
///
/// ```
/// use paper::{Listing, ListingColumn};
/// let columns = vec![ListingColumn { header: "学校".into(), number: false }];
/// let rows = vec![vec!["样例小学".to_owned()], vec!["样例中学".to_owned()]];
/// let schools = Listing { columns, rows, ..Listing::default() };
/// let document = paper::ledger("学校", "共2行", &[schools], &["日志94条".to_owned()]);
/// assert!(paper::text(&document, paper::Notes::With).contains("样例小学\n样例中学\n"));
/// ```
pub fn ledger(title: &str, under: &str, tables: &[Listing], from: &[String]) -> Document {
    let mut document = Document::default();
    document.meta.title = vec![title.to_owned()];
    document.meta.subtitle = Some(under.to_owned()).filter(|words| !words.is_empty());
    document.meta.is_turned = tables.iter().any(|table| table.columns.len() > UPRIGHT);
    for (at, Listing { caption, columns, rows, drawing }) in tables.iter().enumerate() {
        if let Some(drawing) = drawing {
            document.body.drawing(drawing.clone());
        }
        let widths = widths(columns, rows);
        let column = |(column, width): (&ListingColumn, u32)| Column {
            width,
            align: if column.number { Align::Right } else { Align::Left },
        };
        document.body.table(Table {
            id: format!("rows-{at}"),
            caption: Some(caption.clone()).filter(|_| tables.len() > 1),
            columns: columns.iter().zip(widths).map(column).collect(),
            head: vec![Row::of(columns.iter().map(|column| column.header.as_str()))],
            rows: rows.iter().map(|cells| Row::of(cells.iter().map(String::as_str))).collect(),
        });
    }
    document.body.verbatim("from", from.iter().map(String::as_str));
    document
}

/// The weight of each column: the length of what is usual in it, so that one long cell does not take the page.
fn widths(columns: &[ListingColumn], rows: &[Vec<String>]) -> Vec<u32> {
    let wide = |text: &str| crate::title::half_widths(text).div_ceil(2);
    let one = |(at, column): (usize, &ListingColumn)| {
        let mut lengths: Vec<usize> =
            rows.iter().filter_map(|row| row.get(at)).map(|cell| wide(cell)).collect();
        lengths.sort_unstable();
        // Nine cells of ten stand on one line, where there is room for that.
        let usual = lengths.get(lengths.len() * 9 / 10).copied().unwrap_or(0);
        // A day is never broken, few though there be.
        let short = lengths.last().copied().unwrap_or(0).min(DAY);
        let width = usual.max(short).max(wide(&column.header).min(8)) + 1;
        width.clamp(*WIDTH.start(), *WIDTH.end()) as u32
    };
    columns.iter().enumerate().map(one).collect()
}

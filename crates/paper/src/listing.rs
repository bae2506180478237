//! A listing (清单): rows of a register to be taken away, as a workbook (XLSX, ECMA-376) or as lines of text (CSV, RFC 4180).
//! Rows in are rows out; what is a text stays one, whatever it looks like.

use crate::Drawing;
use crate::sheets::{HEADER, MAIN, NUMBER, TEXT, book, plain, put_text, row};

/// A column of a listing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListingColumn {
    /// Its header.
    pub header: String,
    /// Whether its cells are numbers.
    pub number: bool,
}

/// A table of a listing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// Words above it, and the name of its sheet.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<ListingColumn>,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
    /// A drawing of the same, above it on pages; a workbook has none.
    pub drawing: Option<Drawing>,
}

/// Digits that a spreadsheet keeps of a number; a longer one stays a text.
const DIGITS: usize = 15;
/// Letters of the name of a sheet.
const SHEET_NAME: usize = 31;

/// What a text begins with that a spreadsheet would take for a formula when it reads CSV.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A workbook of the tables, a sheet each, with `about` on a last sheet. The same arguments give the same bytes.
///
/// ```
/// use paper::{Listing, ListingColumn};
/// let columns = vec![
///     ListingColumn { header: "学校".into(), number: false },
///     ListingColumn { header: "在校生".into(), number: true },
/// ];
/// let rows = vec![vec!["样例小学".to_owned(), "1250".to_owned()]];
/// let bytes = paper::listing(&[Listing { caption: "学校".into(), columns, rows, drawing: None }], &[vec!["一行一所学校".into()]]);
/// assert_eq!(bytes[..2], *b"PK");
/// ```
pub fn listing(tables: &[Listing], about: &[Vec<String>]) -> Vec<u8> {
    let mut names: Vec<String> = Vec::new();
    for table in tables {
        names.push(sheet_name(&table.caption, &names));
    }
    let last = sheet_name("说明", &names);
    let mut sheets: Vec<(&str, String)> =
        names.iter().map(String::as_str).zip(tables.iter().map(sheet)).collect();
    sheets.push((&last, plain(about)));
    book(&sheets)
}

/// A name that spreadsheets take for a sheet, and that no other has.
fn sheet_name(caption: &str, taken: &[String]) -> String {
    let clean = caption.replace(['[', ']', ':', '*', '?', '/', '\\'], "·");
    let clean = clean.trim_matches('\'');
    let cut = |most: usize| clean.chars().take(most).collect::<String>();
    let name = if clean.is_empty() { "表".to_owned() } else { cut(SHEET_NAME) };
    let is_free = |name: &String| !taken.contains(name);
    let numbered = (2..).map(|at| format!("{}{at}", cut(SHEET_NAME - 3)));
    std::iter::once(name).chain(numbered).find(is_free).unwrap_or_default()
}

/// One table as a sheet whose header stays in sight.
fn sheet(table: &Listing) -> String {
    let Listing { columns, rows, .. } = table;
    let widths: String = (1..)
        .zip(columns)
        .map(|(at, column)| {
            let width = (column.header.chars().count() * 2 + 4).max(12);
            format!(r#"<col min="{at}" max="{at}" width="{width}" customWidth="1"/>"#)
        })
        .collect();
    let head: Vec<String> = columns.iter().map(|column| column.header.clone()).collect();
    let mut cells = row(&head, HEADER);
    for one in rows {
        cells += "<row>";
        for (at, cell) in one.iter().enumerate() {
            match columns.get(at).is_some_and(|column| column.number) && is_number(cell) {
                true => cells += &format!(r#"<c s="{NUMBER}"><v>{cell}</v></c>"#),
                false => put_text(&mut cells, cell, TEXT),
            }
        }
        cells += "</row>";
    }
    format!(
        r#"<worksheet {MAIN}><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>{widths}</cols><sheetData>{cells}</sheetData></worksheet>"#
    )
}

/// The tables as lines of text, an empty line between two, with the mark by which spreadsheets know UTF-8. A text that would be taken for a formula is
/// preceded by an apostrophe.
///
/// ```
/// use paper::{Listing, ListingColumn};
/// let column = |header: &str, number| ListingColumn { header: header.into(), number };
/// let rows = vec![vec!["=1+1".to_owned(), "-5".to_owned()]];
/// let columns = vec![column("事由", false), column("增减", true)];
/// let text = paper::listing_csv(&[Listing { columns, rows, ..Listing::default() }]);
/// assert_eq!(text, "\u{feff}事由,增减\r\n'=1+1,-5\r\n");
/// ```
pub fn listing_csv(tables: &[Listing]) -> String {
    let mut text = String::from('\u{feff}');
    for (at, Listing { columns, rows, .. }) in tables.iter().enumerate() {
        if at > 0 {
            text += "\r\n";
        }
        put_line(&mut text, columns.iter().map(|column| (column.header.as_str(), false)));
        for one in rows {
            let number = |at: usize| columns.get(at).is_some_and(|column| column.number);
            let cells = one.iter().enumerate();
            put_line(&mut text, cells.map(|(at, cell)| (cell.as_str(), number(at) && is_number(cell))));
        }
    }
    text
}

fn put_line<'c>(text: &mut String, cells: impl Iterator<Item = (&'c str, bool)>) {
    for (at, (cell, number)) in cells.enumerate() {
        if at > 0 {
            text.push(',');
        }
        let guard = if !number && cell.starts_with(FORMULA) { "'" } else { "" };
        match cell.contains(['"', ',', '\r', '\n']) {
            true => *text += &format!("\"{guard}{}\"", cell.replace('"', "\"\"")),
            false => *text += &format!("{guard}{cell}"),
        }
    }
    *text += "\r\n";
}

/// Whether a text is a number that a spreadsheet keeps as it is.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
    let all = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let given = !whole.is_empty() && rest.is_empty() != digits.contains('.');
    given
        && all(whole)
        && all(rest)
        && whole.len() + rest.len() <= DIGITS
        && (whole == "0" || !whole.starts_with('0'))
}

#[cfg(test)]
mod tests {
    use super::{is_number, sheet_name};

    #[test]
    fn a_sheet_has_a_name_that_spreadsheets_take() {
        assert_eq!(sheet_name("责任/在岗", &[]), "责任·在岗");
        let long = sheet_name(&"长".repeat(40), &[]);
        assert_eq!(long.chars().count(), 31);
        let second = sheet_name(&"长".repeat(40), &[long]);
        assert!(second.ends_with('2') && second.chars().count() <= 31, "{second}");
    }

    #[test]
    fn what_a_spreadsheet_would_change_stays_a_text() {
        for number in ["0", "12", "-3.50", "123456789012345"] {
            assert!(is_number(number), "{number}");
        }
        for text in
            ["", "-", "007", "1e5", "1.", ".5", "1,000", "50011119990101123X", "500111199901011234", "50%"]
        {
            assert!(!is_number(text), "{text}");
        }
    }
}

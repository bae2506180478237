//! A listing (清单): rows of a register to be taken away, as a workbook (XLSX, ECMA-376) or as lines of text (CSV, RFC 4180).
//! Rows in are rows out; what is a text stays one, whatever it looks like.

use crate::sheets::{HEADER, MAIN, NUMBER, TEXT, book, plain, put_text, row};

/// A column of a listing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListingColumn {
    /// Its header.
    pub header: String,
    /// Whether its cells are numbers.
    pub number: bool,
}

/// Digits that a spreadsheet keeps of a number; a longer one stays a text.
const DIGITS: usize = 15;

/// What a text begins with that a spreadsheet would take for a formula when it reads CSV.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A workbook of the rows, with `about` on a second sheet. The same arguments give the same bytes.
///
/// ```
/// use paper::ListingColumn;
/// let columns = [
///     ListingColumn { header: "学校".into(), number: false },
///     ListingColumn { header: "在校生".into(), number: true },
/// ];
/// let rows = [vec!["样例小学".to_owned(), "1250".to_owned()]];
/// let bytes = paper::listing("学校", &columns, &rows, &[vec!["一行一所学校".into()]]);
/// assert_eq!(bytes[..2], *b"PK");
/// ```
pub fn listing(
    sheet: &str,
    columns: &[ListingColumn],
    rows: &[Vec<String>],
    about: &[Vec<String>],
) -> Vec<u8> {
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
    let rows = format!(
        r#"<worksheet {MAIN}><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>{widths}</cols><sheetData>{cells}</sheetData></worksheet>"#
    );
    book(&[(sheet, rows), ("说明", plain(about))])
}

/// The rows as lines of text, with the mark by which spreadsheets know UTF-8. A text that would be taken for a formula is
/// preceded by an apostrophe.
///
/// ```
/// use paper::ListingColumn;
/// let column = |header: &str, number| ListingColumn { header: header.into(), number };
/// let rows = [vec!["=1+1".to_owned(), "-5".to_owned()]];
/// let text = paper::listing_csv(&[column("事由", false), column("增减", true)], &rows);
/// assert_eq!(text, "\u{feff}事由,增减\r\n'=1+1,-5\r\n");
/// ```
pub fn listing_csv(columns: &[ListingColumn], rows: &[Vec<String>]) -> String {
    let mut text = String::from('\u{feff}');
    let head: Vec<&str> = columns.iter().map(|column| column.header.as_str()).collect();
    put_line(&mut text, head.into_iter().map(|cell| (cell, false)));
    for one in rows {
        let number = |at: usize| columns.get(at).is_some_and(|column| column.number);
        put_line(
            &mut text,
            one.iter().enumerate().map(|(at, cell)| (cell.as_str(), number(at) && is_number(cell))),
        );
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
    use super::is_number;

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

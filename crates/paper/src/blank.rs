//! A blank to be filled in (XLSX, ECMA-376): one sheet of columns with widths, formats, lists to choose from and a word about
//! each; a sheet of the lists, and one of what the columns mean.

use crate::escape::escaped;
use crate::sheets::{HEADER, MAIN, TEXT, book, letters, plain, row};

/// A column of a blank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BlankColumn {
    /// Its header.
    pub header: String,
    /// Shown beside a cell that is being filled in.
    pub hint: String,
    /// How its cells are formatted.
    pub kind: BlankKind,
    /// What may be chosen: the value, and what it is called when that is not the same.
    pub choices: Vec<(String, String)>,
}

/// How the cells of a column are formatted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BlankKind {
    /// What is typed stays a text, digits and all.
    #[default]
    Text,
    /// A number.
    Number,
    /// A day, shown as 2022-09-01.
    Day,
}

/// Rows that may be filled in with help.
const ROWS: usize = 5_000;
/// Longest hint that a spreadsheet shows.
const HINT: usize = 250;

/// Writes a blank. `about` are lines for the last sheet, each of some cells. The same arguments give the same bytes.
///
/// ```
/// use paper::{BlankColumn, BlankKind};
/// let column = BlankColumn { header: "结论".into(), choices: vec![("合格".into(), String::new())], ..Default::default() };
/// let bytes = paper::blank("保安员", &[column], &[vec!["一名保安一行".into()]]);
/// assert_eq!(bytes[..2], *b"PK");
/// ```
pub fn blank(sheet: &str, columns: &[BlankColumn], about: &[Vec<String>]) -> Vec<u8> {
    let names = [sheet, "可填的内容", "填表说明"];
    let sheets = [first(columns), lists(columns), plain(about)];
    let sheets: Vec<(&str, String)> = names.into_iter().zip(sheets).collect();
    book(&sheets)
}

/// The sheet that is filled in: its header stays in sight.
fn first(columns: &[BlankColumn]) -> String {
    let widths: String = (1..)
        .zip(columns)
        .map(|(at, column)| {
            let width = (column.header.chars().count() * 2 + 4).max(12);
            let style = column.kind as usize;
            format!(r#"<col min="{at}" max="{at}" width="{width}" style="{style}" customWidth="1"/>"#)
        })
        .collect();
    let head: Vec<String> = columns.iter().map(|column| column.header.clone()).collect();
    let helps: Vec<String> = (0..).zip(columns).filter_map(|(at, column)| help(at, column)).collect();
    let helps = match helps.len() {
        0 => String::new(),
        count => format!(r#"<dataValidations count="{count}">{}</dataValidations>"#, helps.concat()),
    };
    format!(
        r#"<worksheet {MAIN}><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>{widths}</cols><sheetData>{}</sheetData>{helps}</worksheet>"#,
        row(&head, HEADER)
    )
}

/// What a spreadsheet says and offers while a cell of the column is filled in.
fn help(at: usize, column: &BlankColumn) -> Option<String> {
    if column.hint.is_empty() && column.choices.is_empty() {
        return None;
    }
    let letters = letters(at);
    let hint: String = column.hint.chars().take(HINT).collect();
    let list = match column.choices.len() {
        0 => (String::new(), String::new()),
        count => (
            r#" type="list" showErrorMessage="1""#.to_owned(),
            format!("<formula1>可填的内容!${letters}$2:${letters}${}</formula1>", count + 1),
        ),
    };
    Some(format!(
        r#"<dataValidation{} allowBlank="1" showInputMessage="1" promptTitle="{}" prompt="{}" sqref="{letters}2:{letters}{ROWS}">{}</dataValidation>"#,
        list.0,
        escaped(&column.header.chars().take(30).collect::<String>()),
        escaped(&hint),
        list.1
    ))
}

/// The lists, each under its column; behind them what the values are called.
fn lists(columns: &[BlankColumn]) -> String {
    let most = columns.iter().map(|column| column.choices.len()).max().unwrap_or(0);
    let named: Vec<&BlankColumn> =
        columns.iter().filter(|column| column.choices.iter().any(|(_, name)| !name.is_empty())).collect();
    let head = columns.iter().map(|column| match column.choices.is_empty() {
        true => String::new(),
        false => format!("可填于“{}”", column.header),
    });
    let head = head.chain(named.iter().map(|column| format!("“{}”各是什么", column.header)));
    let mut text = row(&head.collect::<Vec<_>>(), HEADER);
    for at in 0..most {
        let values = columns.iter().map(|column| column.choices.get(at).map(|(value, _)| value.clone()));
        let names =
            named.iter().map(|column| column.choices.get(at).map(|(value, name)| format!("{value} {name}")));
        text += &row(&values.chain(names).map(Option::unwrap_or_default).collect::<Vec<_>>(), TEXT);
    }
    format!("<worksheet {MAIN}><sheetData>{text}</sheetData></worksheet>")
}

//! A blank to be filled in (XLSX, ECMA-376): one sheet of columns with widths, formats, lists to choose from and a word about
//! each; a sheet of the lists, and one of what the columns mean.

use crate::escape::{escaped, push};
use crate::package::packed;

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

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
"#;
const MAIN: &str = r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main""#;
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const STYLES: &str = r#"<numFmts count="1"><numFmt numFmtId="176" formatCode="yyyy\-mm\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF4"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="0"/><xf numFmtId="176" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="2" applyNumberFormat="1" applyFont="1" applyFill="1"/></cellXfs>"#;

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
    let listed: String = (1..)
        .zip(names)
        .map(|(at, name)| format!(r#"<sheet name="{}" sheetId="{at}" r:id="rId{at}"/>"#, escaped(name)))
        .collect();
    let links: String = (1..=3)
        .map(|at| {
            format!(
                r#"<Relationship Id="rId{at}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{at}.xml"/>"#
            )
        })
        .collect();
    let package = r#"xmlns="http://schemas.openxmlformats.org/package/2006/relationships""#;
    let types: String = (1..=3)
        .map(|at| format!(r#"<Override PartName="/xl/worksheets/sheet{at}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"#))
        .collect();
    let mut parts = vec![
        (
            "[Content_Types].xml".to_owned(),
            format!(
                r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>{types}</Types>"#
            ),
        ),
        (
            "_rels/.rels".to_owned(),
            format!(
                r#"<Relationships {package}><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/workbook.xml".to_owned(),
            format!(r#"<workbook {MAIN} xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>"#),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!(
                r#"<Relationships {package}>{links}<Relationship Id="rId4" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>"#
            ),
        ),
        ("xl/styles.xml".to_owned(), format!("<styleSheet {MAIN}>{STYLES}</styleSheet>")),
    ];
    parts.extend((1..).zip(sheets).map(|(at, sheet)| (format!("xl/worksheets/sheet{at}.xml"), sheet)));
    let parts: Vec<(&str, Vec<u8>)> = parts
        .iter()
        .map(|(name, text)| (name.as_str(), [HEAD.as_bytes(), text.as_bytes()].concat()))
        .collect();
    packed(&parts)
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
        row(&head, 3)
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
    let mut text = row(&head.collect::<Vec<_>>(), 3);
    for at in 0..most {
        let values = columns.iter().map(|column| column.choices.get(at).map(|(value, _)| value.clone()));
        let names =
            named.iter().map(|column| column.choices.get(at).map(|(value, name)| format!("{value} {name}")));
        text += &row(&values.chain(names).map(Option::unwrap_or_default).collect::<Vec<_>>(), 0);
    }
    format!("<worksheet {MAIN}><sheetData>{text}</sheetData></worksheet>")
}

fn plain(rows: &[Vec<String>]) -> String {
    let rows: String = rows.iter().map(|cells| row(cells, 0)).collect();
    format!("<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>")
}

fn row(cells: &[String], style: usize) -> String {
    let mut text = String::from("<row>");
    for cell in cells {
        text += &format!(r#"<c s="{style}" t="inlineStr"><is><t xml:space="preserve">"#);
        push(&mut text, &cell.replace(|letter| letter < ' ', " "));
        text += "</t></is></c>";
    }
    text + "</row>"
}

/// The letters of a column, from 0: A, B, …, AA.
fn letters(mut at: usize) -> String {
    let mut letters = String::new();
    loop {
        letters.insert(0, char::from(b'A' + (at % 26) as u8));
        match at / 26 {
            0 => return letters,
            rest => at = rest - 1,
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn columns_are_lettered_as_spreadsheets_do() {
        assert_eq!([0, 25, 26, 701, 702].map(super::letters), ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}

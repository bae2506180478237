//! Sheets of a workbook (XLSX, ECMA-376) with styles: what blanks and listings are made of.

use crate::escape::{escaped, push};
use crate::package::packed;

/// Style of a text.
pub(crate) const TEXT: usize = 0;
/// Style of a number.
pub(crate) const NUMBER: usize = 1;
/// Style of a header.
pub(crate) const HEADER: usize = 3;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
"#;
/// Namespace of a sheet.
pub(crate) const MAIN: &str = r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main""#;
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const STYLES: &str = r#"<numFmts count="1"><numFmt numFmtId="176" formatCode="yyyy\-mm\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF4"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="0"/><xf numFmtId="176" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="2" applyNumberFormat="1" applyFont="1" applyFill="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>"#;

/// A workbook of sheets, each with its name. The same sheets give the same bytes.
pub(crate) fn book(sheets: &[(&str, String)]) -> Vec<u8> {
    let count = sheets.len();
    let listed: String = (1..)
        .zip(sheets)
        .map(|(at, (name, _))| format!(r#"<sheet name="{}" sheetId="{at}" r:id="rId{at}"/>"#, escaped(name)))
        .collect();
    let links: String = (1..=count)
        .map(|at| {
            format!(
                r#"<Relationship Id="rId{at}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{at}.xml"/>"#
            )
        })
        .collect();
    let package = r#"xmlns="http://schemas.openxmlformats.org/package/2006/relationships""#;
    let types: String = (1..=count)
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
                r#"<Relationships {package}>{links}<Relationship Id="rId{}" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>"#,
                count + 1
            ),
        ),
        ("xl/styles.xml".to_owned(), format!("<styleSheet {MAIN}>{STYLES}</styleSheet>")),
    ];
    let named =
        (1..).zip(sheets).map(|(at, (_, sheet))| (format!("xl/worksheets/sheet{at}.xml"), sheet.clone()));
    parts.extend(named);
    let parts: Vec<(&str, Vec<u8>)> = parts
        .iter()
        .map(|(name, text)| (name.as_str(), [HEAD.as_bytes(), text.as_bytes()].concat()))
        .collect();
    packed(&parts)
}

/// A sheet of texts alone.
pub(crate) fn plain(rows: &[Vec<String>]) -> String {
    let rows: String = rows.iter().map(|cells| row(cells, TEXT)).collect();
    format!("<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>")
}

/// A row of texts in one style.
pub(crate) fn row(cells: &[String], style: usize) -> String {
    let mut text = String::from("<row>");
    cells.iter().for_each(|cell| put_text(&mut text, cell, style));
    text + "</row>"
}

/// Puts a cell that stays a text, whatever it looks like; control characters become spaces.
pub(crate) fn put_text(sheet: &mut String, cell: &str, style: usize) {
    *sheet += &format!(r#"<c s="{style}" t="inlineStr"><is><t xml:space="preserve">"#);
    push(sheet, &cell.replace(|letter| letter < ' ', " "));
    *sheet += "</t></is></c>";
}

/// The letters of a column, from 0: A, B, …, AA.
pub(crate) fn letters(mut at: usize) -> String {
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

//! A workbook (XLSX, ECMA-376) of one sheet of plain texts: the least that opens everywhere.

use crate::escape::{escaped, push};
use crate::package::packed;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#;
const ROOT: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const LINKS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

/// Writes rows of texts as a workbook of one sheet. Texts stay texts: what looks like a formula is none, and control
/// characters become spaces. The same rows give the same bytes.
///
/// ```
/// let bytes = paper::workbook("名单", &[vec!["电话".to_owned()], vec!["=1+1".to_owned()]]);
/// assert_eq!(bytes[..2], *b"PK");
/// ```
pub fn workbook(sheet: &str, rows: &[Vec<String>]) -> Vec<u8> {
    packed(&[
        ("[Content_Types].xml", TYPES.into()),
        ("_rels/.rels", ROOT.into()),
        ("xl/workbook.xml", book(sheet).into_bytes()),
        ("xl/_rels/workbook.xml.rels", LINKS.into()),
        ("xl/worksheets/sheet1.xml", cells(rows).into_bytes()),
    ])
}

fn book(sheet: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="{sheet}" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
        sheet = escaped(sheet)
    )
}

fn cells(rows: &[Vec<String>]) -> String {
    let mut sheet = String::from(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"#,
    );
    for row in rows {
        sheet.push_str("<row>");
        for cell in row {
            sheet.push_str("<c t=\"inlineStr\"><is><t xml:space=\"preserve\">");
            push(&mut sheet, &cell.replace(|letter| letter < ' ', " "));
            sheet.push_str("</t></is></c>");
        }
        sheet.push_str("</row>");
    }
    sheet.push_str("</sheetData></worksheet>");
    sheet
}

//! The call list (名单) of a notice as a workbook (ECMA-376): one sheet, plain texts, the least that opens everywhere.

use super::ask::Listed;
use crate::{Error, Office, Result};
use std::io::Write;
use zip::write::SimpleFileOptions;

const HEADER: [&str; 9] =
    ["责任人", "方式", "家庭", "归属", "电话", "转到名单时刻", "此前", "结果（请填）", "经办人（请填）"];
const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#;
const ROOT: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="名单" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const LINKS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

impl Office {
    /// The lists of a notice as an XLSX workbook, by person; and how many households are on them. It holds telephone
    /// numbers and is for the persons named.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a notice that is not there.
    pub fn notice_calls(&self, id: &str) -> Result<(Vec<u8>, usize)> {
        let lists = self.notice_lists(id)?;
        let bytes = workbook(&lists).map_err(|why| Error::damaged(format!("名单写不成：{why}")))?;
        Ok((bytes, lists.len()))
    }
}

fn workbook(lists: &[Listed]) -> zip::result::ZipResult<Vec<u8>> {
    let mut sheet = String::from(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"#,
    );
    line(&mut sheet, &HEADER);
    for one in lists {
        let cells = [
            one.person.as_str(),
            one.channel,
            &one.household,
            &one.unit,
            &one.telephone,
            &one.since,
            &one.before,
            "",
            "",
        ];
        line(&mut sheet, &cells);
    }
    sheet.push_str("</sheetData></worksheet>");
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let parts = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", LINKS),
        ("xl/worksheets/sheet1.xml", &sheet),
    ];
    for (name, text) in parts {
        zip.start_file(name, SimpleFileOptions::default())?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// A row of texts. Texts stay texts: what looks like a formula is none.
fn line(sheet: &mut String, cells: &[&str]) {
    sheet.push_str("<row>");
    for cell in cells {
        sheet.push_str("<c t=\"inlineStr\"><is><t xml:space=\"preserve\">");
        for letter in cell.chars() {
            match letter {
                '<' => sheet.push_str("&lt;"),
                '>' => sheet.push_str("&gt;"),
                '&' => sheet.push_str("&amp;"),
                control if control < ' ' => sheet.push(' '),
                letter => sheet.push(letter),
            }
        }
        sheet.push_str("</t></is></c>");
    }
    sheet.push_str("</row>");
}

//! A file given back (退回): the clerk's own file as it was, with words written into one more column of some of its rows.
//!
//! A workbook keeps its styles, widths, formulas and other sheets: parts that nothing is written into are copied as they
//! are. The rows that hold words can be filtered. A text keeps its separator and its encoding.

mod sheet;
mod styles;
mod text;

use crate::package::Package;
use crate::tables::Book;
use finding::{Finding, Place};
use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// What is written into one sheet, or into the only table of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// Which column, from 1.
    pub at: u32,
    /// Row of the header, from 1.
    pub header_row: u32,
    /// Whether the file has the column, from the time before; else it comes in front of what stands there.
    pub is_there: bool,
    /// Words by row; those of the header row are its name.
    pub words: BTreeMap<u32, String>,
}

/// The file with a column of words in each of its tables, by their [`source`](crate::Table::source).
///
/// # Errors
/// A finding when the file cannot be read any more, as it could be when its tables were.
///
/// ```
/// use reader::{Column, returned};
/// let words = [(1, "导入错误".to_owned()), (2, "姓名空着".to_owned())];
/// let column = Column { at: 3, header_row: 1, is_there: false, words: words.into() };
/// let back = returned("a.csv", "编号,姓名\n1,\n2,乙\n".as_bytes(), &[("a.csv".to_owned(), column)].into()).unwrap();
/// assert_eq!(String::from_utf8(back).unwrap(), "编号,姓名,导入错误\n1,,姓名空着\n2,乙,\n");
/// ```
pub fn returned(name: &str, bytes: &[u8], columns: &BTreeMap<String, Column>) -> Result<Vec<u8>, Finding> {
    let written = match bytes.starts_with(b"PK") {
        true => workbook(name, bytes, columns),
        false => text::returned(name, bytes, columns.values().next()),
    };
    written.map_err(|why| {
        Finding::error("import.file.not-returned", Place::whole(name), format!("退回的文件写不出来：{why}"))
    })
}

fn workbook(name: &str, bytes: &[u8], columns: &BTreeMap<String, Column>) -> Result<Vec<u8>, String> {
    let archive = crate::container::open(bytes).map_err(|_| "工作簿打不开".to_owned())?;
    let mut package = Package::new(archive);
    let book = Book::read(&mut package)?;
    let mut parts: BTreeMap<String, String> = BTreeMap::new();
    let mut style = None;
    if let Some(part) = &book.styles {
        let (styles, number) = styles::with_one(&package.text(part)?)?;
        style = Some(number);
        parts.insert(part.clone(), styles);
    }
    for listed in &book.sheets {
        let source = if book.sheets.len() == 1 { name.to_owned() } else { format!("{name}#{}", listed.name) };
        if let Some(column) = columns.get(&source) {
            parts.insert(listed.part.clone(), sheet::with(&package.text(&listed.part)?, column, style)?);
        }
    }
    repacked(bytes, &mut package, parts)
}

/// The container with some parts written anew; the others are copied without being unpacked.
fn repacked(
    bytes: &[u8],
    package: &mut Package<'_>,
    parts: BTreeMap<String, String>,
) -> Result<Vec<u8>, String> {
    let fail = |error: zip::result::ZipError| error.to_string();
    let mut anew: BTreeMap<usize, String> = BTreeMap::new();
    for (part, text) in parts {
        anew.insert(package.at(&part)?, text);
    }
    let mut from = ZipArchive::new(Cursor::new(bytes)).map_err(fail)?;
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let file = from.by_index_raw(at).map_err(fail)?;
        match anew.get(&at) {
            None => to.raw_copy_file(file).map_err(fail)?,
            Some(text) => {
                let part = file.name().map_err(fail)?.to_string();
                to.start_file(part, SimpleFileOptions::default()).map_err(fail)?;
                to.write_all(text.as_bytes()).map_err(|error| error.to_string())?;
            }
        }
    }
    Ok(to.finish().map_err(fail)?.into_inner())
}

//! Bytes of files to tables of text cells, with places.

mod csv;
mod kind;
mod workbook;

use crate::encoding::{Encoding, decode};
use crate::table::Table;
pub(crate) use csv::Rows;
use finding::{Finding, Place};
pub(crate) use workbook::Book;

/// Largest file taken in: 256 MiB.
pub const FILE_LIMIT: usize = 256 << 20;
/// Most rows of one table.
const ROWS_LIMIT: usize = 2_000_000;
/// Most columns of one table.
const COLUMNS_LIMIT: usize = 512;
/// Most cells of a text file, and of a workbook, which needs ten times the time for each.
const CELLS_LIMIT: usize = 20_000_000;
const WORKBOOK_CELLS_LIMIT: usize = 5_000_000;
/// Most merged areas that are told; a table with one is not taken in.
const MERGED_LIMIT: usize = 1_000;
/// Most findings that are told one by one; the rest are counted.
const FINDINGS_LIMIT: usize = 1_000;
/// Longest cell, in bytes.
const CELL_LIMIT: usize = 32_767;

/// A file read into tables: one for CSV, one a sheet for XLSX.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tables {
    /// The tables, in the order of the file.
    pub tables: Vec<Table>,
    /// What there is to say of the file as such; of grade error when it could not be read.
    pub findings: Vec<Finding>,
}

/// Reads a file by its content: a workbook begins like a zip container, anything else is text, in the encoding that was
/// `forced` or in the one that its bytes speak for.
///
/// ```
/// let read = reader::tables("幼儿园.csv", "名称,人数\n一幼,120\n".as_bytes(), None);
/// assert_eq!(read.tables[0].lines[0].cells, ["一幼", "120"]);
/// assert_eq!(reader::tables("a.xls", b"\xD0\xCF\x11\xE0", None).findings[0].code, "import.file.old-excel");
/// ```
pub fn tables(name: &str, bytes: &[u8], forced: Option<Encoding>) -> Tables {
    if bytes.len() > FILE_LIMIT {
        let sentence = format!("文件有{}兆字节，超过上限{}兆", bytes.len() >> 20, FILE_LIMIT >> 20);
        return Tables::refused(Finding::error("import.file.too-large", Place::whole(name), sentence));
    }
    if bytes.is_empty() {
        return Tables::refused(Finding::error("import.file.empty", Place::whole(name), "文件是空的"));
    }
    if let Some(finding) = kind::other(name, bytes) {
        return Tables::refused(finding);
    }
    if bytes.starts_with(b"PK") {
        return workbook::read(name, bytes);
    }
    match decode(name, bytes, forced) {
        Ok((text, told)) => {
            let mut tables = csv::read(name, &text);
            tables.findings.splice(0..0, told);
            tables
        }
        Err(finding) => Tables::refused(finding),
    }
}

impl Tables {
    /// A file that is not read, and why.
    pub fn refused(finding: Finding) -> Tables {
        Tables { tables: Vec::new(), findings: vec![finding] }
    }
}

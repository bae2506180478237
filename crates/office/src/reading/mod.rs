//! Bytes of files to tables of text cells, with places.

mod csv;
mod encoding;
mod workbook;

pub use encoding::Encoding;
pub(crate) use encoding::decode;

use finding::{Finding, Place};
use ledger::Table;

/// Largest file taken in: 256 MiB.
pub const FILE_LIMIT: usize = 256 << 20;
/// Most rows of one table.
pub const ROWS_LIMIT: usize = 2_000_000;
/// Most columns of one table.
pub const COLUMNS_LIMIT: usize = 512;
/// Longest cell, in bytes.
pub const CELL_LIMIT: usize = 32_767;

/// A file read into tables: one for CSV, one a sheet for XLSX.
pub(crate) struct Tables {
    pub tables: Vec<Table>,
    pub findings: Vec<Finding>,
}

/// Reads a file by its content: a workbook begins like a zip container, anything else is text.
pub(crate) fn read(name: &str, bytes: &[u8], forced: Option<Encoding>) -> Tables {
    if bytes.len() > FILE_LIMIT {
        let sentence = format!("文件有{}兆字节，超过上限{}兆", bytes.len() >> 20, FILE_LIMIT >> 20);
        return Tables::refused(Finding::error("import.file.too-large", Place::whole(name), sentence));
    }
    if bytes.is_empty() {
        return Tables::refused(Finding::error("import.file.empty", Place::whole(name), "文件是空的"));
    }
    let zip = bytes.starts_with(b"PK");
    if zip || name.to_lowercase().ends_with(".xlsx") {
        return workbook::read(name, bytes);
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        let finding =
            Finding::error("import.file.old-excel", Place::whole(name), "这是旧版 Excel（.xls）文件");
        return Tables::refused(finding.hint("请另存为 .xlsx 或 CSV"));
    }
    match encoding::decode(name, bytes, forced) {
        Ok((text, told)) => {
            let mut tables = csv::read(name, &text);
            tables.findings.splice(0..0, told);
            tables
        }
        Err(finding) => Tables::refused(finding),
    }
}

impl Tables {
    pub(crate) fn refused(finding: Finding) -> Tables {
        Tables { tables: Vec::new(), findings: vec![finding] }
    }
}

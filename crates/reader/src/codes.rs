//! The codes of all findings that reading a file may give.

/// Every code; a test of `sandbox`, which sends them, holds the list against the source.
const CODES: [&str; 44] = [
    "import.cell.formula-error",
    "import.cell.formula-unsaved",
    "import.cell.more-digits",
    "import.cell.scaled",
    "import.cell.too-long",
    "import.cell.yearless",
    "import.csv.chinese-comma",
    "import.csv.quote",
    "import.csv.separator",
    "import.encoding.cut",
    "import.encoding.gb18030",
    "import.encoding.not-gb18030",
    "import.encoding.not-utf-8",
    "import.encoding.unknown",
    "import.file.archive",
    "import.file.binary-workbook",
    "import.file.cut",
    "import.file.document",
    "import.file.empty",
    "import.file.markup",
    "import.file.not-returned",
    "import.file.numbers",
    "import.file.old-excel",
    "import.file.open-document",
    "import.file.password",
    "import.file.pdf",
    "import.file.picture",
    "import.file.rtf",
    "import.file.too-large",
    "import.file.web-archive",
    "import.file.web-page",
    "import.file.xml-table",
    "import.more",
    "import.table.merged",
    "import.table.too-large",
    "import.xlsx.broken",
    "prose.broken",
    "prose.empty",
    "prose.kind",
    "prose.letters-unknown",
    "prose.revisions",
    "prose.scan",
    "prose.too-large",
    "prose.unseen",
];

/// The code of a finding of this crate that was written down and is read again, as when it came from another process.
///
/// ```
/// assert_eq!(reader::code("prose.scan"), Some("prose.scan"));
/// assert_eq!(reader::code("prose.invented"), None);
/// ```
pub fn code(written: &str) -> Option<&'static str> {
    CODES.into_iter().find(|code| *code == written)
}

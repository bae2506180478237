//! The codes of all findings that reading a file may give.

/// Every code; a test of `sandbox`, which sends them, holds the list against the source.
const CODES: [&str; 19] = [
    "import.cell.formula-error",
    "import.cell.too-long",
    "import.csv.broken",
    "import.encoding.gb18030",
    "import.encoding.not-gb18030",
    "import.encoding.not-utf-8",
    "import.encoding.unknown",
    "import.file.empty",
    "import.file.old-excel",
    "import.file.too-large",
    "import.table.merged",
    "import.table.too-large",
    "import.xlsx.broken",
    "prose.broken",
    "prose.empty",
    "prose.kind",
    "prose.letters-unknown",
    "prose.scan",
    "prose.too-large",
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

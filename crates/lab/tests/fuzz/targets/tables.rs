//! Tables to take in, and the containers in which they come.

use crate::run::{Shape, Target, gist, tried};

fn table(name: &str, input: &[u8]) -> String {
    let read = reader::tables(name, input, None);
    assert!(!read.tables.is_empty() || !read.findings.is_empty());
    assert!(read.findings.iter().all(|finding| reader::code(finding.code).is_some()));
    for table in &read.tables {
        let mut numbers = table.lines.iter().map(|line| line.number);
        assert!(numbers.clone().zip(numbers.by_ref().skip(1)).all(|(before, after)| before < after));
    }
    if !read.tables.is_empty() {
        given_back(name, input, &read);
    }
    let said = read.findings.first().map(|finding| format!("{} {}", finding.code, finding.sentence));
    let size: usize = read.tables.iter().map(|table| table.lines.len() + table.header.len()).sum();
    format!("{} {} {}", read.tables.len(), (size + 1).ilog2(), gist(&said.unwrap_or_default()))
}

/// Words beside the first rows: the file comes back and is read as before with them, or it is said that it cannot.
fn given_back(name: &str, input: &[u8], read: &reader::Tables) {
    let column = |table: &reader::Table| {
        let width =
            table.lines.iter().map(|line| line.cells.len()).max().unwrap_or(0).max(table.header.len());
        let rows = table.lines.iter().take(9).map(|line| (line.number, "错".to_owned()));
        let words = std::iter::once((table.header_row, "导入错误".to_owned())).chain(rows).collect();
        let at = table.first_column + width as u32;
        reader::Column { at, header_row: table.header_row, is_there: false, words }
    };
    let columns = read.tables.iter().map(|table| (table.source.clone(), column(table))).collect();
    match reader::returned(name, input, &columns) {
        Ok(back) => assert!(!back.is_empty()),
        Err(finding) => assert!(reader::code(finding.code).is_some()),
    }
}

#[test]
fn csv() {
    let words = &["\"", "\"\"", ",", ";", "\t", "\r\n", "\r", "\u{feff}", "\",\""];
    let reads = |input: &[u8]| table("a.csv", input);
    tried(&Target { name: "csv", shape: Shape::Bytes, words, reads, grows: true });
}

#[test]
fn xlsx() {
    let words = &[
        "<row r=\"1\">",
        "<c r=\"XFD1048576\" t=\"s\">",
        "<c t=\"inlineStr\"><is><t>",
        "<v>",
        "</v>",
        "<f>",
        "t=\"shared\"",
        "si=\"0\"",
        "ref=\"A1:B2\"",
        "<mergeCell ref=\"A1:XFD1048576\"/>",
        "<dimension ref=\"A1:XFD1048576\"/>",
        "uniqueCount=\"",
        "count=\"",
        "t=\"e\"",
        "t=\"d\"",
        "t=\"b\"",
        "s=\"1\"",
        "<si><r><t>",
        "numFmtId=\"14\"",
        "<xf/>",
        "date1904=\"1\"",
        "<!--",
        "<![CDATA[",
        "&#9;",
    ];
    let reads = |input: &[u8]| table("a.xlsx", input);
    tried(&Target { name: "xlsx", shape: Shape::Container, words, reads, grows: true });
}

/// Containers from outside, by whichever reader opens them.
#[test]
fn zip() {
    let words =
        &["PK\x03\x04", "PK\x01\x02", "PK\x05\x06", "PK\x06\x06", "word/document.xml", "xl/workbook.xml"];
    let reads = |input: &[u8]| {
        let prose =
            reader::prose("a.docx", input).map_or_else(|finding| gist(&finding.sentence), |_| String::new());
        format!("{prose} {}", table("a.xlsx", input))
    };
    tried(&Target { name: "zip", shape: Shape::Bytes, words, reads, grows: true });
}

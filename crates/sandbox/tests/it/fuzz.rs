//! Every reader over files that were whole once: bytes changed, cut out, doubled. It answers with a text, tables or a known
//! finding, and never ends the program. The same files every time; `DUHENG_FUZZ_SECONDS` (2 without) says how long for each
//! kind.

use proptest::collection::vec;
use proptest::prelude::{Strategy, any};
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use std::io::{Cursor, Write};
use std::time::{Duration, Instant};
use zip::write::SimpleFileOptions;

/// One change of a file: where, as a part of its length, and what.
#[derive(Clone, Debug)]
enum Change {
    Set(u16, u8),
    Cut(u16, u16),
    Double(u16, u16),
    Digits(u16),
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let one =
        (0..4_u8, any::<u16>(), any::<u16>(), any::<u8>()).prop_map(|(kind, at, length, byte)| match kind {
            0 => Change::Set(at, byte),
            1 => Change::Cut(at, length % 64),
            2 => Change::Double(at, length % 512),
            _ => Change::Digits(at),
        });
    vec(one, 1..12)
}

fn changed(whole: &[u8], changes: &[Change]) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    for change in changes {
        let place = |at: u16| usize::from(at) * bytes.len() / 65_536;
        let span = |at: u16, length: u16| place(at)..(place(at) + usize::from(length)).min(bytes.len());
        match *change {
            _ if bytes.is_empty() => {}
            Change::Set(at, byte) => {
                let at = place(at);
                bytes[at] = byte;
            }
            Change::Cut(at, length) => drop(bytes.drain(span(at, length))),
            Change::Double(at, length) => {
                let again = bytes[span(at, length)].to_vec();
                let at = place(at);
                bytes.splice(at..at, again);
            }
            // A number becomes as large as it can be written in its place.
            Change::Digits(at) => {
                let from = place(at);
                let digits = bytes[from..].iter_mut().skip_while(|byte| !byte.is_ascii_digit());
                digits.take_while(|byte| byte.is_ascii_digit()).for_each(|byte| *byte = b'9');
            }
        }
    }
    bytes
}

/// Changes a file again and again, and holds what the reader says of it.
fn fuzz(whole: &[u8], held: impl Fn(&[u8])) {
    let seconds = std::env::var("DUHENG_FUZZ_SECONDS").ok().and_then(|seconds| seconds.parse().ok());
    let until = Instant::now() + Duration::from_secs(seconds.unwrap_or(2));
    let mut runner = TestRunner::deterministic();
    let mut tried = 0;
    held(whole);
    while Instant::now() < until {
        let changes = changes().new_tree(&mut runner).unwrap().current();
        held(&changed(whole, &changes));
        tried += 1;
    }
    assert!(tried > 10, "only {tried} files were tried");
}

/// A document as `name`: a text within its limit, or a finding that the house knows.
fn document(name: &'static str) -> impl Fn(&[u8]) {
    move |bytes| match reader::prose(name, bytes) {
        Ok(prose) => assert!(prose.text.len() <= reader::TEXT_LIMIT && !prose.text.trim().is_empty()),
        Err(finding) => assert!(reader::code(finding.code).is_some() && finding.hint.is_some(), "{finding}"),
    }
}

fn table(name: &'static str) -> impl Fn(&[u8]) {
    move |bytes| {
        let read = reader::tables(name, bytes, None);
        assert!(!read.tables.is_empty() || !read.findings.is_empty());
        assert!(read.findings.iter().all(|finding| reader::code(finding.code).is_some()));
        for table in read.tables {
            let mut numbers = table.lines.iter().map(|line| line.number);
            assert!(numbers.clone().zip(numbers.by_ref().skip(1)).all(|(before, after)| before < after));
        }
    }
}

fn container(parts: &[(&str, &str)], packed: bool) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let method = if packed { zip::CompressionMethod::Deflated } else { zip::CompressionMethod::Stored };
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn pdf() {
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 6 0 R>>/Font<</F1 5 0 R>>>>>>",
        "<</Length 86>>stream\nBT /F1 12 Tf 14 TL 72 720 Td (Education budget 15.44) Tj T* (growth 1.01%) Tj ET /X Do \nendstream",
        "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/SimSun/DW 1000/W[1[500 500]]/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>]>>",
        "<</Type/XObject/Subtype/Form/BBox[0 0 99 99]/Matrix[1 0 0 1 0 0]/Length 30>>stream\nBT /F1 9 Tf (more) Tj ET      \nendstream",
    ];
    let (mut out, mut index) = (b"%PDF-1.4\n".to_vec(), "0000000000 65535 f \n".to_owned());
    for (at, object) in objects.iter().enumerate() {
        index.push_str(&format!("{:010} 00000 n \n", out.len()));
        out.extend_from_slice(format!("{} 0 obj{object}endobj\n", at + 1).as_bytes());
    }
    let start = out.len();
    let tail = format!("xref\n0 7\n{index}trailer<</Size 7/Root 1 0 R>>\nstartxref\n{start}\n%%EOF");
    out.extend_from_slice(tail.as_bytes());
    fuzz(&out, document("a.pdf"));
}

#[test]
fn docx() {
    let body = "<w:document><w:body><w:p><w:r><w:t>教育经费15.44亿元&#xFF1B;</w:t></w:r></w:p>\
                <w:tbl><w:tr><w:tc><w:p><w:r><w:t>合计</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>";
    for packed in [false, true] {
        fuzz(&container(&[("word/document.xml", body)], packed), document("a.docx"));
    }
}

#[test]
fn html() {
    let page = "<!DOCTYPE html><title>t</title><p class='a>b'>教育经费<b>15.44</b>亿元&nbsp;&#50;<table><tr><td>合计<td>979</table>\
                <!-- c --><script>if (a<b) 9</script>";
    fuzz(page.as_bytes(), document("a.html"));
}

#[test]
fn text() {
    fuzz("教育经费15.44亿元，增长1.01%。\r\n".as_bytes(), document("a.txt"));
    fuzz(&[0xFF, 0xFE, 0x59, 0x65, 0xB2, 0x80, 0x31, 0x00, 0x0A, 0x00], document("a.txt"));
}

#[test]
fn csv() {
    fuzz("\u{feff}名称,人数\r\n\"一\"\"幼\n\",120\r\n二幼,3\n".as_bytes(), table("a.csv"));
}

#[test]
fn xlsx() {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let root = format!(
        "<Relationships xmlns=\"{package}\"><Relationship Id=\"r1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let book = format!(
        "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    let parts = format!(
        "<Relationships xmlns=\"{package}\"><Relationship Id=\"r1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"{office}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
    );
    let strings = format!(
        "<sst xmlns=\"{main}\" count=\"2\" uniqueCount=\"2\"><si><t>名称</t></si><si><t>一幼</t></si></sst>"
    );
    let sheet = format!(
        "<worksheet xmlns=\"{main}\"><dimension ref=\"A1:B2\"/><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row><row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"B2\"><f>1+1</f><v>2</v></c></row></sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:B1\"/></mergeCells></worksheet>"
    );
    let all = [
        ("_rels/.rels", root.as_str()),
        ("xl/workbook.xml", &book),
        ("xl/_rels/workbook.xml.rels", &parts),
        ("xl/sharedStrings.xml", &strings),
        ("xl/worksheets/sheet1.xml", &sheet),
    ];
    for packed in [false, true] {
        fuzz(&container(&all, packed), table("a.xlsx"));
    }
}

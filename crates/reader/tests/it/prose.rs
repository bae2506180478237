//! Documents as they come: each kind, broken ones, and those made to be a burden.

use reader::prose;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

fn docx(body: &str) -> Vec<u8> {
    container(&[("word/document.xml", &format!("<w:document><w:body>{body}</w:body></w:document>"))])
}

pub fn container(files: &[(&str, &str)]) -> Vec<u8> {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    container_of(&files)
}

pub fn container_of(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn code(name: &str, bytes: &[u8]) -> &'static str {
    let finding = prose(name, bytes).unwrap_err();
    assert!(finding.hint.is_some() && finding.place.source == name, "{finding}");
    finding.code
}

#[test]
fn one_text_is_the_same_whatever_holds_it() {
    let sentence = "2022年教育经费15.44亿元，比上年15.28亿元增长1.01%。";
    let (encoded, _, _) = encoding_rs::GB18030.encode(sentence);
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(sentence.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let kinds: [(&str, Vec<u8>); 5] = [
        ("a.txt", sentence.as_bytes().to_vec()),
        ("b.txt", encoded.into_owned()),
        ("c.txt", utf16),
        ("d.htm", "<p>2022年教育经费<b>15.44</b>亿元，比上年15.28亿元\n增长1.01%。</p>".into()),
        (
            "e.docx",
            docx(&format!(
                "<w:p><w:r><w:t>{}</w:t></w:r><w:r><w:t>{}</w:t></w:r></w:p>",
                &sentence[..16],
                &sentence[16..]
            )),
        ),
    ];
    for (name, bytes) in kinds {
        assert_eq!(prose(name, &bytes).unwrap().text.trim_end(), sentence, "{name}");
    }
}

#[test]
fn a_line_of_the_text_is_a_paragraph_though_it_be_empty() {
    let bytes = docx("<w:p><w:r><w:t>标题</w:t></w:r></w:p><w:p/><w:p><w:r><w:t>正文</w:t></w:r></w:p>");
    assert_eq!(prose("年报.docx", &bytes).unwrap().text, "标题\n\n正文\n");
}

#[test]
fn notes_are_read_behind_the_body() {
    let note = "<w:footnotes><w:footnote><w:p><w:r><w:t>注：按年末数计算</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let body = "<w:document><w:body><w:p><w:r><w:t>正文</w:t></w:r></w:p></w:body></w:document>";
    let bytes = container(&[("word/document.xml", body), ("word/footnotes.xml", note)]);
    assert_eq!(prose("a.docx", &bytes).unwrap().text, "正文\n注：按年末数计算\n");
}

#[test]
fn what_is_no_prose_is_told_what_to_do() {
    assert_eq!(code("a.xlsx", &container(&[("xl/workbook.xml", "<w/>")])), "prose.kind");
    assert_eq!(code("a.ofd", &container(&[("OFD.xml", "<o/>")])), "prose.kind");
    assert_eq!(code("a.zip", &container(&[("a.txt", "甲")])), "prose.kind");
    assert_eq!(code("a.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "prose.kind");
    assert_eq!(code("a.rtf", b"{\\rtf1 x}"), "prose.kind");
    assert_eq!(code("a.txt", b""), "prose.empty");
    assert_eq!(code("a.html", b"<html><script>1</script></html>"), "prose.empty");
    assert_eq!(code("a.docx", &docx("<w:p/>")), "prose.empty");
    assert_eq!(code("a.docx", b"PK\x03\x04"), "prose.broken");
    assert_eq!(code("a.docx", &docx("<w:p><w:r><w:t>甲")[..80]), "prose.broken");
    assert_eq!(code("a.txt", &[0x81, 0xFF, 0xFF, 0x00]), "import.encoding.unknown");
}

#[test]
fn what_inflates_without_measure_is_refused() {
    let large = docx(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "9".repeat(40 << 20)));
    assert!(large.len() < 1 << 20);
    assert_eq!(code("a.docx", &large), "prose.too-large");
    let deep = docx(&"<w:tbl><w:tr><w:tc>".repeat(100_000));
    assert_eq!(code("a.docx", &deep), "prose.broken");
    assert_eq!(code("a.txt", &vec![b' '; reader::DOCUMENT_LIMIT + 1]), "prose.too-large");
    assert_eq!(code("a.txt", "3.5，十二；".repeat(9_000).as_bytes()), "prose.too-large");
    assert!(prose("a.txt", "3500，十二；".repeat(9_000).as_bytes()).is_ok());
}

/// A PDF of one page with one font and these lines.
fn pdf(lines: &[&str]) -> Vec<u8> {
    let mut content = "BT /F1 12 Tf 14 TL 72 720 Td".to_owned();
    lines.iter().for_each(|line| content.push_str(&format!(" ({line}) Tj T*")));
    content.push_str(" ET");
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
            .to_owned(),
        format!("<</Length {}>>stream\n{content}\nendstream", content.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
    ];
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut table = "0000000000 65535 f \n".to_owned();
    for (at, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", out.len()));
        out.extend_from_slice(format!("{} 0 obj{object}endobj\n", at + 1).as_bytes());
    }
    let start = out.len();
    let tail = format!("xref\n0 6\n{table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n{start}\n%%EOF");
    out.extend_from_slice(tail.as_bytes());
    out
}

#[test]
fn a_pdf_with_a_text_layer_is_read() {
    let lines =
        ["Education budget 15.44 and growth 1.01%, a line that reaches", "the edge and goes on. Short end."];
    let text = prose("a.pdf", &pdf(&lines)).unwrap().text;
    assert!(text.contains("growth 1.01%") && text.contains("reaches the edge"), "{text}");
    assert_eq!(code("scan.pdf", &pdf(&[])), "prose.scan");
}

#[test]
fn no_pdf_however_damaged_ends_the_program() {
    let whole = pdf(&["Education budget 15.44 and growth 1.01%"]);
    for at in (0..whole.len()).step_by(7) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x15;
        let _ = prose("a.pdf", &bytes);
        let _ = prose("a.pdf", &whole[..at]);
    }
}

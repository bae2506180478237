//! Files that are made to be a burden, each of a kind that once was one, at a size at which it was.

use std::io::{Cursor, Read, Write};
use std::path::Path;
use zip::write::SimpleFileOptions;

/// By which door a file comes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// A document to proof-read, on the page.
    Claims,
    /// A table, at the command line.
    Import,
}

/// One such file.
pub struct Hostile {
    pub door: Door,
    /// What it does, in words.
    pub kind: &'static str,
    pub name: &'static str,
    pub bytes: Vec<u8>,
}

/// Every one of them, made when it is asked for.
pub fn all() -> impl Iterator<Item = Hostile> {
    type Made = (Door, &'static str, &'static str, fn() -> Vec<u8>);
    use Door::{Claims, Import};
    let kinds: [Made; 25] = [
        (Claims, "页面画自己", "loop.pdf", || {
            pdf(&[
                PAGE,
                &stream("/X Do"),
                "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Length 5>>stream\n/X Do\nendstream",
            ])
        }),
        (Claims, "页面树以自己为上级", "parent.pdf", || {
            pdf_of(&["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R]/Parent 2 0 R/Count 1>>"])
        }),
        (Claims, "对照表一项自称四十亿", "cmap.pdf", || {
            pdf(&[
                PAGE_FONT,
                &stream("BT /F 9 Tf (a) Tj ET"),
                "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/A>>]>>",
                &stream(
                    "begincmap 1 begincodespacerange <00000000> <FFFFFFFF> endcodespacerange 1 beginbfrange <00000000> <FFFFFFFE> <0041> endbfrange endcmap",
                ),
            ])
        }),
        (Claims, "层层压缩（512 MiB 空白压三次）", "chain.pdf", chain),
        (Claims, "列数自称二十亿", "columns.pdf", || {
            pdf(&[
                PAGE,
                &encoded(
                    &deflated(&[0; 64]),
                    "/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 2147483647>>",
                ),
            ])
        }),
        (Claims, "四十层，层层画两次", "double.pdf", double),
        (Claims, "四百万次写字", "words.pdf", || {
            pdf(&[
                PAGE_FONT,
                &encoded(
                    &deflated(&["BT /F 9 Tf ".as_bytes(), &b"(1)Tj ".repeat(4_000_000), b"ET"].concat()),
                    "/Filter/FlateDecode",
                ),
                "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            ])
        }),
        (Claims, "两万页", "pages.pdf", || pages(20_000)),
        (Claims, "十万层数组", "nested.pdf", || pdf(&[PAGE, &stream(&"[".repeat(100_000))])),
        (Claims, "二十兆的乱码自称 PDF", "noise.pdf", || {
            [b"%PDF-1.7\n".as_slice(), &noise(20 << 20)].concat()
        }),
        (Claims, "DOCX 解开一千倍", "bomb.docx", || {
            docx(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "9".repeat(100 << 20)))
        }),
        (Claims, "DOCX 表中套表十万层", "deep.docx", || docx(&"<w:tbl><w:tr><w:tc>".repeat(100_000))),
        (Claims, "DOCX 实体套实体", "entities.docx", entities),
        (Claims, "HTML 引号交错不闭", "quotes.html", || {
            b"<html>".iter().copied().chain(b"<a ='x\" =\"y>".repeat(2 << 20)).collect()
        }),
        (Claims, "HTML 全是小于号", "less.html", || {
            [b"<html>".as_slice(), &b"<a<".repeat(8 << 20)].concat()
        }),
        (Claims, "四兆字节全是数", "numbers.txt", || b"1 2 3.5 ".repeat(500_000)),
        (Claims, "二万四千个数", "allowed.txt", || "甲3所，".repeat(24_000).into_bytes()),
        (Claims, "三十兆空白", "blank.txt", || vec![b' '; 30 << 20]),
        (Import, "字串表自称四十亿条", "strings.xlsx", || {
            xlsx("", "<sst uniqueCount=\"4294967295\"></sst>")
        }),
        (Import, "字串表一条 512 MiB", "string.xlsx", || {
            xlsx("", &format!("<sst><si><t>{}</t></si></sst>", "9".repeat(1 << 29)))
        }),
        (Import, "五百万处合并", "merged.xlsx", || {
            xlsx(
                &format!(
                    "{CELL}</sheetData><mergeCells>{}</mergeCells><sheetData>",
                    "<mergeCell ref=\"A1:B2\"/>".repeat(5_000_000)
                ),
                "<sst/>",
            )
        }),
        (Import, "一千二百万格，每格一字", "cells.xlsx", || {
            xlsx(&format!("<row r=\"2\">{}</row>", "<c><v>1</v></c>".repeat(12_000_000)), "<sst/>")
        }),
        (Import, "六百万个空格子，压得不紧", "empty.xlsx", loose),
        (Import, "CSV 二亿五千万个逗号", "commas.csv", || vec![b','; 250_000_000]),
        (Import, "CSV 引号不闭，以下二百兆成一格", "quote.csv", || {
            [b"a,b\n\"".as_slice(), &b"1,2\n".repeat(50 << 20)].concat()
        }),
    ];
    kinds.into_iter().map(|(door, kind, name, make)| Hostile { door, kind, name, bytes: make() })
}

/// Files that lie in a folder: documents to the page, tables to the import.
pub fn of(dir: &Path) -> Vec<Hostile> {
    let mut paths: Vec<_> = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    // Names live as long as the test.
    let name =
        |path: &Path| -> &'static str { path.file_name().unwrap().to_string_lossy().into_owned().leak() };
    let file = |path: std::path::PathBuf| {
        let name = name(&path);
        let is_table = name.ends_with(".xlsx") || name.ends_with(".csv");
        let door = if is_table { Door::Import } else { Door::Claims };
        Hostile { door, kind: name, name, bytes: std::fs::read(path).unwrap() }
    };
    paths.into_iter().filter(|path| path.is_file()).map(file).collect()
}

/// A document over which no reader comes to an end within its time.
pub fn endless() -> Vec<u8> {
    double()
}

const PAGE: &str =
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>";
const PAGE_FONT: &str =
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>";
const CELL: &str = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>";

/// A PDF of one page: the objects from the third on.
fn pdf(objects: &[&str]) -> Vec<u8> {
    let head = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>"];
    pdf_of(&[&head[..], objects].concat())
}

fn pdf_of(objects: &[&str]) -> Vec<u8> {
    let (mut out, mut table) = (b"%PDF-1.7\n".to_vec(), String::new());
    for (at, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", out.len()));
        // Bytes of streams stand in a text as letters of Latin-1.
        out.extend(format!("{} 0 obj", at + 1).bytes());
        out.extend(object.chars().map(|letter| letter as u8));
        out.extend(b"endobj\n");
    }
    let (start, size) = (out.len(), objects.len() + 1);
    let tail = format!(
        "xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF"
    );
    out.extend(tail.bytes());
    out
}

fn stream(content: &str) -> String {
    format!("<</Length {}>>stream\n{content}\nendstream", content.len())
}

fn encoded(bytes: &[u8], how: &str) -> String {
    let latin: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    format!("<</Length {}{how}>>stream\n{latin}\nendstream", bytes.len())
}

/// A zlib stream.
fn deflated(bytes: &[u8]) -> Vec<u8> {
    let packed = container(&[("a", bytes)]);
    let mut archive = zip::ZipArchive::new(Cursor::new(packed)).unwrap();
    let mut out = vec![0x78, 0x9C];
    archive.by_index_raw(0).unwrap().read_to_end(&mut out).unwrap();
    let (mut a, mut b) = (1_u32, 0_u32);
    for byte in bytes {
        a = (a + u32::from(*byte)) % 65_521;
        b = (b + a) % 65_521;
    }
    out.extend((b << 16 | a).to_be_bytes());
    out
}

fn container(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn chain() -> Vec<u8> {
    let packed = deflated(&deflated(&deflated(&vec![b' '; 1 << 29])));
    pdf(&[PAGE, &encoded(&packed, "/Filter[/FlateDecode/FlateDecode/FlateDecode]")])
}

fn double() -> Vec<u8> {
    let form = |nth: usize| {
        let resources = format!("/Resources<</XObject<</X {} 0 R>>>>", nth + 1);
        format!(
            "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]{resources}/Length 11>>stream\n/X Do /X Do\nendstream"
        )
    };
    let forms: Vec<String> = (5..45).map(form).collect();
    let text = stream("/X Do");
    let mut objects = vec![PAGE, &text];
    objects.extend(forms.iter().map(String::as_str));
    objects.push("<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 0>>stream\n\nendstream");
    pdf(&objects)
}

fn pages(count: usize) -> Vec<u8> {
    let kids: String = (0..count).map(|nth| format!("{} 0 R ", nth + 4)).collect();
    let tree = format!("<</Type/Pages/Kids[{kids}]/Count {count}>>");
    let text = stream("BT /F 9 Tf (12 345) Tj ET");
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>";
    let mut objects = vec!["<</Type/Catalog/Pages 2 0 R>>", &tree, &text];
    objects.extend(std::iter::repeat_n(page, count));
    pdf_of(&objects)
}

/// Bytes without order, the same every time.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let next = |_| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state as u8
    };
    (0..length).map(next).collect()
}

fn docx(body: &str) -> Vec<u8> {
    container(&[(
        "word/document.xml",
        format!("<w:document><w:body>{body}</w:body></w:document>").as_bytes(),
    )])
}

fn entities() -> Vec<u8> {
    let entity = |nth: u32| format!("<!ENTITY e{} \"{}\">", nth + 1, format!("&e{nth};").repeat(10));
    let declared: String = (0..9).map(entity).collect();
    let text = format!(
        "<!DOCTYPE d [<!ENTITY e0 \"99\">{declared}]><w:document><w:body><w:p><w:r><w:t>3所 &e9;</w:t></w:r></w:p></w:body></w:document>"
    );
    container(&[("word/document.xml", text.as_bytes())])
}

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
const ROOT: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="教育经费" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const PARTS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;

fn xlsx(rows: &str, strings: &str) -> Vec<u8> {
    let sheet = format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>"
    );
    container(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", ROOT.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", PARTS.as_bytes()),
        ("xl/sharedStrings.xml", strings.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

/// Empty cells with noise in an attribute that nobody reads, so that the container is not conspicuously small.
fn loose() -> Vec<u8> {
    let letters = noise(6_000_000);
    let cell = |letter: &u8| format!("<c s=\"{}\"/>", letter % 97);
    xlsx(&format!("<row r=\"2\">{}</row>", letters.iter().map(cell).collect::<String>()), "<sst/>")
}

//! Marks of typesetters: letters at places, in the encodings that printed Chinese has.

use super::{SENTENCE, lines};
use std::fmt::Write;

/// A4, in points.
const TOP: i32 = 780;
const SIZE: i32 = 12;

/// A page of letters, each set by itself.
#[derive(Default)]
struct Page(String);

impl Page {
    fn letter(&mut self, coding: Coding, letter: char, x: i32, y: i32, size: i32) {
        let code = coding.code(letter);
        let _ = writeln!(self.0, "BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm <{code}> Tj ET");
    }

    /// Sets a line; where it ends.
    fn line(&mut self, coding: Coding, text: &str, x: i32, y: i32) -> i32 {
        self.spaced(coding, text, x, y, 0)
    }

    /// All letters as wide as the font says that they are: it has no widths, and they are all a whole em.
    fn spaced(&mut self, coding: Coding, text: &str, mut x: i32, y: i32, apart: i32) -> i32 {
        for letter in text.chars() {
            self.letter(coding, letter, x, y, SIZE);
            x += SIZE + apart;
        }
        x
    }
}

/// How codes stand for characters.
#[derive(Clone, Copy, Debug)]
enum Coding {
    Ucs2,
    Utf16,
    Gbk,
    GbkProportional,
    Gb18030,
}

impl Coding {
    const ALL: [Coding; 5] =
        [Coding::Ucs2, Coding::Utf16, Coding::Gbk, Coding::GbkProportional, Coding::Gb18030];

    fn name(self) -> &'static str {
        match self {
            Coding::Ucs2 => "UniGB-UCS2-H",
            Coding::Utf16 => "UniGB-UTF16-H",
            Coding::Gbk => "GBK-EUC-H",
            Coding::GbkProportional => "GBKp-EUC-H",
            Coding::Gb18030 => "GBK2K-H",
        }
    }

    fn code(self, letter: char) -> String {
        match self {
            Coding::Ucs2 | Coding::Utf16 => letter
                .encode_utf16(&mut [0; 2])
                .iter()
                .fold(String::new(), |code, unit| format!("{code}{unit:04X}")),
            _ => {
                let text = letter.to_string();
                let (bytes, _, _) = encoding_rs::GB18030.encode(&text);
                bytes.iter().fold(String::new(), |code, byte| format!("{code}{byte:02X}"))
            }
        }
    }
}

/// A document of pages with one font that is not embedded and does not say what letters its codes are.
fn pdf(coding: Coding, pages: &[Page]) -> Vec<u8> {
    let kids: String = (0..pages.len()).map(|nth| format!("{} 0 R ", 6 + 2 * nth)).collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Kids[{kids}]/Count {}>>", pages.len()),
        format!("<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/{}/DescendantFonts[4 0 R]>>", coding.name()),
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>\
         /FontDescriptor 5 0 R/DW 1000>>"
            .to_owned(),
        "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120\
         /CapHeight 880/StemV 93>>"
            .to_owned(),
    ];
    for (nth, page) in pages.iter().enumerate() {
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {} 0 R/Resources<</Font<</F1 3 0 R>>>>>>",
            7 + 2 * nth
        ));
        objects.push(format!("<</Length {}>>stream\n{}\nendstream", page.0.len(), page.0));
    }
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut table = "0000000000 65535 f \n".to_owned();
    for (at, object) in objects.iter().enumerate() {
        let _ = writeln!(table, "{:010} 00000 n ", out.len());
        out.extend_from_slice(format!("{} 0 obj{object}endobj\n", at + 1).as_bytes());
    }
    let (start, count) = (out.len(), objects.len() + 1);
    let tail =
        format!("xref\n0 {count}\n{table}trailer<</Size {count}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF");
    out.extend_from_slice(tail.as_bytes());
    out
}

#[test]
fn every_encoding_of_printed_chinese_is_read() {
    for coding in Coding::ALL {
        let mut page = Page::default();
        page.line(coding, SENTENCE, 40, TOP);
        assert_eq!(lines("a.pdf", &pdf(coding, &[page])), [SENTENCE], "{coding:?}");
    }
}

#[test]
fn a_raised_mark_anywhere_changes_no_sentence() {
    let letters: Vec<char> = SENTENCE.chars().collect();
    for mark in ["2", "12", "[3]", "〔7〕"] {
        for at in 1..letters.len() {
            let mut page = Page::default();
            let before: String = letters[..at].iter().collect();
            let mut x = page.line(Coding::Ucs2, &before, 20, TOP);
            for letter in mark.chars() {
                page.letter(Coding::Ucs2, letter, x, TOP + 6, 6);
                x += 6;
            }
            let after: String = letters[at..].iter().collect();
            page.line(Coding::Ucs2, &after, x, TOP);
            assert_eq!(lines("a.pdf", &pdf(Coding::Ucs2, &[page])), [SENTENCE], "{mark} behind {before}");
        }
    }
}

#[test]
fn letters_set_apart_and_print_imitated_as_bold_are_read_as_they_are() {
    for apart in [0, 2, 4, 8, 12] {
        let mut page = Page::default();
        page.spaced(Coding::Ucs2, &SENTENCE.chars().take(24).collect::<String>(), 20, TOP, apart);
        let read = lines("a.pdf", &pdf(Coding::Ucs2, &[page]));
        assert_eq!(read, [SENTENCE.chars().take(24).collect::<String>()], "{apart}");
    }
    let mut page = Page::default();
    page.line(Coding::Ucs2, SENTENCE, 40, TOP);
    page.line(Coding::Ucs2, SENTENCE, 41, TOP);
    assert_eq!(lines("a.pdf", &pdf(Coding::Ucs2, &[page])), [SENTENCE]);
}

/// A text without line ends, in lines of so many letters.
fn in_lines(text: &str, width: usize) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    letters.chunks(width).map(|line| line.iter().collect()).collect()
}

#[test]
fn a_sentence_goes_on_over_lines_pages_and_columns() {
    let text = SENTENCE.repeat(6);
    for width in [17, 20, 23, 31] {
        let lines_of = in_lines(&text, width);
        // Over pages, with a head and a number on each.
        let pages: Vec<Page> = lines_of
            .chunks(3)
            .enumerate()
            .map(|(nth, some)| {
                let mut page = Page::default();
                page.line(Coding::Ucs2, "自评报告", 200, TOP + 30);
                for (row, line) in (0..).zip(some) {
                    page.line(Coding::Ucs2, line, 40, TOP - 20 * row);
                }
                page.line(Coding::Ucs2, &format!("—{}—", nth + 1), 250, 40);
                page
            })
            .collect();
        let read = lines("a.pdf", &pdf(Coding::Ucs2, &pages));
        assert_eq!(read.last().map(String::as_str), Some(text.as_str()), "{width}");
    }
    // Over two columns under a title as wide as both.
    let mut page = Page::default();
    page.line(Coding::Ucs2, "潼南区人民政府教育工作督导自评报告二零二二年度全文公布稿", 60, TOP + 30);
    let column = in_lines(&text, 18);
    let (left, right) = column.split_at(column.len().div_ceil(2));
    for (row, line) in (0..).zip(left) {
        page.line(Coding::Ucs2, line, 40, TOP - 20 * row);
    }
    for (row, line) in (0..).zip(right) {
        page.line(Coding::Ucs2, line, 300, TOP - 20 * row);
    }
    let read = lines("a.pdf", &pdf(Coding::Ucs2, &[page]));
    assert_eq!(read.last().map(String::as_str), Some(text.as_str()), "{read:?}");
}

#[test]
fn paragraphs_begin_with_an_indent_though_the_line_before_was_full() {
    let mut page = Page::default();
    page.line(Coding::Ucs2, "教育经费十五亿元，比上年增长很多，其中", 64, TOP);
    page.line(Coding::Ucs2, "小学教育经费很多很多，初中教育经费也有很多。", 40, TOP - 20);
    page.line(Coding::Ucs2, "教师八百一十六人。", 64, TOP - 40);
    let read = lines("a.pdf", &pdf(Coding::Ucs2, &[page]));
    assert_eq!(read.len(), 2, "{read:?}");
}

//! Bytes of a document to its text, paragraph by paragraph: what is said in it is read by `claims`.
//!
//! A paragraph is a line of the text, so that the place of a finding is the number of the paragraph and of the character
//! in it. A row of a table is one paragraph, its cells parted by tabs.

mod docx;
mod flow;
mod html;
mod letters;
#[cfg(feature = "pdf")]
mod pdf;
mod radicals;

use crate::encoding::decode;
use finding::{Finding, Place};

/// Largest document taken in: 64 MiB.
pub const DOCUMENT_LIMIT: usize = 64 << 20;
/// Longest text taken out of one: 4 MiB, some 1.4 million Chinese characters, more than a thousand printed pages.
pub const TEXT_LIMIT: usize = 4 << 20;

/// Most numbers of a document: each is held against others, and shown. A thousand printed pages have some 20,000.
const NUMBERS_LIMIT: usize = 25_000;

/// The text of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prose {
    /// Name of the file, for places.
    pub source: String,
    /// Its paragraphs, one a line, without markup.
    pub text: String,
    /// What is worth knowing of how it was read, such as its encoding.
    pub notes: Vec<Finding>,
}

/// Why a document gives no text, as a clerk can mend it.
type Refused = Box<Finding>;

/// Reads a document by its content: DOCX, HTML, PDF with a text layer, or plain text in UTF-8, UTF-16 or GB 18030.
///
/// # Errors
/// One finding of grade error when nothing can be read: broken, too large, pictures only, or of a kind not read here.
///
/// ```
/// let prose = reader::prose("年报.html", "<p>教育经费<b>15.44</b>亿元</p><p>增长1.01%</p>".as_bytes()).unwrap();
/// assert_eq!(prose.text, "教育经费15.44亿元\n增长1.01%\n");
/// assert!(reader::prose("扫描件.pdf", b"\xD0\xCF\x11\xE0").is_err());
/// ```
pub fn prose(name: &str, bytes: &[u8]) -> Result<Prose, Finding> {
    read(name, bytes).map_err(|refused| *refused)
}

fn read(name: &str, bytes: &[u8]) -> Result<Prose, Refused> {
    if bytes.len() > DOCUMENT_LIMIT {
        let sentence = format!("文件有{}兆字节，超过上限{}兆", bytes.len() >> 20, DOCUMENT_LIMIT >> 20);
        return Err(refused("prose.too-large", name, sentence, "请只交要核对的那一部分"));
    }
    let (text, notes) = match kind(name, bytes) {
        Kind::Zip => docx::text(name, bytes)?,
        #[cfg(feature = "pdf")]
        Kind::Pdf => pdf::text(name, bytes)?,
        #[cfg(not(feature = "pdf"))]
        Kind::Pdf => return Err(other(name, "本程序编译时没有带 PDF 阅读", "请交 DOCX、HTML 或 TXT 文件")),
        Kind::OldOffice => {
            return Err(other(name, "这是旧版 Word、WPS 文件（.doc、.wps）", "请另存为 .docx"));
        }
        Kind::Rtf => return Err(other(name, "这是 RTF 文件", "请另存为 .docx")),
        Kind::Letters { html } => {
            let (letters, mut notes) = decode(name, bytes, None)
                .map_err(|finding| Box::new(finding.hint("请另存为 UTF-8 编码的文本，或交 DOCX 文件")))?;
            notes.retain(|note| note.grade != finding::Grade::Note || !html);
            let html = html || begins_like_html(&letters);
            (if html { html::text(&letters) } else { plain(&letters) }, notes)
        }
    };
    let text = letters::seen(text);
    if text.len() > TEXT_LIMIT {
        let sentence = format!("文字超过上限{}兆字节", TEXT_LIMIT >> 20);
        return Err(refused("prose.too-large", name, sentence, "请只交要核对的那一部分"));
    }
    if numbers(&text) > NUMBERS_LIMIT {
        let sentence = format!("文中的数超过{NUMBERS_LIMIT}个");
        return Err(refused(
            "prose.too-large",
            name,
            sentence,
            "请只交要核对的那一部分；表格请用 duheng import 导入",
        ));
    }
    if text.trim().is_empty() {
        return Err(refused("prose.empty", name, "文件里没有文字", "如果是扫描件或图片，请先作文字识别"));
    }
    Ok(Prose { source: name.to_owned(), text, notes })
}

enum Kind {
    Zip,
    Pdf,
    OldOffice,
    Rtf,
    Letters { html: bool },
}

fn kind(name: &str, bytes: &[u8]) -> Kind {
    let lower = name.to_lowercase();
    let head = &bytes[..bytes.len().min(1024)];
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        Kind::Zip
    } else if head.windows(5).any(|five| five == b"%PDF-") {
        Kind::Pdf
    } else if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        Kind::OldOffice
    } else if bytes.starts_with(b"{\\rtf") {
        Kind::Rtf
    } else {
        Kind::Letters { html: lower.ends_with(".html") || lower.ends_with(".htm") }
    }
}

/// How many groups of figures or numerals a text has.
fn numbers(text: &str) -> usize {
    let is_numeral =
        |letter: char| letter.is_ascii_digit() || "〇零一二三四五六七八九十百千万亿".contains(letter);
    let mut count = 0;
    let mut within = false;
    for letter in text.chars() {
        let numeral = is_numeral(letter);
        count += usize::from(numeral && !within);
        within = numeral;
    }
    count
}

fn begins_like_html(letters: &str) -> bool {
    let head: String = letters.trim_start().chars().take(14).collect::<String>().to_ascii_lowercase();
    head.starts_with("<!doctype html") || head.starts_with("<html")
}

/// Plain text as it is, every line ended by a line feed alone.
fn plain(letters: &str) -> String {
    match letters.contains('\r') {
        true => letters.replace("\r\n", "\n").replace('\r', "\n"),
        false => letters.to_owned(),
    }
}

fn refused(code: &'static str, name: &str, sentence: impl Into<String>, hint: &str) -> Refused {
    Box::new(Finding::error(code, Place::whole(name), sentence).hint(hint))
}

fn broken(name: &str, what: impl std::fmt::Display) -> Refused {
    let hint = "文件可能没有传完整，请重新取得，或在 WPS、Word 中另存一次";
    refused("prose.broken", name, format!("文件打不开：{what}"), hint)
}

fn other(name: &str, sentence: &str, hint: &str) -> Refused {
    refused("prose.kind", name, sentence, hint)
}

/// Text being gathered paragraph by paragraph.
#[derive(Default)]
struct Paragraphs {
    text: String,
}

impl Paragraphs {
    /// A paragraph as it stands, though it be empty: its number stays what a word processor counts.
    fn line(&mut self, words: &str) {
        // Empty cells at the end of a row are cells.
        self.text.push_str(words.trim_end_matches(|c: char| c.is_whitespace() && c != '\t'));
        self.text.push('\n');
    }
}

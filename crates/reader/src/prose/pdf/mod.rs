//! PDF with a text layer: letters with their places, put together into lines and paragraphs again.
//!
//! A page says where letters stand, not what a paragraph is. Lines, columns, rows of tables and raised figures follow from
//! the places ([`lines`]), paragraphs from what printed Chinese looks like ([`paragraphs`]). Scans are said to be scans.

mod glyphs;
mod lines;
mod paragraphs;

use super::{Refused, broken, refused};
use finding::{Finding, Place};
use glyphs::{Glyphs, TooMany};
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo::Rect;
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, TransformExt, interpret_page};
use lines::Line;
use paragraphs::paragraphs;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;

/// Largest PDF taken in: 24 MiB. A thousand pages of text have less.
const LIMIT: usize = 24 << 20;
/// Most pages.
const PAGES_LIMIT: usize = 5_000;

/// What was read of the pages.
#[derive(Default)]
struct Read {
    pages: Vec<Vec<Line>>,
    letters: usize,
    unknown: usize,
}

pub(super) fn text(name: &str, bytes: &[u8]) -> Result<(String, Vec<Finding>), Refused> {
    if bytes.len() > LIMIT {
        let sentence = format!("PDF 有{}兆字节，超过上限{}兆", bytes.len() >> 20, LIMIT >> 20);
        return Err(refused("prose.too-large", name, sentence, "请交 DOCX 文件，或只交要核对的那几页"));
    }
    let read = match quietly(|| read(name, bytes)) {
        Ok(read) => read?,
        Err(Thrown::TooMany) => return Err(too_large(name, "一页上的文字太多")),
        Err(Thrown::Panic) => return Err(broken(name, "内容不合 PDF 的规定")),
    };
    if read.letters < 4 * read.pages.len() {
        let (sentence, hint) = match read.unknown > read.letters {
            true => ("字体没有写明各个字是什么字".to_owned(), "请交 DOCX 文件，或换一种方式导出 PDF"),
            false => {
                let sentence = format!("{}页里没有文字层，像是扫描件", read.pages.len());
                (sentence, "请交 DOCX 文件，或先作文字识别")
            }
        };
        return Err(refused("prose.scan", name, sentence, hint));
    }
    let mut notes = Vec::new();
    if read.unknown > 0 {
        let sentence = format!("有{}个字，文件没有写明是什么字，未读入", read.unknown);
        notes.push(Finding::warning("prose.letters-unknown", Place::whole(name), sentence));
    }
    Ok((paragraphs(&read.pages), notes))
}

/// Reads page by page; what a page needs is given back before the next.
fn read(name: &str, bytes: &[u8]) -> Result<Read, Refused> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            refused("prose.broken", name, "文件打不开：有密码", "请去掉密码后再交")
        }
        LoadPdfError::Decryption(_) => broken(name, "加密方式不认识"),
        LoadPdfError::Invalid => broken(name, "内容不合 PDF 的规定"),
    })?;
    if pdf.pages().is_empty() {
        return Err(broken(name, "没有一页"));
    }
    if pdf.pages().len() > PAGES_LIMIT {
        return Err(too_large(name, &format!("有{}页，超过上限{PAGES_LIMIT}页", pdf.pages().len())));
    }
    let (cache, settings) = (InterpreterCache::new(), InterpreterSettings::default());
    let mut read = Read::default();
    let mut length = 0;
    for page in pdf.pages().iter() {
        let place = page.initial_transform(true).to_kurbo();
        let whole = Rect::new(-1e6, -1e6, 1e6, 1e6);
        let mut context = Context::new(place, whole, &cache, pdf.xref(), settings.clone());
        let mut glyphs = Glyphs::default();
        interpret_page(page, &mut context, &mut glyphs);
        read.unknown += glyphs.unknown;
        read.letters += glyphs.letters.iter().filter(|letter| letter.letter.is_alphanumeric()).count();
        let mut lines = lines::lines(glyphs.letters);
        let across = |text: String| Line { text, x: 0, end: 0, size: 0, column: u8::MAX };
        lines.extend(glyphs.across.into_iter().map(across));
        length += lines.iter().map(|line| line.text.len()).sum::<usize>();
        if length > super::TEXT_LIMIT {
            return Err(too_large(name, &format!("文字超过上限{}兆字节", super::TEXT_LIMIT >> 20)));
        }
        read.pages.push(lines);
    }
    Ok(read)
}

fn too_large(name: &str, sentence: &str) -> Refused {
    refused("prose.too-large", name, sentence, "请只交要核对的那几页")
}

thread_local! {
    static READING: Cell<bool> = const { Cell::new(false) };
}

/// What ended a reading before its end.
enum Thrown {
    /// Ours: a page without end.
    TooMany,
    /// The reader's of the format: a file that no writer makes.
    Panic,
}

/// The reader of the format may panic on files that no writer makes. That is a broken file, and no news for the terminal.
fn quietly<T>(work: impl FnOnce() -> T) -> Result<T, Thrown> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !READING.get() {
                usual(panic);
            }
        }));
    });
    READING.set(true);
    let outcome = catch_unwind(AssertUnwindSafe(work));
    READING.set(false);
    outcome.map_err(|thrown| if thrown.is::<TooMany>() { Thrown::TooMany } else { Thrown::Panic })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_no_pdf_are_told_so() {
        for bytes in [
            &b"%PDF-1.7\n"[..],
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj\ntrailer<</Root 1 0 R>>",
        ] {
            assert_eq!(text("a.pdf", bytes).unwrap_err().code, "prose.broken");
        }
    }
}

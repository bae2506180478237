//! DOCX (ECMA-376, GB/T 36334 readers alike): the words of `w:p`, in order, tables row by row, then the notes.
//!
//! Only what a reader sees is taken: deleted text, field codes and the second copy of a text box are not.

use super::{Paragraphs, Refused, TEXT_LIMIT, broken, other, refused};
use crate::container::{self, Unfit};
use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Largest part of the container after inflating: 128 MiB of markup.
const PART_LIMIT: u64 = 128 << 20;
/// Deepest nesting of tables and text boxes.
const DEEPEST: usize = 64;

const BODY: &str = "word/document.xml";
const NOTES: [&str; 2] = ["word/footnotes.xml", "word/endnotes.xml"];

pub(super) fn text(name: &str, bytes: &[u8]) -> Result<String, Refused> {
    let mut container = container::open(bytes).map_err(|unfit| match unfit {
        Unfit::Broken(error) => broken(name, error),
        Unfit::Large(sentence) => refused("prose.too-large", name, sentence, "请交普通的 DOCX 文件"),
    })?;
    let has = |wanted: &str| container.index_for_name(wanted).is_some();
    if !has(BODY) {
        return Err(match () {
            () if has("xl/workbook.xml") => other(name, "这是表格，不是文章", "表格请用 duheng import 导入"),
            () if has("OFD.xml") => other(name, "这是 OFD 版式文件", "请导出为 DOCX 或文本"),
            () => other(name, "压缩包里没有 Word 文档", "请交 DOCX、HTML、PDF 或 TXT 文件"),
        });
    }
    let mut gathered = Paragraphs::default();
    for part in std::iter::once(BODY).chain(NOTES.into_iter().filter(|part| has(part)).collect::<Vec<_>>()) {
        let markup = inflated(name, &mut container, part)?;
        walk(name, &markup, &mut gathered)?;
    }
    Ok(gathered.text)
}

/// A part of the container, if it does not inflate beyond the limit.
fn inflated(name: &str, container: &mut ZipArchive<Cursor<&[u8]>>, part: &str) -> Result<String, Refused> {
    let file = container.by_name(part).map_err(|error| broken(name, error))?;
    let mut markup = Vec::new();
    file.take(PART_LIMIT + 1).read_to_end(&mut markup).map_err(|error| broken(name, error))?;
    if markup.len() as u64 > PART_LIMIT {
        let sentence = format!("解开后超过上限{}兆", PART_LIMIT >> 20);
        return Err(refused("prose.too-large", name, sentence, "请只交要核对的那一部分"));
    }
    String::from_utf8(markup).map_err(|_| broken(name, "内容不是 UTF-8"))
}

/// Where the walk is.
#[derive(Default)]
struct Walk {
    /// Elements whose content is not read, counted from the outermost.
    hidden: usize,
    /// Whether inside `w:t`.
    words: bool,
    /// Open tables: whether a cell of the row was written already.
    tables: Vec<bool>,
    /// Lines of text boxes, which stand apart from the paragraph that holds them.
    boxes: Vec<String>,
    /// Paragraphs that were begun when a text box opened.
    held: Vec<String>,
}

fn walk(name: &str, markup: &str, gathered: &mut Paragraphs) -> Result<(), Refused> {
    let mut reader = Reader::from_str(markup);
    reader.config_mut().check_end_names = false;
    let mut walk = Walk::default();
    loop {
        match reader.read_event().map_err(|error| broken(name, error))? {
            Event::Start(tag) => walk.open(tag.local_name().as_ref(), gathered),
            Event::Empty(tag) => walk.single(tag.local_name().as_ref(), gathered),
            Event::End(tag) => walk.close(tag.local_name().as_ref(), gathered),
            Event::Text(text) if walk.words && walk.hidden == 0 => gathered.push(&text.xml10_content()),
            Event::CData(text) if walk.words && walk.hidden == 0 => gathered.push(&text.xml10_content()),
            Event::GeneralRef(reference) if walk.words && walk.hidden == 0 => {
                gathered.push(&letter(&reference))
            }
            Event::Eof => break,
            _ => {}
        }
        if walk.tables.len() + walk.held.len() > DEEPEST {
            return Err(broken(name, "表格和文本框套得太深"));
        }
        if gathered.too_long() {
            let sentence = format!("文字超过上限{}兆字节", TEXT_LIMIT >> 20);
            return Err(refused("prose.too-large", name, sentence, "请只交要核对的那一部分"));
        }
    }
    gathered.end();
    Ok(())
}

fn letter(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return character.to_string();
    }
    let known = quick_xml::escape::resolve_predefined_entity(reference);
    known.map(str::to_owned).unwrap_or_default()
}

/// Elements that a reader does not see.
fn is_hidden(tag: &str) -> bool {
    matches!(tag, "del" | "moveFrom" | "Fallback" | "instrText" | "pPr" | "rPr" | "tblPr" | "sectPr")
}

impl Walk {
    fn open(&mut self, tag: &str, gathered: &mut Paragraphs) {
        if is_hidden(tag) {
            self.hidden += 1;
        }
        if self.hidden > 0 {
            return;
        }
        match tag {
            "t" => self.words = true,
            "tbl" => self.tables.push(false),
            "tr" => {
                self.row(false);
            }
            "tc" if self.row(true) => gathered.push("\t"),
            "txbxContent" => self.held.push(std::mem::take(&mut gathered.line)),
            _ => {}
        }
    }

    fn single(&mut self, tag: &str, gathered: &mut Paragraphs) {
        if self.hidden > 0 {
            return;
        }
        match tag {
            "tab" => gathered.push("\t"),
            "noBreakHyphen" => gathered.push("-"),
            "br" | "cr" if self.tables.is_empty() => gathered.line_feed(),
            "br" | "cr" => gathered.push(" "),
            "p" => self.close("p", gathered),
            _ => {}
        }
    }

    fn close(&mut self, tag: &str, gathered: &mut Paragraphs) {
        if is_hidden(tag) {
            self.hidden = self.hidden.saturating_sub(1);
            return;
        }
        if self.hidden > 0 {
            return;
        }
        match tag {
            "t" => self.words = false,
            "p" if !self.held.is_empty() => {
                let line = std::mem::take(&mut gathered.line);
                if !line.trim().is_empty() {
                    self.boxes.push(line);
                }
            }
            // Paragraphs of a cell stay in its row.
            "p" if !self.tables.is_empty() => gathered.push(" "),
            "p" => {
                gathered.line_feed();
                for line in self.boxes.drain(..) {
                    gathered.push(&line);
                    gathered.line_feed();
                }
            }
            "tc" => gathered.line.truncate(gathered.line.trim_end_matches(' ').len()),
            "txbxContent" => gathered.line = self.held.pop().unwrap_or_default(),
            "tr" if self.tables.len() == 1 && self.held.is_empty() => gathered.end(),
            "tbl" => {
                self.tables.pop();
            }
            _ => {}
        }
    }

    /// Notes whether a cell of the innermost row is written; says whether one was before.
    fn row(&mut self, written: bool) -> bool {
        self.tables.last_mut().is_some_and(|cell| std::mem::replace(cell, written))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> String {
        let mut gathered = Paragraphs::default();
        walk("a.docx", &format!("<w:document><w:body>{body}</w:body></w:document>"), &mut gathered).unwrap();
        gathered.text
    }

    #[test]
    fn words_stay_together_though_split_into_runs() {
        let body = "<w:p><w:r><w:t>教育经费15</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>.44亿元</w:t></w:r></w:p>\
                    <w:p/><w:p><w:r><w:t xml:space=\"preserve\">增长1.01%&#xFF1B;A&amp;B</w:t></w:r></w:p>";
        assert_eq!(read(body), "教育经费15.44亿元\n\n增长1.01%；A&B\n");
    }

    #[test]
    fn what_is_deleted_is_not_read_and_a_text_box_is_read_once() {
        let body = "<w:p><w:del><w:r><w:t>旧</w:t><w:delText>旧</w:delText></w:r></w:del>\
                    <w:ins><w:r><w:t>新增3所</w:t></w:r></w:ins>\
                    <mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>框内5所</w:t></w:r></w:p></w:txbxContent></mc:Choice>\
                    <mc:Fallback><w:txbxContent><w:p><w:r><w:t>框内5所</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent>\
                    <w:r><w:t>学校</w:t></w:r></w:p>";
        assert_eq!(read(body), "新增3所学校\n框内5所\n");
    }

    #[test]
    fn a_row_of_a_table_is_one_paragraph() {
        let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
        let body = format!(
            "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl><w:p><w:r><w:t>末</w:t></w:r></w:p>",
            cell("项目"),
            cell("万元"),
            cell("合计"),
            cell("979")
        );
        assert_eq!(read(&body), "项目\t万元\n合计\t979\n末\n");
    }
}

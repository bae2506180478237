//! DOCX (ECMA-376, transitional and strict; GB/T 36334 readers alike): the words of `w:p`, in order, tables row by row,
//! then notes, heads and feet of pages.
//!
//! Only what a reader sees is taken: deleted, hidden and struck words, field codes, what is to be spoken, marks of notes and
//! the second copy of a text box are not. What was left out is told.

mod looks;
mod sheet;
mod styles;
mod walk;

use super::{Paragraphs, Refused, broken, other, refused};
use crate::container::{self, Unfit};
use crate::package::Package;
use encoding_rs::{UTF_16BE, UTF_16LE};
use finding::{Finding, Place};
use looks::Styles;

/// Largest part of the container after inflating: 128 MiB of markup.
const PART_LIMIT: u64 = 128 << 20;
const BODY: &str = "word/document.xml";

/// What was seen on the way and left out.
#[derive(Default, Debug, PartialEq, Eq)]
struct Left {
    hidden: usize,
    struck: usize,
    revisions: usize,
}

pub(super) fn text(name: &str, bytes: &[u8]) -> Result<(String, Vec<Finding>), Refused> {
    let container = container::open(bytes).map_err(|unfit| match unfit {
        Unfit::Broken(error) => broken(name, error),
        Unfit::Large(sentence) => refused("prose.too-large", name, sentence, "请交普通的 DOCX 文件"),
    })?;
    let mut package = Package::new(container);
    let main = package.main(BODY).map_err(|error| broken(name, error))?;
    let is_words = main.to_lowercase().rsplit('/').next().is_some_and(|part| part.starts_with("document"));
    if !package.has(&main) || !(is_words || package.has(&main.replace(file_of(&main), "styles.xml"))) {
        return Err(match () {
            () if package.has("xl/workbook.xml") => {
                other(name, "这是表格，不是文章", "表格请用 duheng import 导入")
            }
            () if package.has("ppt/presentation.xml") => {
                other(name, "这是演示文稿", "请把要核对的文字另存为 DOCX 或文本")
            }
            () if package.has("OFD.xml") => other(name, "这是 OFD 版式文件", "请导出为 DOCX 或文本"),
            () if package.has("content.xml") => other(name, "这是 ODT 文档", "请另存为 .docx"),
            () => other(name, "压缩包里没有 Word 文档", "请交 DOCX、HTML、PDF 或 TXT 文件"),
        });
    }
    let parts = parts(&mut package, &main).map_err(|error| broken(name, error))?;
    let styles = match &parts.styles {
        Some(part) => Styles::read(&markup(name, &mut package, part)?),
        None => Styles::default(),
    };
    let (mut gathered, mut left) = (Paragraphs::default(), Left::default());
    for part in std::iter::once(&main).chain(&parts.notes) {
        walk::walk(name, &markup(name, &mut package, part)?, &styles, &mut gathered, &mut left)?;
    }
    for part in &parts.margins {
        margin(name, &markup(name, &mut package, part)?, &styles, &mut gathered)?;
    }
    Ok((gathered.text, left.told(name)))
}

/// The parts that hold words beside the main one.
#[derive(Default)]
struct Parts {
    styles: Option<String>,
    notes: Vec<String>,
    /// Heads and feet of pages.
    margins: Vec<String>,
}

fn file_of(part: &str) -> &str {
    part.rsplit('/').next().unwrap_or(part)
}

/// As the main part's links name them, or, where it has none, by their usual names.
fn parts(package: &mut Package<'_>, main: &str) -> Result<Parts, String> {
    let folder = &main[..main.len() - file_of(main).len()];
    let mut parts = Parts::default();
    let linked = package.has(&format!("{folder}_rels/{}.rels", file_of(main)));
    let links = if linked { package.links(main)? } else { Vec::new() };
    let linked = links.into_iter().map(|link| (link.kind, link.part));
    let usual =
        ["styles", "footnotes", "endnotes"].map(|kind| (kind.to_owned(), format!("{folder}{kind}.xml")));
    for (kind, part) in linked.chain(usual).filter(|(_, part)| package.has(part)) {
        let list = match kind.as_str() {
            "styles" => {
                parts.styles.get_or_insert(part);
                continue;
            }
            "footnotes" | "endnotes" => &mut parts.notes,
            "header" | "footer" => &mut parts.margins,
            _ => continue,
        };
        if !list.contains(&part) {
            list.push(part);
        }
    }
    Ok(parts)
}

/// A part as text; Word itself writes UTF-8, others UTF-16 too.
fn markup(name: &str, package: &mut Package<'_>, part: &str) -> Result<String, Refused> {
    let bytes = package.bytes(part, PART_LIMIT).map_err(|error| broken(name, error))?;
    if bytes.len() as u64 > PART_LIMIT {
        let sentence = format!("解开后超过上限{}兆", PART_LIMIT >> 20);
        return Err(refused("prose.too-large", name, sentence, "请只交要核对的那一部分"));
    }
    let wide = match &bytes[..] {
        [0xFF, 0xFE, ..] => Some(UTF_16LE),
        [0xFE, 0xFF, ..] => Some(UTF_16BE),
        _ => None,
    };
    match wide {
        Some(wide) => Ok(wide.decode(&bytes).0.into_owned()),
        None => String::from_utf8(bytes).map_err(|_| broken(name, "内容不是 UTF-8")),
    }
}

/// Heads and feet stand on every page and are read once; numbers of pages alone are no words.
fn margin(name: &str, markup: &str, styles: &Styles, gathered: &mut Paragraphs) -> Result<(), Refused> {
    let mut apart = Paragraphs::default();
    walk::walk(name, markup, styles, &mut apart, &mut Left::default())?;
    for line in apart.text.lines().map(str::trim) {
        let says = line.chars().any(|letter| letter.is_alphabetic() && !"第页共".contains(letter));
        if says && !gathered.text.lines().any(|known| known.trim() == line) {
            gathered.line(line);
        }
    }
    Ok(())
}

impl Left {
    fn told(&self, name: &str) -> Vec<Finding> {
        let counts = [(self.hidden, "隐藏的文字"), (self.struck, "划去的文字")];
        let some = counts.iter().filter(|(count, _)| *count > 0);
        let some: Vec<String> = some.map(|(count, what)| format!("{what}{count}处")).collect();
        let mut told = Vec::new();
        if !some.is_empty() {
            let sentence = format!("有{}，未读入", some.join("、"));
            told.push(Finding::note("prose.unseen", Place::whole(name), sentence));
        }
        if self.revisions > 0 {
            let sentence = format!("文档还带着修订痕迹{}处，按接受修订后的文字读", self.revisions);
            let hint = "定稿前请接受或拒绝全部修订";
            told.push(Finding::note("prose.revisions", Place::whole(name), sentence).hint(hint));
        }
        told
    }
}

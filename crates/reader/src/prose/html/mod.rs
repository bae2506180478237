//! HTML as pages on the web have it, well formed or not: words, block by block; nothing of scripts and styles, nor of what
//! is hidden, struck, spoken (ruby), or a mark of a note.

mod grid;
mod kinds;
mod markup;

use super::flow::Line;
use super::{Paragraphs, TEXT_LIMIT};
use grid::Grid;
use kinds::{BLOCKS, SILENT, VOID};
use markup::{Tag, content, entity, skip};
use std::collections::BTreeSet;

/// Longest content of an element that is raised, in bytes.
const LONGEST_RAISED: usize = 400;

/// The text of a page. Broken markup never stops it: what is no tag is text.
pub(super) fn text(page: &str) -> String {
    let mut reading = Page::default();
    let mut rest = page;
    while let Some(at) = rest.find(['<', '&']) {
        reading.words(&rest[..at]);
        rest = &rest[at..];
        rest = match rest.starts_with('&') {
            true => entity(rest, &mut reading.line),
            false => reading.tag(rest),
        };
        if reading.out.text.len() + reading.line.len() > TEXT_LIMIT {
            break;
        }
    }
    reading.words(rest);
    reading.end();
    reading.out.text
}

/// Spaces and line ends of the source are one space, and none beside Chinese characters, where only the source was wrapped.
fn words(source: &str, line: &mut Line) {
    let line = line.words();
    for c in source.chars() {
        if matches!(c, ' ' | '\t' | '\n' | '\r') {
            if !line.is_empty() && !line.ends_with([' ', '\t']) {
                line.push(' ');
            }
            continue;
        }
        if is_wide(c) && line.ends_with(' ') {
            let before = line.trim_end_matches(' ');
            if before.chars().next_back().is_some_and(is_wide) {
                line.truncate(before.len());
            }
        }
        line.push(c);
    }
}

fn is_wide(c: char) -> bool {
    (c as u32) >= 0x2E80
}

/// A page being read.
#[derive(Default)]
struct Page {
    out: Paragraphs,
    line: Line,
    /// Open tables, the innermost last.
    tables: Vec<Grid>,
    /// Elements inside `pre`, where line ends are meant.
    kept: usize,
    /// Names of elements of which no end was found.
    endless: BTreeSet<String>,
}

/// Deepest nesting of tables whose columns are counted.
const DEEPEST: usize = 64;

impl Page {
    fn words(&mut self, source: &str) {
        if self.kept == 0 {
            return words(source, &mut self.line);
        }
        for (at, line) in source.split('\n').enumerate() {
            if at > 0 {
                self.end();
            }
            words(line, &mut self.line);
        }
    }

    /// Ends a paragraph; one without words is left out.
    fn end(&mut self) {
        let line = self.line.end();
        for line in line.split('\n') {
            let words = line.trim_matches(|c: char| c.is_whitespace() && c != '\u{3000}' && c != '\t');
            // A row begins with its first cell, though it be empty; alone it says nothing.
            let words = if self.tables.is_empty() { words.trim_matches('\t') } else { words };
            if !words.trim().is_empty() {
                self.out.line(words);
            }
        }
    }

    /// Reads one tag or comment; a lone < is text. Blocks inside a cell do not break its row. The rest behind it.
    fn tag<'a>(&mut self, rest: &'a str) -> &'a str {
        if let Some(comment) = rest.strip_prefix("<!--") {
            return comment.find("-->").map_or("", |end| &comment[end + 3..]);
        }
        let Some(tag) = Tag::read(rest) else {
            self.line.push("<");
            return &rest[1..];
        };
        if !tag.closing
            && let Some(behind) = self.special(&tag)
        {
            return behind;
        }
        let in_cell = self.tables.last().is_some_and(|grid| grid.is_open);
        match tag.name.as_str() {
            "td" | "th" if tag.closing => self.line.trim_end(),
            "td" | "th" => self.cell(&tag),
            "tr" | "table" => self.row(&tag),
            "br" if in_cell => self.line.part(),
            "br" => self.line.soft(false),
            "pre" if !in_cell => {
                self.end();
                self.kept = if tag.closing { self.kept.saturating_sub(1) } else { self.kept + 1 };
            }
            other if !BLOCKS.contains(&other) => {}
            _ if in_cell => self.line.part(),
            _ => self.end(),
        }
        tag.behind
    }

    fn cell(&mut self, tag: &Tag<'_>) {
        let number =
            |name: &str| tag.attribute(name).and_then(|value| value.trim().parse().ok()).unwrap_or(1);
        if self.tables.is_empty() {
            self.tables.push(Grid::default());
        }
        if let Some(grid) = self.tables.last_mut() {
            self.line.trim_end();
            let tabs = grid.cell(number("colspan"), number("rowspan"));
            (0..tabs).for_each(|_| self.line.tab());
        }
    }

    fn row(&mut self, tag: &Tag<'_>) {
        if let Some(grid) = self.tables.last_mut() {
            let tabs = grid.row();
            (0..tabs).for_each(|_| self.line.tab());
        }
        self.end();
        match (tag.name.as_str(), tag.closing) {
            ("table", true) => drop(self.tables.pop()),
            ("table", false) if self.tables.len() < DEEPEST => self.tables.push(Grid::default()),
            _ => {}
        }
    }

    /// An element whose content is not read as it stands: none of the text, hidden, or raised. What follows it.
    fn special<'a>(&mut self, tag: &Tag<'a>) -> Option<&'a str> {
        let name = tag.name.as_str();
        if tag.inner.ends_with('/') || VOID.contains(&name) || name.is_empty() {
            return None;
        }
        if SILENT.contains(&name) {
            return Some(skip(name, tag.behind));
        }
        let style = if tag.inner.len() > name.len() { tag.attribute("style") } else { None };
        let style: String = style.unwrap_or_default().chars().filter(|c| !c.is_whitespace()).collect();
        if name == "sup" || style.contains("vertical-align:super") {
            let (inner, behind) = content(name, tag.behind, LONGEST_RAISED)?;
            self.line.raise(&bare(inner));
            return Some(behind);
        }
        if name == "rt" || name == "rp" {
            let ends = ["</rt", "</rp", "<rb", "<rt", "<rp", "</ruby"];
            let end = tag.behind.match_indices('<').map(|(at, _)| at).take(8).find(|at| {
                ends.iter().any(|end| {
                    tag.behind.get(*at..at + end.len()).is_some_and(|here| here.eq_ignore_ascii_case(end))
                })
            })?;
            return Some(&tag.behind[end..]);
        }
        let struck = matches!(name, "del" | "s" | "strike") || style.contains("line-through");
        let hidden = ["display:none", "visibility:hidden", "mso-hide:all"];
        let unseen = hidden.iter().any(|word| style.contains(word))
            || (tag.inner.contains("hidden") && tag.attribute("hidden").is_some_and(|v| v != "until-found"));
        if !(struck || unseen) || self.endless.contains(name) {
            return None;
        }
        let ended = content(name, tag.behind, usize::MAX);
        if ended.is_none() {
            self.endless.insert(name.to_owned());
        }
        ended.map(|(_, behind)| behind)
    }
}

/// The words of a few elements without their tags.
fn bare(markup: &str) -> String {
    let mut line = Line::default();
    let mut rest = markup;
    while let Some(at) = rest.find(['<', '&']) {
        words(&rest[..at], &mut line);
        rest = &rest[at..];
        rest = match (rest.starts_with('&'), Tag::read(rest)) {
            (true, _) => entity(rest, &mut line),
            (false, Some(tag)) => tag.behind,
            (false, None) => {
                line.push("<");
                &rest[1..]
            }
        };
    }
    words(rest, &mut line);
    line.end()
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn blocks_are_paragraphs_and_inline_marks_are_not() {
        let page = "<!DOCTYPE html><html><head><title>标题</title><style>p{}</style></head><body>\
                    <h1>一、投入</h1><p>经费<b>15.44</b>亿元，\n   增长<span class='a>b'>1.01%</span>。</p>\
                    <ul><li>甲&nbsp;3所<li>乙&#50;所</ul><script>if (a<b) 9</script>尾</body></html>";
        assert_eq!(text(page), "一、投入\n经费15.44亿元，增长1.01%。\n甲 3所\n乙2所\n尾\n");
    }

    #[test]
    fn rows_keep_their_cells() {
        let page =
            "<table><tr><th>项目</th><th>万元</th></tr><tr><td><p>合计</p></td><td>979</td></tr></table>";
        assert_eq!(text(page), "项目\t万元\n合计\t979\n");
    }

    #[test]
    fn broken_markup_is_read_on() {
        assert_eq!(text("3 < 5 & 7 <p>甲<!-- 乙"), "3 < 5 & 7\n甲\n");
        assert_eq!(text("<a href=\"x>甲<p>乙"), "甲\n乙\n");
        assert_eq!(text("<script>1"), "");
        let picture = format!("甲<img src=\"data:{}\">乙", "A".repeat(3 * super::markup::LONGEST_TAG));
        assert_eq!(text(&picture), "甲\n乙\n");
        assert_eq!(text("&unknown; &#0; &#x110000;"), "&unknown; &#0; &#x110000;\n");
    }
}

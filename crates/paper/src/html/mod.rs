//! HTML: a page that stands alone, or the article to put inside another page. No script, no inline style.

mod around;

use crate::block::note_id;
use crate::escape::{escaped, push};
use crate::moved::sentences;
use crate::{
    Align, Bar, Block, Body, Document, Drawing, Figure, Moved, Note, QrCode, Row, Run, Table, title_lines,
};
use std::fmt::Write;

/// Where a figure leads, as an address; nothing leads to the figure's note, if it has one.
pub type FigureLink<'l> = &'l dyn Fn(&Figure) -> Option<String>;

const STYLE: &str = include_str!("style.css");

/// Writes a document as a page that stands alone: styles inside, print layout after GB/T 9704-2012, nothing loaded
/// from elsewhere and no script. Each figure is an anchor with `data-figure` (its source) and `data-note`.
///
/// ```
/// use paper::{Document, Figure, Run};
/// let mut document = Document::default();
/// let figure = Figure {
///     id: "figure-F26".into(), text: "1.01%".into(), source: "F26".into(), note: Some(3), mark: None,
/// };
/// document.body.paragraph("growth", vec![Run::text("增长<"), Run::Figure(figure)]);
/// let page = paper::html(&document, &|_| None);
/// assert!(page.contains(r##"增长&lt;<a class="figure" id="figure-F26" data-figure="F26" data-note="3" href="#note-3">1.01%</a>"##));
/// ```
pub fn html(document: &Document, link: FigureLink<'_>) -> String {
    let title = escaped(&document.meta.title.concat());
    let article = article(document, link);
    format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n{article}</body>\n</html>\n"
    )
}

/// Writes the `<article class="document">` alone, for a page that has styles of its own.
pub fn article(document: &Document, link: FigureLink<'_>) -> String {
    article_marked(document, link, &[])
}

/// The same with a `<mark class="moved">` around each sentence that reads otherwise than before; its title says what it was.
///
/// ```
/// use paper::{Document, Run, article_marked, moved};
/// let written = |growth: &str| {
///     let mut document = Document::default();
///     document.body.paragraph("p", vec![Run::text("预算已下达。增长"), Run::text(growth), Run::text("。")]);
///     document
/// };
/// let (now, before) = (written("1.02%"), written("1.01%"));
/// let page = article_marked(&now, &|_| None, &moved(&now, &before));
/// assert!(page.contains("预算已下达。<mark class=\"moved\" title=\"增长1.01%。\">增长1.02%。</mark>"), "{page}");
/// ```
pub fn article_marked(document: &Document, link: FigureLink<'_>, moved: &[Moved]) -> String {
    let mut page = Page { out: String::new(), link, moved };
    let meta = &document.meta;
    page.out.push_str("<article class=\"document\" lang=\"zh-CN\">\n");
    page.head(document);
    if !meta.title.is_empty() {
        page.out.push_str("<h1>");
        for line in title_lines(&meta.title) {
            page.wrapped("span", &line);
        }
        page.out.push_str("</h1>\n");
    }
    page.paragraph_of("subtitle", meta.subtitle.as_deref());
    if let Some(addressee) = &meta.addressee {
        page.paragraph_of("addressee", Some(&format!("{addressee}：")));
    }
    page.body(&document.body, 2);
    if !document.attachments.is_empty() {
        page.out.push_str("<p class=\"attachments\">附件：");
        for (index, attachment) in document.attachments.iter().enumerate() {
            let number =
                if document.attachments.len() == 1 { String::new() } else { format!("{}.", index + 1) };
            let lead = if index == 0 { "" } else { "；" };
            page.out.push_str(lead);
            page.link_to(&attachment.id, &format!("{number}{}", attachment.title));
        }
        page.out.push_str("</p>\n");
    }
    if meta.issuer.is_some() || meta.date.is_some() {
        page.out.push_str("<p class=\"issued\">");
        push(&mut page.out, meta.issuer.as_deref().unwrap_or_default());
        if let Some(date) = &meta.date {
            let gap = if meta.issuer.is_some() { "<br>" } else { "" };
            let _ = write!(page.out, "{gap}{date}");
        }
        page.out.push_str("</p>\n");
    }
    page.paragraph_of("remark", document.remark().as_deref());
    for (index, attachment) in document.attachments.iter().enumerate() {
        page.open("section", "attachment", &attachment.id);
        page.paragraph_of("label", Some(&document.attachment_label(index)));
        page.wrapped("h2", &attachment.title);
        page.out.push('\n');
        page.body(&attachment.body, 3);
        page.out.push_str("</section>\n");
    }
    page.imprint(document);
    page.out.push_str("</article>\n");
    page.out
}

struct Page<'l> {
    out: String,
    link: FigureLink<'l>,
    moved: &'l [Moved],
}

impl Page<'_> {
    fn open(&mut self, tag: &str, class: &str, id: &str) {
        let _ = write!(self.out, "<{tag}");
        if !class.is_empty() {
            let _ = write!(self.out, " class=\"{class}\"");
        }
        self.out.push_str(" id=\"");
        push(&mut self.out, id);
        self.out.push_str("\">");
    }

    fn wrapped(&mut self, tag: &str, words: &str) {
        let _ = write!(self.out, "<{tag}>");
        push(&mut self.out, words);
        let _ = write!(self.out, "</{tag}>");
    }

    fn paragraph_of(&mut self, class: &str, words: Option<&str>) {
        if let Some(words) = words {
            let _ = write!(self.out, "<p class=\"{class}\">");
            push(&mut self.out, words);
            self.out.push_str("</p>\n");
        }
    }

    fn link_to(&mut self, target: &str, words: &str) {
        self.out.push_str("<a href=\"#");
        push(&mut self.out, target);
        self.out.push_str("\">");
        push(&mut self.out, words);
        self.out.push_str("</a>");
    }

    /// Blocks, with headings of the first level as `h{top}`.
    fn body(&mut self, body: &Body, top: usize) {
        for block in &body.blocks {
            match block {
                Block::Heading(heading) => {
                    let tag = format!("h{}", (top + heading.level.depth() - 1).min(6));
                    self.open(&tag, "", &heading.id);
                    push(&mut self.out, &heading.number);
                    self.runs(&heading.runs);
                    let _ = writeln!(self.out, "</{tag}>");
                }
                Block::Paragraph(paragraph) => {
                    self.open("p", "", &paragraph.id);
                    self.passage(&paragraph.id, &paragraph.runs);
                    self.out.push_str("</p>\n");
                }
                Block::Points(points) => {
                    self.open("p", "points", &points.id);
                    self.passage(&points.id, &points.lead);
                    for point in &points.points {
                        self.open("span", "point", &point.id);
                        push(&mut self.out, &point.number);
                        self.passage(&point.id, &point.runs);
                        self.out.push_str("</span>");
                    }
                    self.out.push_str("</p>\n");
                }
                Block::Table(table) => self.table(table),
                Block::Note(note) => self.note(note),
                Block::Verbatim(kept) => {
                    self.open("pre", "", &kept.id);
                    push(&mut self.out, &kept.lines.join("\n"));
                    self.out.push_str("</pre>\n");
                }
                Block::Code(code) => self.code(code),
                Block::Drawing(drawing) => self.drawing(drawing),
            }
        }
    }

    /// Runs under an id, with a mark around each sentence that reads otherwise than before.
    fn passage(&mut self, id: &str, runs: &[Run]) {
        let moved = self.moved;
        let mine = |nth: usize| moved.iter().find(|one| one.id == id && one.nth == Some(nth));
        if !moved.iter().any(|one| one.id == id) {
            return self.runs(runs);
        }
        for (nth, sentence) in sentences(runs).iter().enumerate() {
            match mine(nth) {
                None => self.runs(sentence),
                Some(one) => {
                    self.out.push_str("<mark class=\"moved\" title=\"");
                    push(&mut self.out, &one.was);
                    self.out.push_str("\">");
                    self.runs(sentence);
                    self.out.push_str("</mark>");
                }
            }
        }
    }

    fn runs(&mut self, runs: &[Run]) {
        for run in runs {
            match run {
                Run::Text(words) | Run::Quotation(words) => push(&mut self.out, words),
                Run::Emphasis(words) => self.wrapped("em", words),
                Run::Link { text, target } => self.link_to(target, text),
                Run::Figure(figure) => self.figure(figure),
                Run::Mark { text, target } => {
                    self.out.push_str("<sup>");
                    self.link_to(target, text);
                    self.out.push_str("</sup>");
                }
            }
        }
    }

    fn figure(&mut self, figure: &Figure) {
        self.open("a", "figure", &figure.id);
        self.out.pop();
        self.out.push_str(" data-figure=\"");
        push(&mut self.out, &figure.source);
        self.out.push('"');
        if let Some(note) = figure.note {
            let _ = write!(self.out, " data-note=\"{note}\"");
        }
        let address = (self.link)(figure).or(figure.note.map(|note| format!("#{}", note_id(note))));
        if let Some(address) = address {
            self.out.push_str(" href=\"");
            push(&mut self.out, &address);
            self.out.push('"');
        }
        self.out.push('>');
        push(&mut self.out, &figure.text);
        self.out.push_str("</a>");
        if let Some(mark) = figure.note_mark() {
            self.out.push_str("<sup>");
            match figure.note {
                Some(note) => self.link_to(&note_id(note), &mark),
                None => push(&mut self.out, &mark),
            }
            self.out.push_str("</sup>");
        }
    }

    fn table(&mut self, table: &Table) {
        self.open("table", "", &table.id);
        if let Some(caption) = &table.caption {
            self.wrapped("caption", caption);
        }
        let whole: u32 = table.columns.iter().map(|column| column.width).sum();
        self.out.push_str("\n<colgroup>");
        for column in &table.columns {
            let _ = write!(self.out, "<col width=\"{}%\">", column.width * 100 / whole.max(1));
        }
        self.out.push_str("</colgroup>\n<thead>\n");
        for row in &table.head {
            self.row(table, row, "th");
        }
        self.out.push_str("</thead>\n<tbody>\n");
        for row in &table.rows {
            self.row(table, row, "td");
        }
        self.out.push_str("</tbody>\n</table>\n");
    }

    fn row(&mut self, table: &Table, row: &Row, tag: &str) {
        self.out.push_str("<tr>");
        let mut column = 0;
        for cell in &row.cells {
            let class = match table.columns.get(column).map(|column| column.align) {
                Some(Align::Center) => " class=\"center\"",
                Some(Align::Right) => " class=\"right\"",
                _ => "",
            };
            let span = if cell.span > 1 { format!(" colspan=\"{}\"", cell.span) } else { String::new() };
            let _ = write!(self.out, "<{tag}{class}{span}>");
            self.runs(&cell.runs);
            if let Some(bar) = cell.bar {
                self.bar(bar);
            }
            let _ = write!(self.out, "</{tag}>");
            column += cell.span.max(1) as usize;
        }
        self.out.push_str("</tr>\n");
    }

    /// A bar under the words of a cell; whoever hears the page hears the number above it.
    fn bar(&mut self, Bar { share, bound }: Bar) {
        let _ = write!(
            self.out,
            "<svg class=\"data-bar\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><path d=\"M0 3h{share}v4h-{share}z\"/>"
        );
        if let Some(at) = bound {
            let _ = write!(self.out, "<path class=\"limit\" d=\"M{at} 0h4v10h-4z\"/>");
        }
        self.out.push_str("</svg>");
    }

    fn code(&mut self, code: &QrCode) {
        let Some(modules) = code.modules() else { return };
        let _ = write!(self.out, "<svg class=\"code\" id=\"");
        push(&mut self.out, &code.id);
        let side = modules.side();
        let _ = write!(self.out, "\" role=\"img\" viewBox=\"0 0 {side} {side}\"><title>");
        push(&mut self.out, &code.label);
        let path = modules.path();
        let _ = writeln!(
            self.out,
            "</title><path fill=\"#fff\" d=\"M0 0h{side}v{side}h-{side}z\"/><path d=\"{path}\"/></svg>"
        );
    }

    fn drawing(&mut self, drawing: &Drawing) {
        let _ = write!(self.out, "<svg class=\"drawing\" id=\"");
        push(&mut self.out, &drawing.id);
        let _ =
            write!(self.out, "\" role=\"img\" viewBox=\"0 0 {} {}\"><title>", drawing.width, drawing.height);
        push(&mut self.out, &drawing.label);
        let _ = writeln!(self.out, "</title><path d=\"{}\"/></svg>", drawing.modules().path());
    }

    fn note(&mut self, note: &Note) {
        self.open("div", "note", &note.id);
        self.out.push_str("<p>");
        let number = format!("〔{}〕", note.number);
        match &note.back {
            Some(back) => {
                self.out.push_str("<a class=\"number\" href=\"#");
                push(&mut self.out, back);
                let _ = write!(self.out, "\">{number}</a>");
            }
            None => {
                let _ = write!(self.out, "<span class=\"number\">{number}</span>");
            }
        }
        self.runs(&note.head);
        self.out.push_str("</p><dl>");
        for line in &note.lines {
            self.wrapped("dt", &line.label);
            self.out.push_str("<dd>");
            self.runs(&line.runs);
            self.out.push_str("</dd>");
        }
        self.out.push_str("</dl></div>\n");
    }
}

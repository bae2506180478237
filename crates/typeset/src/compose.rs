//! The tree as strips: what each kind of block becomes on paper.

use crate::line::Atom;
use crate::page::{Enclosed, Fill, Kind, Length};
use crate::strip::Strip;
use crate::style::{self, LETTER, Set, Sheet, Style};
use crate::table;
use crate::words::Words;
use paper::{Block, Body, Document, Drawing, Note, QrCode, Run, Stretch, title_lines};

/// Side of a QR code.
const CODE: Length = 50 * 72_000 * 10 / 254;

/// Lines of the text that stand on the page of the signature: no page has that alone (GB/T 9704-2012, 7.3.5).
const WITH: usize = 2;

/// Makes the strips of a document.
pub(crate) struct Composer<'f, 's> {
    pub(crate) words: Words<'f>,
    pub(crate) sheet: &'s Sheet,
    pub(crate) strips: Vec<Strip>,
    /// What stands at the foot of the last page.
    pub(crate) foot: Vec<Strip>,
    /// What goes with it as files.
    pub(crate) enclosed: Vec<Enclosed>,
}

impl Composer<'_, '_> {
    /// The whole document in its order.
    pub(crate) fn document(&mut self, document: &Document) {
        self.head(document);
        self.title(document);
        self.body(&document.body);
        let from = self.strips.len().saturating_sub(WITH);
        self.attachment_list(document);
        self.signature(document);
        if let Some(remark) = document.remark() {
            self.lines(&style::BODY, &remark, &[], Kind::Paragraph, "");
        }
        self.keep_all(from);
        for (at, attachment) in document.attachments.iter().enumerate() {
            self.end();
            let from = self.strips.len();
            self.lines(
                &style::ATTACHMENT,
                &document.attachment_label(at),
                &[],
                Kind::Paragraph,
                &attachment.id,
            );
            if let Some(first) = self.strips.get_mut(from) {
                first.page = true;
            }
            self.keep(from);
            self.gap(self.sheet.pitch(), true);
            let from = self.strips.len();
            for line in title_lines(std::slice::from_ref(&attachment.title)) {
                self.lines(&style::TITLE, &line, &[], Kind::Heading(1), "");
            }
            self.headed(from, 1, &attachment.title);
            self.keep(from);
            self.gap(self.sheet.pitch() / 2, true);
            self.body(&attachment.body);
        }
        self.end();
        self.imprint(document);
    }

    /// What was added last ends a part: its last two lines stand together, so that no line has the last page alone.
    fn end(&mut self) {
        if let [.., before, last] = self.strips.as_mut_slice() {
            before.kept |= !last.page && !last.gap;
        }
    }

    fn title(&mut self, document: &Document) {
        let meta = &document.meta;
        let node = self.words.node(Kind::Title, 0);
        for line in title_lines(&meta.title) {
            let atoms = self.words.atoms(&style::TITLE, &line, &[], node);
            self.set(&style::TITLE, &atoms, "");
        }
        self.gap(self.sheet.pitch() / 2, false);
        if let Some(subtitle) = &meta.subtitle {
            self.lines(&style::SUBTITLE, subtitle, &[], Kind::Paragraph, "");
            self.gap(self.sheet.pitch(), false);
        }
        if let Some(addressee) = &meta.addressee {
            self.lines(&style::FLUSH, &format!("{addressee}："), &[], Kind::Paragraph, "");
        }
    }

    fn body(&mut self, body: &Body) {
        for block in &body.blocks {
            match block {
                Block::Heading(heading) => {
                    let from = self.strips.len();
                    let depth = heading.level.depth();
                    let kind = Kind::Heading(depth as u16);
                    self.lines(&style::heading(depth), &heading.number, &heading.runs, kind, &heading.id);
                    let words: String = heading.runs.iter().map(Run::words).collect();
                    self.headed(from, depth, &format!("{}{words}", heading.number));
                    self.keep(from);
                }
                Block::Paragraph(one) => self.lines(&style::BODY, "", &one.runs, Kind::Paragraph, &one.id),
                Block::Points(points) => {
                    let node = self.words.node(Kind::Paragraph, 0);
                    let mut atoms = self.words.atoms(&style::BODY, "", &points.lead, node);
                    for point in &points.points {
                        let mut more = self.words.atoms(&style::BODY, &point.number, &point.runs, node);
                        if let Some(first) = more.first_mut().filter(|first| first.anchor.is_none()) {
                            self.words.anchors.push(point.id.clone());
                            first.anchor = Some(self.words.anchors.len() - 1);
                        }
                        atoms.extend(more);
                    }
                    self.set(&style::BODY, &atoms, &points.id);
                }
                Block::Table(table) => {
                    if let Some(caption) = &table.caption {
                        let from = self.strips.len();
                        self.lines(&style::CAPTION, caption, &[], Kind::Caption, &table.id);
                        self.keep(from);
                    }
                    let strips = table::strips(&mut self.words, table, self.sheet);
                    self.strips.extend(strips);
                    self.gap(style::TABLE.line, false);
                }
                Block::Note(note) => self.note(note),
                Block::Verbatim(kept) => {
                    for line in &kept.lines {
                        self.lines(&style::VERBATIM, line, &[], Kind::Paragraph, "");
                    }
                }
                Block::Code(code) => self.code(code),
                Block::Drawing(drawing) => self.drawing(drawing),
            }
        }
    }

    /// A paragraph of its own node.
    pub(crate) fn lines(&mut self, style: &Style, lead: &str, runs: &[Run], kind: Kind, id: &str) {
        let node = self.words.node(kind, 0);
        let atoms = self.words.atoms(style, lead, runs, node);
        self.set(style, &atoms, id);
    }

    /// Sets a paragraph into strips, its id at the first.
    pub(crate) fn set(&mut self, style: &Style, atoms: &[Atom], id: &str) {
        let (from, width) = (self.strips.len(), self.sheet.area);
        let strips = self.words.strips(atoms, style, width);
        self.strips.extend(strips);
        if let Some(first) = self.strips.get_mut(from).filter(|_| !id.is_empty()) {
            first.anchors.push(id.to_owned());
        }
    }

    /// What was added since stays with what follows.
    fn keep(&mut self, from: usize) {
        self.strips[from..].iter_mut().for_each(|strip| strip.kept = true);
    }

    /// What was added since stays together, where anything was signed.
    fn keep_all(&mut self, from: usize) {
        let last = self.strips.len().saturating_sub(1);
        if last > from {
            self.strips[from..last].iter_mut().for_each(|strip| strip.kept = true);
        }
    }

    fn headed(&mut self, from: usize, depth: usize, words: &str) {
        if let Some(first) = self.strips.get_mut(from) {
            first.heading = Some((depth, words.to_owned()));
        }
    }

    pub(crate) fn gap(&mut self, height: Length, kept: bool) {
        self.strips.push(Strip { kept, ..Strip::gap(height) });
    }

    /// 附件： two characters in, an empty line below the text (GB/T 9704-2012, 7.3.4).
    fn attachment_list(&mut self, document: &Document) {
        let many = document.attachments.len() > 1;
        for (at, attachment) in document.attachments.iter().enumerate() {
            if at == 0 {
                self.gap(self.sheet.pitch(), true);
            }
            let hanging = if many { LETTER * 4 } else { LETTER * 3 };
            let lead = if at == 0 { "附件：" } else { "" };
            let number = if many { format!("{}.", at + 1) } else { String::new() };
            let first = if at == 0 { LETTER * 2 } else { LETTER * 5 };
            let style = Style { first, rest: LETTER * 2 + hanging, set: Set::Left, ..style::FLUSH };
            let link = Run::Link { text: attachment.title.clone(), target: attachment.id.clone() };
            self.lines(&style, &format!("{lead}{number}"), &[link], Kind::Paragraph, "");
        }
    }

    /// The issuing body centred over the day, the day four characters in from the right (GB/T 9704-2012, 7.3.5.1).
    fn signature(&mut self, document: &Document) {
        let issuer = document.meta.issuer.as_deref().unwrap_or_default();
        let date = document.meta.date.map_or_else(String::new, |date| date.to_string());
        if issuer.is_empty() && date.is_empty() {
            return;
        }
        let node = self.words.node(Kind::Paragraph, 0);
        let mut set = |words: &str| self.words.atoms(&style::FLUSH, words, &[], node);
        let lines = [set(issuer), set(&date)];
        let wide: Vec<Length> = lines.iter().map(|atoms| atoms.iter().map(|atom| atom.width).sum()).collect();
        let over = (wide[0] - wide[1]) / 2;
        let right = match (date.is_empty(), over) {
            (true, _) => [LETTER * 4, 0],
            (_, over) if over <= LETTER * 3 => [LETTER * 4 - over, LETTER * 4],
            (_, over) => [LETTER, LETTER + over],
        };
        self.gap(self.sheet.pitch() * 2, true);
        for ((atoms, wide), right) in lines.iter().zip(&wide).zip(right) {
            let first = (self.sheet.area - wide - right).max(0);
            self.set(&Style { first, set: Set::Left, ..style::FLUSH }, atoms, "");
        }
    }

    fn note(&mut self, note: &Note) {
        let from = self.strips.len();
        let node = self.words.node(Kind::Paragraph, 0);
        let link = match &note.back {
            Some(back) => self.words.link(back, node),
            None => node,
        };
        let mut atoms = Vec::new();
        self.words.push(&mut atoms, &style::NOTE_HEAD, &format!("〔{}〕", note.number), link);
        self.words.runs(&mut atoms, &style::NOTE_HEAD, &note.head, node);
        self.set(&style::NOTE_HEAD, &atoms, &note.id);
        self.keep(from);
        for line in &note.lines {
            self.lines(&style::NOTE, &format!("{}：", line.label), &line.runs, Kind::Paragraph, "");
        }
        if let Some(last) = self.strips.last_mut() {
            last.kept = false;
        }
    }

    /// A drawing as wide as the text, or as high as leaves room for words beside it; it stays with what follows.
    fn drawing(&mut self, drawing: &Drawing) {
        let node = self.words.node(Kind::Picture(drawing.label.clone()), 0);
        let (wide, high) = (drawing.width as i64, drawing.height as i64);
        let (area, most) = (i64::from(self.sheet.area), i64::from(self.sheet.depth) / 2);
        let width = area.min(most * wide / high);
        let at = |units: usize| (units as i64 * width / wide) as Length;
        let left = (self.sheet.area - width as Length) / 2;
        let fill = |Stretch { x, y, width: long }: Stretch| Fill {
            x: left + at(x),
            y: at(y),
            width: at(x + long) - at(x),
            height: at(y + 1) - at(y),
            node,
            red: false,
        };
        let fills = drawing.stretches().into_iter().map(fill).collect();
        let height = at(drawing.height);
        self.strips.push(Strip { height, fills, kept: true, ..Strip::default() });
    }

    /// What was added last stays with what follows, as high as a code: no page has that alone.
    fn accompany(&mut self) {
        let mut high = 0;
        for strip in self.strips.iter_mut().rev() {
            if high >= CODE {
                return;
            }
            strip.kept = true;
            high += strip.height;
            if strip.page {
                return;
            }
        }
    }

    /// A code in the middle of a line of its own.
    fn code(&mut self, code: &QrCode) {
        let Some((side, dark)) = code.stretches() else { return };
        let node = self.words.node(Kind::Picture(code.label.clone()), 0);
        let module = CODE / side as Length;
        let left = (self.sheet.area - CODE) / 2;
        let fill = |Stretch { x, y, width }: Stretch| Fill {
            x: left + x as Length * module,
            y: y as Length * module,
            width: width as Length * module,
            height: module,
            node,
            red: false,
        };
        let fills = dark.into_iter().map(fill).collect();
        self.enclosed.push(Enclosed { label: code.label.clone(), text: code.text.clone() });
        self.accompany();
        self.strips.push(Strip { height: CODE, fills, ..Strip::default() });
    }
}

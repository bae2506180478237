//! Plain text: one line a paragraph, indented by two full-width spaces.

use crate::{Block, Body, Document, Note, Row, Run, Table, title_lines};

/// Whether the plain text carries the marks of notes and the attachments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notes {
    /// Marks such as 〔3〕, every attachment, and what stands around the text (版头, 附注, 版记).
    With,
    /// The words alone, as they would be read out.
    Without,
}

/// Writes a document as plain text, UTF-8, lines ended by `\n`.
///
/// ```
/// use paper::{Document, Notes, Run, text};
/// let mut document = Document::default();
/// document.meta.title = vec!["自评报告".into()];
/// document.body.paragraph("p", vec![Run::text("教育经费15.44亿元。")]);
/// assert_eq!(text(&document, Notes::Without), "自评报告\n\n　　教育经费15.44亿元。\n");
/// ```
pub fn text(document: &Document, notes: Notes) -> String {
    let mut out = Text { out: String::new(), notes };
    let meta = &document.meta;
    if notes == Notes::With {
        out.head(document);
    }
    for line in title_lines(&meta.title) {
        out.line("", &line);
    }
    if let Some(subtitle) = &meta.subtitle {
        out.line("", subtitle);
    }
    out.gap();
    if let Some(addressee) = &meta.addressee {
        out.line("", &format!("{addressee}："));
    }
    out.body(&document.body);
    if notes == Notes::With && !document.attachments.is_empty() {
        out.gap();
        let many = document.attachments.len() > 1;
        for (index, attachment) in document.attachments.iter().enumerate() {
            let lead = if index == 0 { "　　附件：" } else { "　　　　　" };
            let number = if many { format!("{}.", index + 1) } else { String::new() };
            out.line(lead, &format!("{number}{}", attachment.title));
        }
    }
    if meta.issuer.is_some() || meta.date.is_some() {
        out.gap();
    }
    if let Some(issuer) = &meta.issuer {
        out.line("　　", issuer);
    }
    if let Some(date) = &meta.date {
        out.line("　　", &date.to_string());
    }
    if notes == Notes::With {
        if let Some(remark) = document.remark() {
            out.line("　　", &remark);
        }
        for (index, attachment) in document.attachments.iter().enumerate() {
            out.gap();
            out.line("", &document.attachment_label(index));
            out.gap();
            out.line("", &attachment.title);
            out.gap();
            out.body(&attachment.body);
        }
        out.imprint(document);
    }
    out.out
}

struct Text {
    out: String,
    notes: Notes,
}

impl Text {
    fn line(&mut self, indent: &str, words: &str) {
        self.out.push_str(indent);
        self.out.extend(words.chars().map(|letter| if letter.is_control() { ' ' } else { letter }));
        self.out.push('\n');
    }

    fn gap(&mut self) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
    }

    /// What stands above the red line (版头).
    fn head(&mut self, document: &Document) {
        let head = &document.meta.head;
        head.notices().chain(head.mark.as_deref()).for_each(|words| self.line("", words));
        let signer = head.signer.as_ref().map(|signer| format!("签发人：{signer}"));
        let line: Vec<String> = head.number.iter().cloned().chain(signer).collect();
        if !line.is_empty() {
            self.line("", &line.join("　　"));
        }
        self.gap();
    }

    /// What stands at the foot of the last page (版记).
    fn imprint(&mut self, document: &Document) {
        let imprint = &document.meta.imprint;
        if imprint.is_empty() {
            return;
        }
        self.gap();
        if let Some(copies) = imprint.copied() {
            self.line("", &format!("抄送：{copies}"));
        }
        let line: Vec<String> = imprint.printer.iter().cloned().chain(imprint.printed_words()).collect();
        if !line.is_empty() {
            self.line("", &line.join("　　"));
        }
    }

    fn words(&self, runs: &[Run]) -> String {
        let mut words = String::new();
        for run in runs {
            words.push_str(run.words());
            match (run, self.notes) {
                (Run::Figure(figure), Notes::With) => words.extend(figure.note_mark()),
                (Run::Mark { text, .. }, Notes::With) => words.push_str(text),
                _ => {}
            }
        }
        words
    }

    fn body(&mut self, body: &Body) {
        for block in &body.blocks {
            match block {
                Block::Heading(heading) => {
                    let words = self.words(&heading.runs);
                    self.line("　　", &format!("{}{words}", heading.number));
                }
                Block::Paragraph(paragraph) => {
                    let words = self.words(&paragraph.runs);
                    self.line("　　", &words);
                }
                Block::Points(points) => {
                    let mut words = self.words(&points.lead);
                    for point in &points.points {
                        words.push_str(&point.number);
                        words.push_str(&self.words(&point.runs));
                    }
                    self.line("　　", &words);
                }
                Block::Table(table) => self.table(table),
                Block::Note(note) => self.note(note),
                Block::Verbatim(kept) => kept.lines.iter().for_each(|line| self.line("", line)),
                Block::Code(_) | Block::Drawing(_) => {}
            }
        }
    }

    fn table(&mut self, table: &Table) {
        if let Some(caption) = &table.caption {
            self.line("", caption);
        }
        let row = |text: &Self, row: &Row| {
            row.cells.iter().map(|cell| text.words(&cell.runs)).collect::<Vec<_>>().join("　｜　")
        };
        for line in table.head.iter().chain(&table.rows) {
            let words = row(self, line);
            self.line("", &words);
        }
    }

    fn note(&mut self, note: &Note) {
        let head = self.words(&note.head);
        self.line("", &format!("〔{}〕{head}", note.number));
        for line in &note.lines {
            let words = self.words(&line.runs);
            self.line("　　", &format!("{}：{words}", line.label));
        }
    }
}

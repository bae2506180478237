//! `word/document.xml`: the blocks of the tree as paragraphs and tables.

use super::bookmarks::Bookmarks;
use super::package::{HEAD, picture_id};
use super::styles::{LINE, TITLE_LINE};
use crate::block::note_id;
use crate::escape::push;
use crate::title::half_widths;
use crate::{
    Align, Block, Body, Document, Drawing, Figure, Level, Note, QrCode, Row, Run, Table, title_lines,
};
use std::fmt::Write;

/// Width of the type area in twips: 156 mm.
pub(super) const WIDTH: u32 = 8844;
/// The same of a sheet that lies on its side: 245 mm.
const TURNED: u32 = 13_890;
/// Side of a QR code in the units of drawings: 50 mm.
const CODE: u32 = 1_800_000;
/// A twip in the units of drawings, and how high a drawing may be: 110 mm.
const TWIP: u32 = 635;
const HIGHEST: u64 = 3_960_000;
/// What keeps a paragraph on the page of the one that follows.
const KEPT: &str = "<w:keepNext/>";
/// Lines of text that stay with a code below them.
const WITH_CODE: usize = 8;
/// How high a bar under the words of a cell is, in EMU.
const BAR: u32 = 60_000;
/// What a picture is in a drawing.
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
/// Half a character of text in twips.
pub(super) const HALF: usize = 157;

/// A4 with margins 37, 35, 28 and 26 mm, so that the type area is 156 × 225 mm; a grid of lines.
const SECTION: &str = "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/><w:footerReference w:type=\"even\" r:id=\"rId5\"/>\
    <w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
    <w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\" w:header=\"851\" w:footer=\"1400\" w:gutter=\"0\"/>\
    <w:docGrid w:type=\"lines\" w:linePitch=\"579\"/></w:sectPr>";

/// A4 on its side with a type area of 245 × 156 mm.
const SECTION_TURNED: &str = "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/><w:footerReference w:type=\"even\" r:id=\"rId5\"/>\
    <w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>\
    <w:pgMar w:top=\"1587\" w:right=\"1474\" w:bottom=\"1474\" w:left=\"1474\" w:header=\"851\" w:footer=\"850\" w:gutter=\"0\"/>\
    <w:docGrid w:type=\"lines\" w:linePitch=\"579\"/></w:sectPr>";

/// `word/document.xml`.
pub(super) fn document(document: &Document) -> String {
    let (width, section) = if document.meta.is_turned { (TURNED, SECTION_TURNED) } else { (WIDTH, SECTION) };
    let mut out = Content { xml: String::new(), pictures: 0, width, bookmarks: Bookmarks::of(document) };
    out.head(document);
    out.title(document);
    out.body(&document.body, document.is_signed() || !document.attachments.is_empty());
    out.attachment_list(document);
    out.signature(document);
    out.remark(document);
    for (index, attachment) in document.attachments.iter().enumerate() {
        out.paragraph("AttachmentLabel", "", &[], Some(&document.attachment_label(index)));
        out.paragraph("AttachmentTitle", &attachment.id, &[], Some(&attachment.title));
        out.body(&attachment.body, false);
    }
    out.imprint(document);
    format!(
        "{HEAD}<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
         xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:pic=\"{PICTURE}\"><w:body>{}{section}</w:body></w:document>\n",
        out.xml
    )
}

pub(super) struct Content {
    pub(super) xml: String,
    /// Width of the type area.
    width: u32,
    /// How many pictures there were so far.
    pictures: usize,
    bookmarks: Bookmarks,
}

impl Content {
    /// The title and what stands before the text. The space after it fills up the grid, so that the text below stands
    /// on the lines of the page.
    fn title(&mut self, document: &Document) {
        let meta = &document.meta;
        let lines = title_lines(&meta.title);
        let height = lines.len() * TITLE_LINE;
        let after = (height + LINE / 2).div_ceil(LINE) * LINE - height;
        for (index, line) in lines.iter().enumerate() {
            let last = index + 1 == lines.len();
            let spacing =
                format!("<w:spacing w:after=\"{}\" w:line=\"{TITLE_LINE}\" w:lineRule=\"exact\"/>", after);
            self.open("Title", if last { &spacing } else { "" });
            self.words(line, "");
            self.xml.push_str("</w:p>");
        }
        if let Some(subtitle) = &meta.subtitle {
            self.paragraph("Subtitle", "", &[], Some(subtitle));
            self.empty();
        }
        if let Some(addressee) = &meta.addressee {
            self.paragraph("Addressee", "", &[], Some(&format!("{addressee}：")));
        }
    }

    /// The blocks of a body. Of one that is signed below, the last words stay with the signature: no page has that alone (GB/T 9704-2012,
    /// 7.3.5).
    fn body(&mut self, body: &Body, signed: bool) {
        for (at, block) in body.blocks.iter().enumerate() {
            let kept = if signed && at + 1 == body.blocks.len() { KEPT } else { "" };
            let before_code = matches!(body.blocks.get(at + 1), Some(Block::Code(_)));
            match block {
                Block::Heading(heading) => {
                    let style = match heading.level {
                        Level::First => "Heading1",
                        Level::Second => "Heading2",
                        Level::Third => "Heading3",
                        Level::Fourth => "Heading4",
                    };
                    self.paragraph(style, &heading.id, &heading.runs, Some(&heading.number));
                }
                Block::Paragraph(paragraph) => {
                    self.open("BodyText", kept);
                    self.xml.push_str(&self.bookmarks.at(&paragraph.id));
                    self.runs(&paragraph.runs);
                    self.xml.push_str("</w:p>");
                }
                Block::Points(points) => {
                    self.open("BodyText", kept);
                    self.xml.push_str(&self.bookmarks.at(&points.id));
                    self.runs(&points.lead);
                    for point in &points.points {
                        self.xml.push_str(&self.bookmarks.at(&point.id));
                        self.words(&point.number, "");
                        self.runs(&point.runs);
                    }
                    self.xml.push_str("</w:p>");
                }
                Block::Table(table) => self.table(table),
                Block::Note(note) => self.note(note),
                Block::Verbatim(kept) => {
                    // No page has a code alone.
                    let with = kept.lines.len().saturating_sub(if before_code { WITH_CODE } else { 0 });
                    for (at, line) in kept.lines.iter().enumerate() {
                        let stays = before_code && at >= with;
                        self.open("Verbatim", if stays { KEPT } else { "" });
                        self.words(line, "");
                        self.xml.push_str("</w:p>");
                    }
                }
                Block::Code(code) => self.code(code),
                Block::Drawing(drawing) => self.drawing(drawing),
            }
        }
    }

    /// Opens a paragraph of a style; `more` goes into its properties.
    pub(super) fn open(&mut self, style: &str, more: &str) {
        let _ = write!(self.xml, "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{more}</w:pPr>");
    }

    /// A whole paragraph: words of `lead`, then `runs`, under the bookmark of `id`.
    pub(super) fn paragraph(&mut self, style: &str, id: &str, runs: &[Run], lead: Option<&str>) {
        self.open(style, "");
        self.xml.push_str(&self.bookmarks.at(id));
        self.words(lead.unwrap_or_default(), "");
        self.runs(runs);
        self.xml.push_str("</w:p>");
    }

    /// An empty line that stays with what follows.
    pub(super) fn empty(&mut self) {
        self.open("BodyText", KEPT);
        self.xml.push_str("</w:p>");
    }

    /// Words of one run; the hint sets quotation marks and dashes in the Chinese font.
    pub(super) fn words(&mut self, words: &str, properties: &str) {
        if words.is_empty() {
            return;
        }
        let _ = write!(
            self.xml,
            "<w:r><w:rPr>{properties}<w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t xml:space=\"preserve\">"
        );
        push(&mut self.xml, words);
        self.xml.push_str("</w:t></w:r>");
    }

    fn runs(&mut self, runs: &[Run]) {
        for run in runs {
            match run {
                Run::Text(words) | Run::Quotation(words) => self.words(words, ""),
                Run::Emphasis(words) => self.words(words, "<w:rStyle w:val=\"Emphasis\"/>"),
                Run::Link { text, target } => self.link(target, text, ""),
                Run::Figure(figure) => self.figure(figure),
                Run::Mark { text, target } => self.link(target, text, "<w:rStyle w:val=\"NoteMark\"/>"),
            }
        }
    }

    fn link(&mut self, target: &str, words: &str, properties: &str) {
        let Some(name) = self.bookmarks.name(target) else {
            return self.words(words, properties);
        };
        let _ = write!(self.xml, "<w:hyperlink w:anchor=\"{name}\" w:history=\"1\">");
        self.words(words, properties);
        self.xml.push_str("</w:hyperlink>");
    }

    fn figure(&mut self, figure: &Figure) {
        let (start, end) = self.bookmarks.around(&figure.id);
        self.xml.push_str(&start);
        self.words(&figure.text, "");
        self.xml.push_str(&end);
        if let Some(mark) = figure.note_mark() {
            let target = figure.note.map(note_id).unwrap_or_default();
            self.link(&target, &mark, "<w:rStyle w:val=\"NoteMark\"/>");
        }
    }

    /// 附件： two characters in, an empty line below the text (GB/T 9704-2012, 7.3.4).
    fn attachment_list(&mut self, document: &Document) {
        let many = document.attachments.len() > 1;
        for (index, attachment) in document.attachments.iter().enumerate() {
            if index == 0 {
                self.empty();
            }
            // 附件： takes three characters, a number one and a half.
            let hanging = if many { HALF * 8 } else { HALF * 6 };
            let indent = if index == 0 {
                format!("<w:ind w:left=\"{}\" w:hanging=\"{hanging}\"/>", HALF * 4 + hanging)
            } else {
                format!("<w:ind w:left=\"{}\" w:hanging=\"{}\"/>", HALF * 4 + hanging, HALF * 2)
            };
            let stays = document.is_signed() || index + 1 < document.attachments.len();
            self.open("AttachmentList", &format!("{}{indent}", if stays { KEPT } else { "" }));
            let lead = if index == 0 { "附件：" } else { "" };
            let number = if many { format!("{}.", index + 1) } else { String::new() };
            self.words(&format!("{lead}{number}"), "");
            self.link(&attachment.id, &attachment.title, "");
            self.xml.push_str("</w:p>");
        }
    }

    /// The issuing body centred over the day, the day four characters in from the right, as a document that will be
    /// sealed has it (GB/T 9704-2012, 7.3.5.1).
    fn signature(&mut self, document: &Document) {
        let issuer = document.meta.issuer.as_deref().unwrap_or_default();
        let date = document.meta.date.map_or_else(String::new, |date| date.to_string());
        if issuer.is_empty() && date.is_empty() {
            return;
        }
        // In halves of a character from the right margin.
        let (wide, narrow) = (half_widths(issuer), half_widths(&date));
        let (for_issuer, for_date) = if wide <= narrow || date.is_empty() {
            (8 + narrow.saturating_sub(wide) / 2, 8)
        } else {
            let over = (wide - narrow) / 2;
            if over <= 6 { (8 - over, 8) } else { (2, 2 + over) }
        };
        self.empty();
        for (words, halves) in [(issuer, for_issuer), (&date, for_date)] {
            if !words.is_empty() {
                let kept = if words == issuer && !date.is_empty() { KEPT } else { "" };
                self.open("Signature", &format!("{kept}<w:ind w:right=\"{}\"/>", halves * HALF));
                self.words(words, "");
                self.xml.push_str("</w:p>");
            }
        }
    }

    /// In brackets, two characters in, on the line below the day (GB/T 9704-2012, 7.3.6).
    fn remark(&mut self, document: &Document) {
        if let Some(remark) = document.remark() {
            self.paragraph("BodyText", "", &[], Some(&remark));
        }
    }

    fn table(&mut self, table: &Table) {
        if table.caption.is_some() || self.bookmarks.name(&table.id).is_some() {
            self.paragraph("Caption", &table.id, &[], table.caption.as_deref());
        }
        let whole: u32 = table.columns.iter().map(|column| column.width).sum::<u32>().max(1);
        let widths: Vec<u32> = table
            .columns
            .iter()
            .map(|column| (u64::from(column.width) * u64::from(self.width) / u64::from(whole)) as u32)
            .collect();
        let border =
            |side: &str| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>");
        let borders: String =
            ["top", "left", "bottom", "right", "insideH", "insideV"].into_iter().map(border).collect();
        let width = self.width;
        let _ = write!(
            self.xml,
            "<w:tbl><w:tblPr><w:tblW w:w=\"{width}\" w:type=\"dxa\"/><w:tblBorders>{borders}</w:tblBorders>\
             <w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>"
        );
        for width in &widths {
            let _ = write!(self.xml, "<w:gridCol w:w=\"{width}\"/>");
        }
        self.xml.push_str("</w:tblGrid>");
        for row in &table.head {
            self.row(table, row, &widths, true);
        }
        for row in &table.rows {
            self.row(table, row, &widths, false);
        }
        self.xml.push_str("</w:tbl>");
        self.open("TableText", "");
        self.xml.push_str("</w:p>");
    }

    fn row(&mut self, table: &Table, row: &Row, widths: &[u32], head: bool) {
        let repeated = if head { "<w:tblHeader/>" } else { "" };
        let _ = write!(self.xml, "<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>");
        let mut column = 0;
        for cell in &row.cells {
            let span = cell.span.max(1) as usize;
            let width: u32 = widths.iter().skip(column).take(span).sum();
            let grid = if span > 1 { format!("<w:gridSpan w:val=\"{span}\"/>") } else { String::new() };
            let _ = write!(
                self.xml,
                "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{grid}<w:vAlign w:val=\"center\"/></w:tcPr>"
            );
            let align = match table.columns.get(column).map(|column| column.align) {
                Some(Align::Center) => "<w:jc w:val=\"center\"/>",
                Some(Align::Right) => "<w:jc w:val=\"right\"/>",
                _ => "<w:jc w:val=\"left\"/>",
            };
            if head {
                self.open("TableHead", "");
            } else {
                self.open("TableText", align);
            }
            self.runs(&cell.runs);
            if cell.bar.is_some() {
                // A twentieth of a point is 635 EMU; the cell keeps a little at both sides.
                self.xml.push_str("<w:r><w:br/></w:r>");
                self.picture((width.saturating_sub(240).max(240) * 635, BAR), "");
            }
            self.xml.push_str("</w:p></w:tc>");
            column += span;
        }
        self.xml.push_str("</w:tr>");
    }

    /// A picture in a line of its own, centred.
    fn code(&mut self, code: &QrCode) {
        if code.modules().is_none() {
            return;
        }
        self.open("Picture", "");
        self.picture((CODE, CODE), &code.label);
        self.xml.push_str("</w:p>");
    }

    /// A drawing as wide as the text, or as high as fits beside it on a page.
    fn drawing(&mut self, drawing: &Drawing) {
        let (wide, high) = (drawing.width as u64, drawing.height as u64);
        let width = u64::from(self.width * TWIP).min(HIGHEST * wide / high);
        self.open("Picture", KEPT);
        self.picture((width as u32, (width * high / wide) as u32), &drawing.label);
        self.xml.push_str("</w:p>");
    }

    /// The next picture, so wide and so high (EMU), in the line of words.
    fn picture(&mut self, (width, height): (u32, u32), label: &str) {
        let (id, number) = (picture_id(self.pictures), self.pictures + 1);
        self.pictures += 1;
        let _ = write!(
            self.xml,
            "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{width}\" cy=\"{height}\"/>\
             <wp:docPr id=\"{number}\" name=\"{id}\" descr=\""
        );
        push(&mut self.xml, label);
        let _ = write!(
            self.xml,
            "\"/><a:graphic><a:graphicData uri=\"{PICTURE}\"><pic:pic><pic:nvPicPr><pic:cNvPr id=\"{number}\" name=\"{id}\"/>\
             <pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"{id}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
             <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm><a:prstGeom prst=\"rect\">\
             <a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        );
    }

    fn note(&mut self, note: &Note) {
        self.open("NoteHead", "");
        self.xml.push_str(&self.bookmarks.at(&note.id));
        let number = format!("〔{}〕", note.number);
        self.link(note.back.as_deref().unwrap_or_default(), &number, "");
        self.runs(&note.head);
        self.xml.push_str("</w:p>");
        for line in &note.lines {
            self.open("NoteText", "");
            self.words(&format!("{}：", line.label), "");
            self.runs(&line.runs);
            self.xml.push_str("</w:p>");
        }
    }
}

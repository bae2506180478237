//! Head (版头) and imprint (版记) of a document, GB/T 9704-2012, 7.2 and 7.4. Lengths are twentieths of a point.

use super::content::{Content, HALF, WIDTH};
use super::styles::LINE;
use crate::Document;
use crate::escape::push;
use crate::title::half_widths;
use std::fmt::Write;

/// From the upper edge of the type area to the mark of the issuing body: 35 mm.
const ABOVE_MARK: usize = 1984;
/// Largest and smallest size of the mark, in points.
const MARK: (u32, u32) = (48, 26);
/// The red line under the head: 4 mm below the number, which is 11 points.
const RED_LINE: &str =
    "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"12\" w:space=\"11\" w:color=\"FF0000\"/></w:pBdr>";
/// What keeps the imprint at the foot of the page on which the document ends.
const FRAME: &str = "<w:framePr w:w=\"8844\" w:wrap=\"around\" w:vAnchor=\"margin\" w:hAnchor=\"margin\" w:xAlign=\"left\" w:yAlign=\"bottom\"/>";

/// The size of a mark in points, so that it stands on one line.
pub(super) fn mark_size(mark: &str) -> u32 {
    let letters = half_widths(mark).div_ceil(2).max(1) as u32;
    (WIDTH / 20 / letters).clamp(MARK.1, MARK.0)
}

impl Content {
    /// What stands above the red line, and the two empty lines below it.
    pub(super) fn head(&mut self, document: &Document) {
        let head = &document.meta.head;
        for (style, words) in
            [("Notice", &head.copy), ("NoticeHei", &head.secrecy), ("NoticeHei", &head.urgency)]
        {
            if let Some(words) = words {
                self.paragraph(style, "", &[], Some(words));
            }
        }
        if let Some(mark) = &head.mark {
            let above = ABOVE_MARK.saturating_sub(head.notices().count() * LINE);
            let size = mark_size(mark);
            let line = size * 24;
            self.open(
                "IssuerMark",
                &format!("<w:spacing w:before=\"{above}\" w:line=\"{line}\" w:lineRule=\"exact\"/>"),
            );
            self.sized(mark, size * 2);
            self.close();
            self.empty();
            self.empty();
        }
        if head.has_line() {
            self.number(document);
            self.empty();
            self.empty();
        }
    }

    /// The number in the middle; of a document that goes upward on the left, beside who signed for it.
    fn number(&mut self, document: &Document) {
        let head = &document.meta.head;
        let number = head.number.as_deref().unwrap_or_default();
        let Some(signer) = &head.signer else {
            self.open("DocumentNumber", &format!("{RED_LINE}<w:jc w:val=\"center\"/>"));
            self.words(number, "");
            return self.close();
        };
        let (inner, edge) = (HALF * 2, WIDTH as usize - HALF * 2);
        self.open(
            "DocumentNumber",
            &format!(
                "{RED_LINE}<w:tabs><w:tab w:val=\"right\" w:pos=\"{edge}\"/></w:tabs><w:ind w:left=\"{inner}\" w:right=\"{inner}\"/>"
            ),
        );
        self.words(number, "");
        self.tab();
        self.words("签发人：", "");
        self.words(signer, "<w:rStyle w:val=\"Signer\"/>");
        self.close();
    }

    /// At the foot of the last page, between lines: who gets copies, who printed it when.
    pub(super) fn imprint(&mut self, document: &Document) {
        let imprint = &document.meta.imprint;
        if imprint.is_empty() {
            return;
        }
        // 0.35 mm above and below, 0.25 mm between, in eighths of a point.
        let rule = |side: &str, eighths: u32| {
            format!("<w:{side} w:val=\"single\" w:sz=\"{eighths}\" w:space=\"1\" w:color=\"000000\"/>")
        };
        let copies = imprint.copied();
        let has_printer = imprint.printer.is_some() || imprint.printed.is_some();
        if let Some(copies) = &copies {
            let below = if has_printer { String::new() } else { rule("bottom", 8) };
            let indent = "<w:ind w:left=\"1103\" w:right=\"280\" w:hanging=\"823\"/>";
            self.open("Imprint", &format!("{FRAME}<w:pBdr>{}{below}</w:pBdr>{indent}", rule("top", 8)));
            self.words(&format!("抄送：{copies}"), "");
            self.close();
        }
        if has_printer {
            let top = rule("top", if copies.is_some() { 6 } else { 8 });
            let tab = format!("<w:tabs><w:tab w:val=\"right\" w:pos=\"{}\"/></w:tabs>", WIDTH - 280);
            let indent = "<w:ind w:left=\"280\" w:right=\"280\"/>";
            self.open("Imprint", &format!("{FRAME}<w:pBdr>{top}{}</w:pBdr>{tab}{indent}", rule("bottom", 8)));
            self.words(imprint.printer.as_deref().unwrap_or_default(), "");
            self.tab();
            self.words(&imprint.printed_words().unwrap_or_default(), "");
            self.close();
        }
        // A frame stands on the page of the paragraph that follows it.
        self.open("TableText", "<w:spacing w:line=\"20\" w:lineRule=\"exact\"/>");
        self.close();
    }

    /// Words in a size, in halves of a point.
    fn sized(&mut self, words: &str, halves: u32) {
        let _ = write!(
            self.xml,
            "<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/><w:sz w:val=\"{halves}\"/><w:szCs w:val=\"{halves}\"/></w:rPr><w:t xml:space=\"preserve\">"
        );
        push(&mut self.xml, words);
        self.xml.push_str("</w:t></w:r>");
    }

    fn tab(&mut self) {
        self.xml.push_str("<w:r><w:tab/></w:r>");
    }

    fn close(&mut self) {
        self.xml.push_str("</w:p>");
    }
}

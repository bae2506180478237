//! Head (版头) and imprint (版记) on pages, GB/T 9704-2012, 7.2 and 7.4.

use crate::compose::Composer;
use crate::line::Atom;
use crate::page::{ARTIFACT, Fill, Kind, Length, millimetres};
use crate::strip::Strip;
use crate::style::{self, FOUR, LETTER, Set, Style};
use paper::Document;

/// From the upper edge of the type area to the mark of the issuing body.
const ABOVE_MARK: Length = millimetres(350);
/// From the number to the red line, and how thick that is.
const RED_LINE: (Length, Length) = (millimetres(40), 1_500);
/// The outer rules of the imprint, and the one between.
const RULES: (Length, Length) = (millimetres(4), millimetres(3));
/// Between a rule of the imprint and its words.
const PAD: Length = 2_000;

fn wide(atoms: &[Atom]) -> Length {
    atoms.iter().map(|atom| atom.width).sum()
}

impl Composer<'_, '_> {
    /// What stands above the red line, and the two empty lines below it.
    pub(crate) fn head(&mut self, document: &Document) {
        let head = &document.meta.head;
        let pitch = self.sheet.pitch();
        for (style, words) in [
            (&style::FLUSH, &head.copy),
            (&style::ATTACHMENT, &head.secrecy),
            (&style::ATTACHMENT, &head.urgency),
        ] {
            if let Some(words) = words {
                self.lines(style, words, &[], Kind::Paragraph, "");
            }
        }
        if let Some(mark) = &head.mark {
            let used = head.notices().count() as Length * pitch;
            // An empty strip falls away at the top of a page: this one stands.
            self.strips.push(Strip { height: (ABOVE_MARK - used).max(0), ..Strip::default() });
            let style = style::mark(mark.chars().count() as Length, self.sheet.area);
            let from = self.strips.len();
            self.lines(&style, mark, &[], Kind::Paragraph, "");
            let runs = self.strips[from..].iter_mut().flat_map(|strip| &mut strip.runs);
            runs.for_each(|run| run.red = true);
            self.gap(pitch * 2, true);
        }
        if head.has_line() {
            self.number(document);
            let (below, thick) = RED_LINE;
            let fill =
                Fill { x: 0, y: below, width: self.sheet.area, height: thick, node: ARTIFACT, red: true };
            self.strips.push(Strip { height: below + thick, fills: vec![fill], ..Strip::default() });
            self.gap(pitch * 2, true);
        }
    }

    /// The number in the middle; of a document that goes upward on the left, beside who signed for it.
    fn number(&mut self, document: &Document) {
        let head = &document.meta.head;
        let node = self.words.node(Kind::Paragraph, 0);
        let number = head.number.as_deref().unwrap_or_default();
        let atoms = self.words.atoms(&style::FLUSH, number, &[], node);
        let Some(signer) = &head.signer else {
            return self.set(&Style { set: Set::Center, ..style::FLUSH }, &atoms, "");
        };
        let mut beside = self.words.atoms(&style::FLUSH, "签发人：", &[], node);
        self.words.push(&mut beside, &style::SIGNER, signer, node);
        let strip = self.side_by_side(&style::FLUSH, LETTER, &atoms, &beside);
        self.strips.push(strip);
    }

    /// One line of what stands left and what stands right, each so far from its edge.
    fn side_by_side(&self, style: &Style, inset: Length, left: &[Atom], right: &[Atom]) -> Strip {
        let area = self.sheet.area;
        let at = |first: Length, atoms: &[Atom]| {
            let style = Style { first, rest: first, set: Set::Left, ..*style };
            self.words.strips(atoms, &style, area)
        };
        let mut line =
            at(inset, left).into_iter().next().unwrap_or(Strip { height: style.line, ..Strip::default() });
        let beside = at((area - wide(right) - inset).max(0), right);
        line.runs.extend(beside.into_iter().next().map(|strip| strip.runs).unwrap_or_default());
        line
    }

    /// At the foot of the last page, between rules: who gets copies, who printed it when.
    pub(crate) fn imprint(&mut self, document: &Document) {
        let imprint = &document.meta.imprint;
        if imprint.is_empty() {
            return;
        }
        self.rule(RULES.0);
        if let Some(copies) = imprint.copied() {
            let node = self.words.node(Kind::Paragraph, 0);
            // Further lines stand under the first letter behind 抄送：, and one character stays free on the right.
            let style = Style { rest: FOUR * 4, ..style::IMPRINT };
            let atoms = self.words.atoms(&style, &format!("抄送：{copies}"), &[], node);
            let lines = self.words.strips(&atoms, &style, self.sheet.area - FOUR);
            self.foot.extend(lines);
            if imprint.printer.is_some() || imprint.printed.is_some() {
                self.rule(RULES.1);
            }
        }
        if imprint.printer.is_some() || imprint.printed.is_some() {
            let node = self.words.node(Kind::Paragraph, 0);
            let style = style::IMPRINT;
            let printer = imprint.printer.as_deref().unwrap_or_default();
            let left = self.words.atoms(&style, printer, &[], node);
            let right = self.words.atoms(&style, &imprint.printed_words().unwrap_or_default(), &[], node);
            let line = self.side_by_side(&style, FOUR, &left, &right);
            self.foot.push(line);
        }
        // The last rule lies on the lower edge of the type area.
        self.rule(RULES.0);
    }

    fn rule(&mut self, thick: Length) {
        let last = !self.foot.is_empty();
        let (y, height) = if last { (PAD, PAD + thick) } else { (0, thick) };
        let fill = Fill { x: 0, y, width: self.sheet.area, height: thick, node: ARTIFACT, red: false };
        self.foot.push(Strip { height, fills: vec![fill], ..Strip::default() });
    }
}

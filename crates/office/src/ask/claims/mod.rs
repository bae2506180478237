//! A text proof-read (核对): what it asserts of its own numbers, told sentence by sentence.

mod against;
mod excerpt;

use crate::Prose;
use crate::view::{Piece, PieceMark, ReadingView, Told, ToldKind};
use ::claims::{Claim, Reading, Verdict};
use excerpt::{Lines, pieces};
use finding::{Finding, Grade};
use std::cmp::Reverse;

/// A document with what was read from it.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The document's text.
    pub prose: Prose,
    /// Its numbers and what it asserts of them.
    pub reading: Reading,
}

impl Checked {
    /// Reads what a document asserts.
    ///
    /// ```
    /// let prose = office::prose("年报.txt", "收入33844.74万元，比上年34583.04万元下降1.73%。".as_bytes()).unwrap();
    /// let checked = office::Checked::read(prose);
    /// assert!(checked.is_wrong());
    /// assert_eq!(checked.view().reading.claims[0].verdict, "inconsistent");
    /// assert_eq!(checked.told()[0].place, "年报.txt:1:29");
    /// ```
    pub fn read(prose: Prose) -> Checked {
        let prose = said(prose);
        let reading = ::claims::read(&prose.source, &prose.text);
        Checked { prose, reading }
    }

    /// As [`Checked::read`], as long as it is wanted; none when `wanted` says no before the end.
    pub fn read_while(prose: Prose, wanted: &dyn Fn() -> bool) -> Option<Checked> {
        let prose = said(prose);
        let reading = ::claims::read_while(&prose.source, &prose.text, wanted)?;
        Some(Checked { prose, reading })
    }

    /// Whether the text contradicts itself.
    pub fn is_wrong(&self) -> bool {
        self.reading.is_wrong()
    }

    /// What is shown of it in JSON.
    pub fn view(&self) -> ReadingView {
        let reading = self.reading.view(&self.prose.text);
        ReadingView { source: self.prose.source.clone(), reading, against: None, before: None }
    }

    /// What is wrong or should be looked at, with places.
    pub fn findings(&self) -> Vec<Finding> {
        let read = ::claims::findings(&self.reading, &self.prose.source, &self.prose.text);
        self.prose.notes.iter().cloned().chain(read).collect()
    }

    /// Every claim and remark for a reader: what contradicts itself first, then remarks on wording, then what cannot be
    /// told, what is only compatible, what follows; each in the order of the text.
    pub fn told(&self) -> Vec<Told> {
        let lines = Lines::of(&self.prose.text);
        let mut told: Vec<Told> = self.reading.claims.iter().map(|one| self.claim(one, &lines)).collect();
        told.extend(self.reading.remarks.iter().map(|remark| self.remark(remark, &lines)));
        told.sort_by_key(|one| (Reverse(one.gravity), one.start));
        told
    }

    fn claim(&self, claim: &Claim, lines: &Lines) -> Told {
        let published = &claim.published;
        let (note, advice) = match claim.note.split_once('；') {
            Some((note, advice)) if claim.verdict == Verdict::Inconsistent => (note, Some(advice.to_owned())),
            _ => (claim.note.as_str(), None),
        };
        let gravity = match (claim.verdict, claim.strength) {
            (Verdict::Inconsistent, _) => 4,
            (Verdict::Undetermined, _) => 2,
            (Verdict::Consistent, Some(::claims::Strength::Entailed)) => 0,
            (Verdict::Consistent, _) => 1,
        };
        Told {
            gravity,
            kind: match claim.verdict {
                Verdict::Inconsistent => ToldKind::Inconsistent,
                Verdict::Undetermined => ToldKind::Undetermined,
                Verdict::Consistent => ToldKind::Consistent,
            },
            title: claim.relation.title().to_owned(),
            place: lines.place(&self.prose, published.start),
            start: published.start,
            end: published.end,
            pieces: pieces(&self.prose.text, (published.start, published.end), &spans(&claim.operands)),
            note: match claim.rule.sentence() {
                "" => note.to_owned(),
                how => format!("{note}〔{how}〕"),
            },
            advice,
        }
    }

    fn remark(&self, remark: &Finding, lines: &Lines) -> Told {
        let start = lines.byte(&self.prose.text, remark.place.line, remark.place.column);
        let excerpt = remark.place.excerpt.as_deref().unwrap_or_default();
        let (from, to) = remark.place.mark.unwrap_or_default();
        let piece = |words: Option<&str>, mark| Piece { text: words.unwrap_or_default().to_owned(), mark };
        let mut pieces = vec![
            piece(excerpt.get(..from), None),
            piece(excerpt.get(from..to), Some(PieceMark::Remark)),
            piece(excerpt.get(to..), None),
        ];
        pieces.retain(|piece| !piece.text.is_empty());
        Told {
            gravity: if remark.grade == Grade::Note { 2 } else { 3 },
            kind: ToldKind::Remark,
            title: "用语".to_owned(),
            place: remark.place.to_string(),
            start,
            end: start + to.saturating_sub(from),
            pieces,
            note: remark.sentence.clone(),
            advice: remark.hint.clone(),
        }
    }
}

/// A document without the annexes that this program writes itself: they are where its numbers come from, and say nothing.
fn said(mut prose: Prose) -> Prose {
    let said = report::without_own_annexes(&prose.text).len();
    if said < prose.text.len() {
        prose.text.truncate(said);
        let place = finding::Place::whole(&prose.source);
        let sentence = "后面的“数字来源”等附件是本程序写的，不在核对之列";
        prose.notes.push(Finding::note("prose.own-annex", place, sentence));
    }
    prose
}

fn spans(operands: &[::claims::Operand]) -> Vec<(usize, usize)> {
    operands.iter().map(|one| (one.start, one.end)).collect()
}

/// Reads a document and what it asserts in one go.
pub fn check(name: &str, bytes: &[u8]) -> std::result::Result<Checked, Finding> {
    crate::prose(name, bytes).map(Checked::read)
}

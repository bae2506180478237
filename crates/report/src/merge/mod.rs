//! A report that comes back from a word processor (合并): what was changed in it, paragraph by paragraph.
//!
//! The text that came back is held against the document as it follows from outline and rows. Paragraphs are found again by
//! their words, not by bookmarks, wherever they stand now. Changed wording is told to be kept; a changed figure never is: it is a finding
//! with its place, or, for whoever wants it so, a contest (数字异议) that somebody has to answer.

pub(crate) mod figures;
mod pairing;
mod stretches;

use crate::wording::{Wording, figure, spoken};
use finding::{Finding, Place, has_error};
use paper::{Block, Document, Figure, Run, sentences};
use std::collections::BTreeSet;

/// A text that came back, with its name for places: one paragraph a line.
#[derive(Clone, Copy, Debug)]
pub struct Returned<'a> {
    /// Name of the file.
    pub source: &'a str,
    /// Its paragraphs, one a line, without markup.
    pub text: &'a str,
}

/// What became of a paragraph or point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Its id.
    pub passage: String,
    /// Line of the text that came back in which it stands, from 1; none when it is gone.
    pub line: Option<u32>,
    /// What it said; empty of one that is new.
    pub was: String,
    /// What it says; empty of one that is gone.
    pub now: String,
    /// What became of it.
    pub became: Became,
}

/// What became of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Became {
    /// It is worded otherwise: kept.
    Worded,
    /// A figure of it was changed: refused.
    Refused,
    /// A figure of it is said to be otherwise: somebody has to answer.
    Contested,
    /// It stands elsewhere: told, and left where the outline has it.
    Moved,
    /// It is gone, or new as a paragraph: told, and not kept.
    NotKept,
}

/// A figure that came back as another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contest {
    /// Id of the paragraph or point.
    pub passage: String,
    /// The source of the figure: F26, or an indicator's id.
    pub figure: String,
    /// As it was printed.
    pub printed: String,
    /// As it came back; empty when it is gone.
    pub says: String,
    /// The sentence in which it came back.
    pub sentence: String,
}

/// What a text that came back comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// What was changed, in the order of the report.
    pub changed: Vec<Changed>,
    /// Wordings to be kept; who gave them when is not filled in.
    pub wordings: Vec<Wording>,
    /// Figures that came back as others.
    pub contests: Vec<Contest>,
    /// What there is to say about it; an error when a figure was changed or a number put in.
    pub findings: Vec<Finding>,
}

impl Merged {
    /// Whether nothing of it may be kept.
    pub fn is_refused(&self) -> bool {
        has_error(&self.findings)
    }
}

/// A heading, paragraph or point of the document, with the number that stands before it.
pub(crate) struct Passage<'d> {
    pub(crate) id: &'d str,
    pub(crate) lead: &'d str,
    pub(crate) sentences: Vec<Vec<Run>>,
    pub(crate) is_heading: bool,
}

impl Passage<'_> {
    /// What it says, without its number.
    pub(crate) fn words(&self) -> String {
        self.sentences.iter().map(|runs| spoken(runs)).collect()
    }

    /// The same behind its number, as it stands on paper.
    pub(crate) fn printed(&self) -> String {
        format!("{}{}", self.lead, self.words())
    }
}

/// The passages of a document in their order; those that say nothing are none.
fn passages(document: &Document) -> Vec<Passage<'_>> {
    let mut all = Vec::new();
    let mut add = |id, lead, runs: &[Run], is_heading| {
        let parted = if is_heading { vec![runs.to_vec()] } else { sentences(runs) };
        all.push(Passage { id, lead, sentences: parted, is_heading });
    };
    for block in &document.body.blocks {
        match block {
            Block::Heading(heading) => add(heading.id.as_str(), heading.number.as_str(), &heading.runs, true),
            Block::Paragraph(one) => add(&one.id, "", &one.runs, false),
            Block::Points(points) => {
                add(&points.id, "", &points.lead, false);
                points.points.iter().for_each(|point| add(&point.id, &point.number, &point.runs, false));
            }
            _ => {}
        }
    }
    all.retain(|passage| !passage.words().trim().is_empty());
    all
}

/// Holds a text that came back against the document as it follows from outline and rows. `present` are the wordings that are kept
/// already. With `contests` a changed figure is no
/// error but something to be answered, and the rest of its sentence is kept with the figure as printed.
pub fn merge(document: &Document, present: &[Wording], returned: &Returned<'_>, contests: bool) -> Merged {
    let mut merged = Merged::default();
    let passages = passages(document);
    let came = came_back(returned.text, &passages);
    let pairs = if came.len() > MOST { Vec::new() } else { pairing::pairs(&passages, &came) };
    if pairs.iter().flatten().count() * 2 < passages.len() || pairs.is_empty() {
        let sentence = "与这一年的报告对不上：多数段落找不到".to_owned();
        let finding = Finding::error("report.other-document", Place::whole(returned.source), sentence);
        merged.findings.push(finding.hint("请交督衡写出的报告 DOCX 改后的稿，并核对评价年度"));
        return merged;
    }
    for (passage, at) in passages.iter().zip(&pairs) {
        match at {
            Some(at) => {
                let (line, text) = &came[*at];
                let mut found = stretches::Found { returned, line: *line, contests, merged: &mut merged };
                found.passage(passage, text);
            }
            None => gone(passage, returned, &mut merged),
        }
    }
    moved(&passages, &pairs, &came, &mut merged);
    added(document, &came, &pairs, returned, &mut merged);
    standing(&passages, present, &pairs, returned, &mut merged);
    if merged.is_refused() {
        merged.wordings.clear();
        merged.contests.clear();
    }
    merged
}

/// Most paragraphs of a text that is held against a report.
const MOST: usize = 4_000;

/// The paragraphs of a text with their lines, without marks of notes; points that stand on one line are parted as those of the report
/// are. What follows the first label of an attachment is not the report's text.
fn came_back(text: &str, passages: &[Passage<'_>]) -> Vec<(u32, String)> {
    let is_label = |line: &str| {
        line.strip_prefix("附件").is_some_and(|rest| rest.chars().all(|letter| letter.is_ascii_digit()))
    };
    let all: Vec<String> = passages.iter().map(Passage::words).collect();
    let leads: Vec<&str> = passages
        .iter()
        .filter(|passage| !passage.is_heading && !passage.lead.is_empty())
        .map(|passage| passage.lead)
        .filter(|lead| !all.iter().any(|words| words.contains(lead)))
        .collect();
    (1..)
        .zip(text.lines())
        .map(|(number, line)| (number, pairing::unmarked(line.trim())))
        .take_while(|(_, line)| !is_label(line))
        .flat_map(|(number, line)| pairing::parted(&line, &leads).into_iter().map(move |part| (number, part)))
        .filter(|(_, part)| !part.is_empty())
        .collect()
}

/// A passage that did not come back.
fn gone(passage: &Passage<'_>, returned: &Returned<'_>, merged: &mut Merged) {
    let was = passage.printed();
    let sentence = format!("稿中没有这一段了，报告里仍然印：“{}”", pairing::short(&was));
    let finding = Finding::warning("report.paragraph-gone", Place::whole(returned.source), sentence);
    merged.findings.push(finding.hint("报告里不要这一段的，改定义包里的提纲"));
    let (passage, now) = (passage.id.to_owned(), String::new());
    merged.changed.push(Changed { passage, line: None, was, now, became: Became::NotKept });
}

/// Passages that stand before one that they followed.
fn moved(passages: &[Passage<'_>], pairs: &[Option<usize>], came: &[(u32, String)], merged: &mut Merged) {
    let found: Vec<(usize, usize)> =
        pairs.iter().enumerate().filter_map(|(passage, at)| at.map(|at| (passage, at))).collect();
    let kept = pairing::ascending(&found.iter().map(|(_, at)| *at).collect::<Vec<_>>());
    for (nth, (passage, at)) in found.iter().enumerate() {
        if kept.contains(&nth) {
            continue;
        }
        let (line, now) = came[*at].clone();
        let one = &passages[*passage];
        let (passage, was) = (one.id.to_owned(), one.printed());
        merged.changed.push(Changed { passage, line: Some(line), was, now, became: Became::Moved });
    }
}

/// Paragraphs among those of the report that it does not have.
fn added(
    document: &Document,
    came: &[(u32, String)],
    pairs: &[Option<usize>],
    returned: &Returned<'_>,
    merged: &mut Merged,
) {
    let found: BTreeSet<usize> = pairs.iter().flatten().copied().collect();
    let Some((first, last)) = found.first().zip(found.last()) else { return };
    let known = paper::text(document, paper::Notes::With);
    let known: BTreeSet<String> = known.lines().map(pairing::close).collect();
    for at in (0..came.len()).filter(|at| !found.contains(at)) {
        let (number, text) = &came[at];
        // Around the text stand names and days, which may be those of another edition: there only a sentence is a paragraph.
        let is_within = (*first..*last).contains(&at) || text.ends_with(stretches::ENDS);
        if !is_within || known.contains(&pairing::close(text)) {
            continue;
        }
        let place = Place::at(returned.source, *number, 1);
        let sentence = format!("稿中多出一段，没有收下：“{}”", pairing::short(text));
        let finding = Finding::warning("report.paragraph-added", place, sentence);
        merged.findings.push(finding.hint("并进它前面一段的末尾，或者写进定义包里的提纲"));
        let (line, now) = (Some(*number), text.clone());
        let (passage, was) = (String::new(), String::new());
        merged.changed.push(Changed { passage, line, was, now, became: Became::NotKept });
    }
}

/// Wordings whose sentences came back as they follow from the outline: the text may have been written before they were given, so that
/// nothing is taken back by it.
fn standing(
    passages: &[Passage<'_>],
    present: &[Wording],
    pairs: &[Option<usize>],
    returned: &Returned<'_>,
    merged: &mut Merged,
) {
    for (passage, _) in passages.iter().zip(pairs).filter(|(_, at)| at.is_some()) {
        let words = passage.words();
        for one in present.iter().filter(|one| one.passage == passage.id && words.contains(&one.was)) {
            let touched =
                |changed: &Changed| changed.passage == one.passage && changed.was.contains(&one.was);
            if merged.changed.iter().any(touched) {
                continue;
            }
            let sentence = format!(
                "{}在{}改写的措辞不在稿中，照旧保留：“{}”",
                one.by,
                one.day,
                pairing::short(&one.now)
            );
            let finding = Finding::note("report.wording-stands", Place::whole(returned.source), sentence);
            merged.findings.push(finding.hint("不要这句措辞的，撤回记它的那一行"));
        }
    }
}

/// The figures of sentences.
pub(crate) fn figures_of(sentences: &[Vec<Run>]) -> Vec<&Figure> {
    sentences.iter().flatten().filter_map(figure).collect()
}

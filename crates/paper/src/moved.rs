//! A document beside an earlier one of the same making: the sentences that read otherwise.

use crate::{Block, Document, Run};
use std::collections::BTreeMap;

/// What ends a sentence.
const ENDS: [char; 4] = ['。', '；', '！', '？'];

/// A sentence that reads otherwise than before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Id of the paragraph or point in which it stands.
    pub id: String,
    /// Which sentence of it: 0 is the first. None of one that is gone.
    pub nth: Option<usize>,
    /// What it was; empty of a new one.
    pub was: String,
    /// What it is; empty of one that is gone.
    pub now: String,
}

/// The sentences of paragraphs and points that read otherwise than in an earlier writing, in the order of the document. What stands
/// under one id is held against what stood under it; a sentence that merely moved within it is the same.
///
/// ```
/// use paper::{Document, Run, moved};
/// let written = |growth: &str| {
///     let mut document = Document::default();
///     document.body.paragraph("p", vec![Run::text("预算已下达。增长"), Run::text(growth), Run::text("。")]);
///     document
/// };
/// let told = moved(&written("1.02%"), &written("1.01%"));
/// assert_eq!(told.len(), 1);
/// assert_eq!((told[0].nth, told[0].was.as_str(), told[0].now.as_str()), (Some(1), "增长1.01%。", "增长1.02%。"));
/// assert!(moved(&written("1.02%"), &written("1.02%")).is_empty());
/// ```
pub fn moved(document: &Document, earlier: &Document) -> Vec<Moved> {
    let before: BTreeMap<&str, &[Run]> = passages(earlier).into_iter().collect();
    let (mut told, mut known) = (Vec::new(), std::collections::BTreeSet::new());
    for (id, runs) in passages(document) {
        known.insert(id);
        told.extend(of_one(id, &words(before.get(id).copied().unwrap_or_default()), &words(runs)));
    }
    let gone = passages(earlier).into_iter().filter(|(id, _)| !known.contains(id));
    told.extend(gone.flat_map(|(id, runs)| of_one(id, &words(runs), &[])));
    told
}

/// What changed under one id: sentences on one side alone, paired in their order.
fn of_one(id: &str, before: &[String], after: &[String]) -> Vec<Moved> {
    let mut left: Vec<&String> = before.iter().collect();
    let mut fresh = Vec::new();
    for (nth, sentence) in after.iter().enumerate() {
        match left.iter().position(|was| *was == sentence) {
            Some(at) => drop(left.remove(at)),
            None => fresh.push((nth, sentence)),
        }
    }
    let pairs = fresh.len().max(left.len());
    let one = |at: usize| Moved {
        id: id.to_owned(),
        nth: fresh.get(at).map(|(nth, _)| *nth),
        was: left.get(at).map(|was| (*was).clone()).unwrap_or_default(),
        now: fresh.get(at).map(|(_, now)| (*now).clone()).unwrap_or_default(),
    };
    (0..pairs).map(one).collect()
}

/// Paragraphs and points of the text by id, in their order.
fn passages(document: &Document) -> Vec<(&str, &[Run])> {
    let mut all: Vec<(&str, &[Run])> = Vec::new();
    for block in &document.body.blocks {
        match block {
            Block::Paragraph(paragraph) => all.push((&paragraph.id, &paragraph.runs)),
            Block::Points(points) => {
                all.push((&points.id, &points.lead));
                all.extend(points.points.iter().map(|point| (point.id.as_str(), point.runs.as_slice())));
            }
            _ => {}
        }
    }
    all
}

/// The sentences of runs as they are read out.
fn words(runs: &[Run]) -> Vec<String> {
    let read = |runs: Vec<Run>| runs.iter().map(Run::words).collect::<String>();
    sentences(runs).into_iter().map(read).filter(|words| !words.trim().is_empty()).collect()
}

/// Runs parted into sentences: plain words are cut behind each end of one, everything else stays whole.
///
/// ```
/// use paper::{Run, sentences};
/// let parted = sentences(&[Run::text("已下达。增长"), Run::Emphasis("很快".into()), Run::text("。")]);
/// assert_eq!(parted.len(), 2);
/// ```
pub fn sentences(runs: &[Run]) -> Vec<Vec<Run>> {
    let (mut all, mut open) = (Vec::new(), Vec::new());
    for run in runs {
        let Run::Text(words) = run else {
            open.push(run.clone());
            continue;
        };
        for piece in words.split_inclusive(ENDS) {
            open.push(Run::text(piece));
            if piece.ends_with(ENDS) {
                all.push(std::mem::take(&mut open));
            }
        }
    }
    if !open.is_empty() {
        all.push(open);
    }
    all
}

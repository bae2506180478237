//! Wording that a person gave (人工措辞): sentences of a report as somebody wrote them in its DOCX, printed in place of those that
//! follow from the outline for as long as these read as they did then.
//!
//! A wording is bound to the sentences that it was given for, letter for letter. When a figure in them moves, they read
//! otherwise and the wording is stale (过时): the report says what follows from the rows, and that a wording was given.

use crate::merge::figures::{Fate, fates, strange};
use finding::{Finding, Place};
use paper::{Attachment, Body, Document, Figure, Rendition, Run, sentences};

/// Id of the annex, and what it is called.
pub(crate) const ANNEX: &str = "wordings";
const TITLE: &str = "人工改写的句子";

/// Sentences as a person worded them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    /// Id of the paragraph or point in which they stand.
    pub passage: String,
    /// The sentences as they followed from the outline when they were worded anew.
    pub was: String,
    /// As the person wrote them.
    pub now: String,
    /// Who did.
    pub by: String,
    /// On which day: 2023-03-01.
    pub day: String,
}

/// Puts wordings into a document, each with a mark that leads to who gave it when; tells those that are stale. The annex says of
/// each what it stands for.
pub(crate) fn put(
    document: &mut Document,
    wordings: &[Wording],
    label: &dyn Fn(&str) -> String,
) -> (Vec<Finding>, Option<Attachment>) {
    let mut findings = Vec::new();
    let mut annex = Body::default();
    let mut all: Vec<&Wording> = wordings.iter().collect();
    // Of two that speak of one sentence, that of more sentences was given later, over the other.
    all.sort_by_key(|one| std::cmp::Reverse(one.was.len()));
    let mut taken: Vec<&Wording> = Vec::new();
    for one in all {
        let covered = taken.iter().any(|taken| taken.passage == one.passage && taken.was.contains(&one.was));
        let number = taken.len() + 1;
        let Some(runs) = document.body.passage_mut(&one.passage) else {
            findings.push(stale(one, &label(&one.passage)));
            continue;
        };
        match worded(runs, one, number) {
            Ok(new) => {
                *runs = new;
                annex.paragraph(target(number), said(one, number, &label(&one.passage)));
                taken.push(one);
            }
            Err(_) if covered => {}
            Err(Why::Stale) => findings.push(stale(one, &label(&one.passage))),
            Err(Why::Number(strange)) => findings.push(numbered(one, &strange, &label(&one.passage))),
        }
    }
    let annex = (!taken.is_empty()).then(|| Attachment {
        id: ANNEX.into(),
        title: TITLE.into(),
        body: annex,
        from: Rendition::Marked,
    });
    (findings, annex)
}

fn target(number: usize) -> String {
    format!("wording-{number}")
}

fn stale(one: &Wording, label: &str) -> Finding {
    let sentence =
        format!("{label}：{}在{}改写的措辞没有印，原来的句子已经不是那样：“{}”", one.by, one.day, one.now);
    Finding::warning("report.wording-stale", Place::whole(label), sentence)
        .hint("报告印的是现在的句子和数字；还要那样说的，在新写出的 DOCX 里再改，再合并一次")
}

/// What the annex says of one.
fn said(one: &Wording, number: usize, label: &str) -> Vec<Run> {
    let words = format!("〔改{number}〕{label}：{}于{}改写。程序写的是“{}”", one.by, one.day, one.was);
    vec![Run::text(words)]
}

/// Why a wording is not printed.
enum Why {
    /// Its sentences read otherwise now.
    Stale,
    /// It says a number that the report does not print.
    Number(String),
}

fn numbered(one: &Wording, strange: &str, label: &str) -> Finding {
    let sentence =
        format!("{label}：{}在{}给的措辞里有“{strange}”，不是报告印的数字，没有印", one.by, one.day);
    Finding::warning("report.wording-number", Place::whole(label), sentence).hint("数字只能由台账得出")
}

/// The runs of a passage with the wording in place of its sentences.
fn worded(runs: &[Run], one: &Wording, number: usize) -> Result<Vec<Run>, Why> {
    let parted = sentences(runs);
    let words: Vec<String> = parted.iter().map(|runs| spoken(runs)).collect();
    let (from, to) = stretch(&words, &one.was).ok_or(Why::Stale)?;
    let figures: Vec<&Figure> = parted[from..to].iter().flatten().filter_map(figure).collect();
    let fates = fates(&one.was, &parted[from..to], &one.now);
    let said = with_figures(&one.now, &figures, &fates).ok_or_else(|| Why::Number(one.now.clone()))?;
    if let Some(strange) = strange(&parted[from..to], &one.now, &figures, &fates).into_iter().next() {
        return Err(Why::Number(strange));
    }
    let mut new: Vec<Run> = parted[..from].concat();
    new.extend(said);
    new.push(Run::Mark { text: format!("〔改{number}〕"), target: target(number) });
    new.extend(parted[to..].concat());
    Ok(new)
}

/// Words as they are read out.
pub(crate) fn spoken(runs: &[Run]) -> String {
    runs.iter().map(Run::words).collect()
}

pub(crate) fn figure(run: &Run) -> Option<&Figure> {
    match run {
        Run::Figure(figure) => Some(figure),
        _ => None,
    }
}

/// The sentences that together say `was`.
fn stretch(words: &[String], was: &str) -> Option<(usize, usize)> {
    (0..words.len()).find_map(|from| {
        let mut said = String::new();
        (from..words.len()).find_map(|at| {
            said.push_str(&words[at]);
            (said == was).then_some((from, at + 1))
        })
    })
}

/// Words with every figure in its place again; none when one of them is not printed there.
fn with_figures(words: &str, figures: &[&Figure], fates: &[Fate]) -> Option<Vec<Run>> {
    let mut places: Vec<(usize, &Figure)> = Vec::new();
    for (figure, fate) in figures.iter().zip(fates) {
        let Fate::Kept(at) = fate else { return None };
        places.push((*at, figure));
    }
    places.sort_by_key(|(at, _)| *at);
    let (mut runs, mut passed) = (Vec::new(), 0);
    for (at, figure) in places {
        if at > passed {
            runs.push(Run::text(&words[passed..at]));
        }
        runs.push(Run::Figure(figure.clone()));
        passed = at + figure.text.len();
    }
    if passed < words.len() {
        runs.push(Run::text(&words[passed..]));
    }
    Some(runs)
}

/// The byte where each figure is printed in words, in their order where that goes, wherever it is free otherwise. A number is
/// not found inside a longer one.
pub(crate) fn places_of(words: &str, figures: &[&Figure]) -> Vec<Option<usize>> {
    let mut taken: Vec<(usize, usize)> = Vec::new();
    let mut passed = 0;
    figures
        .iter()
        .map(|figure| {
            let all: Vec<usize> = words
                .match_indices(figure.text.as_str())
                .map(|(at, _)| at)
                .filter(|at| !figure.text.is_empty() && whole(words, *at, at + figure.text.len()))
                .filter(|at| taken.iter().all(|(from, to)| at + figure.text.len() <= *from || to <= at))
                .collect();
            let at = all.iter().copied().find(|at| *at >= passed).or_else(|| all.first().copied())?;
            passed = at + figure.text.len();
            taken.push((at, passed));
            Some(at)
        })
        .collect()
}

/// Whether a stretch is not part of a longer number.
fn whole(words: &str, from: usize, to: usize) -> bool {
    let number = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',');
    let digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
    let (first, last) = (words[from..to].chars().next(), words[from..to].chars().last());
    let (before, after) = (words[..from].chars().last(), words[to..].chars().next());
    !(digit(first) && before.is_some_and(number) || digit(last) && digit(after))
}

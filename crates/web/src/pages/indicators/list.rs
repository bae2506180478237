//! 指标: the indicators by aspect, with verdict, value and gap, and the parts of each.

use askama::Template;
use view::{Board, ClosedView, IndicatorView, SinceClosed};

use super::words::{self, Words};
use crate::frame::Frame;
use crate::language::Language;
use crate::marks::{Mark as _, Tally, Verdict};
use crate::pages::judged::Judged;
use crate::words::say;

/// The page.
#[derive(Template)]
#[template(path = "indicators/list.html")]
pub struct Indicators {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// The scheme in a sentence: name, aspects, indicators.
    pub scheme: String,
    /// Whether the pack is an unofficial example.
    pub unofficial: bool,
    /// Whether the parts are unfolded.
    pub opened: bool,
    /// All, and each verdict with its count.
    pub choices: Vec<Choice>,
    /// Aspects with the indicators chosen.
    pub aspects: Vec<Aspect>,
    /// Points and grade, when the scheme has them.
    pub score: Option<Score>,
    /// Of a closed year, when it was closed and what would be otherwise now.
    pub closed: Option<Closed>,
}

/// A closed year.
pub struct Closed {
    /// When and by which entry.
    pub note: String,
    /// Whether the submitted state gives what was frozen.
    pub kept: bool,
    /// Values that would be otherwise now.
    pub changes: Vec<SinceClosed>,
}

/// Points and grade.
pub struct Score {
    /// `71/100`.
    pub points: String,
    /// On how many indicators reviewers decided, and what they found in all; empty while on none.
    pub verified: String,
    /// The grade, or nothing while it is open.
    pub grade: String,
    /// Why it is what it is.
    pub reasons: Vec<String>,
}

impl Indicators {
    /// The board with the indicators of one verdict, or of all.
    pub fn new(
        frame: Frame,
        board: &Board,
        closed: Option<ClosedView>,
        only: Option<view::Verdict>,
    ) -> Indicators {
        let words = words::of(frame.language);
        let only = only.map(|only| Verdict::of(Some(only)));
        let known: Vec<&IndicatorView> = board.indicators.iter().collect();
        let all = Tally::of(board.scheme().into_iter().map(verdict));
        let aspects = board.aspects.iter().filter_map(|aspect| {
            let own = board.of(aspect);
            let tally = Tally::of(own.iter().map(|one| verdict(one)));
            let chosen = own.into_iter().filter(|i| only.is_none_or(|only| only == verdict(i)));
            let indicators: Vec<Judged> = chosen.map(|i| Judged::new(i, &known, words)).collect();
            let summary = summary(&tally, words);
            let (id, name) = (aspect.id.clone(), aspect.name.clone());
            (!indicators.is_empty()).then_some(Aspect { id, name, tally, summary, indicators })
        });
        Indicators {
            scheme: scheme(board, frame.language),
            unofficial: !board.pack.official,
            opened: only.is_some(),
            choices: choices(&all, only, words),
            aspects: aspects.collect(),
            score: board.score.as_ref().map(|score| Score {
                points: format!("{}/{}", score.points, score.full),
                verified: score.verified.as_ref().map_or(String::new(), |(count, sum)| {
                    say(words.verified_total, &[&count.to_string(), sum])
                }),
                grade: score.grade.clone().unwrap_or_default(),
                reasons: score.reasons.clone(),
            }),
            closed: closed.map(|closed| Closed {
                note: say(
                    words.closed_note,
                    &[
                        &closed.year.to_string(),
                        closed.at.get(..10).unwrap_or_default(),
                        &closed.entry.to_string(),
                    ],
                ),
                kept: closed.kept,
                changes: closed.changes,
            }),
            words,
            frame,
        }
    }
}

/// The verdict of an indicator's view.
fn verdict(view: &IndicatorView) -> Verdict {
    Verdict::of(view.verdict)
}

/// The scheme in a sentence: its name, how many aspects, how many indicators.
pub fn scheme(board: &Board, language: Language) -> String {
    let indicators = board.scheme().len();
    say(
        words::of(language).indicators_lead,
        &[&board.pack.name, &board.aspects.len().to_string(), &indicators.to_string()],
    )
}

/// A tally in words, what is none of left out.
fn summary(tally: &Tally, words: &Words) -> String {
    let parts =
        [(words.met, tally.met), (words.not_met, tally.not_met), (words.cannot_tell, tally.cannot_tell)];
    let said = parts.iter().filter(|(_, count)| *count > 0).map(|(word, count)| format!("{word} {count}"));
    said.collect::<Vec<_>>().join(" · ")
}

fn choices(all: &Tally, only: Option<Verdict>, words: &Words) -> Vec<Choice> {
    let choice = |verdict: Verdict, count| Choice {
        href: format!("/indicators?verdict={}", verdict.class()),
        name: verdict.word(words),
        count,
        current: only == Some(verdict),
    };
    let every =
        Choice { href: "/indicators".into(), name: words.all, count: all.total(), current: only.is_none() };
    vec![
        every,
        choice(Verdict::NotMet, all.not_met),
        choice(Verdict::CannotTell, all.cannot_tell),
        choice(Verdict::Met, all.met),
    ]
}

/// A choice of verdict.
pub struct Choice {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub name: &'static str,
    /// How many there are.
    pub count: usize,
    /// Whether it is the one shown.
    pub current: bool,
}

/// An aspect of the scheme.
pub struct Aspect {
    /// `A4`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Verdicts of its indicators.
    pub tally: Tally,
    /// The same in words.
    pub summary: String,
    /// Its indicators.
    pub indicators: Vec<Judged>,
}

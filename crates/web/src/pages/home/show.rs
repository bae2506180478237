//! 概览: what is here, and what to do next.

use askama::Template;

use view::{AuditView, Board, FigureView, IndicatorView, JournalRoot, RegisterView};

use super::words::{self, Words};
use crate::address::{figure_address, register_address};
use crate::frame::Frame;
use crate::marks::{self, Tally};
use crate::numbers::{counted, moment};
use crate::pages::indicators::scheme;
use crate::pages::judged::Judged;
use crate::words::say;
use view::Verdict;

/// Indicators that fall short, listed at most.
const SHORT: usize = 8;
/// Figures and registers shown.
const FIGURES: usize = 9;
const REGISTERS: usize = 10;

/// The page.
#[derive(Template)]
#[template(path = "home/show.html")]
pub struct Home {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// Whose self-evaluation this is.
    pub title: String,
    /// Whether nothing has been imported.
    pub empty: bool,
    /// The data folder.
    pub folder: String,
    /// The scheme in a sentence.
    pub scheme: String,
    /// Verdicts of the scheme's indicators.
    pub tally: Tally,
    /// Indicators that are not met or cannot be told.
    pub short: Vec<Judged>,
    /// The report in a sentence.
    pub report_line: String,
    /// Some figures of the report.
    pub highlights: Vec<Highlight>,
    /// The registers in a sentence.
    pub registers_line: String,
    /// The largest registers.
    pub registers: Vec<Stock>,
    /// The journal in a sentence.
    pub journal_line: String,
    /// The log's root.
    pub root: String,
    /// What the last audit found, in words.
    pub audit: String,
    /// The command that verifies the journal.
    pub verify: String,
}

impl Home {
    /// What is here. `folder` is the district's folder as a command line would name it.
    pub fn new(
        frame: Frame,
        board: &Board,
        figures: &[FigureView],
        registers: &[RegisterView],
        (journal, audit): (&JournalRoot, Option<&AuditView>),
        district: &str,
        folder: &str,
    ) -> Home {
        let words = words::of(frame.language);
        let of_scheme = board.scheme();
        let known: Vec<&IndicatorView> = board.indicators.iter().collect();
        let unmet = |one: &&&IndicatorView| match one.verdict {
            Some(Verdict::NotMet | Verdict::CannotTell) => true,
            Some(Verdict::Met) | None => false,
        };
        let short = of_scheme.iter().filter(unmet);
        let highlight = |figure: &FigureView| {
            figure.printed.as_ref().map(|printed| Highlight {
                href: figure_address(&figure.id),
                printed: printed.clone(),
                name: figure.name.clone(),
            })
        };
        let judged = |figure: &&FigureView| {
            board.indicator(&figure.indicator).is_some_and(|one| one.verdict.is_some())
        };
        let mut printed: Vec<Highlight> = figures.iter().filter(judged).filter_map(highlight).collect();
        // Figures that are judged, spread over the whole report, say more than its first lines.
        let step = printed.len().div_ceil(FIGURES).max(1);
        let mut nth = 0;
        printed.retain(|_| {
            nth += 1;
            (nth - 1) % step == 0
        });
        let mut largest: Vec<&RegisterView> = registers.iter().filter(|r| r.rows > 0).collect();
        largest.sort_by_key(|r| std::cmp::Reverse(r.rows));
        let rows: u64 = registers.iter().map(|r| r.rows).sum();
        Home {
            title: if district.is_empty() { words.home.into() } else { say(words.home_title, &[district]) },
            empty: rows == 0,
            folder: folder.to_owned(),
            scheme: scheme(board, frame.language),
            tally: Tally::of(of_scheme.iter().map(|one| marks::Verdict::of(one.verdict))),
            short: short.take(SHORT).map(|i| Judged::new(i, &known, words)).collect(),
            report_line: say(words.report_line, &[&figures.len().to_string()]),
            highlights: printed,
            registers_line: say(words.registers_line, &[&registers.len().to_string(), &counted(rows)]),
            registers: largest
                .into_iter()
                .take(REGISTERS)
                .map(|r| Stock { href: register_address(&r.id), name: r.name.clone(), rows: counted(r.rows) })
                .collect(),
            journal_line: say(words.journal_line, &[&counted(journal.size)]),
            root: journal.root.clone(),
            audit: audited(&frame, audit),
            verify: format!("duheng journal verify {folder}"),
            words,
            frame,
        }
    }
}

/// What the last audit found, in words.
fn audited(frame: &Frame, audit: Option<&AuditView>) -> String {
    let words = frame.words;
    match audit {
        None => words.audit_none.to_owned(),
        Some(AuditView { time, finding: Some(_), .. }) => say(words.audit_differs, &[&moment(time)]),
        Some(AuditView { time, size, .. }) => say(words.audit_agrees, &[&moment(time), &counted(*size)]),
    }
}

/// A figure worth a look.
pub struct Highlight {
    /// Its page.
    pub href: String,
    /// As printed.
    pub printed: String,
    /// What it is.
    pub name: String,
}

/// A register with its rows.
pub struct Stock {
    /// Its page.
    pub href: String,
    /// Its name.
    pub name: String,
    /// How many rows.
    pub rows: String,
}

//! One duty: the coverage matrix (覆盖表), unit by period, each mark leading to the row that discharged it.

use askama::Template;
use serde::Deserialize;

use view::{CellState, CellView, DutyView, RowRef};

use super::list::{Bar, rhythm, zero_mark};
use super::words::{self, Words};
use crate::address::encoded;
use crate::address::row_address;
use crate::frame::Frame;
use crate::marks::Mark as _;
use crate::numbers::counted;
use crate::words::say;
use view::Status;

/// Units on a page of the matrix.
pub const UNITS: usize = 60;
/// Gaps that are listed.
const LISTED: usize = 200;

/// What the address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// `gaps` for units with gaps alone.
    pub only: String,
    /// Units before this one are left out.
    pub from: usize,
    /// The day to look from.
    pub on: String,
}

/// The page.
#[derive(Template)]
#[template(path = "duty/show.html")]
pub struct Duty {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// Its name.
    pub name: String,
    /// Rhythm, owner, document.
    pub about: String,
    /// How well the document is known.
    pub status: Status,
    /// What exactly it means.
    pub note: String,
    /// Where it is reported that nothing happened; empty for who may not.
    pub nil_href: String,
    /// The year and the day looked at.
    pub seen: String,
    /// Counts: word and number.
    pub counts: Vec<(&'static str, String)>,
    /// The bar.
    pub bar: Bar,
    /// What may be said of “nothing happened”: class, word, and more.
    pub zero: Option<(&'static str, &'static str, String)>,
    /// Rows that speak against it.
    pub zero_rows: Vec<(String, String)>,
    /// Whether units with gaps alone are shown.
    pub only_gaps: bool,
    /// Addresses of all units and of those with gaps.
    pub all: String,
    /// Its own address.
    pub path: String,
    /// Address of the units with gaps alone.
    pub gaps: String,
    /// Heads of the columns.
    pub periods: Vec<Head>,
    /// Lines.
    pub units: Vec<Line>,
    /// Gaps in words.
    pub listed: Vec<Gap>,
    /// How many units there are.
    pub counted: String,
    /// The page before.
    pub before: Option<String>,
    /// The page behind.
    pub next: Option<String>,
}

/// The head of a column.
pub struct Head {
    /// Short: Q3.
    pub short: String,
    /// In full, with its days.
    pub full: String,
}

/// A unit.
pub struct Line {
    /// What it is called.
    pub name: String,
    /// One mark a period; none where nothing is owed.
    pub cells: Vec<Option<Mark>>,
}

/// A mark of the matrix: a sign and a colour, and in words for whoever sees neither.
pub struct Mark {
    /// The class of the style sheet.
    pub class: &'static str,
    /// The sign.
    pub sign: &'static str,
    /// In words.
    pub told: String,
    /// The row that discharged it.
    pub href: Option<String>,
}

/// A gap in words.
pub struct Gap {
    /// The unit.
    pub unit: String,
    /// The period.
    pub period: String,
    /// Its mark.
    pub mark: Mark,
}

impl Duty {
    /// The matrix of a view.
    pub fn new(frame: Frame, view: &DutyView, asked: &Asked) -> Duty {
        let words = words::of(frame.language);
        let one = &view.summary;
        let path = format!("/duties/{}", encoded(&one.card.id));
        let address = |only: bool, from: usize| {
            let mut parts = Vec::new();
            if only {
                parts.push("only=gaps".to_owned());
            }
            if !asked.on.is_empty() {
                parts.push(format!("on={}", encoded(&asked.on)));
            }
            if from > 0 {
                parts.push(format!("from={from}"));
            }
            if parts.is_empty() { path.clone() } else { format!("{path}?{}", parts.join("&")) }
        };
        let only = asked.only == "gaps";
        let mut units = Vec::new();
        for unit in &view.units {
            let mut cells: Vec<Option<Mark>> = view.periods.iter().map(|_| None).collect();
            for cell in &unit.cells {
                cells[cell.period] = Some(mark(cell, &view.periods[cell.period].id, words));
            }
            units.push(Line { name: unit.name.clone(), cells });
        }
        let heads = view.periods.iter().map(|period| {
            let short = period.id.split_once('-').map_or(period.id.as_str(), |(_, rest)| rest);
            let holiday = period.holiday.as_deref().unwrap_or_default();
            let full = format!("{} {}—{} {holiday}", period.id, period.from, period.to);
            Head { short: short.to_owned(), full: full.trim_end().to_owned() }
        });
        let numbers = [
            (words.duty_owed, one.owed),
            (words.state_done, one.done),
            (words.state_nil, one.nil),
            (words.state_late, one.late),
            (words.state_gap, one.gaps),
            (words.state_contradicted, one.contradicted),
            (words.state_extended, one.extended),
            (words.state_open, one.open),
            (words.state_ahead, one.ahead),
        ];
        let counts = numbers.into_iter().filter(|(word, number)| *number > 0 || *word == words.state_gap);
        let row = |row: &RowRef| {
            (row_address(&row.register, row.number), format!("{} {}", row.register, row.number))
        };
        let zero = one.zero.as_ref().map(|zero| {
            let (class, word) = zero_mark(zero.state, words);
            let more = match zero.missing {
                0 => String::new(),
                missing => {
                    let first: Vec<String> =
                        zero.first.iter().take(3).map(|one| format!("{} {}", one.unit, one.period)).collect();
                    say(words.zero_missing, &[&missing.to_string(), &first.join("、")])
                }
            };
            (class, word, more)
        });
        Duty {
            name: one.card.name.clone(),
            about: format!(
                "{} · {} · {}",
                rhythm(one.rhythm, words),
                one.card.owner,
                one.card.source.document
            ),
            status: one.card.source.status,
            note: one.card.note.clone().unwrap_or_default(),
            nil_href: String::new(),
            seen: say(words.duty_seen, &[&view.year.to_string(), &view.day]),
            counts: counts.map(|(word, number)| (word, counted(number))).collect(),
            bar: Bar::new(one),
            zero,
            zero_rows: one.zero.iter().flat_map(|zero| &zero.rows).map(row).collect(),
            only_gaps: only,
            all: address(false, 0),
            path: path.clone(),
            gaps: address(true, 0),
            periods: heads.collect(),
            units,
            listed: owing(view, words),
            counted: say(words.duty_units_counted, &[&counted(view.found as u64)]),
            before: (view.from > 0).then(|| address(only, view.from.saturating_sub(UNITS))),
            next: (view.from + view.units.len() < view.found).then(|| address(only, view.from + UNITS)),
            words,
            frame,
        }
    }

    /// With what all units owe, and not those of this page of the matrix alone.
    pub fn listing(self, whole: &DutyView) -> Duty {
        Duty { listed: owing(whole, self.words), ..self }
    }
}

/// What the units of a view owe, in words.
fn owing(view: &DutyView, words: &Words) -> Vec<Gap> {
    let of_unit = |unit: &view::UnitView| {
        let cells = unit.cells.iter().filter(|cell| cell.state.is_owing());
        let gap = |cell: &CellView| Gap {
            unit: unit.name.clone(),
            period: view.periods[cell.period].id.clone(),
            mark: mark(cell, "", words),
        };
        cells.map(gap).collect::<Vec<_>>()
    };
    view.units.iter().flat_map(of_unit).take(LISTED).collect()
}

fn mark(cell: &CellView, period: &str, words: &Words) -> Mark {
    let left = cell.left.to_string();
    let (class, sign, word) = match cell.state {
        CellState::Done => ("done", "●", words.state_done),
        CellState::Nil => ("nil", "○", words.state_nil),
        CellState::Late => ("late", "◐", words.state_late),
        CellState::Contradicted => ("missed", "!", words.state_contradicted),
        CellState::Extended => ("running", "◇", words.state_extended),
        CellState::Open => ("running", "△", words.state_open),
        CellState::Ahead => ("ahead", "·", words.state_ahead),
        CellState::Gap => ("missed", "✕", words.state_gap),
    };
    let amount = if cell.least > 1 { format!(" {}/{}", cell.amount, cell.least) } else { String::new() };
    let when = match cell.state {
        CellState::Open | CellState::Extended => say(words.days_left, &[&left]),
        CellState::Done
        | CellState::Nil
        | CellState::Late
        | CellState::Contradicted
        | CellState::Ahead
        | CellState::Gap => say(words.due_on, &[&cell.deadline]),
    };
    let told = format!("{period} {word}{amount} {when}").trim().to_owned();
    let href = cell.rows.first().map(|row| row_address(&row.register, row.number));
    Mark { class, sign, told, href }
}

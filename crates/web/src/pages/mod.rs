//! The pages, each beside its template. A page's struct holds what is shown, in words; it is made from office's view.

pub mod cases;
pub mod claims;
pub mod devices;
pub mod draw;
pub mod draws;
pub mod duties;
pub mod duty;
pub mod entry;
pub mod figure;
pub mod figures;
pub mod home;
pub mod indicators;
pub mod journal;
pub mod notice;
pub mod notices;
pub mod problem;
pub mod register;
pub mod registers;
pub mod report;
pub mod roster;
pub mod rosters;
pub mod row;
pub mod school;
pub mod schools;
pub mod tap;

use view::{FieldView, IndicatorView, RegisterView, RowView};

use crate::address::encoded;
use crate::marks::{Status, Verdict};
use crate::numbers::{grouped, to_the_fen};
use crate::words::{Words, say};

/// An indicator or a part of one, as a line of a table.
pub struct Judged {
    /// Its id.
    pub id: String,
    /// Its number in the scheme, or nothing.
    pub number: String,
    /// Its name.
    pub name: String,
    /// The figure of the report that it prints.
    pub figure: Option<String>,
    /// Its own page.
    pub href: String,
    /// The value as printed; empty when there is none.
    pub printed: String,
    /// The verdict.
    pub verdict: Verdict,
    /// What is required.
    pub threshold: String,
    /// How far it is from what is required, or why it cannot be told.
    pub gap: String,
    /// The same beside a column that says what is required.
    pub distance: String,
    /// The unit that answers for it.
    pub owner: String,
    /// The weakest standing of its source and parameters.
    pub status: Status,
    /// What it gathers.
    pub parts: Vec<Judged>,
    /// How many of them are met: `3/4 项达标`.
    pub parts_met: String,
}

impl Judged {
    /// An indicator with its parts, which are looked for among `known`.
    pub fn new(view: &IndicatorView, known: &[&IndicatorView], words: &Words) -> Judged {
        let part = |id: &String| known.iter().find(|k| k.id == *id && k.id != view.id);
        let parts: Vec<Judged> =
            view.parts.iter().filter_map(part).map(|v| Judged::new(v, known, words)).collect();
        let met = parts.iter().filter(|p| p.verdict == Verdict::Met).count();
        let judged = parts.iter().filter(|p| p.verdict != Verdict::None).count();
        Judged {
            id: view.id.clone(),
            number: view.number.map(|n| n.to_string()).unwrap_or_default(),
            name: view.name.clone(),
            figure: view.figure.clone(),
            href: figure_address(view.figure.as_ref().unwrap_or(&view.id)),
            printed: view.printed.clone().unwrap_or_default(),
            verdict: Verdict::from_code(view.verdict.unwrap_or("")),
            threshold: view.threshold.clone().unwrap_or_default(),
            gap: gap(view, &parts, words),
            distance: distance(view, &parts, words),
            owner: view.owner.clone(),
            status: Status::from_code(view.status),
            parts_met: say(words.parts_met, &[&met.to_string(), &judged.to_string()]),
            parts,
        }
    }

    /// What a reader sees as its value: its own, or how many parts are met.
    pub fn shown(&self) -> &str {
        match self.parts.is_empty() || !self.printed.is_empty() {
            true => &self.printed,
            false => &self.parts_met,
        }
    }
}

/// The gap in a sentence: what is required and how far off, which parts fall short, or why it cannot be told.
pub fn gap(view: &IndicatorView, parts: &[Judged], words: &Words) -> String {
    let among = |verdict| -> Vec<&str> {
        parts.iter().filter(|p| p.verdict == verdict).map(|p| p.name.as_str()).collect()
    };
    let (unmet, open) = (among(Verdict::NotMet), among(Verdict::CannotTell));
    let mut said = Vec::new();
    if !unmet.is_empty() {
        said.push(say(words.parts_unmet, &[&unmet.join("、")]));
    }
    if !open.is_empty() {
        said.push(say(words.parts_open, &[&open.join("、")]));
    }
    if said.is_empty() {
        said.extend(view.threshold.as_ref().map(|threshold| say(words.required, &[threshold])));
        said.extend(view.gap.as_deref().map(|gap| spare(gap, view.good, words)));
        if view.verdict == Some("cannot-tell") {
            said.extend(view.reasons.first().cloned());
        }
    }
    said.join(words.and)
}

/// How far it is from what is required, or what keeps it from being told.
fn distance(view: &IndicatorView, parts: &[Judged], words: &Words) -> String {
    match &view.gap {
        Some(gap) => spare(gap, view.good, words),
        None if view.threshold.is_some() && view.verdict != Some("cannot-tell") => String::new(),
        None => gap(view, parts, words),
    }
}

/// A gap with its side in words instead of a sign.
fn spare(gap: &str, good: Option<bool>, words: &Words) -> String {
    match good {
        Some(true) => say(words.gap_over, &[gap]),
        _ => say(words.gap_under, &[gap.trim_start_matches(['-', '−'])]),
    }
}

/// The page of a figure or an indicator.
pub fn figure_address(id: &str) -> String {
    format!("/figures/{}", encoded(id))
}

/// The page of a register.
pub fn register_address(id: &str) -> String {
    format!("/registers/{}", encoded(id))
}

/// The page of a notice.
pub fn notice_address(id: &str) -> String {
    format!("/notices/{}", encoded(id))
}

/// The page of a roster.
pub fn roster_address(id: &str) -> String {
    format!("/rosters/{}", encoded(id))
}

/// The page of a row.
pub fn row_address(register: &str, number: u64) -> String {
    format!("/registers/{}/{number}", encoded(register))
}

/// The page of a draw.
pub fn draw_address(number: &str) -> String {
    format!("/draws/{}", encoded(number))
}

/// The page of a school, or of any other body by its key.
pub fn school_address(code: &str) -> String {
    format!("/schools/{}", encoded(code))
}

/// The page of an entry.
pub fn entry_address(entry: u64) -> String {
    format!("/journal/{entry}")
}

/// A cell of a table.
pub struct Cell {
    /// What it says.
    pub text: String,
    /// Whether it is a number, and stands right.
    pub number: bool,
}

impl Cell {
    /// A cell under its field. A number of something counted or measured has its thousands set apart; a year has not.
    pub fn new(field: &FieldView, text: &str) -> Cell {
        let number = field.is_number();
        let measured = number && (field.kind == "money" || !matches!(field.unit.as_str(), "" | "年"));
        let text = match (measured, field.kind, field.unit.as_str()) {
            (true, "money", "元") => to_the_fen(&grouped(text)),
            (true, _, _) => grouped(text),
            (false, _, _) => text.to_owned(),
        };
        Cell { text, number }
    }
}

/// A row of a register in a table.
pub struct Line {
    /// The row's own page.
    pub href: String,
    /// Its cells.
    pub cells: Vec<Cell>,
    /// Which of them leads to the row's page: the first that is not a number, or the first.
    pub lead: usize,
    /// The entry that wrote it last.
    pub entry: String,
    /// That entry's page.
    pub entry_href: String,
}

impl Line {
    /// A row, with the fields at the places `shown`.
    pub fn new(row: &RowView, register: &RegisterView, shown: &[usize]) -> Line {
        let cell = |at: &usize| Some(Cell::new(register.fields.get(*at)?, row.cells.get(*at)?));
        let cells: Vec<Cell> = shown.iter().filter_map(cell).collect();
        Line {
            href: format!("{}/{}", register_address(&register.id), row.number),
            lead: cells.iter().position(|cell| !cell.number && !cell.text.is_empty()).unwrap_or(0),
            cells,
            entry: row.entry.to_string(),
            entry_href: entry_address(row.entry),
        }
    }
}

/// What kind of register it is, who keeps it, by which year it is read.
pub fn about_register(register: &RegisterView, words: &Words) -> String {
    [kind(register.kind, words), period(register.period, words), &register.owner]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}

/// Event, state or snapshot.
pub fn kind(code: &str, words: &Words) -> &'static str {
    match code {
        "event" => words.event,
        "state" => words.state,
        "snapshot" => words.snapshot,
        _ => "",
    }
}

/// The kind of year.
pub fn period(code: &str, words: &Words) -> &'static str {
    match code {
        "calendar-year" => words.calendar_year,
        "school-year" => words.school_year,
        _ => words.no_period,
    }
}

/// An instant as the journal writes it, to the second, without its zone: it is China Standard Time throughout.
pub fn moment(rfc3339: &str) -> String {
    rfc3339.get(..19).unwrap_or(rfc3339).replace('T', " ")
}

#[cfg(test)]
mod specimens;

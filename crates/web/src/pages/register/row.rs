//! One row: its fields, and the entries that made it what it is.

use askama::Template;

use office::{Date, Format};
use view::{InstrumentView, RowHistory, RowVersion, RowView};

use super::kind::about_register;
use super::words::{self, Words};
use crate::address::{entry_address, instrument_address, register_address};
use crate::frame::Frame;
use crate::pages::cell::{Cell, Referred};
use crate::words::say;

/// The page.
#[derive(Template)]
#[template(path = "register/row.html")]
pub struct Row {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// The row's id.
    pub id: String,
    /// What names it to a reader.
    pub label: String,
    /// What it is a row of.
    pub about: String,
    /// Name of the register.
    pub register: String,
    /// Its page.
    pub register_href: String,
    /// The fields.
    pub fields: Vec<Field>,
    /// What is computed of them.
    pub computed: Vec<ComputedField>,
    /// Where it is corrected, withdrawn, opened; empty for who may only look.
    pub edit_href: String,
    /// The page of the files attached to it, and how many there are, in words.
    pub evidence: (String, String),
    /// The documents that it gives.
    pub instruments: Vec<Issued>,
    /// What happened to it, the latest first.
    pub history: Vec<Event>,
    /// The day at whose end it is shown; empty for now.
    pub on: String,
    /// That it is shown as it stood then, or that there was none; empty for now.
    pub told: String,
}

/// A document that a row gives.
pub struct Issued {
    /// Its name.
    pub name: String,
    /// What it lacks, in words; empty when it can be issued.
    pub lacking: String,
    /// Its formats, each with its address; none of what cannot be issued.
    pub formats: Vec<(String, String)>,
}

impl Issued {
    /// A document of a row of this number.
    pub fn new(view: InstrumentView, number: u64, words: &Words) -> Issued {
        let address = |format: &Format| {
            (format.ending().to_uppercase(), instrument_address(&view.id, number, format.ending()))
        };
        let formats = [Format::Pdf, Format::Ofd, Format::Docx];
        match view.lacking.is_empty() {
            true => Issued {
                formats: formats.iter().map(address).collect(),
                name: view.name,
                lacking: String::new(),
            },
            false => Issued {
                lacking: say(words.lacking, &[&view.lacking.join("、")]),
                name: view.name,
                formats: Vec::new(),
            },
        }
    }
}

impl Row {
    /// A row with its versions, newest first; `None` when it has none. `at` is the version whose content is shown; nothing of it where
    /// there is none.
    pub fn new(frame: Frame, history: &RowHistory, at: Option<usize>, referred: &Referred) -> Option<Row> {
        let words = words::of(frame.language);
        let register = &history.register;
        let newest = &history.versions.first()?.row;
        let shown = at.and_then(|at| history.versions.get(at)).map(|version| &version.row);
        let cells = shown.map(|row| row.cells.as_slice()).unwrap_or_default();
        let cells = register.fields.iter().zip(cells).enumerate();
        let cells =
            cells.map(|(at, (field, text))| (field, Cell::new(field, text).naming(at, text, referred)));
        let fields = cells.map(|(field, Cell { text, leads, .. })| Field {
            name: field.name.clone(),
            text,
            leads,
            unit: field.unit.clone(),
            note: field.note.clone().unwrap_or_default(),
        });
        let computed = shown.map(|row| row.computed.as_slice()).unwrap_or_default();
        let computed = register.computed.iter().zip(computed).map(|(field, cell)| ComputedField {
            name: field.name.clone(),
            words: field.words.clone(),
            unit: field.unit.clone(),
            cell: Cell::computed(field, cell),
        });
        let events =
            history.versions.iter().enumerate().map(|(nth, RowVersion { row: version, ended })| Event {
                entry: version.entry.to_string(),
                href: entry_address(version.entry),
                state: match ended {
                    None => words.current.to_owned(),
                    Some(entry) => say(words.replaced_by, &[&entry.to_string()]),
                },
                changes: history
                    .versions
                    .get(nth + 1)
                    .map(|before| changes(&before.row, version, history))
                    .unwrap_or_default(),
            });
        Some(Row {
            id: newest.number.to_string(),
            label: if newest.label.is_empty() { newest.key.clone() } else { newest.label.clone() },
            about: about_register(register, words),
            register: register.name.clone(),
            register_href: register_address(&register.id),
            fields: fields.collect(),
            computed: computed.collect(),
            edit_href: String::new(),
            evidence: Default::default(),
            instruments: Vec::new(),
            history: events.collect(),
            on: String::new(),
            told: String::new(),
            words,
            frame,
        })
    }

    /// The same as what stood at the end of a day.
    pub fn on(mut self, day: Date) -> Row {
        let words = if self.fields.is_empty() { self.words.none_then } else { self.words.stood_then };
        self.on = day.to_string();
        self.told = say(words, &[&self.on]);
        self
    }
}

/// A computed field of the row.
pub struct ComputedField {
    /// Its name.
    pub name: String,
    /// How it is computed.
    pub words: String,
    /// Its unit.
    pub unit: String,
    /// What it comes to.
    pub cell: Cell,
}

/// The fields that differ between two versions.
fn changes(before: &RowView, after: &RowView, history: &RowHistory) -> Vec<Change> {
    let cells = before.cells.iter().zip(&after.cells);
    let fields = history.register.fields.iter().zip(cells);
    let differing = fields.filter(|(_, (before, after))| before != after);
    differing
        .map(|(field, (before, after))| Change {
            field: field.name.clone(),
            before: before.clone(),
            after: after.clone(),
        })
        .collect()
}

/// A field of the row.
pub struct Field {
    /// Its name.
    pub name: String,
    /// Its content.
    pub text: String,
    /// Where what it points to is, and the key that stands in it.
    pub leads: Option<(String, String)>,
    /// Its unit.
    pub unit: String,
    /// What exactly is counted.
    pub note: String,
}

/// An act on the row.
pub struct Event {
    /// Number of its entry.
    pub entry: String,
    /// The entry's page.
    pub href: String,
    /// Whether it still holds, or what took its place.
    pub state: String,
    /// What changed.
    pub changes: Vec<Change>,
}

/// A field that changed.
pub struct Change {
    /// Its name.
    pub field: String,
    /// What it was.
    pub before: String,
    /// What it became.
    pub after: String,
}

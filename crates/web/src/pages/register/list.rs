//! The registers of the pack, with how many rows each has.

use askama::Template;

use view::RegisterView;

use super::kind::{kind, period};
use super::words::{self, Words};
use crate::address::register_address;
use crate::frame::Frame;
use crate::marks::Mark as _;
use crate::numbers::counted;
use view::Status;

/// The page.
#[derive(Template)]
#[template(path = "register/list.html")]
pub struct Registers {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// The text looked for.
    pub q: String,
    /// The registers found, by who keeps them; those without a row last.
    pub registers: Vec<Entry>,
}

impl Registers {
    /// The registers whose name or owner holds `q`.
    pub fn new(frame: Frame, q: &str, registers: &[RegisterView]) -> Registers {
        let words = words::of(frame.language);
        let entry = |register: &RegisterView| Entry {
            href: register_address(&register.id),
            name: register.name.clone(),
            rows: if register.rows == 0 { words.empty.to_owned() } else { counted(register.rows) },
            kind: kind(register.kind, words),
            period: period(register.period, words),
            owner: register.owner.clone(),
            document: register.source.document.clone(),
            status: register.source.status,
        };
        let found =
            registers.iter().filter(|r| r.name.contains(q) || r.owner.contains(q) || r.id.contains(q));
        // By who keeps them, those with rows first: the pack's own order is that of its files.
        let mut found: Vec<&RegisterView> = found.collect();
        found.sort_by(|one, other| {
            let rank =
                |register: &RegisterView| (register.rows == 0, register.owner.clone(), register.name.clone());
            rank(one).cmp(&rank(other))
        });
        Registers { registers: found.into_iter().map(entry).collect(), q: q.to_owned(), words, frame }
    }
}

/// A register.
pub struct Entry {
    /// Its page.
    pub href: String,
    /// Its name.
    pub name: String,
    /// How many rows.
    pub rows: String,
    /// Event, state or snapshot.
    pub kind: &'static str,
    /// The kind of year it is about.
    pub period: &'static str,
    /// Who keeps it.
    pub owner: String,
    /// The document behind it.
    pub document: String,
    /// How well that is known.
    pub status: Status,
}

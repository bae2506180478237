//! Every body that a school code names, to find its page.

use askama::Template;
use view::BodyLine;

use super::words::{self, Words};
use crate::address::school_address;
use crate::frame::Frame;

/// The page.
#[derive(Template)]
#[template(path = "school/list.html")]
pub struct Schools {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// The text looked for.
    pub q: String,
    /// The bodies found, by code.
    pub schools: Vec<Entry>,
}

impl Schools {
    /// The bodies whose name or code holds `q`.
    pub fn new(frame: Frame, q: &str, bodies: &[BodyLine]) -> Schools {
        let found = bodies.iter().filter(|body| body.name.contains(q) || body.code.contains(q));
        let entry = |body: &BodyLine| Entry {
            href: school_address(&body.code),
            code: body.code.clone(),
            name: body.name.clone(),
            registers: body.registers.join("、"),
        };
        Schools {
            schools: found.map(entry).collect(),
            q: q.to_owned(),
            words: words::of(frame.language),
            frame,
        }
    }
}

/// A body as a line.
pub struct Entry {
    /// Its page.
    pub href: String,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Registers that keep it.
    pub registers: String,
}

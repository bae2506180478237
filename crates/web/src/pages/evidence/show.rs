//! The files attached to a row.

use askama::Template;

use office::{ATTACHED_LIMIT, Finding, attached_text};
use view::{EvidenceView, RowRef};

use super::words::{self, Words};
use crate::address::{entry_address, register_address, row_address};
use crate::frame::{Frame, Place};
use crate::site::{Desk, Trouble};
use crate::words::say;

/// Letters of a text that are shown.
const SHOWN: usize = 4_000;
/// What may be attached, in words of every language.
const KINDS: &str = "JPEG、PNG、PDF、DOCX、XLSX、OFD、TXT";

/// The page.
#[derive(Template)]
#[template(path = "evidence/show.html")]
pub struct Evidence {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// The register, and its page.
    pub register: (String, String),
    /// The row, and its page.
    pub row: (u64, String),
    /// What may be attached.
    pub lead: String,
    /// What the form carries; empty for who may not.
    pub word: String,
    /// What speaks against what was asked.
    pub findings: Vec<String>,
    /// What was done, in a sentence, and its entry; empty when nothing was.
    pub done: (String, String),
    /// The files.
    pub files: Vec<File>,
}

/// A file.
pub struct File {
    /// What it is.
    pub view: EvidenceView,
    /// Where it is taken away.
    pub href: String,
    /// Its size in words.
    pub size: String,
    /// Who attached it, when.
    pub by: String,
    /// From when until when it holds.
    pub days: String,
    /// The beginning of a text; empty of anything else.
    pub text: String,
    /// Other rows: address and words.
    pub others: Vec<(String, String)>,
    /// That there are others; empty when there are none.
    pub unseen: String,
}

impl Evidence {
    /// The files of a row, with what became of what was asked.
    pub fn new(
        desk: &Desk,
        id: &str,
        number: u64,
        findings: Vec<Finding>,
        entry: Option<u64>,
    ) -> Result<Evidence, Trouble> {
        let reading = desk.reading()?;
        let history = reading.row(id, number)?;
        let views = reading.evidence(id, number)?;
        let may = reading.ways(id, number)?.correct;
        let frame = desk.frame(Place::Registers)?;
        let words = words::of(frame.language);
        let text = |one: &EvidenceView| match one.kind.as_str() {
            "文本" => {
                let (_, bytes) = reading.evidence_file(id, number, &one.digest)?;
                Ok(attached_text(&bytes).chars().take(SHOWN).collect())
            }
            _ => Ok(String::new()),
        };
        let mut files = Vec::new();
        for view in views {
            let text: String = text(&view).or_else(|error| match error {
                // A file that is gone is told by its verification; the others are shown.
                office::Error::Damaged(why) => Ok(why),
                error => Err(error),
            })?;
            files.push(file(view, text, (id, number), words));
        }
        let told = |one: &Finding| match &one.hint {
            Some(hint) => format!("{}（{hint}）", one.sentence),
            None => one.sentence.clone(),
        };
        let done = entry.map(|entry| (say(words.done, &[&entry.to_string()]), entry_address(entry)));
        Ok(Evidence {
            register: (history.register.name.clone(), register_address(&history.register.id)),
            row: (number, row_address(&history.register.id, number)),
            lead: say(words.lead, &[KINDS, &(ATTACHED_LIMIT >> 20).to_string()]),
            word: if may { desk.word() } else { String::new() },
            findings: findings.iter().map(told).collect(),
            done: done.unwrap_or_default(),
            files,
            words,
            frame,
        })
    }
}

fn file(view: EvidenceView, text: String, (id, number): (&str, u64), words: &Words) -> File {
    let other =
        |one: &RowRef| (row_address(&one.register, one.number), format!("{} {}", one.register, one.number));
    let days = match (&view.from, &view.until) {
        (None, None) => String::new(),
        (from, until) => {
            format!("{}—{}", from.as_deref().unwrap_or_default(), until.as_deref().unwrap_or_default())
        }
    };
    File {
        href: format!("{}/evidence/{}", row_address(id, number), view.digest),
        size: match view.size {
            bytes if bytes < 10_240 => format!("{bytes} B"),
            bytes => format!("{} KB", bytes >> 10),
        },
        by: say(words.by, &[&view.day, &view.by]),
        others: view.others.iter().map(other).collect(),
        unseen: if view.unseen > 0 { say(words.unseen, &[&view.unseen.to_string()]) } else { String::new() },
        days,
        text,
        view,
    }
}

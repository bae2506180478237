//! 日志: the entries, the latest first, and the signed checkpoint over them.

use askama::Template;

use view::{EntryView, JournalRoot, RegisterView};

use super::act;
use super::words::{self, Words};
use crate::address::entry_address;
use crate::frame::Frame;
use crate::numbers::counted;
use crate::numbers::moment;
use crate::words::say;

/// The page.
#[derive(Template)]
#[template(path = "journal/list.html")]
pub struct Journal {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// How many entries, in words.
    pub counted: String,
    /// The entries of this page.
    pub entries: Vec<Entry>,
    /// The newest entries, when these are not.
    pub newest: Option<&'static str>,
    /// The page of earlier entries.
    pub older: Option<String>,
    /// The checkpoint, as it is signed.
    pub checkpoint: Option<String>,
    /// Fingerprint of the signing key.
    pub key: String,
    /// The command that verifies the journal.
    pub verify: String,
}

impl Journal {
    /// The entries below `before`, or the newest. `folder` is the district's folder as a command line would name it.
    pub fn new(
        frame: Frame,
        root: &JournalRoot,
        entries: &[EntryView],
        before: Option<u64>,
        registers: &[RegisterView],
        folder: &str,
    ) -> Journal {
        let words = words::of(frame.language);
        let line = |entry: &EntryView| {
            let named = |id| registers.iter().find(|r| r.id == id).map_or(id, |r| r.name.as_str());
            let act = entry.act.as_ref();
            Entry {
                href: entry_address(entry.seq),
                number: entry.seq.to_string(),
                at: moment(&entry.time),
                act: act.map_or(words.erased, |one| act::done(one, words)),
                register: act.and_then(act::register).map(named).unwrap_or_default().to_owned(),
                key: act.map(act::key).unwrap_or_default(),
            }
        };
        let last = entries.last().map(|entry| entry.seq).filter(|seq| *seq > 0);
        Journal {
            counted: say(words.entries_counted, &[&counted(root.size)]),
            entries: entries.iter().map(line).collect(),
            newest: before.is_some_and(|before| before < root.size).then_some("/journal"),
            older: last.map(|seq| format!("/journal?before={seq}")),
            checkpoint: Some(root.checkpoint.trim_end().to_owned()).filter(|text| !text.is_empty()),
            key: root.key.clone(),
            verify: format!("duheng journal verify {folder}"),
            words,
            frame,
        }
    }
}

/// An entry.
pub struct Entry {
    /// Its page.
    pub href: String,
    /// Its number.
    pub number: String,
    /// When it was written.
    pub at: String,
    /// What was done.
    pub act: &'static str,
    /// Name of the register.
    pub register: String,
    /// Key of the row.
    pub key: String,
}

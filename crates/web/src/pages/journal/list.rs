//! 日志: the entries, the latest first, and the signed checkpoint over them.

use askama::Template;

use office::EntryQuery;
use view::{EntriesFound, EntryView, JournalRoot, RegisterView};

use super::act;
use super::words::{self, Words};
use crate::address::{encoded, entry_address};
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
    /// What is looked for.
    pub query: EntryQuery,
    /// The registers in which entries may be looked for.
    pub registers: Vec<Choice>,
    /// The entries of this page.
    pub entries: Vec<Entry>,
    /// How far was looked, in words, where something is looked for.
    pub looked: String,
    /// The newest entries, when these are not.
    pub newest: Option<String>,
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
        listed: &Listed,
        before: Option<u64>,
        registers: &[RegisterView],
        folder: &str,
    ) -> Journal {
        let words = words::of(frame.language);
        let query = listed.query();
        let line = |entry: &EntryView| {
            let named = |id| registers.iter().find(|r| r.id == id).map_or(id, |r| r.name.as_str());
            let act = entry.act.as_ref();
            Entry {
                href: entry_address(entry.seq),
                number: entry.seq.to_string(),
                at: moment(&entry.time),
                by: entry.actor.clone(),
                act: act.map_or(words.erased, |one| act::done(one, words)),
                register: act.and_then(act::register).map(named).unwrap_or_default().to_owned(),
                key: act.map(act::key).unwrap_or_default(),
            }
        };
        let choice = |one: &RegisterView| Choice {
            id: one.id.clone(),
            name: one.name.clone(),
            chosen: one.id == query.register,
        };
        let said = address(&query);
        Journal {
            counted: say(words.entries_counted, &[&counted(root.size)]),
            registers: registers.iter().map(choice).collect(),
            entries: listed.entries().iter().map(line).collect(),
            looked: listed.looked(words),
            newest: before.is_some_and(|before| before < root.size).then(|| format!("/journal?{said}")),
            older: listed.older().map(|seq| format!("/journal?before={seq}&{said}")),
            checkpoint: Some(root.checkpoint.trim_end().to_owned()).filter(|text| !text.is_empty()),
            key: root.key.clone(),
            verify: format!("duheng journal verify {folder}"),
            query,
            words,
            frame,
        }
    }

    /// A day as an address and a field have it; empty without.
    pub fn day(day: &Option<office::Date>) -> String {
        day.map(|day| day.to_string()).unwrap_or_default()
    }
}

/// What an address says of it behind its `?`.
fn address(query: &EntryQuery) -> String {
    let (since, until) = (Journal::day(&query.since), Journal::day(&query.until));
    let all = [("by", &query.by), ("register", &query.register), ("since", &since), ("until", &until)];
    let said = all.iter().filter(|(_, value)| !value.is_empty());
    said.map(|(name, value)| format!("{name}={}", encoded(value))).collect::<Vec<_>>().join("&")
}

/// What is listed.
pub enum Listed {
    /// The entries one after the other.
    All(Vec<EntryView>),
    /// Those that were looked for.
    Found(EntryQuery, EntriesFound),
}

impl Listed {
    fn entries(&self) -> &[EntryView] {
        match self {
            Listed::All(entries) => entries,
            Listed::Found(_, found) => &found.entries,
        }
    }

    fn query(&self) -> EntryQuery {
        match self {
            Listed::All(_) => EntryQuery::default(),
            Listed::Found(query, _) => query.clone(),
        }
    }

    /// Where the earlier ones end; none where there are none.
    fn older(&self) -> Option<u64> {
        match self {
            Listed::All(entries) => entries.last().map(|entry| entry.seq).filter(|seq| *seq > 0),
            Listed::Found(_, found) => Some(found.down_to).filter(|seq| *seq > found.first),
        }
    }

    fn looked(&self, words: &Words) -> String {
        match (self, self.older()) {
            (Listed::All(_), _) => String::new(),
            (Listed::Found(..), Some(down_to)) => say(words.looked_down_to, &[&counted(down_to)]),
            (Listed::Found(..), None) => words.looked_all.to_owned(),
        }
    }
}

/// A register in which entries may be looked for.
pub struct Choice {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether it is looked for.
    pub chosen: bool,
}

/// An entry.
pub struct Entry {
    /// Its page.
    pub href: String,
    /// Its number.
    pub number: String,
    /// When it was written.
    pub at: String,
    /// Who recorded it.
    pub by: String,
    /// What was done.
    pub act: &'static str,
    /// Name of the register.
    pub register: String,
    /// Key of the row.
    pub key: String,
}

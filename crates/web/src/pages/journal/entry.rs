//! 条目: an entry of the journal, its body and the proof that it stands in the log.

use askama::Template;
use view::{EntryView, RegisterView};

use super::act;
use super::path::joined_right;
use super::words::{self, Words};
use crate::address::register_address;
use crate::chart;
use crate::frame::Frame;
use crate::numbers::counted;
use crate::numbers::moment;
use crate::words::say;

/// The page.
#[derive(Template)]
#[template(path = "journal/entry.html")]
pub struct Entry {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// Its number.
    pub number: String,
    /// What was done, in words.
    pub about: String,
    /// The body; empty when it was erased.
    pub body: String,
    /// The proof.
    pub proof: Proof,
    /// What is known about it.
    pub facts: Vec<Fact>,
    /// The signed checkpoint.
    pub checkpoint: String,
    /// Commands that verify it.
    pub commands: Vec<String>,
}

/// The inclusion proof of an entry.
pub struct Proof {
    /// Size of the log it is against, in words.
    pub size: String,
    /// The drawing, from [`crate::chart`].
    pub drawing: String,
    /// Hash of the leaf.
    pub leaf: String,
    /// The way up.
    pub path: Vec<Step>,
    /// The root.
    pub root: String,
}

/// A hash joined in on the way to the root.
pub struct Step {
    /// How far up.
    pub level: usize,
    /// On which side it stands.
    pub side: &'static str,
    /// The hash.
    pub hash: String,
}

/// Something known about the entry.
pub struct Fact {
    /// What.
    pub name: &'static str,
    /// Its value.
    pub text: String,
    /// Where it leads.
    pub href: Option<String>,
}

impl Entry {
    /// An entry. `folder` is the district's folder as a command line would name it.
    pub fn new(frame: Frame, entry: &EntryView, registers: &[RegisterView], folder: &str) -> Entry {
        let words = words::of(frame.language);
        let body = entry.body.clone().unwrap_or_default();
        let act = entry.act.as_ref();
        let id = act.and_then(act::register);
        let register = registers.iter().find(|r| Some(r.id.as_str()) == id);
        let done = act.map_or(words.erased, |one| act::done(one, words));
        let key = act.map(act::key).unwrap_or_default();
        let sides = joined_right(entry.seq, entry.size, entry.proof.path.len());
        let mut facts = Vec::new();
        let mut fact = |name, text: Option<String>, href| {
            facts.extend(text.filter(|text| !text.is_empty()).map(|text| Fact { name, text, href }))
        };
        fact(words.act, Some(done.to_owned()), None);
        fact(words.register, register.map(|r| r.name.clone()), register.map(|r| register_address(&r.id)));
        fact(words.key, Some(key.clone()), None);
        fact(words.origin, act.and_then(|one| act::origin(one, words)), None);
        fact(words.at, Some(moment(&entry.time)), None);
        fact(words.actor, Some(entry.actor.clone()), None);
        fact(words.salt, entry.salt.clone(), None);
        let named = register.map(|r| r.name.as_str()).or(id).unwrap_or("");
        Entry {
            number: entry.seq.to_string(),
            about: [done, named, &key].join(" ").trim().to_owned(),
            proof: Proof {
                size: say(words.tree_size, &[&counted(entry.size)]),
                drawing: chart::way_up(&sides, &format!("#{}", entry.seq), words.root),
                leaf: entry.leaf.clone(),
                path: entry
                    .proof
                    .path
                    .iter()
                    .zip(&sides)
                    .enumerate()
                    .map(|(nth, (hash, right))| Step {
                        level: nth + 1,
                        side: if *right { words.right } else { words.left },
                        hash: hash.clone(),
                    })
                    .collect(),
                root: entry.root.clone(),
            },
            facts,
            checkpoint: entry.proof.checkpoint.trim_end().to_owned(),
            commands: vec![
                format!("duheng journal prove {folder} {}", entry.seq),
                format!("duheng journal verify {folder}"),
            ],
            body,
            words,
            frame,
        }
    }
}

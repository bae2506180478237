//! One draw with its certificate; of a draw sealed until arrival the seals and the slips that were opened.

use askama::Template;
use view::{DrawSlip, DrawState, DrawView};

use super::list::{Stratum, damage, state};
use super::words::{self, Words};
use crate::address::{draw_address, entry_address, row_address, school_address};
use crate::frame::Frame;
use crate::words::say;

/// The page.
#[derive(Template)]
#[template(path = "draw/show.html")]
pub struct Draw {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// Number of the draw.
    pub number: String,
    /// The path of the page.
    pub path: String,
    /// Its name.
    pub name: String,
    /// How far it is.
    pub state: &'static str,
    /// The day of the draw.
    pub day: String,
    /// Sizes of the lists, in words.
    pub lists: String,
    /// What is said while slips are closed.
    pub closed: Option<String>,
    /// Open slips.
    pub table: Vec<Slip>,
    /// Strata.
    pub strata: Vec<Stratum>,
    /// The proof on one page.
    pub page: Option<String>,
    /// The commitment.
    pub commitment: String,
    /// The page of the entry that carries it.
    pub entry: String,
    /// What else is known: what it is called, and its value.
    pub origin: Vec<(&'static str, String)>,
    /// What the form carries by which the draw is made; empty for who may not, or when it is made.
    pub word: String,
    /// What speaks against what was asked.
    pub findings: Vec<String>,
    /// The page for a hall.
    pub hall: String,
    /// The file to take away: address, word, command that verifies it.
    pub file: Option<(String, &'static str, String)>,
}

impl Draw {
    /// The page of a view.
    pub fn new(frame: Frame, view: &DrawView) -> Draw {
        let words = words::of(frame.language);
        let mut origin = Vec::new();
        if let Some(one) = &view.checkpoint {
            origin.push((words.checkpoint, format!("{} · {}", one.size, one.time)));
        }
        let public = &view.public;
        origin.push((words.draw_announced, format!("{} · {} · {}", public.source, public.issue, public.day)));
        if !public.value.is_empty() {
            origin.push((words.draw_public, public.value.clone()));
        }
        for (name, value) in
            [(words.draw_root, &view.root), (words.draw_seed, &view.seed), (words.draw_digest, &view.digest)]
        {
            if !value.is_empty() {
                origin.push((name, value.clone()));
            }
        }
        let number = &view.number;
        let address = draw_address(number);
        let certificate = view.certificate.as_ref().map(|_| {
            let verify = format!("duheng draw verify {number}.draw.txt --key {}", words.draw_fingerprint);
            (format!("{address}/certificate.txt"), words.draw_certificate, verify)
        });
        let seals = view.seals.as_ref().map(|_| {
            let verify =
                format!("duheng draw open {number}-1.slip.txt {number}.seals.txt --root {}", view.root);
            (format!("{address}/seals.txt"), words.draw_seals, verify)
        });
        let lists = view.lists.map(|lists| {
            let [objects, inspectors, conflicts] =
                [lists.objects, lists.inspectors, lists.conflicts].map(|size| size.to_string());
            say(words.draw_lists, &[&objects, &inspectors, &conflicts])
        });
        let left = (view.slips - view.opened.min(view.slips)).to_string();
        Draw {
            state: state(view.state, words),
            lists: lists.unwrap_or_default(),
            closed: match view.state {
                DrawState::Listed => Some(words.draw_listed_note.to_owned()),
                DrawState::Closed => Some(say(words.draw_closed_note, &[&view.slips.to_string(), &left])),
                DrawState::Open => None,
                DrawState::Damaged => Some(damage(view)),
            },
            table: view.table.iter().map(Slip::new).collect(),
            strata: view.strata.iter().map(Stratum::new).collect(),
            page: view.page.clone(),
            commitment: view.commitment.clone(),
            entry: entry_address(view.entry),
            origin,
            word: String::new(),
            findings: Vec::new(),
            hall: format!("{address}/hall"),
            path: address.clone(),
            file: certificate.or(seals),
            number: number.clone(),
            name: view.name.clone(),
            day: view.day.clone(),
            words,
            frame,
        }
    }
}

/// An open slip.
pub struct Slip {
    /// Its number.
    pub number: u64,
    /// The row that records it; empty when there is none.
    pub row: String,
    /// The page of the object.
    pub href: String,
    /// Its name, or its key.
    pub name: String,
    /// Its key.
    pub object: String,
    /// Who is sent.
    pub inspectors: String,
    /// Who opened it and when.
    pub opened: String,
}

impl Slip {
    /// A slip of a view.
    pub fn new(slip: &DrawSlip) -> Slip {
        let row = slip.row.as_ref().map(|row| row_address(&row.register, row.number));
        Slip {
            number: slip.number,
            row: row.unwrap_or_default(),
            href: school_address(&slip.object),
            name: if slip.name.is_empty() { slip.object.clone() } else { slip.name.clone() },
            object: slip.object.clone(),
            inspectors: slip.inspectors.join("、"),
            opened: slip.opened.as_ref().map(|one| format!("{} {}", one.by, one.day)).unwrap_or_default(),
        }
    }
}

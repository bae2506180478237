//! One school, kindergarten or other body: everything about it, register by register.

use askama::Template;
use view::{AboutDuty, AboutPost, AboutRegister, AboutView, PostState};

use super::words::{self, Words};
use crate::address::{register_address, roster_address, row_address};
use crate::frame::Frame;
use crate::marks::{Mark as _, Verdict};
use crate::words::say;
use view::Status;

/// The page.
#[derive(Template)]
#[template(path = "school/show.html")]
pub struct School {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// Its name.
    pub name: String,
    /// Its key.
    pub key: String,
    /// Who answers for it.
    pub posts: Vec<Post>,
    /// What it owes.
    pub duties: Vec<Duty>,
    /// Register by register: its own rows first.
    pub parts: Vec<Part>,
}

impl School {
    /// The page of a view.
    pub fn new(frame: Frame, view: &AboutView) -> School {
        let words = words::of(frame.language);
        let parts = view.own.iter().chain(&view.pointing).map(|register| Part::new(register, words));
        School {
            parts: parts.collect(),
            posts: view.posts.iter().map(|post| Post::new(post, words)).collect(),
            duties: view.duties.iter().map(Duty::new).collect(),
            name: view.name.clone(),
            key: view.key.clone(),
            words,
            frame,
        }
    }
}

/// A post that a roster wants filled.
pub struct Post {
    /// The roster's page.
    pub href: String,
    /// Its name.
    pub name: String,
    /// The role.
    pub role: String,
    /// Who holds it.
    pub holders: String,
    /// Whether it is held as it should be.
    pub verdict: Verdict,
    /// The same in a word.
    pub state: &'static str,
}

impl Post {
    fn new(post: &AboutPost, words: &Words) -> Post {
        let (verdict, state) = match post.state {
            PostState::Vacant => (Verdict::NotMet, words.post_vacant),
            PostState::Unqualified => (Verdict::NotMet, words.post_unqualified),
            PostState::Expiring => (Verdict::CannotTell, words.post_expiring),
            PostState::Short => (Verdict::NotMet, words.post_short),
            PostState::Open => (Verdict::CannotTell, words.post_open),
            PostState::Held => (Verdict::Met, words.post_held),
        };
        Post {
            href: roster_address(&post.roster),
            name: post.name.clone(),
            role: post.role.clone(),
            holders: post.holders.join("、"),
            verdict,
            state,
        }
    }
}

/// A duty that it owes.
pub struct Duty {
    /// Its name.
    pub name: String,
    /// `11/12`.
    pub done: String,
    /// The periods that were missed.
    pub gaps: String,
    /// The next that is open, with its deadline.
    pub next: String,
}

impl Duty {
    fn new(duty: &AboutDuty) -> Duty {
        let next = duty.next.as_ref().map(|due| format!("{} · {}", due.period, due.deadline));
        Duty {
            name: duty.name.clone(),
            done: format!("{}/{}", duty.discharged, duty.owed),
            gaps: duty.gaps.join("、"),
            next: next.unwrap_or_default(),
        }
    }
}

/// The rows of one register.
pub struct Part {
    /// Id of the register, and of the part of the page.
    pub id: String,
    /// The register's page.
    pub href: String,
    /// Its name.
    pub name: String,
    /// How many rows.
    pub count: u64,
    /// How many of them are shown, in words.
    pub shown: String,
    /// The unit that answers for it.
    pub owner: String,
    /// The document behind it.
    pub document: String,
    /// How well that is known.
    pub status: Status,
    /// Names of the fields shown.
    pub fields: Vec<String>,
    /// Address, number and cells of each row.
    pub rows: Vec<(String, u64, Vec<String>)>,
}

impl Part {
    fn new(register: &AboutRegister, words: &Words) -> Part {
        // What holds the key of the body says the same in every line.
        let kept: Vec<usize> = (0..register.fields.len())
            .filter(|at| !register.by.contains(&register.fields[*at]))
            .filter(|at| {
                register.rows.iter().any(|row| row.cells.get(*at).is_some_and(|cell| !cell.is_empty()))
            })
            .collect();
        let pick =
            |cells: &[String]| kept.iter().filter_map(|at| cells.get(*at).cloned()).collect::<Vec<_>>();
        let (count, listed) = (register.count.to_string(), register.rows.len().to_string());
        Part {
            id: register.id.clone(),
            href: register_address(&register.id),
            name: register.name.clone(),
            count: register.count,
            shown: say(words.school_rows, &[&count, &listed]),
            owner: register.owner.clone(),
            document: register.source.document.clone(),
            status: register.source.status,
            fields: pick(&register.fields),
            rows: register
                .rows
                .iter()
                .map(|row| (row_address(&row.register, row.number), row.number, pick(&row.cells)))
                .collect(),
        }
    }
}

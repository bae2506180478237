//! 信: the notices sent, each in numbers, and the definitions that can be sent.

use askama::Template;
use view::{Card, Funnel, LetterState, NoticesView};

use super::state::ladder;
use super::words::{self, Words};
use crate::address::notice_address;
use crate::frame::Frame;
use crate::marks::Mark as _;
use crate::numbers::moment;
use crate::words::say;

/// The page.
#[derive(Template)]
#[template(path = "notice/list.html")]
pub struct Notices {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// How many there are, in a sentence.
    pub lead: String,
    /// Notices, newest first.
    pub notices: Vec<Sent>,
    /// Definitions.
    pub definitions: Vec<Definition>,
    /// What the forms carry by which one is sent; empty for who may not.
    pub word: String,
    /// What speaks against what was asked.
    pub findings: Vec<String>,
}

/// A notice that was sent.
pub struct Sent {
    /// Its page.
    pub href: String,
    /// Its number.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// When.
    pub at: String,
    /// Households, handed over, delivered, acknowledged, on a list.
    pub counts: [usize; 5],
    /// Acknowledged of all.
    pub rate: String,
}

/// A definition.
pub struct Definition {
    /// What it is called, who answers for it, on what ground.
    pub card: Card,
    /// The ladder.
    pub ladder: String,
    /// How many were sent.
    pub sent: usize,
    /// Its id, where whoever reads may send one; else empty.
    pub sends: String,
}

impl Notices {
    /// All of them; `sends` says which definitions whoever reads may send.
    pub fn new(frame: Frame, view: &NoticesView, sends: &dyn Fn(&str) -> bool) -> Notices {
        let words = words::of(frame.language);
        let sent = |one: &view::NoticeSummary| {
            let listed = one.states.iter().find(|one| one.state == LetterState::Listed);
            let listed = listed.map_or(0, |one| one.count);
            let Funnel { households, handed_over, delivered, acknowledged } = one.funnel;
            Sent {
                href: notice_address(&one.id),
                id: one.id.clone(),
                title: one.title.clone(),
                at: moment(&one.at),
                counts: [households, handed_over, delivered, acknowledged, listed],
                rate: one.rate.clone(),
            }
        };
        let definition = |one: &view::NoticeDefinition| Definition {
            card: one.card.clone(),
            ladder: ladder(&one.ladder, words),
            sent: one.sent,
            sends: if sends(&one.card.id) { one.card.id.clone() } else { String::new() },
        };
        let letters: usize = view.notices.iter().map(|one| one.households).sum();
        Notices {
            lead: say(
                words::of(frame.language).notices_lead,
                &[&view.notices.len().to_string(), &letters.to_string()],
            ),
            notices: view.notices.iter().map(sent).collect(),
            definitions: view.definitions.iter().map(definition).collect(),
            word: String::new(),
            findings: Vec::new(),
            words: words::of(frame.language),
            frame,
        }
    }
}

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
}

impl Notices {
    /// All of them.
    pub fn new(frame: Frame, view: &NoticesView) -> Notices {
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
        };
        let letters: usize = view.notices.iter().map(|one| one.households).sum();
        Notices {
            lead: say(
                words::of(frame.language).notices_lead,
                &[&view.notices.len().to_string(), &letters.to_string()],
            ),
            notices: view.notices.iter().map(sent).collect(),
            definitions: view.definitions.iter().map(definition).collect(),
            words: words::of(frame.language),
            frame,
        }
    }
}

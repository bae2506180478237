//! A notice household by household: the funnel, the states, each letter with its rung and what is next.

use askama::Template;
use serde::Deserialize;
use view::{Funnel, NoticeView};

use super::state::{channel, colour, ladder, way, word};
use super::words::{self, Words};
use crate::address::notice_address;
use crate::address::with_query;
use crate::chart::{Bar, bars};
use crate::frame::Frame;
use crate::marks::Verdict;
use crate::numbers::moment;
use crate::pages::outcome::Outcome;
use crate::words::say;

/// Letters of a page.
pub const LETTERS: usize = 100;

/// What the address asks for.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Code of a state.
    pub state: String,
    /// A household or where it belongs.
    pub q: String,
    /// The page, from 0.
    pub page: usize,
}

/// The page.
#[derive(Template)]
#[template(path = "notice/show.html")]
pub struct Notice {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// Its heading.
    pub title: String,
    /// Its number, when it was sent, by whom.
    pub lead: String,
    /// The message with its placeholders.
    pub body: String,
    /// The ladder.
    pub ladder: String,
    /// The funnel as a drawing.
    pub funnel: String,
    /// The acknowledged share in a sentence.
    pub rate: String,
    /// All, and each state with its count.
    pub choices: Vec<Choice>,
    /// The text looked for.
    pub q: String,
    /// The state chosen.
    pub state: String,
    /// How many were found.
    pub found: String,
    /// Letters.
    pub letters: Vec<Letter>,
    /// The page before and the page after.
    pub turns: [Option<String>; 2],
    /// What the form carries by which an acknowledgement is recorded; empty for who may not.
    pub word: String,
    /// What became of what was recorded.
    pub outcomes: Vec<Outcome>,
}

/// A state to choose.
pub struct Choice {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub name: String,
    /// How many.
    pub count: usize,
    /// Whether it is the one shown.
    pub current: bool,
}

/// A letter.
pub struct Letter {
    /// The household.
    pub household: String,
    /// Its row.
    pub href: String,
    /// Where it belongs.
    pub unit: String,
    /// The state.
    pub word: &'static str,
    /// Colour of the state.
    pub verdict: Verdict,
    /// Rung and channel.
    pub rung: String,
    /// Handed over, delivered, acknowledged.
    pub times: [String; 3],
    /// By which way.
    pub way: String,
    /// The named person.
    pub person: String,
    /// What is next.
    pub next: String,
    /// Whether it waits for an acknowledgement.
    pub waits: bool,
}

impl Notice {
    /// The page of a notice.
    pub fn new(frame: Frame, view: &NoticeView, asked: &Asked) -> Notice {
        let words = words::of(frame.language);
        let summary = &view.summary;
        let here = notice_address(&summary.id);
        let address = |state: &str, page: usize| {
            let page = if page == 0 { String::new() } else { page.to_string() };
            with_query(&here, &[("state", state), ("q", &asked.q), ("page", &page)])
        };
        let choice = |code: &str, name: &str, count| Choice {
            href: address(code, 0),
            name: name.to_owned(),
            count,
            current: asked.state == code,
        };
        let mut choices = vec![choice("", words.all, summary.households)];
        choices.extend(
            summary.states.iter().map(|one| choice(one.state.key(), word(one.state, words), one.count)),
        );
        let steps = [words.households, words.handed_over, words.delivered, words.acknowledged];
        let bar = |(label, count): (&&str, &usize)| Bar {
            label: (*label).to_owned(),
            printed: count.to_string(),
            value: count.to_string(),
            verdict: Verdict::None,
        };
        let Funnel { households, handed_over, delivered, acknowledged } = summary.funnel;
        let counts = [households, handed_over, delivered, acknowledged];
        let funnel = bars(&steps.iter().zip(&counts).map(bar).collect::<Vec<_>>(), None);
        let letter = |one: &view::LetterView| Letter {
            household: one.household.clone(),
            href: format!("/registers/letter/{}", one.row),
            unit: one.unit.clone(),
            word: word(one.state, words),
            verdict: colour(one.state),
            rung: one.channel.map(|on| format!("{} {}", one.rung, channel(on, words))).unwrap_or_default(),
            times: [&one.times.handed_over, &one.times.delivered, &one.times.acknowledged]
                .map(|at| moment(at)),
            way: match (one.way.map(|one| way(one, words)), one.by.as_str()) {
                (None, _) => String::new(),
                (Some(way), "") => way.to_owned(),
                (Some(way), by) => format!("{way}（{by}）"),
            },
            person: one.person.clone(),
            waits: one.state != view::LetterState::Acknowledged,
            next: if one.wrong.is_empty() { one.next.clone() } else { one.wrong.clone() },
        };
        let before = asked.page.checked_sub(1).map(|page| address(&asked.state, page));
        let more = (asked.page + 1) * LETTERS < view.found;
        Notice {
            title: summary.title.clone(),
            lead: format!("{} · {} · {}", summary.id, moment(&summary.at), summary.by),
            body: summary.body.clone(),
            ladder: ladder(&view.ladder, words),
            funnel,
            rate: say(words.acknowledged_lead, &[&summary.rate]),
            choices,
            q: asked.q.clone(),
            state: asked.state.clone(),
            found: say(words.letters_found, &[&view.found.to_string()]),
            letters: view.letters.iter().map(letter).collect(),
            word: String::new(),
            outcomes: Vec::new(),
            turns: [before, more.then(|| address(&asked.state, asked.page + 1))],
            words,
            frame,
        }
    }
}

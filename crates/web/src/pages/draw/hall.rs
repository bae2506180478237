//! A draw as a hall watches it: large, step by step, anew every quarter of a minute until it is done.

use askama::Template;
use view::{DrawState, DrawView};

use super::show::Slip;
use super::words::{self, Words};
use crate::address::draw_address;
use crate::frame::Frame;
use crate::words::say;

/// The page.
#[derive(Template)]
#[template(path = "draw/hall.html")]
pub struct Hall {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// Number of the draw.
    pub number: String,
    /// Its name.
    pub name: String,
    /// The draw's page.
    pub back: String,
    /// Whether something is still to come.
    pub waits: bool,
    /// What was done and what is to be done.
    pub steps: Vec<Step>,
    /// Open slips.
    pub slips: Vec<Slip>,
}

/// A step of the ceremony.
pub struct Step {
    /// What is done.
    pub title: &'static str,
    /// `done`, `now` or `ahead`.
    pub state: &'static str,
    /// What there is to see.
    pub lines: Vec<String>,
    /// What anybody may write down and compare; empty for nothing.
    pub hash: String,
}

impl Hall {
    /// The ceremony of a draw.
    pub fn new(frame: Frame, view: &DrawView) -> Hall {
        let words = words::of(frame.language);
        let listed = view.state == DrawState::Listed;
        let open = view.state == DrawState::Open;
        let state = |done: bool, now: bool| match (done, now) {
            (true, _) => "done",
            (false, true) => "now",
            (false, false) => "ahead",
        };
        let lists = view.lists.map(|lists| {
            let sizes = [lists.objects, lists.inspectors, lists.conflicts].map(|size| size.to_string());
            say(words.draw_lists, &sizes.each_ref().map(String::as_str))
        });
        let public = &view.public;
        let waited = format!("{} · {} · {}", public.source, public.issue, public.day);
        let drawn = say(words.hall_drawn, &[&view.slips.to_string(), &view.opened.to_string()]);
        let step = |title, state, lines: Vec<String>, hash: &str| Step {
            title,
            state,
            lines,
            hash: hash.to_owned(),
        };
        let value = if public.value.is_empty() { Vec::new() } else { vec![public.value.clone()] };
        let steps = vec![
            step(words.hall_sealed, "done", lists.into_iter().collect(), &view.commitment),
            step(words.hall_value, state(!listed, listed), [vec![waited], value].concat(), ""),
            step(words.hall_seed, state(!listed, false), Vec::new(), &view.seed),
            step(
                words.hall_slips,
                state(open, !listed),
                if listed { Vec::new() } else { vec![drawn] },
                &view.root,
            ),
            step(words.hall_verify, state(false, open), vec![words.hall_verify_how.to_owned()], &view.digest),
        ];
        Hall {
            back: draw_address(&view.number),
            waits: !open,
            slips: view.table.iter().map(Slip::new).collect(),
            number: view.number.clone(),
            name: view.name.clone(),
            steps,
            words,
            frame,
        }
    }
}

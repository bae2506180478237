//! Day trips of a draw: which draw, and its trips.

use askama::Template;
use view::{Card, DrawList, RoutesView};

use super::trips::Trips;
use super::words::{self, Words};
use crate::frame::Frame;

/// The page.
#[derive(Template)]
#[template(path = "plans/routes.html")]
pub struct Routes {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// The name of the plan.
    pub plan: String,
    /// What is visited.
    pub name: String,
    /// The path of the page.
    pub path: String,
    /// Draws that are drawn and open: number, what it is called, whether it is the one shown.
    pub draws: Vec<(String, String, bool)>,
    /// The trips of the one shown.
    pub visits: Option<Trips>,
}

impl Routes {
    /// The page of a plan over draws, with the trips of the one that was asked for.
    pub fn new(frame: Frame, card: &Card, draws: &DrawList, chosen: Option<&RoutesView>) -> Routes {
        let words = words::of(frame.language);
        let shown = chosen.map_or("", |view| view.of.as_str());
        let open = draws.draws.iter().filter(|draw| draw.slips > 0 && draw.opened == draw.slips);
        let line = |draw: &view::DrawView| {
            (draw.number.clone(), format!("{} {}", draw.name, draw.day), draw.number == shown)
        };
        Routes {
            plan: card.name.clone(),
            name: chosen.map_or(card.name.clone(), |view| view.name.clone()),
            path: format!("/plans/{}/routes", crate::address::encoded(&card.id)),
            draws: open.map(line).collect(),
            visits: chosen.map(|view| Trips::new(words, view)),
            words,
            frame,
        }
    }
}

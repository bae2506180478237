//! Children placed: how many go which way; for whoever may look into cases each child's way with its reason.

use askama::Template;
use view::{PlacementLine, PlacementPlaceView, PlacementView, PlacementWay};

use super::trips::Trips;
use super::words::{self, Words};
use crate::address::with_query;
use crate::frame::Frame;
use crate::marks::Verdict;
use crate::words::say;

/// The page.
#[derive(Template)]
#[template(path = "plans/placement.html")]
pub struct Placement {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// The name of the plan.
    pub plan: String,
    /// Whether everybody has a way.
    pub verdict: Verdict,
    /// How many there are and how many have none, in a sentence.
    pub said: String,
    /// What the proof is worth, and for how many something else was decided.
    pub lead: String,
    /// What exactly it means, and who answers for it.
    pub note: String,
    /// What is wrong with the rows: place, sentence.
    pub findings: Vec<(String, String)>,
    /// What cannot hold together; empty where all fit.
    pub clash: String,
    /// Ways, the preferred first.
    pub ways: Vec<PlacementWay>,
    /// Whether children are left out.
    pub masked: bool,
    /// Every child.
    pub lines: Vec<PlacementLine>,
    /// Places with children.
    pub places: Vec<PlacementPlaceView>,
    /// Visits at home.
    pub visits: Option<Trips>,
    /// Where they are shown; empty where they are, or may not be.
    pub trips: String,
}

impl Placement {
    /// The page of a view.
    pub fn new(frame: Frame, view: &PlacementView, on: &str) -> Placement {
        let words = words::of(frame.language);
        let [children, unplaced, otherwise] =
            [view.children, view.unplaced, view.otherwise].map(|number| number.to_string());
        let proof = match (view.fits, view.checked) {
            (true, true) => words.placing_proven,
            (false, true) => words.placing_short,
            _ => words.plan_open,
        };
        Placement {
            plan: view.card.name.clone(),
            verdict: if view.unplaced == 0 { Verdict::Met } else { Verdict::NotMet },
            said: say(words.placing_said, &[&children, &unplaced]),
            lead: format!("{proof} · {}", say(words.placing_otherwise, &[&otherwise])),
            note: format!("{} · {}", view.card.owner, view.card.note.clone().unwrap_or_default()),
            findings: view.findings.iter().map(|one| (one.place.to_string(), one.sentence.clone())).collect(),
            clash: match view.clash.is_empty() {
                true => String::new(),
                false => say(words.plan_clash, &[&view.clash.join("、")]),
            },
            ways: view.ways.clone(),
            masked: view.masked,
            lines: view.lines.clone(),
            places: view.places.clone(),
            trips: match view.masked || view.visits.is_some() {
                true => String::new(),
                false => with_query(
                    &format!("/plans/{}/placement", crate::address::encoded(&view.card.id)),
                    &[("on", on), ("trips", "1")],
                ),
            },
            visits: view.visits.as_ref().map(|visits| Trips::new(words, visits)),
            words,
            frame,
        }
    }
}

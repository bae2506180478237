//! The trade-off of a scenario: a drawing, and beside it the table that says the same with the proof of each step.

use askama::Template;
use view::{CurvePointView, CurveView};

use super::Asked;
use super::drawn;
use super::list::money;
use super::words::{self, Words};
use crate::frame::Frame;
use crate::numbers::grouped;

/// The page.
#[derive(Template)]
#[template(path = "plans/curve.html")]
pub struct Curve {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// The name of the scenario, and its page.
    pub name: String,
    /// As `name`.
    pub back: String,
    /// The drawing.
    pub drawing: String,
    /// Step by step.
    pub lines: Vec<Step>,
}

/// A step, as a line.
pub struct Step {
    /// What gives way.
    pub step: String,
    /// The least money.
    pub cost: String,
    /// What no plan costs less than.
    pub bound: String,
    /// What that is worth.
    pub proof: String,
    /// Pupils over the norm as it is.
    pub over: String,
    /// Mean way.
    pub way: String,
}

impl Curve {
    /// The page of a view.
    pub fn new(frame: Frame, view: &CurveView, asked: &Asked) -> Curve {
        let words = words::of(frame.language);
        let told = |yuan: Option<i64>| yuan.map(|yuan| grouped(&money(yuan))).unwrap_or_default();
        let line = |one: &CurvePointView| Step {
            step: drawn::step(words, one, &view.unit),
            cost: if one.cost.is_some() { told(one.cost) } else { words.curve_none.to_owned() },
            bound: told(one.bound),
            proof: proof(words, one).to_owned(),
            over: if one.cost.is_some() { grouped(&one.over.to_string()) } else { String::new() },
            way: if one.cost.is_some() { grouped(&one.way.to_string()) } else { String::new() },
        };
        Curve {
            name: view.scenario.clone(),
            back: asked.address(&view.card.id),
            drawing: drawn::curve(words, view),
            lines: view.points.iter().map(line).collect(),
            words,
            frame,
        }
    }
}

fn proof(words: &'static Words, one: &CurvePointView) -> &'static str {
    match (one.proven, one.checked, one.cost) {
        (true, true, None) => words.curve_proven_none,
        (true, true, _) => words.curve_proven,
        (false, true, Some(_)) => words.curve_gap,
        _ => words.plan_open,
    }
}

//! One step of many cases at once, each done or refused by itself.

use askama::Template;
use office::StepGiven;
use serde::Deserialize;
use view::{CaseOffer, DeskCase, StepOffer};

use super::taken_step;
use super::words::{self, Words};
use crate::address::encoded;
use crate::filled::Filled;
use crate::frame::{Frame, Place, Work};
use crate::pages::outcome::Outcome;
use crate::site::{Desk, Trouble};
use crate::words::say;

/// Most cases of one form.
const MOST: usize = 1_000;

/// What the address asks for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The step; that of the first case when empty.
    pub step: String,
    /// Whether every case is ticked when the page comes; empty is none.
    pub all: String,
}

/// The page.
#[derive(Template)]
#[template(path = "record/many.html")]
pub struct Many {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// What is done.
    pub title: String,
    /// What the form carries.
    pub word: String,
    /// The steps that may be done of some case, each with its address and whether it is this one.
    pub choices: Vec<(String, String, bool)>,
    /// The step; none when nothing may be done.
    pub step: Option<StepOffer>,
    /// The cases in which it may be done.
    pub cases: Vec<DeskCase>,
    /// Whether all of them are ticked.
    pub all: bool,
    /// Where all of them are ticked, or none is.
    pub all_href: String,
    /// What became of what was asked.
    pub outcomes: Vec<Outcome>,
}

impl Many {
    /// The cases of a loop in which somebody may do a step.
    pub fn new(desk: &Desk, id: &str, asked: &Asked, outcomes: Vec<Outcome>) -> Result<Many, Trouble> {
        let offers = desk.reading()?.cases_offered(id)?;
        let frame = desk.frame(Place::Work(Work::Cases))?;
        let words = words::of(frame.language);
        let mut names: Vec<&StepOffer> = Vec::new();
        // Who is named is named case by case.
        let alike = |step: &&StepOffer| step.names != view::Naming::Somebody;
        for one in offers.iter().flat_map(|offer| &offer.steps).filter(alike) {
            if !names.iter().any(|known| known.name == one.name) {
                names.push(one);
            }
        }
        let chosen =
            names.iter().find(|one| one.name == asked.step).or(names.first()).map(|one| (*one).clone());
        let is_chosen = |name: &str| chosen.as_ref().is_some_and(|chosen| chosen.name == name);
        let address = |name: &str| format!("/steps/{}?step={}", encoded(id), encoded(name));
        let choices = names.iter().map(|one| (one.name.clone(), address(&one.name), is_chosen(&one.name)));
        let choices = choices.collect();
        let all = !asked.all.is_empty();
        let other = if all { "" } else { "&all=1" };
        let all_href = chosen.as_ref().map(|one| address(&one.name) + other).unwrap_or_default();
        let fits = |offer: &CaseOffer| offer.steps.iter().any(|step| is_chosen(&step.name));
        let cases = offers.iter().filter(|offer| fits(offer)).take(MOST).map(|offer| offer.case.clone());
        let name = desk.reading()?.name_of_loop(id).ok_or(Trouble::Nothing)?;
        Ok(Many {
            title: say(words.do_many, &[&name]),
            word: desk.word(),
            cases: cases.collect(),
            all,
            all_href,
            step: chosen,
            choices,
            outcomes,
            words,
            frame,
        })
    }

    /// Does the step in each case that a form ticked.
    pub fn given(desk: &Desk, id: &str, form: &Filled) -> Result<Vec<Outcome>, Trouble> {
        let steps: Vec<StepGiven> =
            form.all("case").take(MOST).map(|case| taken_step(form, id, case)).collect();
        let done = desk.steps_each(&steps)?;
        steps.iter().zip(done).map(|(step, done)| Outcome::tried(&step.case, done)).collect()
    }
}

//! 零报告: what somebody may report as not having happened, and what became of it, item by item.

use askama::Template;

use office::DutyQuery;
use view::NilOffer;

use super::words::{self, Words};
use crate::address::encoded;
use crate::filled::Filled;
use crate::frame::{Frame, Place, Work};
use crate::pages::outcome::Outcome;
use crate::site::{Desk, Trouble};
use crate::words::say;

/// The page.
#[derive(Template)]
#[template(path = "duty/nil.html")]
pub struct Nil {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// What is reported.
    pub title: String,
    /// The duty.
    pub name: String,
    /// Its page.
    pub href: String,
    /// What the form carries.
    pub word: String,
    /// What may be reported.
    pub offers: Vec<NilOffer>,
    /// What became of what was asked.
    pub outcomes: Vec<Outcome>,
}

impl Nil {
    /// What may be reported of a duty.
    pub fn new(desk: &Desk, id: &str, outcomes: Vec<Outcome>) -> Result<Nil, Trouble> {
        let reading = desk.reading()?;
        let offers = reading.nil_offers(id)?;
        let name =
            reading.duty(id, &DutyQuery { limit: 1, ..DutyQuery::default() })?.summary.card.name.clone();
        let frame = desk.frame(Place::Work(Work::Duties))?;
        let words = words::of(frame.language);
        Ok(Nil {
            title: say(words.nil_of, &[&name]),
            href: format!("/duties/{}", encoded(id)),
            word: desk.word(),
            offers,
            outcomes,
            name,
            words,
            frame,
        })
    }

    /// Reports what a form ticked, each by itself.
    pub fn given(desk: &Desk, id: &str, form: &Filled) -> Result<Vec<Outcome>, Trouble> {
        let items = form.all("item").filter_map(|item| item.split_once(' '));
        items
            .map(|(period, unit)| Outcome::tried(&format!("{unit} {period}"), desk.nil(id, unit, period)))
            .collect()
    }
}

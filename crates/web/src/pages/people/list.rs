//! Persons with what they held on a day.

use askama::Template;
use view::{PeopleView, PersonHeld, PostHeld};

use super::words::{self, Words};
use crate::address::{roster_address, with_query};
use crate::frame::Frame;
use crate::words::say;

/// Persons on one page.
const SHOWN: usize = 200;

/// The page.
#[derive(Template)]
#[template(path = "people/list.html")]
pub struct People {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// The day looked at.
    pub day: String,
    /// The text looked for.
    pub q: String,
    /// How many on which day.
    pub lead: String,
    /// The persons found.
    pub people: Vec<Person>,
    /// How many more were found; empty for none.
    pub more: String,
}

/// A person.
pub struct Person {
    /// The name.
    pub name: String,
    /// What he held: its page or none, title, of what, until when.
    pub held: Vec<(String, String, String, String)>,
}

impl People {
    /// The persons of a view whose name, role or unit holds `q`.
    pub fn new(frame: Frame, view: &PeopleView, q: &str) -> People {
        let words = words::of(frame.language);
        let says = |one: &PostHeld| one.title.contains(q) || one.of.contains(q);
        let found: Vec<&PersonHeld> =
            view.people.iter().filter(|one| one.name.contains(q) || one.held.iter().any(says)).collect();
        let address = |one: &PostHeld| match &one.roster {
            Some(roster) => with_query(&roster_address(roster), &[("on", &view.day)]),
            None => String::new(),
        };
        let held = |one: &PostHeld| (address(one), one.title.clone(), one.of.clone(), one.until.clone());
        let person =
            |one: &&PersonHeld| Person { name: one.name.clone(), held: one.held.iter().map(held).collect() };
        let more = found.len().saturating_sub(SHOWN);
        People {
            lead: say(words.people_lead, &[&view.day, &view.people.len().to_string()]),
            people: found.iter().take(SHOWN).map(person).collect(),
            more: if more > 0 { say(words.more, &[&more.to_string()]) } else { String::new() },
            day: view.day.clone(),
            q: q.to_owned(),
            words,
            frame,
        }
    }
}

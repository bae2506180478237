//! 工作台: the page.

use askama::Template;

use view::{DeskCase, DeskDone, DeskDuty, DeskView, DeskVisit, OffersView};

use super::week::Urgent;
use super::words::{self, Words};
use crate::address::{case_address, encoded, notice_address, register_address, with_query};
use crate::frame::Frame;
use crate::numbers::moment;
use crate::words::say;

/// The page.
#[derive(Template)]
#[template(path = "desk/show.html")]
pub struct Desk {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// In which roles somebody is here, in a line; empty without any.
    pub roles: String,
    /// The day in a sentence.
    pub day: String,
    /// What forms carry.
    pub word: String,
    /// The ten matters of the week.
    pub week: Vec<Urgent>,
    /// What is owed.
    pub duties: Vec<Due>,
    /// Cases that wait for a step.
    pub cases: Vec<Waiting>,
    /// Cases that he signed and that wait for others, and those that he was let see: each list with its heading.
    pub beside: Vec<(&'static str, Vec<Waiting>)>,
    /// How many wait beyond those shown, in a sentence; empty when all are shown.
    pub more: String,
    /// Loops of which several cases wait: name, and where one step is done in many.
    pub many: Vec<(String, String)>,
    /// Visits that fell to him by a draw.
    pub visits: Vec<Drawn>,
    /// Notices that households of his have not acknowledged.
    pub letters: Vec<Letters>,
    /// Registers: name, and where a row is recorded.
    pub registers: Vec<(String, String)>,
    /// What he did last.
    pub done: Vec<Done>,
}

/// What is owed of a duty.
pub struct Due {
    /// Its page.
    pub href: String,
    /// Its name.
    pub name: String,
    /// What is missed, in words; empty when nothing is.
    pub overdue: String,
    /// What is still in time, in words; empty when nothing is.
    pub open: String,
    /// By when; empty without.
    pub next: String,
    /// Where its rows are recorded; empty for who may not.
    pub record_href: String,
    /// Where it is reported that nothing happened; empty for who may not.
    pub nil_href: String,
}

/// A case that waits.
pub struct Waiting {
    /// Where its step is done.
    pub href: String,
    /// Its number and what it is about.
    pub name: String,
    /// Its loop and unit.
    pub about: String,
    /// Where it is.
    pub stage: String,
    /// By when; empty without.
    pub deadline: String,
    /// How late, in words; empty when in time.
    pub overdue: String,
    /// What may be done.
    pub steps: String,
    /// For whom it waits; empty where it is not told.
    pub with: String,
}

/// A visit that fell to somebody by a draw.
pub struct Drawn {
    /// What is visited, and who goes.
    pub what: DeskVisit,
    /// Where it is recorded, with what is known already; empty for who may not.
    pub href: String,
}

fn visit(what: DeskVisit) -> Drawn {
    let known: Vec<(&str, &str)> =
        what.known.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let at = |id: &String| with_query(&format!("{}/new", register_address(id)), &known);
    Drawn { href: what.register.as_ref().map(at).unwrap_or_default(), what }
}

/// A notice that waits for households.
pub struct Letters {
    /// Its page.
    pub href: String,
    /// Its heading.
    pub title: String,
    /// When it was sent.
    pub at: String,
    /// How many households, in words.
    pub waiting: String,
}

/// Something done.
pub struct Done {
    /// The case's page.
    pub href: String,
    /// The day.
    pub day: String,
    /// What was done with which case.
    pub what: String,
}

impl Desk {
    /// What is on somebody's desk.
    pub fn new(frame: Frame, view: DeskView, offers: OffersView, word: String) -> Desk {
        let words = words::of(frame.language);
        let role = |one: &view::RoleView| format!("{} · {}{}", one.name, one.unit, one.class);
        let shown = view.cases.len() as u64;
        let mut loops: Vec<(&str, &str, usize)> = Vec::new();
        for case in &view.cases {
            match loops.iter_mut().find(|(id, ..)| *id == case.loop_id) {
                Some((.., count)) => *count += 1,
                None => loops.push((&case.loop_id, &case.loop_name, 1)),
            }
        }
        let many = loops.iter().filter(|(.., count)| *count > 1);
        let many =
            many.map(|(id, name, _)| (say(words.many, &[name]), format!("/steps/{}", encoded(id)))).collect();
        let more = match view.waiting > shown {
            true => say(words.more, &[&(view.waiting - shown).to_string()]),
            false => String::new(),
        };
        let beside = [(words.sent, view.sent), (words.copies, view.copies)].map(|(head, cases)| {
            let of_case = |one: DeskCase| Waiting {
                href: case_address(&one.loop_id, &one.id, &view.day),
                ..waiting(one, words)
            };
            (head, cases.into_iter().map(of_case).collect::<Vec<_>>())
        });
        Desk {
            beside: beside.into_iter().filter(|(_, cases)| !cases.is_empty()).collect(),
            roles: offers.roles.iter().map(role).collect::<Vec<_>>().join("　"),
            day: say(words.day, &[&view.day]),
            week: view.week.iter().map(|one| Urgent::new(one, &view.day, words)).collect(),
            word,
            duties: view.duties.into_iter().map(|one| due(one, words)).collect(),
            cases: view.cases.into_iter().map(|one| waiting(one, words)).collect(),
            registers: view
                .registers
                .into_iter()
                .map(|one| (one.name, format!("{}/new", register_address(&one.id))))
                .collect(),
            letters: view
                .letters
                .into_iter()
                .map(|one| Letters {
                    href: notice_address(&one.id),
                    waiting: say(words.letters_wait, &[&one.households.to_string()]),
                    at: moment(&one.at),
                    title: one.title,
                })
                .collect(),
            visits: view.visits.into_iter().map(visit).collect(),
            done: view.done.into_iter().map(|one| done(one, &view.day)).collect(),
            more,
            many,
            words,
            frame,
        }
    }
}

fn due(one: DeskDuty, words: &Words) -> Due {
    let count = |sentence: &str, number: u64| match number {
        0 => String::new(),
        number => say(sentence, &[&number.to_string()]),
    };
    Due {
        href: format!("/duties/{}", encoded(&one.id)),
        overdue: count(words.overdue, one.overdue),
        open: count(words.open, one.open),
        next: one.next.map(|day| say(words.by, &[&day])).unwrap_or_default(),
        record_href: one.register.map(|id| format!("{}/new", register_address(&id))).unwrap_or_default(),
        nil_href: if one.nil { format!("/duties/{}/nil", encoded(&one.id)) } else { String::new() },
        name: one.name,
    }
}

fn waiting(one: DeskCase, words: &Words) -> Waiting {
    Waiting {
        href: format!("/cases/{}/{}/do", encoded(&one.loop_id), encoded(&one.id)),
        name: if one.label.is_empty() { one.id.clone() } else { format!("{} {}", one.id, one.label) },
        about: format!("{} · {}", one.loop_name, one.unit),
        stage: one.stage,
        deadline: one.deadline.map(|day| say(words.by, &[&day])).unwrap_or_default(),
        overdue: one.overdue.map(|days| say(words.days_late, &[&days.to_string()])).unwrap_or_default(),
        steps: one.steps.join("、"),
        with: one.with.join("、"),
    }
}

fn done(one: DeskDone, day: &str) -> Done {
    let href = case_address(&one.loop_id, &one.case, day);
    Done { href, what: format!("{} {}", one.step, one.case), day: one.day }
}

//! A scenario of money: the tests of law with their bases, the rules, and each school's sum in a sentence.

use askama::Template;
use view::{FundsRule, FundsSchool, FundsView};

use super::effects::{self, Effect};
use super::list::money_of;
use super::words::{self, Words};
use crate::frame::Frame;
use crate::marks::Verdict;
use crate::words::say;

/// The page.
#[derive(Template)]
#[template(path = "plans/funds.html")]
pub struct Funds {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// The name of the plan.
    pub plan: String,
    /// The name of the scenario.
    pub name: String,
    /// What is due, budgeted and lacking, in a sentence.
    pub said: String,
    /// Whether nothing is budgeted short.
    pub verdict: Verdict,
    /// Whose standards and whose pupils, in a sentence.
    pub lead: String,
    /// What exactly it means, and who answers for it.
    pub note: String,
    /// What is wrong with the rows: place, sentence.
    pub findings: Vec<(String, String)>,
    /// The tests of law.
    pub tests: Vec<Test>,
    /// Rules with the schools under them.
    pub rules: Vec<FundsRule>,
    /// At how many pupils a rule begins to hold, in sentences.
    pub thresholds: Vec<String>,
    /// Every school, those short of money first.
    pub schools: Vec<FundsSchool>,
    /// Indicators before and after.
    pub effects: Vec<Effect>,
}

/// A test of law, as a line.
pub struct Test {
    /// Where its indicator is told.
    pub href: String,
    /// Its name.
    pub name: String,
    /// The value.
    pub value: String,
    /// What is asked of it.
    pub asked: String,
    /// Whether it is met.
    pub verdict: Verdict,
    /// What it is reckoned from, in a sentence.
    pub bases: String,
    /// The document behind it.
    pub ground: String,
}

impl Funds {
    /// The page of a view.
    pub fn new(frame: Frame, view: &FundsView) -> Funds {
        let words = words::of(frame.language);
        let mut schools = view.schools.clone();
        schools.sort_by_key(|one| one.short == "0");
        let test = |one: &view::LawTest| Test {
            href: format!("/figures/{}", crate::address::encoded(&one.id)),
            name: one.name.clone(),
            value: one.value.clone(),
            asked: one.asked.clone(),
            verdict: Verdict::of(one.verdict),
            bases: one
                .bases
                .iter()
                .filter(|(_, value)| !value.is_empty())
                .map(|(name, value)| format!("{name} {value}"))
                .collect::<Vec<_>>()
                .join("；"),
            ground: one.ground.clone(),
        };
        let year = [view.year, view.known].map(|year| year.to_string());
        let threshold = |one: &view::FundsThreshold| say(words.funds_threshold, &[&one.name, &one.pupils]);
        Funds {
            plan: view.card.name.clone(),
            name: view.scenario.clone(),
            said: say(
                words.funds_said,
                &[&money_of(&view.due), &money_of(&view.budget), &money_of(&view.short)],
            ),
            verdict: if view.short == "0" { Verdict::Met } else { Verdict::NotMet },
            lead: say(words.funds_lead, &[&year[0], &year[1]]),
            note: format!("{} · {}", view.card.owner, view.card.note.clone().unwrap_or_default()),
            findings: view.findings.iter().map(|one| (one.place.to_string(), one.sentence.clone())).collect(),
            tests: view.tests.iter().map(test).collect(),
            rules: view.rules.clone(),
            thresholds: view.thresholds.iter().map(threshold).collect(),
            schools,
            effects: effects::lines(&view.effects),
            words,
            frame,
        }
    }
}

//! 规划: the scenarios of every plan side by side.

use askama::Template;
use view::{Card, FundsScenario, FundsSummary, PlansView, ScenarioOutlook, ScenarioView};

use super::Asked;
use super::words::{self, Words};
use crate::frame::Frame;
use crate::marks::{Mark as _, Verdict};
use crate::numbers::grouped;
use crate::words::say;

/// The page.
#[derive(Template)]
#[template(path = "plans/list.html")]
pub struct Plans {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// The day looked at.
    pub day: String,
    /// Each plan with its scenarios.
    pub plans: Vec<(Card, Vec<Entry>)>,
    /// Each plan of money with its scenarios and their addresses.
    pub funds: Vec<(Card, Vec<(String, FundsScenario)>)>,
    /// Further plans: what each says of itself, its address, what it comes to in a sentence.
    pub others: Vec<(Card, String, String)>,
}

/// A scenario as a line.
pub struct Entry {
    /// Its page.
    pub href: String,
    /// In numbers.
    pub own: ScenarioView,
    /// How it comes out, as a mark.
    pub verdict: Verdict,
    /// The same in words.
    pub said: String,
    /// What may be spent; empty without a bound.
    pub budget: String,
    /// What is done.
    pub measures: String,
}

impl Plans {
    /// The plans of a view; `on` is the day as the address asked for it.
    pub fn new(frame: Frame, view: &PlansView, on: &str) -> Plans {
        let words = words::of(frame.language);
        let entry = |plan: &str, own: &ScenarioView| {
            let asked = Asked { on: on.to_owned(), scenario: own.id.clone(), ..Asked::default() };
            Entry {
                href: asked.address(plan),
                budget: own.budget.map(money).unwrap_or_default(),
                own: own.clone(),
                verdict: verdict(own.outlook),
                said: outlook(words, own),
                measures: own.measures.join("、"),
            }
        };
        let plan = |plan: &view::PlanSummary| {
            (plan.card.clone(), plan.scenarios.iter().map(|own| entry(&plan.card.id, own)).collect())
        };
        let money = |plan: &FundsSummary| {
            let line = |own: &FundsScenario| {
                let asked = Asked { on: on.to_owned(), scenario: own.id.clone(), ..Asked::default() };
                (asked.money_address(&plan.card.id), own.clone())
            };
            (plan.card.clone(), plan.scenarios.iter().map(line).collect())
        };
        Plans {
            day: view.day.clone(),
            plans: view.plans.iter().map(plan).collect(),
            funds: view.funds.iter().map(money).collect(),
            others: others(words, view),
            words,
            frame,
        }
    }
}

/// Plans without scenarios: children placed, day trips.
fn others(words: &Words, view: &PlansView) -> Vec<(Card, String, String)> {
    let at = |card: &Card| format!("/plans/{}", crate::address::encoded(&card.id));
    let placed = view.placements.iter().map(|one| {
        let (children, unplaced) = (one.children.to_string(), one.unplaced.to_string());
        let said = say(words.placing_line, &[&children, &unplaced]);
        (one.card.clone(), at(&one.card) + "/placement", said)
    });
    let trips =
        view.routes.iter().map(|card| (card.clone(), at(card) + "/routes", words.trips_lead.to_owned()));
    let people = view.people.iter().map(|one| {
        let cells =
            [one.lacking, one.left, one.subjects_lacking, one.subjects_left].map(|cell| cell.to_string());
        let said = say(words.staff_line, &[&cells[0], &cells[1], &cells[2], &cells[3]]);
        (one.card.clone(), at(&one.card) + "/staff", said)
    });
    people.chain(placed).chain(trips).collect()
}

/// How a scenario comes out, as a mark.
pub(super) fn verdict(outlook: ScenarioOutlook) -> Verdict {
    match outlook {
        ScenarioOutlook::Proven | ScenarioOutlook::Found => Verdict::Met,
        ScenarioOutlook::OverBudget | ScenarioOutlook::Nothing => Verdict::NotMet,
        ScenarioOutlook::Open | ScenarioOutlook::Faulty => Verdict::CannotTell,
    }
}

/// How a scenario comes out, in a sentence.
pub(super) fn outlook(words: &Words, own: &ScenarioView) -> String {
    let (cost, bound) = (own.cost.map(money).unwrap_or_default(), own.bound.map(money).unwrap_or_default());
    match own.outlook {
        ScenarioOutlook::Proven => say(words.plan_proven, &[&cost]),
        ScenarioOutlook::Found => say(words.plan_found, &[&cost, &bound]),
        ScenarioOutlook::OverBudget => say(words.plan_over, &[&bound]),
        ScenarioOutlook::Nothing => words.plan_nothing.to_owned(),
        ScenarioOutlook::Open => words.plan_open.to_owned(),
        ScenarioOutlook::Faulty => words.plan_faulty.to_owned(),
    }
}

/// Yuan in 万元.
pub(super) fn money(yuan: i64) -> String {
    let (whole, rest) = (yuan / 10_000, format!("{:04}", yuan % 10_000));
    match rest.trim_end_matches('0') {
        "" => grouped(&whole.to_string()),
        rest => grouped(&format!("{whole}.{rest}")),
    }
}

/// A decimal of yuan in 万元, cut to whole yuan.
pub(super) fn money_of(yuan: &str) -> String {
    let whole = yuan.split('.').next().unwrap_or_default();
    whole.parse().map_or_else(|_| yuan.to_owned(), money)
}

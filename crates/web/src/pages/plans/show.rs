//! One scenario: what is done, where places lack without it, who goes where, what it means for indicators.

use askama::Template;
use view::{MeasureView, PlacesView, SectionPlan};

use super::Asked;
use super::drawn;
use super::effects::{self, Effect};
use super::list::{money, outlook, verdict};
use super::words::{self, Words};
use crate::frame::Frame;
use crate::marks::Verdict;
use crate::words::say;

/// Flows that the table has.
const FLOWS: usize = 40;
/// Shortages that are told.
const SHORTAGES: usize = 12;

/// The page.
#[derive(Template)]
#[template(path = "plans/show.html")]
pub struct Scenario {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// The name of the plan.
    pub plan: String,
    /// The name of the scenario.
    pub name: String,
    /// From when to when, in a sentence.
    pub lead: String,
    /// What exactly it means, and who answers for it.
    pub note: String,
    /// How it comes out, as a mark.
    pub verdict: Verdict,
    /// The same in words.
    pub said: String,
    /// What the proof is worth.
    pub checked: &'static str,
    /// What was asked.
    pub asked: Asked,
    /// The path of the page.
    pub path: String,
    /// The adopted scenario as it is, when something else is shown.
    pub back: String,
    /// What is wrong with the rows: place, sentence.
    pub findings: Vec<(String, String)>,
    /// Year, due, pupils, lacking without, lacking with, mean way.
    pub years: Vec<view::PlanYear>,
    /// Everything that may be done.
    pub measures: Vec<Line>,
    /// Shortages in sentences.
    pub shortages: Vec<String>,
    /// Stages of schools that change.
    pub sections: Vec<SectionPlan>,
    /// Who goes elsewhere, in sentences.
    pub moved: Vec<String>,
    /// What cannot hold together, and what would have to give way.
    pub clash: Vec<String>,
    /// How unlike schools are.
    pub spread: Vec<view::SpreadView>,
    /// The map; empty where no coordinates are known.
    pub map: String,
    /// Who goes where, most pupils first: village, school, pupils.
    pub flows: Vec<(String, String, String)>,
    /// Places that are not drawn, in a sentence; empty when all are.
    pub missing: String,
    /// Where the trade-off is.
    pub curve: String,
    /// What changes for whom, in sentences.
    pub whom: Vec<String>,
    /// Indicators before and after.
    pub effects: Vec<Effect>,
}

/// Something that may be done, as a line.
pub struct Line {
    /// What is told of it.
    pub own: MeasureView,
    /// Its money.
    pub cost: String,
    /// What is decided, in a word.
    pub state: &'static str,
    /// Addresses with it done, left alone, free; empty where that is asked already.
    pub turns: [(String, &'static str); 3],
}

impl Scenario {
    /// The page of a view.
    pub fn new(frame: Frame, view: &PlacesView, asked: Asked) -> Scenario {
        let (words, own) = (words::of(frame.language), &view.scenario);
        let years = own.years.map(|year| year.to_string());
        let plain = Asked { on: asked.on.clone(), ..Asked::default() };
        let differs = !asked.force.is_empty() || !asked.forbid.is_empty() || !asked.budget.is_empty();
        Scenario {
            plan: view.card.name.clone(),
            name: own.name.clone(),
            lead: say(words.plan_span, &[&years[0], &years[2], &years[1]]),
            note: format!("{} · {}", view.card.owner, view.card.note.clone().unwrap_or_default()),
            verdict: verdict(own.outlook),
            said: outlook(words, own),
            checked: if own.checked { words.plan_checked } else { "" },
            path: format!("/plans/{}", crate::address::encoded(&view.card.id)),
            back: if differs || !own.adopted { plain.address(&view.card.id) } else { String::new() },
            findings: view.findings.iter().map(|one| (one.place.to_string(), one.sentence.clone())).collect(),
            years: view.years.clone(),
            measures: view.measures.iter().map(|one| line(words, &view.card.id, one, &asked)).collect(),
            shortages: view.shortages.iter().take(SHORTAGES).map(|one| shortage(words, one)).collect(),
            sections: view.sections.clone(),
            moved: view.moved.iter().map(|one| moved(words, one, &view.unit)).collect(),
            clash: clash(words, view),
            spread: view.spread.clone(),
            map: drawn::map(words, &view.map),
            flows: view.map.flows.iter().take(FLOWS).map(|flow| told(view, flow)).collect(),
            missing: match view.map.missing {
                0 => String::new(),
                many => say(words.map_missing, &[&many.to_string()]),
            },
            curve: asked.curve_address(&view.card.id),
            whom: super::whom::told(words, view),
            effects: effects::lines(&view.effects),
            words,
            asked,
            frame,
        }
    }
}

fn line(words: &'static Words, plan: &str, own: &MeasureView, asked: &Asked) -> Line {
    let without = |list: &str| {
        let kept: Vec<&str> = list.split(',').filter(|id| !id.is_empty() && *id != own.id).collect();
        kept.join(",")
    };
    let with = |list: &str| match without(list) {
        list if list.is_empty() => own.id.clone(),
        list => format!("{list},{}", own.id),
    };
    let free = Asked { force: without(&asked.force), forbid: without(&asked.forbid), ..asked.clone() };
    let force = Asked { force: with(&asked.force), ..free.clone() };
    let forbid = Asked { forbid: with(&asked.forbid), ..free.clone() };
    let unless = |is: bool, to: &Asked| if is { String::new() } else { to.address(plan) };
    let named = |list: &str| list.split(',').any(|id| id == own.id);
    let (forced, forbidden) = (named(&asked.force), named(&asked.forbid));
    Line {
        own: own.clone(),
        cost: money(own.cost),
        state: match (own.taken, own.decided) {
            (true, Some(true)) => words.measure_forced,
            (true, _) => words.measure_taken,
            (false, Some(false)) => words.measure_forbidden,
            (false, _) => "",
        },
        turns: [
            (unless(forced, &force), words.measure_force),
            (unless(forbidden, &forbid), words.measure_forbid),
            (unless(!forced && !forbidden, &free), words.measure_free),
        ],
    }
}

/// A flow with its names.
fn told(view: &PlacesView, flow: &view::PlanMapFlow) -> (String, String, String) {
    let (from, to) = (&view.map.points[flow.from], &view.map.schools[flow.to]);
    (from.name.clone(), to.name.clone(), crate::numbers::grouped(&flow.pupils.to_string()))
}

/// A shortage that everybody can add up.
fn shortage(words: &Words, one: &view::ShortageView) -> String {
    let names = one.names.join("、");
    let helps = if one.helps.is_empty() { words.plan_no_help.to_owned() } else { one.helps.join("、") };
    let (year, points) = (one.year.to_string(), one.points.to_string());
    let [pupils, seats, lacking] =
        [one.pupils, one.seats, one.pupils - one.seats].map(|number| crate::numbers::told(&number));
    say(words.plan_shortage, &[&year, &names, &points, &pupils, &seats, &lacking, &helps])
}

fn moved(words: &Words, one: &view::MovedPoint, unit: &str) -> String {
    let pupils = crate::numbers::told(&one.pupils);
    let way = |(name, way): &(String, i64)| format!("{name}（{}{unit}）", crate::numbers::told(way));
    let from = one.from.as_ref().map_or(words.plan_nowhere.to_owned(), way);
    say(words.plan_moved_line, &[&one.point, &pupils, &from, &way(&one.to)])
}

fn clash(words: &Words, view: &PlacesView) -> Vec<String> {
    let mut all = Vec::new();
    if !view.clash.is_empty() {
        all.push(say(words.plan_clash, &[&view.clash.join("、")]));
    }
    if let Some(easing) = &view.easing {
        all.extend(easing.cost.map(|cost| say(words.plan_ease_cost, &[&money(cost)])));
        all.extend(easing.norm.map(|more| say(words.plan_ease_norm, &[&more.to_string()])));
    }
    all
}

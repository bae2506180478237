//! A roster in full: its posts with holders, vacancies first; who holds how much; the call chain of a cell.

use askama::Template;
use view::{BrokenCell, ChainView, PersonView, RosterView};

use super::posts::{self, Column, Line};
use super::words::{self, Words};
use crate::address::with_query;
use crate::address::{register_address, roster_address};
use crate::chart::{self, Bar};
use crate::frame::Frame;
use crate::marks::{Mark as _, Verdict};
use crate::words::say;
use view::Status;

/// Posts on a page.
const POSTS: usize = 100;
/// Bars that a reader still compares at a glance.
const BARS: usize = 30;
/// Missed shifts and broken chains that are listed.
const LISTED: usize = 40;

/// The page.
#[derive(Template)]
#[template(path = "roster/show.html")]
pub struct Roster {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// Its name.
    pub name: String,
    /// Posts, holders and vacancies in a sentence.
    pub lead: String,
    /// What exactly it means.
    pub note: String,
    /// The unit that answers for it.
    pub about: String,
    /// The document behind it.
    pub document: String,
    /// How well that is known.
    pub status: Status,
    /// The register of its links.
    pub links: (String, String),
    /// Its own path.
    pub path: String,
    /// The day looked at.
    pub day: String,
    /// What the address asked for.
    pub asked: Asked,
    /// All, and each state with its count.
    pub choices: Vec<Choice>,
    /// Columns with their sort links.
    pub columns: Vec<Column>,
    /// The posts of this page.
    pub posts: Vec<Line>,
    /// How many posts are chosen, in words.
    pub counted: String,
    /// The page before and the page after.
    pub pager: [Option<String>; 2],
    /// Who holds how much, as a drawing; empty when everybody holds one.
    pub chart: String,
    /// What the drawing leaves out.
    pub chart_rest: String,
    /// Persons on the list without an object.
    pub idle: String,
    /// Whether it is a tree.
    pub tree: bool,
    /// Call chains that were asked for.
    pub chains: Vec<Chain>,
    /// Why there is none.
    pub no_chain: String,
    /// Cells from which the way up breaks.
    pub broken: Vec<BrokenCell>,
    /// Shifts to which nobody came: day, place.
    pub missed: Vec<(String, String)>,
    /// Shifts in a sentence; empty without shifts.
    pub shifts: String,
}

/// What the address asks for.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The day.
    pub on: String,
    /// A state of posts; all when empty.
    pub state: String,
    /// A column to sort by, with `-` before it for the greatest first.
    pub sort: String,
    /// The text to look for.
    pub q: String,
    /// The page, from 1.
    pub page: usize,
    /// The cell whose call chain is asked for.
    pub chain: String,
}

/// A state of posts to choose.
pub struct Choice {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub name: &'static str,
    /// How many posts.
    pub count: usize,
    /// Whether it is the one shown.
    pub current: bool,
}

/// A call chain.
pub struct Chain {
    /// Level, chief and cell, from the cell upward.
    pub steps: Vec<(String, String, String)>,
    /// Where it breaks.
    pub broken: String,
}

impl Roster {
    /// The page of a view. `no_chain` says why no call chain was found.
    pub fn new(frame: Frame, view: &RosterView, asked: Asked, no_chain: String) -> Roster {
        let words = words::of(frame.language);
        let one = &view.summary;
        let path = roster_address(&one.card.id);
        let (posts, found) = posts::lines(view, &asked, words);
        let pages = found.div_ceil(POSTS).max(1);
        let page = asked.page.clamp(1, pages);
        let turn = |page: usize| posts::address(&path, &asked, &[("page", &page.to_string())]);
        let people = |count: usize| count.to_string();
        Roster {
            name: one.card.name.clone(),
            lead: say(
                words.roster_lead,
                &[&people(one.posts), &people(one.covered), &people(one.vacant), &people(one.people)],
            ),
            note: one.card.note.clone().unwrap_or_default(),
            about: one.card.owner.clone(),
            document: one.card.source.document.clone(),
            status: one.card.source.status,
            links: (register_address(&view.links.id), view.links.name.clone()),
            choices: posts::choices(view, &path, &asked, words),
            columns: posts::columns(view, &path, &asked, words),
            posts: posts.into_iter().skip((page - 1) * POSTS).take(POSTS).collect(),
            counted: say(words.posts_counted, &[&found.to_string(), &page.to_string(), &pages.to_string()]),
            pager: [(page > 1).then(|| turn(page - 1)), (page < pages).then(|| turn(page + 1))],
            chart: loads(&view.people, words),
            chart_rest: rest(&view.people, words),
            idle: idle(&view.people),
            tree: view.tree,
            chains: view.chains.iter().map(chain).collect(),
            no_chain,
            broken: view.broken.iter().take(LISTED).cloned().collect(),
            missed: view
                .missed
                .iter()
                .take(LISTED)
                .map(|shift| (shift.day.clone(), format!("{} {}", shift.object, shift.role)))
                .collect(),
            shifts: one.shifts.map_or_else(String::new, |due| {
                say(words.shifts_counted, &[&due.to_string(), &one.missed.to_string()])
            }),
            day: view.day.clone(),
            path,
            asked,
            words,
            frame,
        }
    }
}

/// Bars of load, the heaviest first, against the bound when it is the same for all.
fn loads(people: &[PersonView], words: &Words) -> String {
    let loaded: Vec<&PersonView> = people.iter().filter(|person| !person.objects.is_empty()).collect();
    if loaded.iter().all(|person| person.objects.len() < 2) {
        return String::new();
    }
    let bound = |person: &PersonView| person.usual.or(person.most);
    let first = loaded.first().and_then(|person| bound(person));
    let alike = first.filter(|_| loaded.iter().all(|person| bound(person) == first));
    let bars: Vec<Bar> = loaded
        .iter()
        .take(BARS)
        .map(|person| Bar {
            label: person.name.clone(),
            printed: person.objects.len().to_string(),
            value: person.objects.len().to_string(),
            verdict: match (person.overloaded, bound(person)) {
                (true, _) => Verdict::NotMet,
                (false, Some(_)) => Verdict::Met,
                (false, None) => Verdict::None,
            },
        })
        .collect();
    let printed = alike.map(|most| (most.to_string(), say(words.load_bound, &[&most.to_string()])));
    chart::bars(&bars, printed.as_ref().map(|(value, text)| (value.as_str(), text.as_str())))
}

/// How many persons the drawing leaves out.
fn rest(people: &[PersonView], words: &Words) -> String {
    let loaded = people.iter().filter(|person| !person.objects.is_empty()).count();
    match loaded.saturating_sub(BARS) {
        0 => String::new(),
        more => say(words.load_rest, &[&more.to_string()]),
    }
}

fn idle(people: &[PersonView]) -> String {
    let idle: Vec<&str> =
        people.iter().filter(|person| person.objects.is_empty()).map(|person| person.name.as_str()).collect();
    let listed = idle.iter().take(LISTED).copied().collect::<Vec<_>>().join("、");
    if idle.len() > LISTED { format!("{listed}…（{}）", idle.len()) } else { listed }
}

fn chain(view: &ChainView) -> Chain {
    let step = |step: &view::StepView| (step.level.clone(), step.chief.clone(), step.cell.clone());
    Chain { steps: view.steps.iter().map(step).collect(), broken: view.broken.clone().unwrap_or_default() }
}

/// The address of the page with the chain of an object.
pub fn chain_address(path: &str, on: &str, object: &str) -> String {
    with_query(path, &[("on", on), ("chain", object)])
}

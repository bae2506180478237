//! A roster on a day: who holds each post, what is vacant, who holds too much, what runs out.

use super::bound::{Bound, Object};
use crate::Records;
use define::{Date, Roster};
use ledger::roster::{Break, Cell, CheckIn, Due, Link, Need, Shift, Tree, coverage, gaps, loads};
use ledger::{Calendar, plus_days};
use quantity::Truth;
use std::collections::{BTreeMap, BTreeSet};

/// How many days a roster with shifts looks back for a school day: longer than any holiday.
const LOOK_BACK: i32 = 70;

/// A roster on a day.
#[derive(Clone, Debug, Default)]
pub struct RosterSheet {
    /// Every object in every role that it must have.
    pub posts: Vec<Post>,
    /// Everybody with an object or on the list of persons.
    pub persons: Vec<Person>,
    /// Objects of which it cannot be told whether they must be covered.
    pub open: usize,
    /// Shifts due up to the day before, in the year of the day, with who came; none when the roster keeps no shifts.
    pub shifts: Option<Vec<Due>>,
    /// The cells of the tree, in the order of their rows; none when the roster has no tree.
    pub cells: Vec<TreeCell>,
}

/// An object in a role, and who holds it.
#[derive(Clone, Debug)]
pub struct Post {
    /// What names the object in links.
    pub object: String,
    /// The row of the object.
    pub row: u64,
    /// What it is called.
    pub label: String,
    /// The role; none when any will do.
    pub role: Option<String>,
    /// How many holders it needs; none when that cannot be told.
    pub least: Option<u32>,
    /// Who holds it.
    pub holders: Vec<Holder>,
    /// When in the year, up to the day, it had too few.
    pub gaps: Vec<(Date, Date)>,
}

impl Post {
    /// How many holders are missing.
    pub fn lacking(&self) -> u32 {
        self.least
            .map_or(0, |least| least.saturating_sub(u32::try_from(self.holders.len()).unwrap_or(u32::MAX)))
    }

    /// Whether it is known to have the holders that it needs.
    pub fn is_covered(&self) -> bool {
        self.least.is_some() && self.lacking() == 0
    }
}

/// Somebody at a post.
#[derive(Clone, Debug)]
pub struct Holder {
    /// The row of the link.
    pub row: u64,
    /// What names the person.
    pub person: String,
    /// What the person is called.
    pub label: String,
    /// As what.
    pub role: String,
    /// First and last day of the term.
    pub term: (Option<Date>, Option<Date>),
    /// Whether the term runs out within the days of warning and nobody follows without a gap.
    pub expiring: bool,
    /// Whether the person may hold; none when the roster asks no qualification.
    pub qualified: Option<Truth>,
    /// What was done and what is owed within the year; none when nothing is owed, or it cannot be told.
    pub work: Option<(u32, u32)>,
}

/// Somebody on the roster.
#[derive(Clone, Debug)]
pub struct Person {
    /// What names the person.
    pub person: String,
    /// What the person is called.
    pub label: String,
    /// The objects held on the day, by what they are called.
    pub objects: Vec<String>,
    /// How many are usual, how many may be held at most.
    pub bounds: (Option<u32>, Option<u32>),
}

impl Person {
    /// Whether more is held than usual, or than may be held.
    pub fn is_overloaded(&self) -> bool {
        let over = |bound: Option<u32>| bound.is_some_and(|bound| self.objects.len() > bound as usize);
        over(self.bounds.0) || over(self.bounds.1)
    }
}

/// A cell of the tree.
#[derive(Clone, Debug)]
pub struct TreeCell {
    /// What names the cell.
    pub id: String,
    /// What the cell's row is called.
    pub label: String,
    /// Its level, in words.
    pub level: String,
    /// Who answers for it on the day; empty when nobody does.
    pub chief: String,
    /// The way up, as places in the list of cells, from itself to the root.
    pub chain: Vec<usize>,
    /// Where the way breaks.
    pub broken: Option<String>,
    /// Whether no other cell is below it.
    pub leaf: bool,
    /// What its row refers to: the cell of a school is found by the school.
    pub places: Vec<String>,
}

impl RosterSheet {
    /// The sheet of a roster on a day. A roster with shifts is looked at on the last school day up to it: nobody stands at
    /// a gate on a Sunday.
    pub fn new(roster: &Roster, records: &Records, today: Date) -> RosterSheet {
        let day =
            roster.shifts.as_ref().and_then(|_| last_taught(&records.calendar(), today)).unwrap_or(today);
        let records = records.standing_on(day, &roster.links.list.register.text);
        let bound = Bound::new(roster, &records, day);
        let (objects, open) = bound.objects();
        let needs = needs(&bound, &objects);
        let posts = posts(&bound, &needs);
        let mut sheet = RosterSheet {
            persons: persons(&bound, &objects),
            open,
            cells: cells(&bound, &objects),
            posts,
            ..RosterSheet::default()
        };
        sheet.shifts = shifts(&bound, &needs, today);
        sheet
    }

    /// Shifts to which nobody came (缺岗).
    pub fn missed(&self) -> impl Iterator<Item = &Shift> {
        let due = self.shifts.iter().flatten();
        due.filter(|due| due.rows.is_empty()).map(|due| &due.shift)
    }
}

/// What is needed, with what the object is called.
struct Needed {
    need: Need,
    label: String,
    /// Whether it can be told.
    told: bool,
    /// The row of the object.
    row: u64,
}

fn needs(bound: &Bound<'_>, objects: &[Object<'_>]) -> Vec<Needed> {
    let roster = bound.roster;
    let least = roster.least.as_ref();
    let numbers = least.map(|least| {
        let register = &roster.objects.register.text;
        bound.numbers(least, register, bound.year_for(register))
    });
    let roles = bound.roles();
    let mut needs = Vec::new();
    for object in objects {
        let least = numbers.as_ref().map_or(Some(1), |numbers| numbers.get(&object.row.number).copied());
        for role in &roles {
            let need = Need { object: object.key.clone(), role: role.clone(), least: least.unwrap_or(0) };
            let (label, row) = (object.label.clone(), object.row.number);
            needs.push(Needed { need, label, told: least.is_some(), row });
        }
    }
    needs
}

fn posts(bound: &Bound<'_>, needed: &[Needed]) -> Vec<Post> {
    let day = bound.today;
    let needs: Vec<Need> = needed.iter().map(|one| one.need.clone()).collect();
    let held = coverage(&needs, &bound.links, day);
    let mut by_object: BTreeMap<&str, Vec<Link>> = BTreeMap::new();
    for link in &bound.links {
        by_object.entry(&link.object).or_default().push(link.clone());
    }
    let qualified = bound.roster.people.is_some().then(|| bound.qualified());
    let work = work(bound);
    let new_year = Date { year: day.year, month: 1, day: 1 };
    let limit = plus_days(day, i32::try_from(bound.roster.warn_days).unwrap_or(0));
    let mut posts = Vec::new();
    for (Needed { need, label, told, row }, places) in needed.iter().zip(held) {
        let there = by_object.get(need.object.as_str()).map_or(&[][..], Vec::as_slice);
        let runs_out = |link: &Link| {
            let last = link.to.filter(|to| *to <= limit && bound.roster.warn_days > 0);
            last.is_some_and(|last| {
                let next = plus_days(last, 1);
                !gaps(need, there, next, next).is_empty()
            })
        };
        let holder = |at: usize| {
            let link = &bound.links[at];
            Holder {
                row: link.number,
                person: link.person.clone(),
                label: bound.name(&link.person),
                role: link.role.clone(),
                term: (link.from, link.to),
                expiring: runs_out(link),
                qualified: qualified
                    .as_ref()
                    .map(|known| known.get(&link.person).copied().unwrap_or(Truth::No)),
                work: work.get(&link.number).copied(),
            }
        };
        // Before anybody ever held the post it was not handed over.
        let first = there.iter().filter(|link| need.takes(link)).map(|link| link.from).min();
        let spans = first.filter(|_| bound.roster.shifts.is_none()).map_or_else(Vec::new, |first| {
            gaps(need, there, first.map_or(new_year, |first| first.max(new_year)), day)
        });
        posts.push(Post {
            object: need.object.clone(),
            row: *row,
            label: label.clone(),
            role: need.role.clone(),
            least: told.then_some(need.least),
            holders: places.into_iter().map(holder).collect(),
            gaps: spans,
        });
    }
    posts
}

/// What was done and what is owed, by the row of the link, in the year of the day.
fn work(bound: &Bound<'_>) -> BTreeMap<u64, (u32, u32)> {
    let Some(work) = &bound.roster.work else { return BTreeMap::new() };
    let register = &bound.roster.links.list.register.text;
    let done = bound.numbers(&work.done, register, bound.today.year);
    let owed = bound.numbers(&work.least, register, bound.today.year);
    done.into_iter().filter_map(|(row, done)| Some((row, (done, *owed.get(&row)?)))).collect()
}

fn persons(bound: &Bound<'_>, objects: &[Object<'_>]) -> Vec<Person> {
    let labels: BTreeMap<&str, &str> =
        objects.iter().map(|object| (object.key.as_str(), object.label.as_str())).collect();
    let held = loads(&bound.links, bound.today);
    let (usual, most) = (bounds(bound, false), bounds(bound, true));
    let mut all: BTreeSet<String> = held.keys().map(|person| (*person).to_string()).collect();
    all.extend(bound.people_now().into_keys());
    let person = |person: String| Person {
        label: bound.name(&person),
        objects: held
            .get(person.as_str())
            .into_iter()
            .flatten()
            .map(|object| {
                labels.get(object).map_or_else(|| (*object).to_string(), |label| (*label).to_string())
            })
            .collect(),
        bounds: (usual.get(&person).copied(), most.get(&person).copied()),
        person,
    };
    all.into_iter().map(person).collect()
}

/// The bound of each person's load: the least that the formula gives over that person's links.
pub(super) fn bounds(bound: &Bound<'_>, refused: bool) -> BTreeMap<String, u32> {
    let formula = if refused { &bound.roster.most } else { &bound.roster.usual };
    let Some(formula) = formula else { return BTreeMap::new() };
    let numbers = bound.numbers_over_links(formula);
    let mut bounds: BTreeMap<String, u32> = BTreeMap::new();
    for link in &bound.links {
        if let Some(number) = numbers.get(&link.number) {
            let least = bounds.entry(link.person.clone()).or_insert(*number);
            *least = (*least).min(*number);
        }
    }
    bounds
}

fn cells(bound: &Bound<'_>, objects: &[Object<'_>]) -> Vec<TreeCell> {
    let Some(tree) = &bound.roster.tree else { return Vec::new() };
    let plain: Vec<Cell> = tree_cells(bound, objects);
    let walked = Tree::new(&plain);
    let parents: BTreeSet<&str> = plain.iter().filter_map(|cell| cell.parent.as_deref()).collect();
    let mut chiefs: BTreeMap<&str, &str> = BTreeMap::new();
    for link in bound.links.iter().filter(|link| link.holds(bound.today)) {
        chiefs.entry(&link.object).or_insert(&link.person);
    }
    let cell = |object: &Object<'_>| {
        let chain = walked.chain(&object.key);
        TreeCell {
            id: object.key.clone(),
            label: object.label.clone(),
            level: object.row.text(&tree.level),
            chief: chiefs.get(object.key.as_str()).map_or_else(String::new, |person| bound.name(person)),
            chain: chain.steps,
            broken: chain.broken.map(|broken| told(&broken)),
            leaf: !parents.contains(object.key.as_str()),
            places: object
                .row
                .register
                .fields
                .iter()
                .filter(|field| matches!(field.kind, define::FieldType::Ref { .. }) && !field.sensitive)
                .map(|field| object.row.text(field))
                .filter(|text| !text.is_empty())
                .collect(),
        }
    };
    objects.iter().map(cell).collect()
}

/// The cells of the tree as plain values.
pub(super) fn tree_cells(bound: &Bound<'_>, objects: &[Object<'_>]) -> Vec<Cell> {
    let Some(tree) = &bound.roster.tree else { return Vec::new() };
    let cell = |object: &Object<'_>| {
        let (parent, level) = (object.row.text(&tree.parent), object.row.text(&tree.level));
        Cell {
            id: object.key.clone(),
            parent: (!parent.is_empty()).then_some(parent),
            level: tree.levels.iter().position(|known| known.text == level),
        }
    };
    objects.iter().map(cell).collect()
}

/// A break in words.
pub(super) fn told(broken: &Break) -> String {
    match broken {
        Break::Missing(cell) => format!("没有上级“{cell}”"),
        Break::Circle(cell) => format!("绕回“{cell}”"),
        Break::Level(cell) => format!("“{cell}”的上级不在它的上一层级之上"),
        Break::Rootless(cell) => format!("“{cell}”没有上级，又不是最高层级"),
    }
}

/// The last school day up to a day.
fn last_taught(calendar: &Calendar, today: Date) -> Option<Date> {
    calendar.taught_days(plus_days(today, -LOOK_BACK), today).pop()
}

/// The school days of the year of a day, up to the day before.
fn shift_days(calendar: &Calendar, today: Date) -> Vec<Date> {
    calendar.taught_days(Date { year: today.year, month: 1, day: 1 }, plus_days(today, -1))
}

/// Everything for which a roster looks at the school calendar on a day.
pub(crate) fn roster_days(roster: &Roster, calendar: &Calendar, today: Date) -> (Option<Date>, Vec<Date>) {
    match roster.shifts {
        Some(_) => (last_taught(calendar, today), shift_days(calendar, today)),
        None => (None, Vec::new()),
    }
}

/// The shifts due in the year of the day, up to the day before.
fn shifts(bound: &Bound<'_>, needed: &[Needed], today: Date) -> Option<Vec<Due>> {
    let kept = bound.roster.shifts.as_ref()?;
    let needs: Vec<Need> = needed.iter().map(|one| one.need.clone()).collect();
    let came: BTreeMap<CheckIn, u64> = bound
        .records
        .all(&kept.register.text)
        .filter_map(|row| {
            let came = CheckIn {
                day: row.date(&kept.day)?,
                object: row.text(&kept.object),
                role: kept.role.as_ref().map_or_else(String::new, |role| row.text(role)),
                person: row.text(&kept.person),
            };
            Some((came, row.number))
        })
        .collect();
    let days = shift_days(&bound.records.calendar(), today);
    Some(ledger::roster::shifts(&needs, &bound.links, &days, &came))
}

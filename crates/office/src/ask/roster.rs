//! What is asked of rosters (责): all in numbers, one in full.

use super::Reading;
use crate::error::{Error, Result};
use crate::view::{
    BrokenCell, ChainView, Days, HolderView, Known, PersonView, PostState, PostView, RegisterRef,
    RosterSummary, RosterView, RostersView, ShiftView, StepView, WorkDone,
};
use assess::{Holder, Post, RosterSheet};
use define::{Date, Form, Pack, Roster};
use quantity::Truth;
use std::sync::Arc;

/// Most call chains that one question answers.
const CHAINS: usize = 20;

impl Reading {
    /// All rosters on a day. Without a day: today, or the last day of the evaluation year once that is over.
    ///
    /// # Errors
    /// A store that refuses.
    pub fn rosters(&self, day: Option<Date>) -> Result<Known<RostersView>> {
        let (pack, usual, day) = (self.pack(), day.is_none(), self.day(day)?);
        let needs = self.needing(pack.forms.rosters.iter().map(|one| one as &dyn Form));
        self.known_when(usual, &format!("rosters {day}"), needs, || {
            let mut rosters = Vec::new();
            for roster in pack.forms.rosters.iter().filter(|roster| self.tells_roster(roster)) {
                rosters.push(summary(pack, roster, &*self.sheet(roster, day)?));
            }
            Ok(RostersView { day: day.to_string(), rosters })
        })
    }

    /// One roster (by id or name) in full; with the call chains of `chain` — a cell, or what cells refer to — when it
    /// is a tree.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a roster or a cell that is not there.
    pub fn roster(&self, id: &str, day: Option<Date>, chain: Option<&str>) -> Result<Known<RosterView>> {
        let usual = day.is_none() && chain.is_none();
        let (roster, day) = (known(self.pack(), id)?, self.day(day)?);
        if !self.tells_roster(roster) {
            return Err(Error::Denied(format!("“{}”不在所看的范围里", roster.head.name)));
        }
        let key = format!("roster {} {day}", roster.head.id);
        self.known_when(usual, &key, self.needing([roster as &dyn Form]), || self.whole(roster, day, chain))
    }

    /// Whether objects and who holds them are seen alike.
    pub(super) fn tells_roster(&self, roster: &Roster) -> bool {
        let shifts = roster.shifts.iter().map(|shifts| shifts.register.text.as_str());
        let held = [roster.links.list.register.text.as_str()].into_iter().chain(shifts);
        self.sight.tells(self.pack(), Some(&roster.objects.register.text), held)
    }

    fn whole(&self, roster: &Roster, day: Date, chain: Option<&str>) -> Result<RosterView> {
        let pack = self.pack();
        let sheet = &*self.sheet(roster, day)?;
        let chains = chain.map_or(Ok(Vec::new()), |asked| chains(roster, sheet, asked))?;
        let links = pack.register(&roster.links.list.register.text);
        let object = links.and_then(|register| register.field(&roster.links.object.text));
        let shown = object.is_some_and(|(_, field)| !field.sensitive);
        let mut posts: Vec<PostView> = sheet.posts.iter().map(|post| post_view(post, shown)).collect();
        posts.sort_by_key(|post| post.state);
        let mut people: Vec<PersonView> = sheet.persons.iter().map(person).collect();
        people.sort_by_key(|person| (!person.overloaded, usize::MAX - person.objects.len()));
        let mut missed: Vec<_> = sheet.missed().collect();
        missed.reverse();
        let missed = missed.into_iter().map(|shift| ShiftView {
            day: shift.day.to_string(),
            object: sheet.label(&shift.object),
            role: shift.role.clone(),
        });
        let broken = sheet.cells.iter().filter_map(|cell| Some((cell.id.clone(), cell.broken.clone()?)));
        let broken = broken.map(|(cell, why)| BrokenCell { cell, why });
        Ok(RosterView {
            day: day.to_string(),
            summary: summary(pack, roster, sheet),
            work: roster.work.as_ref().map(|work| work.what.clone()),
            links: links
                .map(|register| RegisterRef { id: register.id.clone(), name: register.name.clone() })
                .unwrap_or_default(),
            tree: roster.tree.is_some(),
            posts,
            people,
            missed: missed.collect(),
            broken: broken.collect(),
            chains,
        })
    }

    /// The sheet of a roster on a day, shared by the list, the roster's own page and the pages of its objects.
    fn sheet(&self, roster: &Roster, day: Date) -> Result<Arc<RosterSheet>> {
        let key = format!("sheet {} {day}", roster.head.id);
        self.state.answer(&key, self.needing([roster as &dyn Form]), || {
            Ok(RosterSheet::new(roster, &self.records(roster)?, day))
        })
    }
}

fn known<'p>(pack: &'p Pack, id: &str) -> Result<&'p Roster> {
    let found = pack.forms.rosters.iter().find(|roster| roster.head.id == id || roster.head.name == id);
    found.ok_or_else(|| {
        let names: Vec<&str> = pack.forms.rosters.iter().map(|roster| roster.head.id.as_str()).collect();
        Error::Unknown(format!("没有责任表“{id}”；现有 {}", names.join("、")))
    })
}

fn summary(pack: &Pack, roster: &Roster, sheet: &RosterSheet) -> RosterSummary {
    let head = &roster.head;
    let posts = |is: fn(&Post) -> bool| sheet.posts.iter().filter(|post| is(post)).count();
    let holders = |is: fn(&Holder) -> bool| {
        sheet.posts.iter().flat_map(|post| &post.holders).filter(|holder| is(holder)).count()
    };
    let objects = pack.register(&roster.objects.register.text);
    RosterSummary {
        card: crate::card::card(head),
        counter: objects.map(|register| register.counter.clone()).unwrap_or_default(),
        posts: sheet.posts.len(),
        covered: posts(Post::is_covered),
        vacant: posts(|post| post.lacking() > 0),
        open: posts(|post| post.least.is_none()) + sheet.open,
        interrupted: posts(|post| !post.gaps.is_empty()),
        people: sheet.persons.iter().filter(|person| !person.objects.is_empty()).count(),
        idle: sheet.persons.iter().filter(|person| person.objects.is_empty()).count(),
        overloaded: sheet.persons.iter().filter(|person| person.is_overloaded()).count(),
        expiring: holders(|holder| holder.expiring),
        unqualified: holders(unqualified),
        short: holders(short),
        shifts: sheet.shifts.as_ref().map(|due| due.len() as u64),
        missed: sheet.missed().count(),
        broken: sheet.cells.iter().filter(|cell| cell.broken.is_some()).count(),
    }
}

fn unqualified(holder: &Holder) -> bool {
    holder.qualified.is_some_and(|truth| truth != Truth::Yes)
}

fn short(holder: &Holder) -> bool {
    holder.work.is_some_and(|(done, owed)| done < owed)
}

fn post_view(post: &Post, shown: bool) -> PostView {
    let any = |is: fn(&Holder) -> bool| post.holders.iter().any(is);
    let state = match post {
        _ if post.lacking() > 0 => PostState::Vacant,
        _ if any(unqualified) => PostState::Unqualified,
        _ if any(|holder| holder.expiring) => PostState::Expiring,
        _ if any(short) => PostState::Short,
        _ if post.least.is_none() => PostState::Open,
        _ => PostState::Held,
    };
    PostView {
        object: post.label.clone(),
        key: shown.then(|| post.object.clone()),
        role: post.role.clone().unwrap_or_default(),
        least: post.least,
        lacking: post.lacking(),
        holders: post.holders.iter().map(holder).collect(),
        gaps: post
            .gaps
            .iter()
            .map(|(from, to)| Days { from: from.to_string(), to: to.to_string() })
            .collect(),
        state,
    }
}

fn holder(holder: &Holder) -> HolderView {
    let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
    HolderView {
        name: holder.label.clone(),
        role: holder.role.clone(),
        from: day(holder.term.0),
        to: day(holder.term.1),
        row: holder.row,
        expiring: holder.expiring,
        qualified: match holder.qualified {
            Some(Truth::Yes) => Some(true),
            Some(Truth::No) => Some(false),
            _ => None,
        },
        work: holder.work.map(|(done, owed)| WorkDone { done, owed }),
    }
}

fn person(person: &assess::Person) -> PersonView {
    PersonView {
        name: person.label.clone(),
        objects: person.objects.clone(),
        usual: person.bounds.0,
        most: person.bounds.1,
        overloaded: person.is_overloaded(),
    }
}

/// The chains from a cell, or from the lowest cells whose rows refer to what was asked for.
fn chains(roster: &Roster, sheet: &RosterSheet, asked: &str) -> Result<Vec<ChainView>> {
    let Some(tree) = &roster.tree else {
        return Err(Error::Unknown(format!("“{}”不分上下级，没有呼叫链", roster.head.name)));
    };
    let depth =
        |at: &usize| tree.levels.iter().position(|level| level.text == sheet.cells[*at].level).unwrap_or(0);
    let found = |is: &dyn Fn(&assess::TreeCell) -> bool| -> Vec<usize> {
        (0..sheet.cells.len()).filter(|at| is(&sheet.cells[*at])).collect()
    };
    let mut starts = found(&|cell| cell.id == asked);
    if starts.is_empty() {
        starts = found(&|cell| cell.places.iter().any(|place| place == asked));
        let lowest = starts.iter().map(depth).max();
        starts.retain(|at| Some(depth(at)) == lowest);
    }
    if starts.is_empty() {
        return Err(Error::Unknown(format!("“{}”里没有“{asked}”的格", roster.head.name)));
    }
    let chain = |at: usize| {
        let cell = &sheet.cells[at];
        let step = |at: &usize| {
            let cell = &sheet.cells[*at];
            StepView { cell: cell.id.clone(), level: cell.level.clone(), chief: cell.chief.clone() }
        };
        ChainView {
            cell: cell.id.clone(),
            steps: cell.chain.iter().map(step).collect(),
            broken: cell.broken.clone(),
        }
    };
    Ok(starts.into_iter().take(CHAINS).map(chain).collect())
}

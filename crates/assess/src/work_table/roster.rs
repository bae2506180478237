//! Rosters as tables: posts, holders, shifts.

use super::{Cell, sheet::Sheet};
use crate::Records;
use crate::forms::roster::{Holder, Person, RosterSheet};
use define::words::{holder, post, shift};
use define::{Date, Roster};
use std::collections::BTreeMap;
use std::sync::Arc;

/// 责任: every object in every role that it must have.
pub(super) fn posts(roster: &Roster, records: &Records, day: Date, sheet: &mut Sheet<'_>) {
    let (objects, links) = names(roster);
    for post in RosterSheet::new(roster, records, day).posts {
        let open = || Cell::Open(format!("“{}”需要几名说不清", post.place()).into());
        let told = |cell: Cell| if post.least.is_some() { cell } else { open() };
        let holders = post.holders.iter().map(|holder| (links.clone(), holder.row));
        sheet.line(
            [
                (post::OBJECT, Cell::Text(post.object.clone())),
                (post::ROLE, Cell::Text(post.role.clone().unwrap_or_default())),
                (post::NEEDED, told(Cell::Number(post.least.unwrap_or(0).into()))),
                (post::HELD, Cell::count(post.holders.len())),
                (post::LACKING, told(Cell::Number(post.lacking().into()))),
                (post::COVERED, told(Cell::Truth(post.is_covered()))),
                (post::BREAKS, Cell::count(post.gaps.len())),
            ],
            std::iter::once((objects.clone(), post.row)).chain(holders).collect(),
        );
    }
}

/// 在岗: every person at an object that must be covered.
pub(super) fn holders(roster: &Roster, records: &Records, day: Date, sheet: &mut Sheet<'_>) {
    let (_, links) = names(roster);
    let whole = RosterSheet::new(roster, records, day);
    let persons: BTreeMap<&str, &Person> =
        whole.persons.iter().map(|person| (person.person.as_str(), person)).collect();
    let load = |holder: &Holder| persons.get(holder.person.as_str()).copied();
    for (post, holder) in whole.posts.iter().flat_map(|post| post.holders.iter().map(move |one| (post, one)))
    {
        let person = load(holder);
        let work = |of: fn((u32, u32)) -> Cell| match (holder.work, &roster.work) {
            (Some(work), _) => of(work),
            (None, Some(work)) => Cell::Open(format!("“{}”的{}说不清", holder.label, work.what).into()),
            (None, None) => Cell::None,
        };
        sheet.line(
            [
                (holder::OBJECT, Cell::Text(post.object.clone())),
                (holder::ROLE, Cell::Text(holder.role.clone())),
                (holder::PERSON, Cell::Text(holder.person.clone())),
                (holder::FROM, holder.term.0.into()),
                (holder::TO, holder.term.1.into()),
                (holder::EXPIRING, Cell::Truth(holder.expiring)),
                (holder::QUALIFIED, holder.qualified.map_or(Cell::None, Cell::from)),
                (holder::DONE, work(|(done, _)| Cell::Number(done.into()))),
                (holder::OWED, work(|(_, owed)| Cell::Number(owed.into()))),
                (holder::FULL, work(|(done, owed)| Cell::Truth(done >= owed))),
                (holder::LOAD, Cell::count(person.map_or(0, |person| person.objects.len()))),
                (holder::OVERLOADED, Cell::Truth(person.is_some_and(|person| person.is_overloaded()))),
            ],
            vec![(links.clone(), holder.row)],
        );
    }
}

/// 班次: every shift due, up to the day before.
pub(super) fn shifts(roster: &Roster, records: &Records, day: Date, sheet: &mut Sheet<'_>) {
    let whole = RosterSheet::new(roster, records, day);
    let register: Arc<str> =
        roster.shifts.as_ref().map_or_else(|| "".into(), |kept| kept.register.text.as_str().into());
    for shift in whole.shifts.iter().flatten() {
        sheet.line(
            [
                (shift::OBJECT, Cell::Text(shift.shift.object.clone())),
                (shift::ROLE, Cell::Text(shift.shift.role.clone())),
                (shift::DAY, Cell::Day(shift.shift.day)),
                (shift::KEPT, Cell::Truth(!shift.rows.is_empty())),
            ],
            shift.rows.iter().map(|row| (register.clone(), *row)).collect(),
        );
    }
}

/// The names of the registers of objects and of links.
fn names(roster: &Roster) -> (Arc<str>, Arc<str>) {
    (roster.objects.register.text.as_str().into(), roster.links.list.register.text.as_str().into())
}

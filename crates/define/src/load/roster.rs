//! `rosters/<id>.toml`.

use super::head::{self, list};
use crate::read::{Reader, Table};
use crate::{Roles, Roster, RosterLinks, RosterPeople, RosterShifts, RosterTree, RosterWork, Written};
use toml::de::DeValue;

/// Most days ahead that the end of a term may be warned of: two years.
const WARN_LIMIT: i64 = 731;

/// Reads a roster.
pub fn read(reader: &mut Reader<'_>, mut table: Table<'_, '_>, id: &str, pack: &str) -> Roster {
    let head = head::read(reader, &mut table, id, pack);
    let (mut person, mut object, mut role, mut from, mut to) = (None, None, None, None, None);
    let rows = list(reader, &mut table, "links", |reader, inner| {
        person = Some(inner.required(reader, "person"));
        object = Some(inner.required(reader, "object"));
        role = inner.written(reader, "role");
        from = inner.written(reader, "from");
        to = inner.written(reader, "to");
    });
    let missing = || reader_blank(&head.written);
    let links = RosterLinks {
        list: rows,
        person: person.unwrap_or_else(missing),
        object: object.unwrap_or_else(missing),
        role,
        from,
        to,
    };
    let objects = list(reader, &mut table, "objects", |_, _| {});
    let roles = roles(reader, &mut table);
    let people = people(reader, &mut table);
    let roster = Roster {
        links,
        objects,
        roles,
        least: measure(reader, &mut table, "least"),
        people,
        most: measure(reader, &mut table, "most"),
        usual: measure(reader, &mut table, "usual"),
        work: work(reader, &mut table),
        warn_days: warn_days(reader, &mut table),
        tree: tree(reader, &mut table),
        shifts: shifts(reader, &mut table),
        head,
    };
    if roster.roles.is_some() && roster.links.role.is_none() {
        let span = table.value("roles").map_or(table.span(), |value| value.span());
        reader.error("define.roster-role", span, "写了 roles，links 里也要写 role：哪个字段是角色");
    }
    table.finish(reader);
    roster
}

/// Stands for a name that is told to be missing.
fn reader_blank(at: &Written) -> Written {
    Written { text: String::new(), ..at.clone() }
}

/// A number, or a row formula that gives one.
fn measure(reader: &mut Reader<'_>, table: &mut Table<'_, '_>, key: &'static str) -> Option<Written> {
    let value = table.value(key)?;
    match value.get_ref() {
        DeValue::Integer(number) if number.radix() == 10 => {
            Some(reader.written(&number.as_str().replace('_', ""), value.span()))
        }
        _ => table.written(reader, key),
    }
}

fn roles(reader: &mut Reader<'_>, table: &mut Table<'_, '_>) -> Option<Roles> {
    let value = table.value("roles")?;
    if !matches!(value.get_ref(), DeValue::Table(_)) {
        let listed = table.list(reader, "roles");
        if listed.is_empty() {
            reader.error("define.empty", value.span(), "roles 里没有一个角色");
        }
        return Some(Roles::Listed(listed));
    }
    let mut field = None;
    let list = list(reader, table, "roles", |reader, inner| field = Some(inner.required(reader, "field")));
    Some(Roles::Kept { list, field: field? })
}

fn people(reader: &mut Reader<'_>, table: &mut Table<'_, '_>) -> Option<RosterPeople> {
    let mut qualified = None;
    let list = head::optional_list(reader, table, "people", |reader, inner| {
        qualified = inner.written(reader, "qualified");
    })?;
    Some(RosterPeople { list, qualified })
}

fn work(reader: &mut Reader<'_>, table: &mut Table<'_, '_>) -> Option<RosterWork> {
    let mut inner = table.table(reader, "work")?;
    let what = inner.required(reader, "what").text;
    let done = measure(reader, &mut inner, "done");
    let least = measure(reader, &mut inner, "least");
    for (key, written) in [("done", &done), ("least", &least)] {
        if written.is_none() {
            inner.missing(reader, key);
        }
    }
    inner.finish(reader);
    Some(RosterWork { what, done: done?, least: least? })
}

fn warn_days(reader: &mut Reader<'_>, table: &mut Table<'_, '_>) -> u32 {
    let days = table.integer(reader, "warn_days").unwrap_or(0);
    if !(0..=WARN_LIMIT).contains(&days) {
        let span = table.value("warn_days").map_or(table.span(), |value| value.span());
        reader.error("define.number", span, format!("warn_days 从0到{WARN_LIMIT}"));
    }
    u32::try_from(days.clamp(0, WARN_LIMIT)).unwrap_or(0)
}

fn tree(reader: &mut Reader<'_>, table: &mut Table<'_, '_>) -> Option<RosterTree> {
    let mut inner = table.table(reader, "tree")?;
    let parent = inner.required(reader, "parent");
    let level = inner.required(reader, "level");
    let levels = inner.list(reader, "levels");
    if levels.is_empty() {
        reader.error("define.empty", inner.span(), "tree 里没有一个层级 levels");
    }
    inner.finish(reader);
    Some(RosterTree { parent, level, levels })
}

fn shifts(reader: &mut Reader<'_>, table: &mut Table<'_, '_>) -> Option<RosterShifts> {
    let mut inner = table.table(reader, "shifts")?;
    let shifts = RosterShifts {
        register: inner.required(reader, "register"),
        day: inner.required(reader, "day"),
        object: inner.required(reader, "object"),
        role: inner.written(reader, "role"),
        person: inner.required(reader, "person"),
    };
    inner.finish(reader);
    Some(shifts)
}

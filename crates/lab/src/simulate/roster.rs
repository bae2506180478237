//! Rosters in a simulation: random links, links beyond a person's load, and a naive count of loads.

use super::player::Player;
use super::rows::{cell, person};
use crate::failure::Failure;
use define::{Pack, Roster};
use office::Given;
use std::collections::BTreeSet;

/// Adds a link at random, or tries one beyond a person's load.
pub fn act(player: &mut Player) -> Result<(), Failure> {
    let pack = player.pack.clone();
    let bounded: Vec<&Roster> = pack.forms.rosters.iter().filter(|roster| roster.most.is_some()).collect();
    let roster = match player.chance.percent(50) {
        true => player.chance.pick(&bounded).copied(),
        false => player.chance.pick(&pack.forms.rosters),
    };
    let Some(roster) = roster else { return Ok(()) };
    let register = &roster.links.list.register.text;
    let year = player.today.year;
    let full = limit(&pack, roster, year).and_then(|limit| {
        loads(player, roster).into_iter().find(|(_, objects)| objects.len() as u64 == limit)
    });
    if let (Some((busy, held)), true) = (full, player.chance.percent(50)) {
        if free_object(player, roster, &held).is_none() {
            player.record(&roster.objects.register.text, &[])?;
        }
        let Some(object) = free_object(player, roster, &held) else { return Ok(()) };
        let mut set =
            vec![(roster.links.person.text.as_str(), busy), (roster.links.object.text.as_str(), object)];
        terms(player, roster, &mut set);
        if let Some((field, word)) = roster.links.list.condition.as_ref().and_then(|one| equal(&one.text)) {
            set.push((field, word.to_owned()));
        }
        let mut known = player.known.clone();
        let rows = known.row(&mut player.chance, &pack, register, player.today, &set);
        let [row] = rows.as_slice() else { return Ok(()) };
        player.count("责：超出负荷");
        return player.forbid(
            std::slice::from_ref(row),
            "样例甲",
            &format!("“{}”超出每人上限", roster.head.name),
        );
    }
    player.count("责：安排");
    let who = person(&mut player.chance);
    let mut set = vec![(roster.links.person.text.as_str(), who)];
    terms(player, roster, &mut set);
    if let (Some((field, word)), true) =
        (roster.links.list.condition.as_ref().and_then(|one| equal(&one.text)), player.chance.percent(70))
    {
        set.push((field, word.to_owned()));
    }
    player.record(register, &set)?;
    Ok(())
}

/// A term that holds today.
fn terms<'r>(player: &mut Player, roster: &'r Roster, set: &mut Vec<(&'r str, String)>) {
    let days = player.chance.below(400) as i32;
    if let Some(from) = &roster.links.from {
        set.push((&from.text, player.today.to_string()));
    }
    if let Some(to) = &roster.links.to {
        set.push((&to.text, ledger::plus_days(player.today, 30 + days).to_string()));
    }
}

/// An object, known already, that a person does not hold.
fn free_object(player: &Player, roster: &Roster, held: &BTreeSet<String>) -> Option<String> {
    let register = player.pack.register(&roster.objects.register.text)?;
    let own: Vec<&String> =
        register.key.iter().filter(|key| register.period_field.as_ref() != Some(key)).collect();
    let [key] = own.as_slice() else { return None };
    player.known.of(&register.name).map(|row| cell(row, key).to_owned()).find(|object| !held.contains(object))
}

/// The most objects a person may hold, where that is a parameter and nothing more.
fn limit(pack: &Pack, roster: &Roster, year: i32) -> Option<u64> {
    let name = roster.most.as_ref()?.text.strip_prefix("参数.")?;
    pack.parameter(name)?.value(None, year)?.value.to_string().parse().ok()
}

/// A condition of the form `field = "word"`.
fn equal(condition: &str) -> Option<(&str, &str)> {
    let (field, word) = condition.split_once('=')?;
    Some((field.trim(), word.trim().strip_prefix('"')?.strip_suffix('"')?))
}

/// Who holds what today, of rosters whose links have terms and at most such a condition.
fn loads(player: &Player, roster: &Roster) -> Vec<(String, BTreeSet<String>)> {
    let links = &roster.links;
    let (Some(from), Some(to)) = (&links.from, &links.to) else { return Vec::new() };
    let condition = match &links.list.condition {
        None => None,
        Some(written) => match equal(&written.text) {
            Some(condition) => Some(condition),
            None => return Vec::new(),
        },
    };
    let today = player.today.to_string();
    let holds = |row: &&Given| {
        condition.is_none_or(|(field, word)| cell(row, field) == word)
            && cell(row, &from.text) <= today.as_str()
            && (cell(row, &to.text).is_empty() || cell(row, &to.text) >= today.as_str())
    };
    let mut loads = std::collections::BTreeMap::<String, BTreeSet<String>>::new();
    for row in player.known.of(&links.list.register.text).filter(holds) {
        let who = cell(row, &links.person.text);
        if !who.is_empty() {
            loads.entry(who.to_owned()).or_default().insert(cell(row, &links.object.text).to_owned());
        }
    }
    loads.into_iter().collect()
}

/// Nobody holds more than may be held.
pub fn check(player: &mut Player) {
    let pack = player.pack.clone();
    for roster in &pack.forms.rosters {
        let Some(limit) = limit(&pack, roster, player.today.year) else { continue };
        for (who, objects) in loads(player, roster) {
            if objects.len() as u64 > limit {
                let held = objects.len();
                player.violations.push(format!("“{}”：{who}同时任{held}处，上限{limit}处", roster.head.name));
            }
        }
    }
}

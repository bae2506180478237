//! What speaks against links just written: a load beyond what a person may hold, a person who is not qualified, a term
//! that ends before it begins, the same post twice, a circle in the tree.
//!
//! Only persons and cells whose rows were written are looked at, over all their terms at once: rows of a file may come in
//! any order.

use super::bound::Bound;
use super::sheet::{bounds, tree_cells};
use crate::Records;
use crate::forms::{Keys, Reach, Written};
use define::{Date, Roster, Written as Formula};
use finding::{Finding, Place};
use ledger::roster::{Link, Tree, doubled, peak};
use quantity::Truth;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn against(roster: &Roster, records: &Records, written: &Written, today: Date) -> Vec<Finding> {
    let links_touched = written.numbers(&roster.links.list.register.text);
    let tree_touched = roster.tree.as_ref().and_then(|_| written.numbers(&roster.objects.register.text));
    if links_touched.is_none() && tree_touched.is_none() {
        return Vec::new();
    }
    let links = &roster.links;
    let records = records.standing_on(today, &links.list.register.text);
    let touched = links_touched.into_iter().flatten();
    let rows = touched.filter_map(|number| records.numbered(&links.list.register.text, *number));
    let persons = rows.map(|row| row.text(&links.person)).collect();
    let bound = Bound::of(roster, &records, today, Some(persons));
    let mut findings = Vec::new();
    if let Some(numbers) = links_touched {
        terms(&bound, numbers, &mut findings);
        load(&bound, &mut findings);
        double(&bound, numbers, &mut findings);
        qualification(&bound, numbers, &mut findings);
    }
    if let Some(numbers) = tree_touched {
        circles(&bound, numbers, &mut findings);
    }
    findings
}

/// Persons written at once beyond which all links are looked at.
const FEW: usize = 200;

/// Of the links those of the persons written, where they lie under them and nothing that is asked of one looks at others.
pub(super) fn reach(roster: &Roster, records: &Records, written: &Written) -> Reach {
    let name = &roster.links.list.register.text;
    let (Some(register), Some(numbers)) = (records.pack().register(name), written.numbers(name)) else {
        return Reach::new();
    };
    let person = &roster.links.person;
    let people = roster.people.as_ref();
    let of_links = [&roster.usual, &roster.most].into_iter().flatten().map(|formula| (name, formula));
    let conditions = std::iter::once(&roster.links.list).chain(people.map(|people| &people.list));
    let conditions = conditions.filter_map(|list| Some((&list.register.text, list.condition.as_ref()?)));
    let qualified = people.and_then(|people| Some((&people.list.register.text, people.qualified.as_ref()?)));
    let alone = |(register, formula): (&String, &Formula)| records.is_of_row(register, formula);
    if roster.objects.register.text == *name
        || register.key.first() != Some(&person.text)
        || numbers.len() > FEW
        || !of_links.chain(conditions).chain(qualified).all(alone)
    {
        return Reach::new();
    }
    let persons = numbers.iter().filter_map(|number| Some(records.numbered(name, *number)?.text(person)));
    let keys = persons.map(|person| match register.key.len() {
        1 => Keys::One(ledger::key_part(&person)),
        _ => Keys::Beginning(format!("{}/", ledger::key_part(&person))),
    });
    Reach::from([(name.clone(), keys.collect())])
}

fn refusal(bound: &Bound<'_>, code: &'static str, at: &str, sentence: String) -> Finding {
    let place = Place::whole(format!("{} {at}", bound.roster.links.list.register.text));
    Finding::error(code, place, format!("{}：{sentence}", bound.roster.head.name))
}

fn terms(bound: &Bound<'_>, numbers: &BTreeSet<u64>, findings: &mut Vec<Finding>) {
    for link in bound.links.iter().filter(|link| numbers.contains(&link.number) && link.backward()) {
        let (from, to) = (link.from.map(|day| day.to_string()), link.to.map(|day| day.to_string()));
        let name = bound.name(&link.person);
        let sentence =
            format!("{name}的任期止于{}，早于开始的{}", to.unwrap_or_default(), from.unwrap_or_default());
        findings.push(refusal(bound, "roster.term", &name, sentence));
    }
}

fn load(bound: &Bound<'_>, findings: &mut Vec<Finding>) {
    let most = bounds(bound, true);
    let mut by_person: BTreeMap<&str, Vec<&Link>> = BTreeMap::new();
    for link in &bound.links {
        by_person.entry(&link.person).or_default().push(link);
    }
    for (person, links) in by_person {
        let Some(most) = most.get(person) else { continue };
        let (held, day) = peak(links.iter().copied());
        if held <= *most as usize {
            continue;
        }
        let objects: BTreeSet<&str> = links
            .iter()
            .filter(|link| day.map_or(link.from.is_none(), |day| link.holds(day)))
            .map(|link| link.object.as_str())
            .collect();
        let name = bound.name(person);
        let since = day.map_or_else(String::new, |day| format!("自{day}起"));
        let labels = bound.labels();
        let listed: Vec<String> =
            objects.iter().take(8).map(|object| bound.object_name(&labels, object)).collect();
        let listed = listed.join("、");
        let sentence = format!("{name}{since}同时负责{held}个（{listed}），最多{most}个");
        findings.push(
            refusal(bound, "roster.load", &name, sentence).hint("先了结一处的任期，或换一个人".to_string()),
        );
    }
}

fn double(bound: &Bound<'_>, numbers: &BTreeSet<u64>, findings: &mut Vec<Finding>) {
    for (one, two) in doubled(&bound.links) {
        let (one, two) = (&bound.links[one], &bound.links[two]);
        if !numbers.contains(&one.number) && !numbers.contains(&two.number) {
            continue;
        }
        let name = bound.name(&one.person);
        let span = |link: &Link| {
            let day = |day: Option<Date>| day.map_or_else(|| "…".to_string(), |day| day.to_string());
            format!("{}至{}", day(link.from), day(link.to))
        };
        let object = bound.object_name(&bound.labels(), &one.object);
        let sentence = format!("{name}在{object}有两段重叠的任期：{}、{}", span(one), span(two));
        findings.push(refusal(bound, "roster.double", &name, sentence));
    }
}

/// A link that is over by now is history and stays as it was.
fn qualification(bound: &Bound<'_>, numbers: &BTreeSet<u64>, findings: &mut Vec<Finding>) {
    if bound.roster.people.is_none() {
        return;
    }
    let known = bound.qualified();
    let mut told = BTreeSet::new();
    for link in &bound.links {
        if !numbers.contains(&link.number) || link.over(bound.today) || !told.insert(&link.person) {
            continue;
        }
        let name = bound.name(&link.person);
        let sentence = match known.get(&link.person) {
            Some(Truth::Yes) => continue,
            Some(Truth::No) => format!("{name}不合条件，不能上岗"),
            Some(Truth::Unknown) => format!("看不出{name}是否合乎条件，不能上岗"),
            None => format!("{name}不在名单里"),
        };
        findings.push(refusal(bound, "roster.unqualified", &name, sentence));
    }
}

fn circles(bound: &Bound<'_>, numbers: &BTreeSet<u64>, findings: &mut Vec<Finding>) {
    let (objects, _) = bound.objects();
    let cells = tree_cells(bound, &objects);
    let tree = Tree::new(&cells);
    for (at, object) in objects.iter().enumerate().filter(|(_, object)| numbers.contains(&object.row.number))
    {
        if tree.circular(at) {
            let sentence = format!("“{}”的上级绕了一圈又回到它自己", object.key);
            findings.push(refusal(bound, "roster.cycle", &object.key, sentence));
        }
    }
}

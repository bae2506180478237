//! What speaks against links just written: a load beyond what a person may hold, a person who is not qualified, a term
//! that ends before it begins, the same post twice, a circle in the tree.
//!
//! Only persons and cells whose rows were written are looked at, over all their terms at once: rows of a file may come in
//! any order.

use super::bound::Bound;
use super::sheet::{bounds, tree_cells};
use crate::Records;
use crate::forms::Written;
use define::{Date, Roster};
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
    let records = records.standing_on(today, &roster.links.list.register.text);
    let bound = Bound::new(roster, &records, today);
    let mut findings = Vec::new();
    if let Some(numbers) = links_touched {
        let persons: BTreeSet<&str> = bound
            .links
            .iter()
            .filter(|link| numbers.contains(&link.number))
            .map(|link| link.person.as_str())
            .collect();
        let mine: Vec<Link> =
            bound.links.iter().filter(|link| persons.contains(link.person.as_str())).cloned().collect();
        terms(&bound, numbers, &mut findings);
        load(&bound, &mine, &mut findings);
        double(&bound, &mine, numbers, &mut findings);
        qualification(&bound, numbers, &mut findings);
    }
    if let Some(numbers) = tree_touched {
        circles(&bound, numbers, &mut findings);
    }
    findings
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

fn load(bound: &Bound<'_>, mine: &[Link], findings: &mut Vec<Finding>) {
    let most = bounds(bound, true);
    let mut by_person: BTreeMap<&str, Vec<&Link>> = BTreeMap::new();
    for link in mine {
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

fn double(bound: &Bound<'_>, mine: &[Link], numbers: &BTreeSet<u64>, findings: &mut Vec<Finding>) {
    for (one, two) in doubled(mine) {
        let (one, two) = (&mine[one], &mine[two]);
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

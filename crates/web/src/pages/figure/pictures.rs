//! Pictures of a figure: its groups against what is required, or its terms side by side.

use view::{GroupView, Lineage, TermKind, TermView};

use super::show::{Chart, Group};
use super::words::Words;
use crate::chart::{self, Bar};
use crate::marks::Verdict;
use crate::numbers::{leading, spaced};

/// Bars that a reader still compares at a glance.
const MOST: usize = 24;

/// The pictures worth drawing; none is better than one that says nothing.
pub fn pictures(lineage: &Lineage, words: &Words) -> Vec<Chart> {
    let groups = groups(&lineage.indicator.groups, lineage.indicator.threshold.as_deref(), words);
    groups.into_iter().chain(side_by_side(&lineage.terms, words)).collect()
}

fn groups(groups: &[GroupView], threshold: Option<&str>, words: &Words) -> Option<Chart> {
    if groups.is_empty() {
        return None;
    }
    let numbers: Vec<Option<(String, &str)>> =
        groups.iter().map(|g| g.printed.as_deref().and_then(leading)).collect();
    let unit = numbers.iter().flatten().next().map(|(_, unit)| *unit);
    let alike = numbers.iter().flatten().all(|(_, u)| Some(*u) == unit);
    if let (Some(unit), true, true) = (unit, alike, groups.len() <= MOST) {
        let bars: Vec<Bar> = groups
            .iter()
            .zip(&numbers)
            .map(|(group, number)| Bar {
                label: group.key.clone(),
                printed: said(group),
                value: number.as_ref().map(|(value, _)| value.clone()).unwrap_or_default(),
                verdict: Verdict::of(group.verdict),
            })
            .collect();
        let bound = threshold.and_then(|text| {
            let digits = text.find(|c: char| c.is_ascii_digit())?;
            let (value, of) = leading(&text[digits..])?;
            (of == unit).then_some((value, text))
        });
        let svg = chart::bars(&bars, bound.as_ref().map(|(value, text)| (value.as_str(), *text)));
        return Some(Chart { title: words.groups, svg, groups: Vec::new() });
    }
    let mut listed: Vec<Group> = groups
        .iter()
        .map(|group| Group {
            key: group.key.clone(),
            printed: said(group),
            verdict: Verdict::of(group.verdict),
        })
        .collect();
    // What needs work first; otherwise in the order of the register.
    listed.sort_by_key(|group| match group.verdict {
        Verdict::NotMet => 0,
        Verdict::CannotTell => 1,
        Verdict::Met | Verdict::None => 2,
    });
    Some(Chart { title: words.groups, svg: String::new(), groups: listed })
}

fn said(group: &GroupView) -> String {
    group.printed.clone().or_else(|| group.reasons.first().cloned()).unwrap_or_default()
}

/// Terms of one unit, such as this year's amount and last year's.
fn side_by_side(terms: &[TermView], words: &Words) -> Option<Chart> {
    let drawn: Vec<(&TermView, String, &str)> = terms
        .iter()
        .filter(|term| matches!(term.kind, TermKind::Register | TermKind::Indicator))
        .filter_map(|term| leading(&term.value).map(|(value, unit)| (term, value, unit)))
        .collect();
    let unit = drawn.first()?.2;
    if drawn.len() < 2 || drawn.len() > MOST || drawn.iter().any(|(_, _, u)| *u != unit) {
        return None;
    }
    let years = drawn.iter().any(|(term, _, _)| term.year != drawn[0].0.year);
    let one_name =
        drawn.iter().any(|(term, _, _)| drawn.iter().filter(|(t, _, _)| t.name == term.name).count() > 1);
    let bars: Vec<Bar> = drawn
        .iter()
        .map(|(term, value, _)| Bar {
            label: match (years, one_name) {
                (true, _) => format!("{} {}", term.year, term.name),
                (false, true) => term.text.clone(),
                (false, false) => term.name.clone(),
            },
            printed: spaced(&term.value),
            value: value.clone(),
            verdict: Verdict::None,
        })
        .collect();
    Some(Chart { title: words.compare, svg: chart::bars(&bars, None), groups: Vec::new() })
}

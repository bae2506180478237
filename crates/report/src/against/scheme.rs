//! Which indicators of the scheme a text answers.

use super::subject::{Pair, bare, pairs};
use super::{Link, Standing};
use define::{Indicator, Pack};
use std::collections::BTreeSet;

/// An indicator of the scheme that a text does not answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unanswered {
    /// Number in the scheme, from 1.
    pub number: u32,
    /// Id.
    pub indicator: String,
    /// Name.
    pub name: String,
}

/// How much of a name one paragraph must hold to speak of it, in hundredths.
const SPOKEN_OF: usize = 70;

/// The number of indicators of the scheme, and those that the text does not answer: none of its numbers is about them,
/// their parts, or a figure by which the outline answers them, and no paragraph speaks of them by name.
pub(super) fn unanswered(pack: &Pack, text: &str, links: &[Link]) -> (usize, Vec<Unanswered>) {
    let told: BTreeSet<&str> = links
        .iter()
        .filter(|link| link.standing != Standing::Unsupported)
        .filter_map(|link| link.indicator.as_deref())
        .collect();
    let paragraphs: Vec<BTreeSet<Pair>> = text.lines().map(|line| pairs(line).collect()).collect();
    let scheme: Vec<(u32, &Indicator)> =
        pack.indicators.iter().filter_map(|one| Some((one.number?, one))).collect();
    let open = scheme.iter().filter(|(_, one)| {
        !answering(pack, one).iter().any(|id| told.contains(id.as_str())) && !spoken_of(one, &paragraphs)
    });
    let open = open.map(|(number, one)| Unanswered {
        number: *number,
        indicator: one.id.clone(),
        name: one.name.clone(),
    });
    (scheme.len(), open.collect())
}

/// Ids of the indicator, of all it gathers, and of the figures in those points of an outline that answer it.
fn answering(pack: &Pack, indicator: &Indicator) -> Vec<String> {
    let mut ids = vec![indicator.id.clone()];
    let mut at = 0;
    while let Some(id) = ids.get(at).cloned() {
        let parts = pack.indicator(&id).map(|one| one.parts.as_slice()).unwrap_or_default();
        for part in parts {
            if !ids.contains(&part.text) {
                ids.push(part.text.clone());
            }
        }
        at += 1;
    }
    let parts = pack.outlines.iter().flat_map(|outline| &outline.parts);
    for point in parts.flat_map(|part| &part.sections).flat_map(|section| &section.points) {
        if point.answers.iter().any(|id| id.text == indicator.id) {
            ids.extend(
                pack.indicators.iter().filter(|one| cites(&point.text.text, one)).map(|one| one.id.clone()),
            );
        }
    }
    ids
}

fn cites(text: &str, indicator: &Indicator) -> bool {
    let names = std::iter::once(indicator.id.as_str()).chain(indicator.figure.as_deref());
    names.into_iter().any(|name| {
        text.match_indices(name).any(|(at, _)| {
            text[..at].ends_with('{') && text[at + name.len()..].starts_with(['}', '|', '｜', ':', '：'])
        })
    })
}

fn spoken_of(indicator: &Indicator, paragraphs: &[BTreeSet<Pair>]) -> bool {
    let name: BTreeSet<Pair> = pairs(bare(&indicator.name)).collect();
    let held = |paragraph: &BTreeSet<Pair>| name.intersection(paragraph).count() * 100;
    !name.is_empty() && paragraphs.iter().any(|paragraph| held(paragraph) >= SPOKEN_OF * name.len())
}

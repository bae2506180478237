//! What a number is about, as pairs of neighbouring characters (二元字组): the name of an indicator held against the words
//! around a number. No dictionary is needed, and a name is recognised though a character is left out or put between.

use define::{Indicator, Pack};
use std::collections::{BTreeMap, BTreeSet};

/// Two neighbouring characters.
pub(crate) type Pair = [char; 2];

/// Endings of names that prose does not repeat: 安保人员数 is told as 安保人员483名.
const ENDINGS: [&str; 12] =
    ["人数", "件数", "次数", "份数", "个数", "条数", "项数", "所数", "家数", "额度", "数", "额"];

/// The pairs of the Chinese characters and letters of a text; digits, punctuation and spaces part them.
pub(crate) fn pairs(text: &str) -> impl Iterator<Item = Pair> {
    let mut before: Option<char> = None;
    text.chars().filter_map(move |c| {
        let letter = c.is_alphabetic().then_some(c);
        let pair = before.zip(letter).map(|(one, other)| [one, other]);
        before = letter;
        pair
    })
}

/// A name without the ending that only says that it is a number.
pub(crate) fn bare(name: &str) -> &str {
    let bare = ENDINGS.iter().find_map(|ending| name.strip_suffix(ending));
    bare.filter(|bare| bare.chars().count() >= 2).unwrap_or(name)
}

/// One way in which an indicator is spoken of, as pairs with their weights.
struct Profile {
    indicator: usize,
    /// Whether it is the indicator's own name.
    name: bool,
    total: u64,
}

/// All ways in which the indicators of a pack are spoken of.
pub(crate) struct Subjects {
    profiles: Vec<Profile>,
    /// For each pair the profiles that have it, with its weight there.
    index: BTreeMap<Pair, Vec<(usize, u64)>>,
    indicators: usize,
}

/// How well the words around a number fit an indicator, in hundredths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Fit {
    /// By the name or any wording of the outline.
    pub any: u64,
    /// By the name alone.
    pub name: u64,
}

/// A wording of fewer pairs says too little.
const LEAST_PAIRS: usize = 3;

impl Subjects {
    /// The names of a pack's indicators, and the words that its outlines and sentences put around them.
    pub(crate) fn of(pack: &Pack) -> Subjects {
        let mut wordings: Vec<(usize, bool, BTreeSet<Pair>)> = Vec::new();
        for (at, indicator) in pack.indicators.iter().enumerate() {
            wordings.push((at, true, pairs(bare(&indicator.name)).collect()));
            for words in surroundings(pack, indicator) {
                let found: BTreeSet<Pair> = pairs(&words).collect();
                if found.len() >= LEAST_PAIRS {
                    wordings.push((at, false, found));
                }
            }
        }
        // A pair that many names share says little of any.
        let mut shared: BTreeMap<Pair, u64> = BTreeMap::new();
        for (_, name, found) in &wordings {
            if *name {
                found.iter().for_each(|pair| *shared.entry(*pair).or_default() += 1);
            }
        }
        let weight = |pair: &Pair| 1000 / (shared.get(pair).copied().unwrap_or(1) * 100).isqrt().max(10);
        let mut subjects =
            Subjects { profiles: Vec::new(), index: BTreeMap::new(), indicators: pack.indicators.len() };
        for (indicator, name, found) in wordings {
            let at = subjects.profiles.len();
            let mut total = 0;
            for pair in found {
                total += weight(&pair);
                subjects.index.entry(pair).or_default().push((at, weight(&pair)));
            }
            subjects.profiles.push(Profile { indicator, name, total: total.max(1) });
        }
        subjects
    }

    /// How well words fit each indicator; `context` gives each pair with how near it stands, in hundredths.
    pub(crate) fn fit(&self, context: &BTreeMap<Pair, u64>) -> Vec<Fit> {
        let mut found = vec![0; self.profiles.len()];
        for (pair, near) in context {
            for (profile, weight) in self.index.get(pair).into_iter().flatten() {
                found[*profile] += weight * near;
            }
        }
        let mut fits = vec![Fit::default(); self.indicators];
        for (profile, found) in self.profiles.iter().zip(found) {
            let fit = &mut fits[profile.indicator];
            let covered = found / profile.total;
            fit.any = fit.any.max(if profile.name { covered } else { covered * 9 / 10 });
            if profile.name {
                fit.name = covered;
            }
        }
        fits
    }
}

fn is_stop(c: char) -> bool {
    "，。；：、！？（）()\n".contains(c)
}

/// The clauses of the outlines, and of its own sentence, in which a figure stands.
fn surroundings(pack: &Pack, indicator: &Indicator) -> Vec<String> {
    let mut texts: Vec<(&str, &str)> = Vec::new();
    for section in pack.outlines.iter().flat_map(|outline| &outline.parts).flat_map(|part| &part.sections) {
        let written = section.lead.iter().chain(&section.text);
        let points = section.points.iter().map(|point| &point.text);
        for text in written.chain(points) {
            texts.push((&text.text, &indicator.id));
            texts.extend(indicator.figure.iter().map(|figure| (text.text.as_str(), figure.as_str())));
        }
    }
    texts.extend(indicator.sentence.iter().map(|sentence| (sentence.text.as_str(), "结果")));
    let mut found = Vec::new();
    for (text, id) in texts {
        for (at, _) in text.match_indices('{') {
            let name = &text[at + 1..];
            let ends = |rest: &str| rest.starts_with(['}', '|', '｜', ':', '：']);
            if name.strip_prefix(id).is_some_and(ends) {
                let end = name.find('}').map_or(text.len(), |end| at + 1 + end + 1);
                found.push(clause(&text[..at], &text[end..]));
            }
        }
    }
    found
}

/// The words of one clause before and behind a place, without placeholders.
fn clause(before: &str, after: &str) -> String {
    let from =
        before.rfind(is_stop).map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
    let to = after.find(is_stop).unwrap_or(after.len());
    let mut depth = 0usize;
    let words = format!("{} {}", &before[from..], &after[..to]);
    words
        .chars()
        .filter(|c| {
            match c {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ => return depth == 0,
            }
            false
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_do_not_reach_over_digits() {
        let found: Vec<String> = pairs("安保483名人员").map(|pair| pair.iter().collect()).collect();
        assert_eq!(found, ["安保", "名人", "人员"]);
        assert_eq!((bare("安保人员数"), bare("人数")), ("安保人员", "人数"));
    }

    #[test]
    fn a_clause_is_what_stands_between_stops() {
        assert_eq!(clause("毛入园率{F35}，公办园占比", "较高。其他"), "公办园占比 较高");
    }
}

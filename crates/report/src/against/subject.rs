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
    /// The names of a pack's indicators, and the words that its outlines and sentences put around them, as they stand there and
    /// with what is printed of those figures that are words: `printed` says what is, by the place of an indicator.
    pub(crate) fn of<'w>(pack: &Pack, printed: &dyn Fn(usize) -> Option<&'w str>) -> Subjects {
        let words = words_by_name(pack, printed);
        let mut wordings: Vec<(usize, bool, BTreeSet<Pair>)> = Vec::new();
        for (at, indicator) in pack.indicators.iter().enumerate() {
            wordings.push((at, true, pairs(bare(&indicator.name)).collect()));
            for clause in surroundings(pack, indicator, &words) {
                let found: BTreeSet<Pair> = pairs(&clause).collect();
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

    /// Whether a pair belongs to the name of an indicator or to what is said around it.
    pub(crate) fn knows(&self, indicator: usize, pair: Pair) -> bool {
        let profiles = self.index.get(&pair).into_iter().flatten();
        profiles.into_iter().any(|(at, _)| self.profiles[*at].indicator == indicator)
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
fn surroundings(pack: &Pack, indicator: &Indicator, words: &BTreeMap<&str, &str>) -> Vec<String> {
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
                let bare = clause(&text[..at], &text[end..], &BTreeMap::new());
                let whole = clause(&text[..at], &text[end..], words);
                found.extend((whole != bare).then_some(whole));
                found.push(bare);
            }
        }
    }
    found
}

/// What is printed of figures that are words, by their ids and numbers.
fn words_by_name<'p, 'w>(
    pack: &'p Pack,
    printed: &dyn Fn(usize) -> Option<&'w str>,
) -> BTreeMap<&'p str, &'w str> {
    let told = pack.indicators.iter().enumerate().filter_map(|(at, one)| Some((one, printed(at)?)));
    told.flat_map(|(one, words)| {
        std::iter::once(one.id.as_str()).chain(one.figure.as_deref()).map(move |name| (name, words))
    })
    .collect()
}

/// The words of one clause before and behind a place; a placeholder is what `words` prints for it, or nothing.
fn clause(before: &str, after: &str, words: &BTreeMap<&str, &str>) -> String {
    let from =
        before.rfind(is_stop).map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
    let to = after.find(is_stop).unwrap_or(after.len());
    let clause = format!("{} {}", &before[from..], &after[..to]);
    let mut out = String::new();
    let mut rest = clause.as_str();
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        let inner = &rest[at + 1..];
        let end = inner.find('}').unwrap_or(inner.len());
        let name = inner[..end].split(['|', '｜', ':', '：']).next().unwrap_or_default();
        out.push_str(words.get(name).copied().unwrap_or_default());
        rest = inner.get(end + 1..).unwrap_or_default();
    }
    out + rest
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
        let words = BTreeMap::from([("names", "甲小学、乙小学")]);
        assert_eq!(clause("毛入园率{F35}，公办园占比", "较高。其他", &words), "公办园占比 较高");
        assert_eq!(clause("年内，{names}", "所投用{F36}", &words), "甲小学、乙小学 所投用");
    }
}

//! Of what a claim is made (断言的构成): which numbers, by which words they belong together, what follows from them, what is
//! written.

use office::Checked;
use std::collections::BTreeMap;

/// The parts of a claim for a reader.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Structure {
    /// The numbers it follows from, each as written with the values that may stand behind it.
    pub operands: Vec<(String, String)>,
    /// By which words they were put together.
    pub rule: String,
    /// What follows from them; nothing where it cannot be told.
    pub implied: Option<String>,
    /// What is written, with the values that may stand behind it.
    pub published: (String, String),
}

/// The structures of a text's claims, by the place of the published number and the name of the relation; several of one
/// place in their order.
pub fn structures(checked: &Checked) -> BTreeMap<(usize, String), Vec<Structure>> {
    let shown = checked.view().reading.claims;
    let mut all: BTreeMap<(usize, String), Vec<Structure>> = BTreeMap::new();
    for (claim, shown) in checked.reading.claims.iter().zip(shown) {
        let range = |lo: &Option<String>, hi: &Option<String>, unit: &str| match (lo, hi) {
            (Some(lo), Some(hi)) if lo == hi => format!("{lo}{unit}"),
            (Some(lo), Some(hi)) => format!("{lo}—{hi}{unit}"),
            (Some(lo), None) => format!("≥ {lo}{unit}"),
            (None, Some(hi)) => format!("≤ {hi}{unit}"),
            (None, None) => String::new(),
        };
        let unit = shown.published.unit.clone();
        let structure = Structure {
            operands: shown
                .operands
                .iter()
                .map(|one| (one.text.clone(), range(&one.lo, &one.hi, &one.unit)))
                .collect(),
            rule: claim.rule.sentence().to_owned(),
            implied: shown.implied.map(|(lo, hi)| range(&Some(lo), &Some(hi), &unit)),
            published: (shown.published.text, range(&shown.published.lo, &shown.published.hi, &unit)),
        };
        let place = (claim.published.start, claim.relation.title().to_owned());
        all.entry(place).or_default().push(structure);
    }
    all
}

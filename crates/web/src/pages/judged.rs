//! An indicator as pages show it: value, verdict, how far from what is required.

use view::IndicatorView;

use crate::address::figure_address;
use crate::marks::Verdict;
use crate::words::{Words, say};
use view::Status;

/// An indicator or a part of one, as a line of a table.
pub struct Judged {
    /// Its id.
    pub id: String,
    /// Its number in the scheme, or nothing.
    pub number: String,
    /// Its name.
    pub name: String,
    /// The figure of the report that it prints.
    pub figure: Option<String>,
    /// Its own page.
    pub href: String,
    /// The value as printed; empty when there is none.
    pub printed: String,
    /// The verdict.
    pub verdict: Verdict,
    /// Its points of how many: `3.33/5`; empty when it carries none.
    pub points: String,
    /// What a reviewer found: `3/5`; empty while nobody did.
    pub verified: String,
    /// Whether the reviewer found otherwise.
    pub differs: bool,
    /// What is required.
    pub threshold: String,
    /// How far it is from what is required, or why it cannot be told.
    pub gap: String,
    /// The same beside a column that says what is required.
    pub distance: String,
    /// The unit that answers for it.
    pub owner: String,
    /// The weakest standing of its source and parameters.
    pub status: Status,
    /// What it gathers.
    pub parts: Vec<Judged>,
    /// How many of them are met: `3/4 项达标`.
    pub parts_met: String,
}

impl Judged {
    /// An indicator with its parts, which are looked for among `known`.
    pub fn new(view: &IndicatorView, known: &[&IndicatorView], words: &Words) -> Judged {
        let part = |id: &String| known.iter().find(|k| k.id == *id && k.id != view.id);
        let parts: Vec<Judged> =
            view.parts.iter().filter_map(part).map(|v| Judged::new(v, known, words)).collect();
        let met = parts.iter().filter(|p| p.verdict == Verdict::Met).count();
        let judged = parts.iter().filter(|p| p.verdict != Verdict::None).count();
        Judged {
            id: view.id.clone(),
            number: view.number.map(|n| n.to_string()).unwrap_or_default(),
            name: view.name.clone(),
            figure: view.figure.clone(),
            href: figure_address(view.figure.as_ref().unwrap_or(&view.id)),
            printed: view.printed.clone().unwrap_or_default(),
            verdict: Verdict::of(view.verdict),
            points: view
                .points
                .as_ref()
                .map(|one| format!("{}/{}", one.points, one.full))
                .unwrap_or_default(),
            verified: verified(view).map(|one| one.points.clone()).unwrap_or_default(),
            differs: verified(view).is_some_and(|one| one.differs),
            threshold: view.threshold.clone().unwrap_or_default(),
            gap: gap(view, &parts, words),
            distance: distance(view, &parts, words),
            owner: view.owner.clone(),
            status: view.status,
            parts_met: say(words.parts_met, &[&met.to_string(), &judged.to_string()]),
            parts,
        }
    }

    /// What a reader sees as its value: its own, or how many parts are met.
    pub fn shown(&self) -> &str {
        match self.parts.is_empty() || !self.printed.is_empty() {
            true => &self.printed,
            false => &self.parts_met,
        }
    }
}

/// The gap in a sentence: what is required and how far off, which parts fall short, or why it cannot be told.
pub fn gap(view: &IndicatorView, parts: &[Judged], words: &Words) -> String {
    // A part says how much it is: its name alone would tell nobody how far off it is.
    let told = |part: &Judged| format!("{} {}", part.name, part.printed).trim_end().to_owned();
    let among =
        |verdict| -> Vec<String> { parts.iter().filter(|p| p.verdict == verdict).map(told).collect() };
    let (unmet, open) = (among(Verdict::NotMet), among(Verdict::CannotTell));
    // A part told by several values, of towns and villages, is set off from the next by more than these are.
    let listed =
        |parts: &[String]| parts.join(if parts.iter().any(|p| p.contains('、')) { "；" } else { "、" });
    let mut said = Vec::new();
    if !unmet.is_empty() {
        said.push(say(words.parts_unmet, &[&listed(&unmet)]));
    }
    if !open.is_empty() {
        said.push(say(words.parts_open, &[&listed(&open)]));
    }
    if said.is_empty() {
        said.extend(view.threshold.as_ref().map(|threshold| say(words.required, &[threshold])));
        said.extend(view.gap.as_deref().map(|gap| spare(gap, view.good, words)));
        if view.verdict == Some(view::Verdict::CannotTell) {
            said.extend(view.reasons.first().cloned());
        }
    }
    said.join(words.and)
}

/// How far it is from what is required, or what keeps it from being told.
fn distance(view: &IndicatorView, parts: &[Judged], words: &Words) -> String {
    match &view.gap {
        Some(gap) => spare(gap, view.good, words),
        None if view.threshold.is_some() && view.verdict != Some(view::Verdict::CannotTell) => String::new(),
        None => gap(view, parts, words),
    }
}

/// A gap with its side in words instead of a sign.
fn spare(gap: &str, good: Option<bool>, words: &Words) -> String {
    match good {
        Some(true) => say(words.gap_over, &[gap]),
        _ => say(words.gap_under, &[gap.trim_start_matches(['-', '−'])]),
    }
}

/// What a reviewer found of an indicator.
pub fn verified(view: &IndicatorView) -> Option<&view::VerifiedView> {
    view.points.as_ref()?.verified.as_ref()
}

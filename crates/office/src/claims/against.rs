//! A text held against the rows of a district, and against last year's text.

use super::Checked;
use super::excerpt::{Lines, pieces};
use crate::view::{AgainstView, BeforeView, FallView, HeldView, LinkView, UnansweredView};
use crate::{AsOf, Office, Result, instant};
use assess::Assessment;
use quantity::Truth;
use report::{Against, Facts, Standing};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How many earlier states of the journal are asked for a value that the rows do not give now.
const STATES_BACK: usize = 6;

impl Office {
    /// Holds a text against the rows known at a moment.
    ///
    /// # Errors
    /// As [`Office::evaluate`].
    pub fn against(&self, checked: &Checked, as_of: &AsOf) -> Result<AgainstView> {
        let inner = &mut *self.turn();
        let size = inner.size_as_of(as_of)?;
        let (pack, assessment) = {
            let (evaluated, assessment) = inner.assessment(size, None)?;
            (evaluated.pack.clone(), assessment)
        };
        let text = &checked.prose.text;
        let facts = Facts { pack: &pack, assessment: &assessment, before: None, earlier: &[] };
        let mut held = report::against(text, &checked.reading, &facts);
        if held.is_wrong() {
            // Only now is it worth asking what the rows said before.
            let before = inner.assessment(size, Some(assessment.year - 1))?.1;
            let mut states: Vec<(String, Arc<Assessment>)> = Vec::new();
            let sizes: Vec<u64> = inner.store.checkpoints()?.into_iter().map(|(size, _)| size).collect();
            for earlier in sizes.into_iter().rev().filter(|earlier| *earlier < size && *earlier > 0) {
                if states.len() == STATES_BACK {
                    break;
                }
                if inner.pack(earlier).is_ok_and(|then| then.hash == pack.hash) {
                    let at =
                        inner.store.entry(earlier - 1)?.map(|entry| instant(entry.at)).unwrap_or_default();
                    let name = format!("{}（日志前{earlier}条）", at.get(..10).unwrap_or_default());
                    states.push((name, inner.assessment(earlier, Some(assessment.year))?.1));
                }
            }
            let earlier: Vec<(String, &Assessment)> =
                states.iter().map(|(name, state)| (name.clone(), &**state)).collect();
            let facts = Facts { before: Some(&before), earlier: &earlier, ..facts };
            held = report::against(text, &checked.reading, &facts);
        }
        let (evaluated, _) = inner.assessment(size, None)?;
        let mut counted: BTreeMap<&str, u64> = BTreeMap::new();
        for id in held.links.iter().filter_map(|link| link.indicator.as_deref()) {
            counted
                .entry(id)
                .or_insert_with(|| crate::explain::rows_behind(evaluated, id, assessment.year).len() as u64);
        }
        Ok(view(checked, &held, &counted))
    }
}

fn view(checked: &Checked, held: &Against, rows: &BTreeMap<&str, u64>) -> AgainstView {
    let text = &checked.prose.text;
    let lines = Lines::of(text);
    let (mut at, mut characters) = (0, 0);
    let mut links = Vec::new();
    for link in &held.links {
        // Links come in the order of the text.
        characters += text[at..link.start].chars().count();
        at = link.start;
        let words = &text[link.start..link.end];
        let threshold = link.held.as_ref().map(|held| HeldView {
            sign: held.sign,
            value: held.threshold.clone(),
            document: held.document.clone(),
            status: held.status,
            holds: match held.holds {
                Truth::Yes => "yes",
                Truth::No => "no",
                Truth::Unknown => "unknown",
            },
        });
        links.push(LinkView {
            text: words.to_owned(),
            start: characters,
            end: characters + words.chars().count(),
            standing: link.standing.name(),
            label: link.standing.label(),
            indicator: link.indicator.clone(),
            name: link.name.clone(),
            figure: link.figure.clone(),
            printed: link.printed.clone(),
            rows: link.indicator.as_deref().and_then(|id| rows.get(id)).copied().unwrap_or(0),
            threshold,
            note: link.note.clone(),
            place: lines.place(&checked.prose, link.start),
            pieces: match link.standing {
                Standing::Proved => Vec::new(),
                _ => pieces(text, (link.start, link.end), &[]),
            },
        });
    }
    let unanswered = held.unanswered.iter().map(|one| UnansweredView {
        number: one.number,
        indicator: one.indicator.clone(),
        name: one.name.clone(),
    });
    let has_rows = |figure: &&str| {
        links.iter().any(|link: &LinkView| link.figure.as_deref() == Some(*figure) && link.rows > 0)
    };
    let with_rows = held.figures().into_iter().filter(has_rows).map(str::to_owned).collect();
    AgainstView { figures: with_rows, links, scheme: held.scheme, unanswered: unanswered.collect() }
}

impl Checked {
    /// The text beside last year's.
    ///
    /// ```
    /// let read = |name: &str, words: &str| office::check(name, words.as_bytes()).unwrap();
    /// let (old, new) = (read("上年.txt", "配备安保人员490名。"), read("本年.txt", "配备安保人员483名。"));
    /// assert_eq!(new.since(&old).fell[0].before, "490名");
    /// ```
    pub fn since(&self, old: &Checked) -> BeforeView {
        let since = report::since(&old.prose.text, &old.reading, &self.prose.text, &self.reading);
        let words = |passages: Vec<report::Passage>| passages.into_iter().map(|one| one.words).collect();
        let fell = since.fell.into_iter();
        BeforeView {
            source: old.prose.source.clone(),
            vanished: words(since.vanished),
            fell: fell
                .map(|one| FallView { words: one.words, before: one.before, after: one.after })
                .collect(),
            repeated: words(since.repeated),
        }
    }
}

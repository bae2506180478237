//! A text held against the rows of a district, and against last year's text.

use super::Checked;
use super::excerpt::{Lines, pieces};
use crate::ask::Reading;
use crate::ask::explain::rows_behind;
use crate::clock::instant;
use crate::error::Result;
use crate::view::{
    AgainstView, BeforeView, FallView, HeldView, Holds, LinkStanding, LinkView, Piece, PieceMark,
    UnansweredView,
};
use assess::Assessment;
use define::Right;
use quantity::Truth;
use report::{Against, Facts, Standing};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How many earlier states of the journal are asked for a value that the rows do not give now.
const STATES_BACK: usize = 6;

/// How many numbers without support are told with their sentence; of tens of thousands the sentences weigh more than the text.
const SENTENCES: usize = 1_000;

impl Reading {
    /// Holds a text against the rows known at a moment.
    ///
    /// # Errors
    /// As [`Reading::evaluate`].
    pub fn against(&self, checked: &Checked) -> Result<AgainstView> {
        self.sight.needs(Right::Evaluation)?;
        let (pack, assessment) = (self.pack(), self.assessment()?);
        let text = &checked.prose.text;
        let facts = Facts { pack, assessment: &assessment, before: None, earlier: &[] };
        let mut held = report::against(text, &checked.reading, &facts);
        if held.is_wrong() {
            // Only now is it worth asking what the rows said before.
            let before = self.whole.assessment(&self.store, assessment.year - 1, self.looked()?)?;
            let states = self.earlier(assessment.year)?;
            let earlier: Vec<(String, &Assessment)> =
                states.iter().map(|(name, state)| (name.clone(), &**state)).collect();
            let facts = Facts { before: Some(&before), earlier: &earlier, ..facts };
            held = report::against(text, &checked.reading, &facts);
        }
        let counted = self.whole.with_assessor(&self.store, self.looked()?, |assessor| {
            let mut counted: BTreeMap<&str, u64> = BTreeMap::new();
            for id in held.links.iter().filter_map(|link| link.indicator.as_deref()) {
                let count = || rows_behind(assessor, &assessment, id).len() as u64;
                counted.entry(id).or_insert_with(count);
            }
            counted
        })?;
        Ok(view(checked, &held, &counted))
    }

    /// Assessments of the newest earlier states that were judged by the same pack, each with its name.
    fn earlier(&self, year: i32) -> Result<Vec<(String, Arc<Assessment>)>> {
        let archive = &self.house.archive;
        let mut states = Vec::new();
        let sizes = self.store.checkpoints()?.into_iter().map(|(size, _)| size).rev();
        for earlier in sizes.filter(|earlier| *earlier < self.size() && *earlier > 0) {
            if states.len() == STATES_BACK {
                break;
            }
            let then = archive.pack_of(&self.store, earlier, self.year);
            if then.is_ok_and(|then| then.hash == self.pack().hash) {
                let at = self.entry_time(earlier - 1)?.map(instant).unwrap_or_default();
                let name = format!("{}（日志前{earlier}条）", at.get(..10).unwrap_or_default());
                let state = archive.state(&self.store, earlier, self.pack())?;
                states.push((name, state.assessment(&self.store, year, self.looked()?)?));
            }
        }
        Ok(states)
    }
}

fn view(checked: &Checked, held: &Against, rows: &BTreeMap<&str, u64>) -> AgainstView {
    let text = &checked.prose.text;
    let lines = Lines::of(text);
    let (mut at, mut characters) = (0, 0);
    let mut links = Vec::new();
    let mut unsupported = 0;
    for link in &held.links {
        unsupported += usize::from(link.standing == Standing::Unsupported);
        // Links come in the order of the text.
        characters += text[at..link.start].chars().count();
        at = link.start;
        let words = &text[link.start..link.end];
        let threshold = link.held.as_ref().map(|held| HeldView {
            sign: held.sign,
            value: held.threshold.clone(),
            document: held.document.clone(),
            status: crate::card::status(held.status),
            holds: match held.holds {
                Truth::Yes => Holds::Yes,
                Truth::No => Holds::No,
                Truth::Unknown => Holds::Unknown,
            },
        });
        links.push(LinkView {
            text: words.to_owned(),
            start: characters,
            end: characters + words.chars().count(),
            standing: match link.standing {
                Standing::Proved => LinkStanding::Proved,
                Standing::Contradicts => LinkStanding::Contradicts,
                Standing::OutOfDate => LinkStanding::OutOfDate,
                Standing::Unsupported => LinkStanding::Unsupported,
            },
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
                Standing::Unsupported if unsupported > SENTENCES => {
                    vec![Piece { text: words.to_owned(), mark: Some(PieceMark::Published) }]
                }
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

//! A fault of a draft: where, what, what the norm asks for, and what mends it.

use finding::{Finding, Place};

/// What mends a fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Edit {
    /// Attributes of a property of a paragraph, set (or taken away where there is no value).
    Paragraph { paragraph: usize, property: &'static str, set: Vec<(&'static str, Option<String>)> },
    /// The same of the words of a run.
    Run { run: usize, property: &'static str, set: Vec<(&'static str, Option<String>)> },
    /// The same of a section.
    Section { section: usize, property: &'static str, set: Vec<(&'static str, Option<String>)> },
    /// Other letters in a paragraph, by its place in the draft.
    Letters { at: usize, from: usize, to: usize, with: String },
    /// A section, where none says what the page is.
    Page,
    /// Page numbers as the norm has them, in all sections.
    PageNumbers,
}

/// A fault.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    pub(crate) code: &'static str,
    /// The paragraphs that have it, by their places in the draft; none of one that the whole draft has.
    pub(crate) at: Vec<usize>,
    pub(crate) sentence: String,
    pub(crate) remedy: String,
    pub(crate) edits: Vec<Edit>,
}

impl Fault {
    pub(crate) fn whole(code: &'static str, sentence: impl Into<String>, remedy: impl Into<String>) -> Fault {
        Fault { code, at: Vec::new(), sentence: sentence.into(), remedy: remedy.into(), edits: Vec::new() }
    }

    pub(crate) fn of(
        code: &'static str,
        at: usize,
        sentence: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Fault {
        Fault { at: vec![at], ..Fault::whole(code, sentence, remedy) }
    }

    pub(crate) fn mend(mut self, edit: Edit) -> Fault {
        self.edits.push(edit);
        self
    }

    /// As a finding, with the first of its paragraphs.
    pub(crate) fn finding(&self, texts: &[String]) -> Finding {
        let place = match self.at.as_slice() {
            [] => Place::whole("全文"),
            [one] => Place::whole(format!("第{}段", one + 1)),
            [one, rest @ ..] => Place::whole(format!("第{}段等{}段", one + 1, rest.len() + 1)),
        };
        let words: Option<String> =
            self.at.first().and_then(|at| texts.get(*at)).map(|text| text.chars().take(30).collect());
        let place = match words.filter(|words| !words.is_empty()) {
            Some(words) => place.excerpt(words, None),
            None => place,
        };
        let by_hand = if self.edits.is_empty() { "（需人工改）" } else { "" };
        Finding::error(self.code, place, self.sentence.clone()).hint(format!("{}{by_hand}", self.remedy))
    }
}

/// The same fault of several paragraphs told once, in the order of the first.
pub(crate) fn together(faults: Vec<Fault>) -> Vec<Fault> {
    let mut all: Vec<Fault> = Vec::new();
    for mut fault in faults {
        match all.iter_mut().find(|one| one.code == fault.code && one.sentence == fault.sentence) {
            Some(one) => {
                one.at.append(&mut fault.at);
                one.edits.append(&mut fault.edits);
            }
            None => all.push(fault),
        }
    }
    all.iter_mut().for_each(|fault| fault.at.dedup());
    all
}

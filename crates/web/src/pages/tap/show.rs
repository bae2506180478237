//! 一键应答: what a household sees behind its link: the message, one button, and that it was taken. No way leads from here
//! into the house.

use askama::Template;
use view::TapView;

use super::words::{self, Words};
use crate::language::Language;
use crate::numbers::moment;
use crate::words::say;

/// The page.
#[derive(Template)]
#[template(path = "tap/show.html")]
pub struct Tap {
    /// The language.
    pub language: Language,
    /// Its words.
    pub words: &'static Words,
    /// The heading.
    pub title: String,
    /// The message; why there is none.
    pub body: String,
    /// Who sent it and when.
    pub by: String,
    /// That it was acknowledged, and when.
    pub done: String,
    /// Whether there is something to press.
    pub open: bool,
}

impl Tap {
    /// The page of a letter.
    pub fn new(language: Language, view: &TapView) -> Tap {
        let words = words::of(language);
        let done = view.acknowledged.as_ref().map(|at| say(words.tap_done, &[&moment(at)]));
        Tap {
            language,
            words,
            title: view.title.clone(),
            body: view.body.clone(),
            by: [view.by.as_str(), &moment(&view.sent)]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" · "),
            open: done.is_none(),
            done: done.unwrap_or_default(),
        }
    }

    /// The page of a link that is none.
    pub fn unknown(language: Language) -> Tap {
        let words = words::of(language);
        Tap {
            language,
            words,
            title: words.tap_unknown.to_owned(),
            body: words.tap_unknown_next.to_owned(),
            by: String::new(),
            done: String::new(),
            open: false,
        }
    }
}

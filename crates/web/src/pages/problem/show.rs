//! A question that could not be answered, said in a sentence with what to do next.

use askama::Template;
use axum::http::Uri;

use super::words::{self, Words};
use crate::frame::Frame;

/// The page.
#[derive(Template)]
#[template(path = "problem/show.html")]
pub struct Problem {
    /// The frame.
    pub frame: Frame,
    /// What is the case.
    pub title: String,
    /// What it means.
    pub sentence: String,
    /// What to do next.
    pub hint: String,
    /// Where one may go on from here: address, name.
    pub ways: Vec<(String, String)>,
}

impl Problem {
    /// What is the case, what it means, what to do next.
    pub fn new(frame: Frame, title: impl Into<String>, sentence: String, hint: &str) -> Problem {
        let home = ("/".to_owned(), words::of(frame.language).go_home.to_owned());
        Problem { title: title.into(), sentence, hint: hint.to_owned(), ways: vec![home], frame }
    }

    /// With the way to another page before the others.
    pub fn with_way(mut self, href: String, name: impl Fn(&Words) -> &'static str) -> Problem {
        let name = name(words::of(self.frame.language)).to_owned();
        self.ways.insert(0, (href, name));
        self
    }

    /// With the way to the same page without what stands behind its `?`.
    pub fn without_conditions(self, uri: &Uri) -> Problem {
        match uri.query() {
            Some(_) => self.with_way(uri.path().to_owned(), |words| words.without_conditions),
            None => self,
        }
    }
}

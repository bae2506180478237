//! A question that could not be answered, said in a sentence with what to do next.

use askama::Template;

use crate::frame::Frame;

/// The page.
#[derive(Template)]
#[template(path = "problem/problem.html")]
pub struct Problem {
    /// The frame.
    pub frame: Frame,
    /// What is the case.
    pub title: &'static str,
    /// What it means.
    pub sentence: String,
    /// What to do next.
    pub hint: String,
}

//! The solver against brute force, the checker against spoiled certificates, the readers against bad files.

mod brute;
mod cases;
mod exchange;
mod files;
mod impossible;
mod layouts;
mod smallest;
mod spoiled;
mod stopped;
mod trips;

use plan::{Certificate, Format, Found, Problem, Unhurried};

/// A text as a problem.
pub fn problem(text: &str, format: Format) -> Problem {
    plan::read(text, "题目", format).unwrap_or_else(|wrong| panic!("{wrong:?}\n{text}")).problem
}

/// The certificate of a problem that has a solution.
pub fn solved(problem: &Problem) -> Certificate {
    match plan::solve(problem, 1, &mut Unhurried) {
        Found::Plan(certificate) => *certificate,
        other => panic!("{other:?}"),
    }
}

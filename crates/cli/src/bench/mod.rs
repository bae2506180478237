//! `duheng bench`: measured figures as tables, with what they ran on.

mod change;
mod draw;
mod evaluate;
mod generated;
mod import;
mod journal;
mod list;
mod notice;
mod signals;

use crate::{Ending, Failure};

/// Measures and prints its table.
type Bench = fn() -> Result<(), Failure>;

/// Every bench by its name.
const BENCHES: &[(&str, Bench)] = &[
    ("evaluate", evaluate::run),
    ("change", change::run),
    ("draw", draw::run),
    ("import", import::run),
    ("journal", journal::run),
    ("list", list::run),
    ("signals", signals::run),
    ("notice", notice::run),
];

pub fn run(name: &str) -> Result<Ending, Failure> {
    match BENCHES.iter().find(|(known, _)| *known == name) {
        Some((_, bench)) => bench().map(|()| Ending::Clean),
        None => {
            let known: Vec<&str> = BENCHES.iter().map(|(known, _)| *known).collect();
            Err(format!("没有名为“{name}”的实测；现有 {}", known.join("、")))
        }
    }
}

//! Benches: measured figures as tables, with what they ran on.

mod change;
mod claims;
mod districts;
mod draw;
mod evaluate;
mod generated;
mod history;
mod import;
mod journal;
mod list;
mod notice;
mod signals;

use crate::built_in::BuiltIn;
use crate::failure::Failure;

/// Measures and prints its table.
type Bench = fn(BuiltIn<'_>) -> Result<(), Failure>;

/// Every bench by its name.
const BENCHES: &[(&str, Bench)] = &[
    ("evaluate", |_| evaluate::run()),
    ("change", change::run),
    ("claims", claims::run),
    ("districts", districts::run),
    ("draw", |_| draw::run()),
    ("history", |_| history::run()),
    ("import", |_| import::run()),
    ("journal", |_| journal::run()),
    ("list", |_| list::run()),
    ("signals", signals::run),
    ("notice", notice::run),
];

/// Runs a bench by its name over the sample's pack, and prints its table.
///
/// # Errors
/// A name that no bench has, or a bench whose result is wrong.
pub fn run(name: &str, pack: BuiltIn<'_>) -> Result<(), Failure> {
    match BENCHES.iter().find(|(known, _)| *known == name) {
        Some((_, bench)) => bench(pack),
        None => {
            let known: Vec<&str> = BENCHES.iter().map(|(known, _)| *known).collect();
            Err(format!("没有名为“{name}”的实测；现有 {}", known.join("、")))
        }
    }
}

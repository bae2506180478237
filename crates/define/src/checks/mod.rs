//! Checks of a pack's definitions against each other. Each looks at the whole pack and adds findings; none stops
//! another.

mod circles;
mod draws;
mod duplicates;
mod examples;
mod forms;
mod names;
mod notices;

use crate::{Pack, Written, nearest};
use finding::Finding;

/// Every check that needs no formula.
pub fn structure(pack: &Pack, findings: &mut Vec<Finding>) {
    circles::check(pack, findings);
    duplicates::check(pack, findings);
    names::check(pack, findings);
    draws::check(pack, findings);
    forms::check(pack, findings);
    notices::check(pack, findings);
    examples::check(pack, findings);
}

/// A name that nothing bears, with the nearest that something does.
fn unknown(written: &Written, what: &str, known: &[&str]) -> Finding {
    let place = written.at(0..written.text.len());
    let finding = Finding::error("define.name-unknown", place, format!("没有名为“{}”的{what}", written.text));
    match nearest(&written.text, known.iter().copied()) {
        Some(near) => finding.hint(format!("是否想写“{near}”？")),
        None => finding,
    }
}

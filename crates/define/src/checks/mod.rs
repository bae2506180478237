//! Checks of a pack's definitions against each other. Each looks at the whole pack and adds findings; none stops
//! another.

mod circles;
mod duplicates;
mod examples;
mod forms;
mod grant;
mod ground;
mod house;
mod instrument;
mod names;
mod notice;
mod print;
mod states;
mod twins;

use crate::{Pack, Written, nearest};
use finding::Finding;

pub use grant::check as grant;
pub use ground::check as ground;
pub use house::register_of as house;
pub use instrument::check as instrument;
pub use notice::check as notice;
pub use twins::check as twins;

/// Every check that needs no formula.
pub fn structure(pack: &Pack, findings: &mut Vec<Finding>) {
    circles::check(pack, findings);
    duplicates::check(pack, findings);
    names::check(pack, findings);
    forms::check(pack, findings);
    house::check(pack, findings);
    states::check(pack, findings);
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

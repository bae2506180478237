//! Why a child learns where it does: every way before the one that it goes, and why not that one.

use super::bound::{Child, State};
use super::{PlacementPlace, PlacementShare};

/// The reason in words.
pub(super) fn told(ways: &[PlacementShare], child: &Child, taken: Option<(&PlacementPlace, i64)>) -> String {
    let mut parts = Vec::new();
    let untold = child.states.iter().all(|state| matches!(state, State::Untold));
    if let Some(why) = child.unknown.as_deref().or(untold.then_some("还没有评估")) {
        return format!("{why}，没有去处");
    }
    for (at, (way, state)) in ways.iter().zip(&child.states).enumerate() {
        if let Some((place, far)) = taken.filter(|(place, _)| place.way == at) {
            parts.push(match way.unit.is_empty() {
                true => place.name.clone(),
                false => format!("{}，{far}{}", place.name, way.unit),
            });
            return parts.join("；");
        }
        parts.extend(not(way, state));
    }
    parts.push("没有去处".to_owned());
    parts.join("；")
}

/// Why not this way; nothing where that goes without saying.
fn not(way: &PlacementShare, state: &State) -> Option<String> {
    let name = &way.name;
    match state {
        State::Untold => Some(format!("没有评估能不能{name}")),
        State::Nowhere(field) => Some(format!("没有写{field}，不知道够得着哪里")),
        State::Not if way.last => None,
        State::Not => Some(format!("评估认定不能{name}")),
        State::Open(near) if near.is_empty() => Some(format!("{name}没有够得着的")),
        State::Open(near) => Some(format!("{name}够得着的{}处没有空位", near.len())),
    }
}

//! The district's map with a mark for each of its places.

use std::fmt::Write as _;
use view::{CampusState, Point, Projection};

/// Size of the map, in its own units.
const WIDE: i64 = 760;
const HIGH: i64 = 560;
const MARGIN: i64 = 16;

/// A place with what is told of it; its state says which mark it gets.
pub struct Marked {
    /// Where it is.
    pub place: Point,
    /// How it stands.
    pub state: CampusState,
    /// What is told when it is pointed at.
    pub told: String,
}

/// A mark by itself, as large as a letter.
pub fn alone(state: CampusState) -> String {
    format!(
        "<svg class=\"map sign\" viewBox=\"0 0 16 16\" width=\"14\" height=\"14\" aria-hidden=\"true\">{}</svg>",
        mark(state, 8, 8)
    )
}

/// A mark: shape and colour both tell the state, so that either suffices.
fn mark(state: CampusState, x: i64, y: i64) -> String {
    let class = state.key();
    match state {
        CampusState::Open => format!("<path class=\"{class}\" d=\"M{x} {}l6 11h-12z\"/>", y - 7),
        CampusState::Silent => {
            format!("<path class=\"{class}\" d=\"M{} {}l10 10m0 -10l-10 10\"/>", x - 5, y - 5)
        }
        CampusState::Untested => format!("<path class=\"{class}\" d=\"M{x} {}l6 6l-6 6l-6 -6z\"/>", y - 6),
        CampusState::Unheard => format!("<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"4\"/>"),
        CampusState::Well => {
            format!("<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"8\" height=\"8\"/>", x - 4, y - 4)
        }
    }
}

/// The boundary with marks, empty without a boundary; `label` says what it shows.
pub fn map(label: &str, boundary: &[Point], marks: &[Marked]) -> String {
    let Some(scale) = Projection::of(boundary, (WIDE, HIGH), MARGIN) else { return String::new() };
    let (width, height) = scale.size();
    let mut svg = format!(
        "<svg class=\"map\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{}\"><path class=\"land\" d=\"",
        escaped(label)
    );
    for (nth, point) in boundary.iter().enumerate() {
        let (x, y) = scale.at(*point);
        let _ = write!(svg, "{}{x} {y}", if nth == 0 { 'M' } else { 'L' });
    }
    svg.push_str("Z\"/>");
    // The gravest are drawn last, on top.
    for state in CampusState::ALL.iter().rev() {
        for one in marks.iter().filter(|one| one.state == *state) {
            let (x, y) = scale.at(one.place);
            let _ = write!(svg, "<g><title>{}</title>{}</g>", escaped(&one.told), mark(*state, x, y));
        }
    }
    svg.push_str("</svg>");
    svg
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

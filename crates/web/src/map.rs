//! The district's map with a mark for each of its places.

use std::fmt::Write as _;
use view::{CampusState, Point};

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

/// The boundary with marks, empty without a boundary; `label` says what it shows. North is up, a degree of longitude is drawn shorter than one of latitude as it is
/// at this height (0.866 at thirty degrees, near enough for all of China's inhabited south; the shape alone suffers).
pub fn map(label: &str, boundary: &[Point], marks: &[Marked]) -> String {
    let flat = |point: Point| (point.longitude * 866 / 1000, -point.latitude);
    let ring: Vec<(i64, i64)> = boundary.iter().copied().map(flat).collect();
    let (Some(left), Some(right)) = (ring.iter().map(|p| p.0).min(), ring.iter().map(|p| p.0).max()) else {
        return String::new();
    };
    let (Some(top), Some(bottom)) = (ring.iter().map(|p| p.1).min(), ring.iter().map(|p| p.1).max()) else {
        return String::new();
    };
    let (wide, high) = ((right - left).max(1), (bottom - top).max(1));
    // One scale for both: thousandths of a unit a millionth of a degree would overflow nothing in 64 bits.
    let room = (WIDE - 2 * MARGIN, HIGH - 2 * MARGIN);
    let by_width = room.0 * high <= room.1 * wide;
    let at = |(x, y): (i64, i64)| {
        let scaled = |offset: i64| if by_width { offset * room.0 / wide } else { offset * room.1 / high };
        (MARGIN + scaled(x - left), MARGIN + scaled(y - top))
    };
    let height = if by_width { high * room.0 / wide + 2 * MARGIN } else { HIGH };
    let width = if by_width { WIDE } else { wide * room.1 / high + 2 * MARGIN };
    let mut svg = format!(
        "<svg class=\"map\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{}\"><path class=\"land\" d=\"",
        escaped(label)
    );
    for (nth, point) in ring.iter().enumerate() {
        let (x, y) = at(*point);
        let _ = write!(svg, "{}{x} {y}", if nth == 0 { 'M' } else { 'L' });
    }
    svg.push_str("Z\"/>");
    // The gravest are drawn last, on top.
    for state in CampusState::ALL.iter().rev() {
        for one in marks.iter().filter(|one| one.state == *state) {
            let (x, y) = at(flat(one.place));
            let _ = write!(svg, "<g><title>{}</title>{}</g>", escaped(&one.told), mark(*state, x, y));
        }
    }
    svg.push_str("</svg>");
    svg
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

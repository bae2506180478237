//! Drawings of a scenario: villages and schools on the map of the district, and what the least money is as a rule gives way. Each stands
//! beside a table that says the same.

use std::fmt::Write as _;
use view::{CurveView, PlanMapView, Projection};

use super::words::Words;
use crate::chart::escaped;
use crate::words::say;

/// Sizes of the map, in its own units.
const WIDE: i64 = 760;
const HIGH: i64 = 560;
const MARGIN: i64 = 16;
/// Flows that are drawn; the rest stand in the table alone.
const FLOWS: usize = 2_000;

/// The map of a scenario in its last year; empty where no coordinates are known.
pub(super) fn map(words: &Words, view: &PlanMapView) -> String {
    let mut all = view.boundary.clone();
    all.extend(view.points.iter().map(|one| one.at));
    all.extend(view.schools.iter().map(|one| one.at));
    let Some(scale) = Projection::of(&all, (WIDE, HIGH), MARGIN) else { return String::new() };
    let (wide, high) = scale.size();
    let label = say(
        words.map_label,
        &[&view.points.len().to_string(), &view.schools.len().to_string(), &view.over().to_string()],
    );
    let mut svg = format!(
        "<svg class=\"map\" viewBox=\"0 0 {wide} {high}\" role=\"img\" aria-label=\"{}\">",
        escaped(&label)
    );
    if !view.boundary.is_empty() {
        svg.push_str("<path class=\"land\" d=\"");
        for (nth, point) in view.boundary.iter().enumerate() {
            let (x, y) = scale.at(*point);
            let _ = write!(svg, "{}{x} {y}", if nth == 0 { 'M' } else { 'L' });
        }
        svg.push_str("Z\"/>");
    }
    // Thicker for more pupils: eighty are a unit.
    for flow in view.flows.iter().take(FLOWS) {
        let (from, to) = (scale.at(view.points[flow.from].at), scale.at(view.schools[flow.to].at));
        let _ = write!(
            svg,
            "<path stroke=\"#8da3b8\" stroke-opacity=\".45\" stroke-width=\"{}\" d=\"M{} {}L{} {}\"/>",
            (flow.pupils / 80).clamp(1, 4),
            from.0,
            from.1,
            to.0,
            to.1
        );
    }
    for one in &view.points {
        let (x, y) = scale.at(one.at);
        let told = escaped(&say(words.map_point, &[&one.name, &one.pupils.to_string()]));
        let _ = write!(
            svg,
            "<g><title>{told}</title><circle class=\"unheard\" cx=\"{x}\" cy=\"{y}\" r=\"2\"/></g>"
        );
    }
    // Those that are too full are drawn last, on top: a triangle for them, a square for the others.
    for over in [false, true] {
        for one in view.schools.iter().filter(|one| (one.lacking > 0) == over) {
            let (x, y) = scale.at(one.at);
            let numbers = [one.pupils, one.seats, one.lacking].map(|number| number.to_string());
            let told = escaped(&say(words.map_school, &[&one.name, &numbers[0], &numbers[1], &numbers[2]]));
            let shape = match over {
                true => format!("<path class=\"open\" d=\"M{x} {}l6 11h-12z\"/>", y - 7),
                false => {
                    format!("<rect class=\"well\" x=\"{}\" y=\"{}\" width=\"7\" height=\"7\"/>", x - 3, y - 3)
                }
            };
            let _ = write!(svg, "<g><title>{told}</title>{shape}</g>");
        }
    }
    svg.push_str("</svg>");
    svg
}

/// The curve as bars: the least money of each step; where there is no plan, none.
pub(super) fn curve(words: &Words, view: &CurveView) -> String {
    let bar = |one: &view::CurvePointView| crate::chart::Bar {
        label: step(words, one, &view.unit),
        printed: one.cost.map_or(words.curve_none.to_owned(), |cost| {
            format!("{}{}", crate::numbers::grouped(&super::list::money(cost)), words.curve_money)
        }),
        value: one.cost.map(|cost| cost.to_string()).unwrap_or_default(),
        verdict: if one.cost.is_some() { crate::marks::Verdict::None } else { crate::marks::Verdict::NotMet },
    };
    let bars: Vec<crate::chart::Bar> = view.points.iter().map(bar).collect();
    let budget = view.budget.map(|budget| (budget.to_string(), super::list::money(budget)));
    let budget = budget.as_ref().map(|(value, printed)| (value.as_str(), printed.as_str()));
    crate::chart::bars(&bars, budget)
}

/// What gives way at a step, in words.
pub(super) fn step(words: &Words, one: &view::CurvePointView, unit: &str) -> String {
    match (one.norm, one.reach) {
        (Some(more), _) => say(words.curve_norm, &[&more.to_string()]),
        (_, Some(most)) => say(words.curve_reach, &[&crate::numbers::grouped(&most.to_string()), unit]),
        _ => String::new(),
    }
}

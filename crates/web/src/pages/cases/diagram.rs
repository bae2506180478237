//! The stages of a loop as a drawing: boxes in order, the ways forward above, the ways back below.

use std::fmt::Write as _;

use view::{StageView, StepRuleView};

const BOX: usize = 104;
const GAP: usize = 26;
/// The drawing has room for so many stages at least.
const LEAST: usize = 7;
const HIGH: usize = 34;
const ARC: usize = 14;
/// Characters of a name that fit into a box.
const FITS: usize = 8;

/// Boxes with the number of cases in each, arcs for the steps between them; the numbers also stand in the boxes as text.
pub fn stages(stages: &[StageView], steps: &[StepRuleView]) -> String {
    let at = |name: &str| stages.iter().position(|stage| stage.name == name);
    let mut ways: Vec<(usize, usize)> = steps
        .iter()
        .flat_map(|step| step.from.iter().map(move |from| (from.as_str(), step.to.as_str())))
        .filter_map(|(from, to)| Some((at(from)?, at(to)?)))
        .filter(|(from, to)| from != to)
        .collect();
    ways.sort_unstable();
    ways.dedup();
    let reach = |(from, to): &(usize, usize)| from.abs_diff(*to);
    let above = ways.iter().filter(|(from, to)| from < to).map(reach).max().unwrap_or(1);
    let below = ways.iter().filter(|(from, to)| from > to).map(reach).max().unwrap_or(0);
    let top = above.saturating_sub(1) * ARC + 8;
    // Few stages are not drawn larger than many.
    let wide = stages.len().max(LEAST) * (BOX + GAP) + GAP;
    let high = top + HIGH + below * ARC + 10;
    let told: Vec<String> = stages.iter().map(|stage| format!("{} {}", stage.name, stage.cases)).collect();
    let told = crate::chart::escaped(&told.join("；"));
    let mut svg =
        format!("<svg class=\"chart\" viewBox=\"0 0 {wide} {high}\" role=\"img\" aria-label=\"{told}\">");
    let middle = |nth: usize| GAP + nth * (BOX + GAP) + BOX / 2;
    for (from, to) in &ways {
        let (a, b) = (middle(*from), middle(*to));
        let path = if to == &(from + 1) {
            let y = top + HIGH / 2;
            format!("M{} {y}H{}", a + BOX / 2, b - BOX / 2)
        } else if from < to {
            let y = top.saturating_sub((to - from - 1) * ARC);
            format!("M{a} {top}V{y}H{b}V{top}")
        } else {
            let (y, bottom) = (top + HIGH + (from - to) * ARC, top + HIGH);
            format!("M{a} {bottom}V{y}H{b}V{bottom}")
        };
        let _ = write!(svg, "<path class=\"step\" d=\"{path}\"/>");
    }
    for (nth, stage) in stages.iter().enumerate() {
        let class = match (stage.cases > 0, stage.closed) {
            (true, true) => "met",
            (true, false) => "cannot-tell",
            (false, _) => "no-verdict",
        };
        let name: String = stage.name.chars().take(FITS).collect();
        let _ = write!(
            svg,
            "<rect class=\"track\" x=\"{}\" y=\"{top}\" width=\"{BOX}\" height=\"{HIGH}\"/>\
             <rect class=\"value {class}\" x=\"{0}\" y=\"{}\" width=\"{BOX}\" height=\"4\"/>\
             <text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{} {}</text>",
            middle(nth) - BOX / 2,
            top + HIGH - 4,
            middle(nth),
            top + 20,
            crate::chart::escaped(&name),
            stage.cases
        );
    }
    svg + "</svg>"
}

//! The picture of a crate's modules: a row of boxes for each layer, arrows pointing down.

use super::arrows::Modules;
use super::layers::{direct, layers};
use std::collections::BTreeMap;

const ROW: usize = 84;
const BOX: usize = 30;
const GAP: usize = 22;
const LETTER: usize = 8;
const MARGIN: usize = 24;

/// The picture as SVG. Arrows that follow from two others are left out; modules in a circle stand on top in red.
pub fn svg(name: &str, modules: &Modules) -> String {
    let (mut rows, round) = layers(modules);
    let red = (!round.is_empty()).then_some(rows.len());
    if !round.is_empty() {
        rows.push(round);
    }
    rows.reverse();
    let width = |name: &str| name.len() * LETTER + 20;
    let whole = |row: &Vec<&str>| row.iter().map(|name| width(name) + GAP).sum::<usize>();
    let across = rows.iter().map(whole).max().unwrap_or(0) + 2 * MARGIN;
    let down = rows.len() * ROW + 2 * MARGIN;
    // Left edge, top and width of each box.
    let mut places: BTreeMap<&str, (usize, usize, usize)> = BTreeMap::new();
    for (nth, row) in rows.iter().enumerate() {
        let mut left = (across - whole(row)) / 2 + GAP / 2;
        for name in row {
            places.insert(name, (left, MARGIN + 24 + nth * ROW, width(name)));
            left += width(name) + GAP;
        }
    }
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {across} {down}\" font-family=\"sans-serif\" font-size=\"13\">\n\
         <title>Modules of {name}</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n\
         <defs><marker id=\"a\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\">\
         <path d=\"M0 0 8 4 0 8z\" fill=\"#789\"/></marker></defs>\n\
         <text x=\"{MARGIN}\" y=\"{MARGIN}\" font-weight=\"bold\">{name}</text>\n"
    );
    for (from, targets) in direct(modules) {
        for to in targets {
            let (Some((left, top, wide)), Some((to_left, to_top, to_wide))) =
                (places.get(from), places.get(to))
            else {
                continue;
            };
            let (x, y, to_x) = (left + wide / 2, top + BOX, to_left + to_wide / 2);
            out.push_str(&format!(
                "<path d=\"M{x} {y} C{x} {} {to_x} {} {to_x} {to_top}\" fill=\"none\" stroke=\"#789\" marker-end=\"url(#a)\"/>\n",
                y + ROW / 3,
                to_top.saturating_sub(ROW / 3)
            ));
        }
    }
    for (nth, row) in rows.iter().enumerate() {
        let stroke = if red.is_some() && nth == 0 { "#c00" } else { "#346" };
        for name in row {
            let (left, top, wide) = places[name];
            out.push_str(&format!(
                "<rect x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"{BOX}\" rx=\"5\" fill=\"#eef3f8\" stroke=\"{stroke}\"/>\
                 <text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{name}</text>\n",
                left + wide / 2,
                top + 20
            ));
        }
    }
    out.push_str("</svg>\n");
    out
}

//! Draws as tables: one line for each slip, and whether the drawn object was visited.

use super::{Cell, Sources, sheet::Sheet};
use crate::Records;
use define::house::DrawResult;
use define::words::slip;
use define::{Date, Draw};
use std::sync::Arc;

/// 抽取: every slip drawn in the year, up to a day.
pub(super) fn fill(draw: &Draw, records: &Records, day: Date, sheet: &mut Sheet<'_>) {
    let slips: Arc<str> = DrawResult::HOUSE.register.into();
    let visits: Arc<str> = draw.visit.as_ref().map_or("", |visit| visit.list.register.text.as_str()).into();
    let visited = crate::forms::draw::visits(draw, records, day);
    for slip in crate::forms::draw::slips(draw, records, day) {
        let visit = visited.get(&slip.row);
        let asked = |cell: Cell| if draw.visit.is_some() { cell } else { Cell::None };
        let mut sources: Sources = vec![(slips.clone(), slip.row)];
        sources.extend(visit.map(|visit| (visits.clone(), visit.row)));
        sheet.line(
            [
                (slip::DRAW, Cell::Text(slip.draw.clone())),
                (slip::OBJECT, Cell::Text(slip.object.clone())),
                (slip::INSPECTORS, Cell::Text(slip.inspectors.clone())),
                (slip::DRAWN_ON, slip.drawn.into()),
                (slip::OPENED, Cell::Truth(slip.opened)),
                (slip::VISITED_ON, visit.map(|visit| visit.day).into()),
                (slip::VISITED, asked(Cell::Truth(visit.is_some()))),
                (slip::BY_DRAWN, asked(Cell::Truth(visit.is_some_and(|visit| visit.by_drawn)))),
            ],
            sources,
        );
    }
}

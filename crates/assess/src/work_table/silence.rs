//! Work tables that tell of no work at all.

use define::WorkTable;
use define::words::{family, occurrence, post};
use formula::{Cells, Column, Frame};

/// Whether nobody holds a post, nothing that is owed was done or happened, no shift was due, no case, slip or letter is there. Who is
/// listed as holding a post may well be nobody; what plans and schemes say is no work.
pub(crate) fn is_silent(table: &WorkTable, frame: &Frame) -> bool {
    let never = |name: &str| frame.column(name).is_none_or(|column| !holds_any(column));
    match table.family {
        family::POST => never(post::COVERED),
        family::OCCURRENCE => never(occurrence::DISCHARGED) && never(occurrence::INCIDENTS),
        family::SHIFT | family::CASE | family::SLIP | family::LETTER => frame.is_empty(),
        _ => false,
    }
}

/// Whether any cell says yes, or a number that is not nought.
fn holds_any(column: &Column) -> bool {
    let told = |at: usize| !column.missing.get(at);
    match &column.cells {
        Cells::Booleans(yes) => yes.iter().enumerate().any(|(at, yes)| *yes && told(at)),
        Cells::Numbers { mantissas, .. } => {
            mantissas.iter().enumerate().any(|(at, one)| *one != 0 && told(at))
        }
        _ => !column.is_empty(),
    }
}

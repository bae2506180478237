//! Instruments as tables: one line for each document that is due in the year.

use super::{Cell, sheet::Sheet};
use crate::Records;
use crate::forms::instrument::{compose, due};
use define::words::instrument;
use define::{Date, Instrument};

/// 文书: every row of the year that calls for the document, and whether it can be issued.
pub(super) fn fill(form: &Instrument, records: &Records, day: Date, sheet: &mut Sheet<'_>) {
    for row in due(form, records).iter().filter(|row| row.year().is_none_or(|year| year == day.year)) {
        let composed = compose(form, records, row);
        let sources = composed.sources.iter().map(|(register, number)| (register.as_str().into(), *number));
        sheet.line(
            [
                (instrument::OBJECT, Cell::Text(row.id())),
                (instrument::COMPLETE, Cell::Truth(composed.is_complete())),
                (instrument::MISSING, Cell::count(composed.missing.len())),
            ],
            sources.collect(),
        );
    }
}

//! Instruments as tables: one line for each document that is due in the year.

use super::{Cell, sheet::Sheet};
use crate::Records;
use crate::forms::instrument::{due, lacking};
use define::words::instrument;
use define::{Date, Instrument};

/// 文书: every row of the year that calls for the document, and whether it can be issued.
pub(super) fn fill(form: &Instrument, records: &Records, day: Date, sheet: &mut Sheet<'_>) {
    for row in due(form, records).iter().filter(|row| row.year().is_none_or(|year| year == day.year)) {
        // Whether it can be issued follows from the row alone, whatever tables come with it.
        let lacking = lacking(form, records, row);
        let sources = vec![(row.register.name.as_str().into(), row.number)];
        sheet.line(
            [
                (instrument::OBJECT, Cell::Text(row.id())),
                (instrument::COMPLETE, Cell::Truth(lacking.is_empty())),
                (instrument::MISSING, Cell::count(lacking.len())),
            ],
            sources,
        );
    }
}

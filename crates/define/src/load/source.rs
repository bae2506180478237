//! `source = { document = "…", status = "…" }` and `period = "…"`.

use crate::read::{Reader, Table};
use crate::{Period, Source, Status};

/// The source of a definition. Without one it counts as a local rule without document, and a finding says so.
pub fn source(reader: &mut Reader<'_>, table: &mut Table<'_, '_>) -> Source {
    match optional(reader, table) {
        Some(source) => source,
        None => {
            table.missing(reader, "source");
            Source { document: String::new(), status: Status::Local, note: None }
        }
    }
}

/// The source, if written.
pub fn optional(reader: &mut Reader<'_>, table: &mut Table<'_, '_>) -> Option<Source> {
    let mut inner = table.table(reader, "source")?;
    let words = Status::ALL.map(|(status, key, _)| (key, status));
    let document = inner.required(reader, "document").text;
    let status = inner.word(reader, "status", &words);
    if status.is_none() && inner.value("status").is_none() {
        inner.missing(reader, "status");
    }
    let note = inner.text(reader, "note");
    inner.finish(reader);
    Some(Source { document, status: status.unwrap_or(Status::Local), note })
}

/// The kind of year.
pub fn period(reader: &mut Reader<'_>, table: &mut Table<'_, '_>) -> Option<Period> {
    let words = [Period::CalendarYear, Period::SchoolYear, Period::None].map(|period| (period.key(), period));
    table.word(reader, "period", &words)
}

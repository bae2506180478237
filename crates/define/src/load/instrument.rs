//! `instruments/<id>.toml`.

use super::head::{self, list};
use super::must_have;
use crate::read::{Reader, Table};
use crate::{Instrument, InstrumentPart, Written};

/// Reads a definition.
pub fn read(reader: &mut Reader<'_>, mut table: Table<'_, '_>, id: &str, pack: &str) -> Instrument {
    let head = head::read(reader, &mut table, id, pack);
    let rows = list(reader, &mut table, "rows", |_, _| {});
    let title = table.required(reader, "title");
    let number = table.written(reader, "number");
    let addressee = table.written(reader, "addressee");
    let body = table.one_or_more(reader, "body");
    must_have(reader, &head.written, body.is_empty(), "正文 body");
    let issuer = table.required(reader, "issuer");
    let day = table.required(reader, "day");
    let parts = table.tables(reader, "part").into_iter().map(|inner| part(reader, inner)).collect();
    table.finish(reader);
    let texts = [&title, &issuer].into_iter().chain(&number).chain(&addressee).chain(&body);
    let shown = texts.flat_map(Instrument::holes).collect();
    Instrument { head, rows, title, number, addressee, body, parts, issuer, day, shown }
}

fn part(reader: &mut Reader<'_>, mut table: Table<'_, '_>) -> InstrumentPart {
    let title = table.required(reader, "title");
    let (mut by, mut of, mut fields) = (Vec::new(), Vec::new(), Vec::new());
    let list = list(reader, &mut table, "rows", |reader, inner| {
        by = inner.one_or_more(reader, "by");
        of = inner.one_or_more(reader, "of");
        fields = inner.list(reader, "fields");
    });
    table.finish(reader);
    must_have(reader, &title, by.is_empty(), "对应的字段 by");
    must_have(reader, &title, fields.is_empty(), "要列的字段 fields");
    pair(reader, &title, &by, &mut of);
    InstrumentPart { title: title.text, list, by, of, fields }
}

/// Fields of the same names, where the row's are not told.
fn pair(reader: &mut Reader<'_>, title: &Written, by: &[Written], of: &mut Vec<Written>) {
    if of.is_empty() {
        of.extend_from_slice(by);
    }
    if of.len() != by.len() {
        let place = title.place();
        let sentence = "by 和 of 要一一对应";
        reader.findings.push(finding::Finding::error("define.instrument-part", place, sentence));
        of.truncate(by.len());
    }
}

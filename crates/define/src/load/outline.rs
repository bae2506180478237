//! `report/<id>.toml`.

use super::must_have;
use crate::read::{Reader, Table};
use crate::{Letterhead, Outline, Part, PartKind, Point, Section};

/// Reads an outline.
pub fn read(reader: &mut Reader<'_>, mut table: Table<'_, '_>, id: &str) -> Outline {
    let title = table.list(reader, "title");
    if title.is_empty() {
        table.missing(reader, "title");
    }
    let letterhead = table.table(reader, "letterhead").map(|inner| letterhead(reader, inner));
    let opening = table.written(reader, "opening");
    let parts: Vec<Part> =
        table.tables(reader, "part").into_iter().map(|inner| part(reader, inner)).collect();
    if parts.is_empty() {
        table.missing(reader, "[[part]]");
    }
    table.finish(reader);
    Outline { id: id.to_string(), letterhead, title, opening, parts, source: reader.path.to_string() }
}

fn letterhead(reader: &mut Reader<'_>, mut table: Table<'_, '_>) -> Letterhead {
    let read = Letterhead {
        copy: table.written(reader, "copy"),
        secrecy: table.written(reader, "secrecy"),
        urgency: table.written(reader, "urgency"),
        mark: table.written(reader, "mark"),
        sample: table.written(reader, "sample"),
        signer: table.written(reader, "signer"),
        addressee: table.written(reader, "addressee"),
        issuer: table.written(reader, "issuer"),
        remark: table.written(reader, "remark"),
        copies: table.list(reader, "copies"),
        printer: table.written(reader, "printer"),
    };
    table.finish(reader);
    read
}

fn part(reader: &mut Reader<'_>, mut table: Table<'_, '_>) -> Part {
    let kinds = [
        ("written", PartKind::Written),
        ("problems", PartKind::Problems),
        ("next-steps", PartKind::NextSteps),
    ];
    let heading = table.required(reader, "heading");
    let kind = table.word(reader, "kind", &kinds).unwrap_or(PartKind::Written);
    let lead = table.written(reader, "lead");
    let sections: Vec<Section> =
        table.tables(reader, "section").into_iter().map(|inner| section(reader, inner, kind)).collect();
    must_have(reader, &heading, sections.is_empty(), "节 [[part.section]]");
    table.finish(reader);
    Part { heading, kind, lead, sections }
}

fn section(reader: &mut Reader<'_>, mut table: Table<'_, '_>, kind: PartKind) -> Section {
    let heading = table.required(reader, "heading");
    let id = table.written(reader, "id").unwrap_or_else(|| heading.clone());
    let section = Section {
        id,
        heading,
        lead: table.written(reader, "lead"),
        text: table.written(reader, "text"),
        points: table.tables(reader, "point").into_iter().map(|inner| point(reader, inner)).collect(),
        draws: table.list(reader, "draws"),
        commitments: table.written(reader, "commitments"),
        answers: table.list(reader, "answers"),
    };
    for (key, used, of) in [
        ("draws", !section.draws.is_empty(), PartKind::Problems),
        ("commitments", section.commitments.is_some(), PartKind::NextSteps),
    ] {
        if used && kind != of {
            reader.error("define.key-unfit", table.span(), format!("“{key}”不能用在这一类部分里"));
        }
    }
    table.finish(reader);
    section
}

fn point(reader: &mut Reader<'_>, mut table: Table<'_, '_>) -> Point {
    let point = Point {
        id: table.required(reader, "id"),
        text: table.required(reader, "text"),
        answers: table.list(reader, "answers"),
    };
    table.finish(reader);
    point
}

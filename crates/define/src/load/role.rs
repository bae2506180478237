//! `roles/<id>.toml`.

use super::head;
use crate::read::{Reader, Table};
use crate::{Grant, Over, Right, Role, RoleKind, Scope};

/// Reads a role.
pub fn read(reader: &mut Reader<'_>, mut table: Table<'_, '_>, id: &str, pack: &str) -> Role {
    let head = head::read(reader, &mut table, id, pack);
    let kind = table.word(reader, "kind", &RoleKind::ALL).unwrap_or(RoleKind::Business);
    let scope = table.word(reader, "scope", &Scope::ALL);
    if scope.is_none() && table.value("scope").is_none() {
        table.missing(reader, "scope");
    }
    let disabled = table.flag(reader, "disabled");
    let grants = table.tables(reader, "grants");
    let grants: Vec<Grant> = grants.into_iter().filter_map(|inner| grant(reader, inner)).collect();
    super::must_have(reader, &head.written, grants.is_empty(), "一项 [[grants]]");
    table.finish(reader);
    Role { head, kind, scope: scope.unwrap_or(Scope::Own), disabled, grants }
}

fn grant(reader: &mut Reader<'_>, mut table: Table<'_, '_>) -> Option<Grant> {
    let written = table.required(reader, "right");
    let right = table.word(reader, "right", &Right::ALL);
    let over = table.one_or_more(reader, "over");
    let fields = table.list(reader, "fields");
    let steps = table.list(reader, "steps");
    let scope = table.word(reader, "scope", &Scope::ALL);
    if let Some(right) = right {
        match (right.over(), over.is_empty()) {
            (Over::Nothing, false) => {
                reader.error("define.key-unfit", table.span(), format!("“{}”不用写 over", right.label()));
            }
            (Over::Nothing, true) | (_, false) => {}
            (_, true) => table.missing(reader, "over"),
        }
        for (key, used, fits) in [
            ("fields", !fields.is_empty(), matches!(right, Right::Open | Right::Record)),
            ("steps", !steps.is_empty(), right == Right::Step),
        ] {
            if used && !fits {
                let sentence = format!("“{}”不用写 {key}", right.label());
                reader.error("define.key-unfit", table.span(), sentence);
            }
        }
    }
    table.finish(reader);
    Some(Grant { right: right?, over, fields, steps, scope, written })
}

//! `duties/<id>.toml`.

use super::head;
use crate::Duty;
use crate::read::{Reader, Table};

/// Reads a definition.
pub fn read(reader: &mut Reader<'_>, mut table: Table<'_, '_>, id: &str, pack: &str) -> Duty {
    let head = head::read(reader, &mut table, id, pack);
    table.finish(reader);
    Duty { head }
}

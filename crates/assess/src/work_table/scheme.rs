//! The scheme as tables: one line for each aspect, one for each numbered indicator.

use super::{Cell, sheet::Sheet};
use define::Pack;
use define::words::{aspect, family, item};

/// 方案.方面 or 方案.指标. No rows stand behind a line: it follows from the pack alone.
pub(super) fn fill(pack: &Pack, table: &str, sheet: &mut Sheet<'_>) {
    if table == format!("{}.{}", family::SCHEME, aspect::TABLE) {
        for one in &pack.aspects {
            let cells =
                [(aspect::ID, Cell::Text(one.id.clone())), (aspect::NAME, Cell::Text(one.name.clone()))];
            sheet.line(cells, Vec::new());
        }
        return;
    }
    for one in &pack.indicators {
        let Some(number) = one.number else { continue };
        let cells = [
            (item::NUMBER, Cell::Number(number.into())),
            (item::NAME, Cell::Text(one.name.clone())),
            (
                item::ASPECT,
                Cell::Text(one.aspect.as_ref().map(|aspect| aspect.text.clone()).unwrap_or_default()),
            ),
            (item::OWNER, Cell::Text(one.owner.clone())),
        ];
        sheet.line(cells, Vec::new());
    }
}

//! What the scheme of a pack offers: a row for each aspect, a row for each numbered indicator.

use super::words::{aspect, family, item};
use super::{WorkTable, choice, number, text};
use crate::Pack;

pub(crate) fn tables(pack: &Pack) -> Vec<WorkTable> {
    let table =
        |name: &str, counter: &str, fields| WorkTable::named("", family::SCHEME, name, counter, fields);
    let ids = pack.aspects.iter().map(|aspect| aspect.id.clone());
    vec![
        table(aspect::TABLE, "个", vec![text(aspect::ID), text(aspect::NAME)]),
        table(
            item::TABLE,
            "条",
            vec![number(item::NUMBER, ""), text(item::NAME), choice(item::ASPECT, ids), text(item::OWNER)],
        ),
    ]
}

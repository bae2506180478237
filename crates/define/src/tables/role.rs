//! What a role offers: one row for each person in it on the day.

use super::words::mandate;
use super::{WorkTable, day, text};
use crate::{Form, Role};

pub(crate) fn tables(role: &Role) -> Vec<WorkTable> {
    let columns = vec![text(mandate::PERSON), text(mandate::UNIT), day(mandate::FROM), day(mandate::TO)];
    vec![WorkTable::new(role.family(), &role.head, "人", columns)]
}

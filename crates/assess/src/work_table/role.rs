//! Roles as tables: one line for each person in one.

use super::{Cell, sheet::Sheet};
use crate::Records;
use crate::forms::role::holders;
use define::house::Appointment;
use define::words::mandate;
use define::{Date, Role};
use std::sync::Arc;

/// 权限: everybody who is in a role on a day.
pub(super) fn fill(role: &Role, records: &Records, day: Date, sheet: &mut Sheet<'_>) {
    let register: Arc<str> = Appointment::HOUSE.register.into();
    for (number, one) in holders(role, records, day) {
        sheet.line(
            [
                (mandate::PERSON, Cell::Text(one.person)),
                (mandate::UNIT, Cell::Text(one.unit)),
                (mandate::FROM, one.from.into()),
                (mandate::TO, one.to.into()),
            ],
            vec![(register.clone(), number)],
        );
    }
}

//! What a duty offers: one row for each unit and period.

use super::words::{self, occurrence};
use super::{WorkTable, choice, day, number, pointing, repeating, text, truth};
use crate::{Duty, Form, Pack};

pub(crate) fn tables(duty: &Duty, pack: &Pack) -> Vec<WorkTable> {
    let unit = match &duty.scope {
        None => text(occurrence::UNIT),
        Some(scope) => {
            let register = pack.register(&scope.list.register.text);
            let named = repeating(occurrence::UNIT, pack, &scope.list.register, &scope.unit);
            let field =
                scope.unit.as_ref().and_then(|unit| register?.field(&unit.text)).map(|(_, field)| field);
            let by = field.or_else(|| register?.single_key());
            if named.reference.is_some() { named } else { pointing(occurrence::UNIT, register, by) }
        }
    };
    let columns = vec![
        unit,
        text(occurrence::PERIOD),
        day(occurrence::DEADLINE),
        choice(occurrence::STATE, words::DUTY_STATES),
        number(occurrence::OWED, ""),
        number(occurrence::DONE, ""),
        truth(occurrence::DISCHARGED),
        truth(occurrence::GAP),
        number(occurrence::INCIDENTS, "起"),
        number(occurrence::REPORTED, "起"),
        day(occurrence::DONE_ON),
    ];
    vec![WorkTable::new(duty.family(), &duty.head, "项", columns)]
}

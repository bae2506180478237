//! What a loop offers: one row for each case.

use super::words::case;
use super::{WorkTable, choice, day, number, pointing, repeating, text, truth};
use crate::{Form, Loop, Pack};

pub(crate) fn tables(definition: &Loop, pack: &Pack) -> Vec<WorkTable> {
    let case = &definition.case;
    let register = pack.register(&case.list.register.text);
    let id = case.id.as_ref().and_then(|id| register?.field(&id.text)).map(|(_, field)| field);
    let by = id.or_else(|| register?.single_key());
    let columns = vec![
        pointing(case::CASE, register, by),
        repeating(case::UNIT, pack, &case.list.register, &case.unit),
        repeating(case::SOURCE, pack, &case.list.register, &case.source),
        choice(case::STAGE, definition.stages.iter().map(|stage| stage.name.clone())),
        day(case::OPENED),
        day(case::DEADLINE),
        day(case::CLOSED_ON),
        truth(case::CLOSED),
        truth(case::IN_TIME),
        truth(case::OVERDUE),
        number(case::DAYS_OVERDUE, "天"),
        number(case::STEPS, "步"),
        number(case::RETURNS, "次"),
        number(case::REOPENED, "次"),
        text(case::FIRST_BY),
        text(case::CLOSED_BY),
        truth(case::RECURS),
    ];
    let counter = register.map_or("", |register| register.counter.as_str());
    vec![WorkTable::new(definition.family(), &definition.head, counter, columns)]
}

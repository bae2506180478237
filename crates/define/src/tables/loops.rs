//! What a loop offers: one row for each case.

use super::words::case;
use super::{WorkTable, choice, day, number, pointing, repeating, text, truth};
use crate::{Form, Loop, Pack};

/// Columns that every loop has: no step gives one of the same name.
const TAKEN: [&str; 2] = [case::OPENED, case::CLOSED_ON];

impl Loop {
    /// The steps, each once, with the column that holds the day on which it was last done. A step whose column would bear the
    /// name of one that every loop has gives none.
    pub fn step_days(&self) -> impl Iterator<Item = (&str, String)> {
        let first = |at: &usize| {
            let name = &self.steps[*at].name.text;
            self.steps[..*at].iter().all(|earlier| earlier.name.text != *name)
        };
        let steps = (0..self.steps.len()).filter(first).map(|at| self.steps[at].name.text.as_str());
        steps.map(|step| (step, case::day_of(step))).filter(|(_, column)| !TAKEN.contains(&column.as_str()))
    }
}

pub(crate) fn tables(definition: &Loop, pack: &Pack) -> Vec<WorkTable> {
    let case = &definition.case;
    let register = pack.register(&case.list.register.text);
    let id = case.id.as_ref().and_then(|id| register?.field(&id.text)).map(|(_, field)| field);
    let by = id.or_else(|| register?.single_key());
    let mut columns = vec![
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
    if let Some(law) = &definition.law {
        let laws = pack.register(&law.list.register.text);
        let name = laws.and_then(|register| register.field(&law.name.text)).map(|(_, field)| field);
        columns.push(pointing(case::BASIS, laws, name));
    }
    columns.extend(definition.step_days().map(|(_, column)| day(&column)));
    let counter = register.map_or("", |register| register.counter.as_str());
    vec![WorkTable::new(definition.family(), &definition.head, counter, columns)]
}

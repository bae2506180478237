//! Who does a step that only persons of a register can do.

use crate::Records;
use define::Loop;
use finding::{Finding, Place};
use ledger::loops::Taken;
use ledger::same_person;

/// What speaks against the person who did a step: none of that name in the register, or not on that day.
pub(super) fn unknown(definition: &Loop, records: &Records, taken: &Taken, place: Place) -> Option<Finding> {
    let doers = definition.step(&taken.step)?.by.as_ref()?;
    let rows = records.chosen_ever(&doers.list);
    let named: Vec<_> = rows.iter().filter(|row| same_person(&row.text(&doers.person), &taken.by)).collect();
    let register = &doers.list.register.text;
    let (step, by) = (&taken.step, &taken.by);
    if named.is_empty() {
        let sentence = format!("“{step}”要由“{register}”里的人办，里面没有“{by}”");
        return Some(Finding::error("loop.doer-unknown", place, sentence));
    }
    let day = taken.day?;
    let in_term = |row: &&crate::Record<'_>| {
        let on = |field: &Option<define::Written>| field.as_ref().and_then(|field| row.date(field));
        on(&doers.from).is_none_or(|from| from <= day) && on(&doers.to).is_none_or(|to| day <= to)
    };
    if named.into_iter().any(|row| in_term(&row)) {
        return None;
    }
    let sentence = format!("“{step}”由“{by}”在{day}办，当天不在“{register}”的任期里");
    Some(Finding::error("loop.doer-out-of-term", place, sentence))
}

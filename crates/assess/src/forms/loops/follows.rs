//! What the steps of a case make of its row (随步更新): a day struck off, a name, a mark.

use super::Case;
use define::house::Step;
use define::{Does, Loop, Written};
use ledger::loops::Taken;
use std::collections::BTreeMap;

/// What must stand in the fields of a case by the steps that stand, `next` being further ones. Fields that only a step fills
/// are empty until it is done; fields that a step marks may hold anything until then. Each field once.
pub fn follows<'l>(definition: &'l Loop, case: &Case<'_>, next: &[Taken]) -> Vec<(&'l Written, String)> {
    let mut fields: BTreeMap<&str, (&Written, String)> = BTreeMap::new();
    for step in &definition.steps {
        for (field, _) in &step.sets {
            let required = case.record.register.field(&field.text).is_some_and(|(_, field)| field.required);
            if !required {
                fields.entry(&field.text).or_insert((field, String::new()));
            }
        }
    }
    // Where several sign, a stage is left by the last of them: nothing follows from the others.
    let led = |at: &usize| {
        let step = definition.step(&case.taken[*at].step);
        step.is_none_or(|step| step.does != Does::Signs) || case.course.led.contains(at)
    };
    let standing = case.course.stands.iter().filter(|at| led(at)).map(|at| &case.taken[*at]);
    for taken in standing.chain(next) {
        let Some(step) = definition.step(&taken.step) else { continue };
        for (field, of_step) in &step.sets {
            fields.insert(&field.text, (field, row(taken).repeated(of_step).unwrap_or_default()));
        }
        for (field, text) in &step.marks {
            fields.insert(&field.text, (field, text.clone()));
        }
        for field in &step.clears {
            fields.insert(&field.text, (field, String::new()));
        }
    }
    fields.into_values().collect()
}

/// The step as its row writes it.
fn row(taken: &Taken) -> Step {
    Step {
        step: taken.step.clone(),
        day: taken.day,
        by: taken.by.clone(),
        role: taken.role.clone(),
        evidence: taken.evidence.clone(),
        basis: taken.basis.clone(),
        note: taken.note.clone(),
        to: taken.to.clone(),
        ..Step::default()
    }
}

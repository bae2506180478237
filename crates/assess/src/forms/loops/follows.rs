//! What the steps of a case make of its row (随步更新): a day struck off, a name, a mark.

use super::Case;
use define::Loop;
use ledger::loops::Taken;
use std::collections::BTreeMap;

/// What must stand in the fields of a case by the steps that stand, `next` being further ones. Fields that only a step fills
/// are empty until it is done; fields that a step marks may hold anything until then.
pub fn follows(definition: &Loop, case: &Case<'_>, next: &[Taken]) -> BTreeMap<String, String> {
    let mut fields: BTreeMap<String, String> = BTreeMap::new();
    for step in &definition.steps {
        for (field, _) in &step.sets {
            let required = case.record.register.field(&field.text).is_some_and(|(_, field)| field.required);
            if !required {
                fields.entry(field.text.clone()).or_default();
            }
        }
    }
    let standing = case.course.stands.iter().map(|at| &case.taken[*at]);
    for taken in standing.chain(next) {
        let Some(step) = definition.step(&taken.step) else { continue };
        for (field, of_step) in &step.sets {
            fields.insert(field.text.clone(), cell(taken, of_step));
        }
        for (field, text) in &step.marks {
            fields.insert(field.text.clone(), text.clone());
        }
        for field in &step.clears {
            fields.insert(field.text.clone(), String::new());
        }
    }
    fields
}

/// A field of 办理步骤.
fn cell(taken: &Taken, field: &str) -> String {
    match field {
        "步骤" => taken.step.clone(),
        "日期" => taken.day.map(|day| day.to_string()).unwrap_or_default(),
        "经办人" => taken.by.clone(),
        "角色" => taken.role.clone(),
        "材料" => taken.evidence.clone(),
        "依据" => taken.basis.clone(),
        _ => taken.note.clone(),
    }
}

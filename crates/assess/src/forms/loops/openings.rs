//! Cases that rows of other registers open (立案): found by the check, not entered a second time.

use super::cases::case_id;
use crate::Records;
use define::Loop;
use std::collections::BTreeSet;

/// A case to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Its number.
    pub id: String,
    /// Its cells, by field.
    pub cells: Vec<(String, String)>,
}

/// The cases that rows of the registers under `opens` ask for and that are not there: at most one a row, because the
/// number of the case is made of the row's key.
pub fn openings(definition: &Loop, records: &Records) -> Vec<Opened> {
    let present: BTreeSet<String> =
        records.all(&definition.case.list.register.text).map(|record| case_id(definition, &record)).collect();
    let number = definition.case.id.as_ref();
    let mut all = Vec::new();
    for opening in &definition.opens {
        for row in records.chosen_ever(&opening.list) {
            let id = format!("{}{}", opening.prefix, row.row.key(row.register).unwrap_or_default());
            if present.contains(&id) {
                continue;
            }
            let mut cells: Vec<(String, String)> =
                number.iter().map(|field| (field.text.clone(), id.clone())).collect();
            let copied = opening.copy.iter().map(|(field, from)| (field.text.clone(), row.text(from)));
            cells.extend(copied.filter(|(_, text)| !text.is_empty()));
            cells.extend(opening.fixed.iter().map(|(field, text)| (field.text.clone(), text.clone())));
            all.push(Opened { id, cells });
        }
    }
    all
}

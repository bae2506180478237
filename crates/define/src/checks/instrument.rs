//! The texts of an instrument: no sensitive field in a document.

use crate::{Instrument, Pack};
use finding::Finding;

/// Reports fields that a document shows though they are sensitive: what may be seen by few goes to nobody on paper.
pub fn check(instrument: &Instrument, pack: &Pack, findings: &mut Vec<Finding>) {
    let own = instrument.shown.iter().map(|field| (&instrument.rows.register, field));
    let parts = instrument.parts.iter();
    let listed = parts.flat_map(|part| part.fields.iter().map(|field| (&part.list.register, field)));
    for (register, field) in own.chain(listed) {
        let known = pack.register(&register.text).and_then(|register| register.field(&field.text));
        if known.is_some_and(|(_, known)| known.sensitive) {
            let sentence = format!("“{}”是敏感字段，不能写进文书", field.text);
            findings.push(Finding::error("define.instrument-sensitive", field.place(), sentence));
        }
    }
}

//! Names in forms of work: registers, fields, ids.

use super::unknown;
use crate::Pack;
use finding::Finding;
use std::collections::BTreeSet;

/// Reports every register and field of a form that is not there, and an id that two definitions share.
pub fn check(pack: &Pack, findings: &mut Vec<Finding>) {
    let registers: Vec<&str> = pack.registers.iter().map(|register| register.name.as_str()).collect();
    let mut ids: BTreeSet<&str> = pack.indicators.iter().map(|indicator| indicator.id.as_str()).collect();
    let zeros = pack.forms.duties.iter().filter(|duty| duty.incident.is_some());
    let zeros: Vec<&str> = zeros.map(|duty| duty.head.id.as_str()).collect();
    for name in pack.indicators.iter().flat_map(|indicator| &indicator.rests_on) {
        if !zeros.contains(&name.text.as_str()) {
            findings.push(unknown(name, "写有 incident 的期", &zeros));
        }
    }
    let mut names: BTreeSet<(&str, &str)> = BTreeSet::new();
    for form in pack.forms.all() {
        let head = form.head();
        if !ids.insert(&head.id) {
            let sentence = format!("标识“{}”已有别的定义用了", head.id);
            findings.push(Finding::error("define.id-taken", head.written.place(), sentence));
        }
        if !names.insert((form.family(), &head.name)) {
            let sentence = format!("已有别的“{}.{}”，公式分不清是哪一个", form.family(), head.name);
            findings.push(Finding::error("define.form-twice", head.written.place(), sentence));
        }
        for (register, house) in form.housed() {
            if let Some(register) = pack.register(&register.text) {
                super::house(register, &house, findings);
            }
        }
        form.fits(pack, findings);
        super::print::check(pack, form, findings);
        for (name, fields) in form.names() {
            if name.text.is_empty() {
                continue;
            }
            let Some(register) = pack.register(&name.text) else {
                findings.push(unknown(name, "台账", &registers));
                continue;
            };
            let recorded = register.fields.iter().map(|field| field.name.as_str());
            let known: Vec<&str> = recorded.collect();
            for field in fields
                .into_iter()
                .filter(|field| !field.text.is_empty() && !known.contains(&field.text.as_str()))
            {
                findings.push(unknown(field, &format!("“{}”字段", register.name), &known));
            }
        }
    }
}

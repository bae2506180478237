//! Registers of the house against what a pack declares.

use crate::house::{Doubt, HOUSE, House};
use crate::{Pack, Register, nearest};
use finding::{Finding, Grade};
use std::collections::BTreeMap;

/// Reports registers of the house that a form needs and that are not there, and what those that are there lack.
pub fn check(pack: &Pack, findings: &mut Vec<Finding>) {
    let mut needed: BTreeMap<&str, &crate::Written> = BTreeMap::new();
    for form in pack.forms.all() {
        for house in form.house() {
            needed.entry(house.register).or_insert(&form.head().written);
        }
    }
    // A doubt needs a place for its reason.
    let doubting =
        |register: &&crate::Register| register.checks.iter().any(|check| check.grade == Grade::Doubt);
    if let Some(register) = pack.registers.iter().find(doubting) {
        needed.entry(Doubt::HOUSE.register).or_insert(&register.written);
    }
    for house in HOUSE {
        match (pack.register(house.register), needed.get(house.register)) {
            (Some(register), _) => register_of(register, &house, findings),
            (None, Some(form)) => findings.push(missing(pack, &house, form)),
            (None, None) => {}
        }
    }
}

fn missing(pack: &Pack, house: &House, form: &crate::Written) -> Finding {
    let sentence = format!("“{}”要用台账“{}”，定义包里没有", form.text, house.register);
    let fields: Vec<&str> = house.fields.iter().map(|field| field.name).collect();
    let near = nearest(house.register, pack.registers.iter().map(|register| register.name.as_str()));
    let near = near.map(|near| format!("；是否写成了“{near}”？")).unwrap_or_default();
    let hint = format!("在 registers/ 下加上它，字段有：{}{near}", fields.join("、"));
    Finding::error("define.house-register", form.place(), sentence).hint(hint)
}

/// Reports fields of a register of the house that are not there or hold something else.
pub fn register_of(register: &Register, house: &House, findings: &mut Vec<Finding>) {
    for wanted in house.fields {
        let key = wanted.kind.key();
        let Some((_, field)) = register.field(wanted.name) else {
            let sentence = format!("“{}”缺少字段“{}”，程序要读写它", register.name, wanted.name);
            let known = register.fields.iter().map(|field| field.name.as_str());
            let near = nearest(wanted.name, known).map(|near| format!("；是否写成了“{near}”？"));
            let hint =
                format!("加上 name = \"{}\"、type = \"{key}\"{}", wanted.name, near.unwrap_or_default());
            let place = register.written.place();
            findings.push(Finding::error("define.house-field", place, sentence).hint(hint));
            continue;
        };
        if !wanted.kind.fits(&field.kind) {
            let sentence = format!("“{}”的“{}”种类不对，程序不能这样读写", register.name, wanted.name);
            let place = field.written.place();
            let finding = Finding::error("define.house-kind", place, sentence);
            findings.push(finding.hint(format!("写成 type = \"{key}\"")));
        }
    }
}

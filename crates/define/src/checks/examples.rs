//! Examples: what they name must exist, and every indicator must have them.

use super::unknown;
use crate::{Indicator, Pack, Written};
use finding::Finding;
use std::collections::BTreeSet;

/// Reports unknown names in examples and indicators without them.
pub fn check(pack: &Pack, findings: &mut Vec<Finding>) {
    let indicators = pack.indicators.iter().map(|indicator| indicator.id.as_str());
    let ids: Vec<&str> = indicators.chain(pack.forms.all().map(|form| form.head().id.as_str())).collect();
    let registers: Vec<&str> = pack.registers.iter().map(|register| register.name.as_str()).collect();
    let mut reported: BTreeSet<&str> = BTreeSet::new();
    for example in &pack.examples {
        if !ids.contains(&example.indicator.as_str()) && reported.insert(&example.indicator) {
            let written = Written { text: example.indicator.clone(), ..example.name.clone() };
            findings.push(unknown(&written, "指标或形的标识", &ids));
        }
        for (name, rows) in &example.facts {
            let Some(register) = pack.register(&name.text) else {
                findings.push(unknown(name, "台账", &registers));
                continue;
            };
            let fields: Vec<&str> = register.fields.iter().map(|field| field.name.as_str()).collect();
            for (field, _) in rows.iter().flatten() {
                if !fields.contains(&field.text.as_str()) {
                    findings.push(unknown(field, &format!("“{}”字段", register.name), &fields));
                }
            }
        }
    }
    for indicator in &pack.indicators {
        missing(pack, indicator, findings);
    }
    for head in pack.forms.all().map(|form| form.head()) {
        if !pack.examples.iter().any(|example| example.indicator == head.id) {
            let finding = Finding::warning(
                "define.example-missing",
                head.written.place(),
                format!("“{}”没有示例", head.name),
            );
            findings.push(finding.hint(format!("写在定义旁边的 {}.example.toml", head.id)));
        }
    }
}

fn missing(pack: &Pack, indicator: &Indicator, findings: &mut Vec<Finding>) {
    let mut given = BTreeSet::new();
    let mut any = false;
    for example in pack.examples.iter().filter(|example| example.indicator == indicator.id) {
        any = true;
        given.extend(example.expected.verdict.as_ref().map(|verdict| verdict.text.as_str()));
    }
    let sentence = match indicator.met_when {
        Some(_) => {
            let wanted = [("met", "达标"), ("not-met", "未达标"), ("cannot-tell", "不能判断")];
            let absent: Vec<&str> =
                wanted.iter().filter(|(word, _)| !given.contains(word)).map(|(_, label)| *label).collect();
            match absent.is_empty() {
                true => return,
                false => format!("“{}”缺少{}的示例", indicator.name, absent.join("、")),
            }
        }
        None if any || indicator.formula.is_none() => return,
        None => format!("“{}”没有示例", indicator.name),
    };
    let hint = format!("写在定义旁边的 {}.example.toml", indicator.id);
    findings.push(Finding::warning("define.example-missing", indicator.written.place(), sentence).hint(hint));
}

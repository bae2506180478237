//! Names, figures and numbers that are given twice.

use crate::{Pack, Written};
use finding::Finding;
use std::collections::BTreeMap;

/// Reports every second use of a name, a figure or a number.
pub fn check(pack: &Pack, findings: &mut Vec<Finding>) {
    twice("台账", pack.registers.iter().map(|r| (r.name.clone(), &r.written)), findings);
    twice("参数", pack.parameters.iter().map(|p| (p.name.clone(), &p.written)), findings);
    twice("指标", pack.indicators.iter().map(|i| (i.name.clone(), &i.written)), findings);
    let figures = pack.indicators.iter().filter_map(|i| Some((i.figure.clone()?, &i.written)));
    twice("图表数字", figures, findings);
    let numbers = pack.indicators.iter().filter_map(|i| Some((i.number?.to_string(), &i.written)));
    twice("指标序号", numbers, findings);
    for register in &pack.registers {
        let fields = register.fields.iter().map(|field| (field.name.clone(), &field.written));
        let computed = register.computed.iter().map(|computed| (computed.name.clone(), &computed.written));
        twice("字段", fields.chain(computed), findings);
    }
    for outline in &pack.outlines {
        let sections = outline.parts.iter().flat_map(|part| &part.sections);
        let ids = sections.flat_map(|section| {
            let points = section.points.iter().map(|point| &point.id);
            std::iter::once(&section.id).chain(points)
        });
        twice("提纲标识", ids.map(|id| (id.text.clone(), id)), findings);
    }
}

fn twice<'p>(what: &str, names: impl Iterator<Item = (String, &'p Written)>, findings: &mut Vec<Finding>) {
    let mut seen: BTreeMap<String, &Written> = BTreeMap::new();
    for (name, written) in names {
        match seen.get(&name) {
            Some(first) if !name.is_empty() => {
                let sentence = format!("{what}“{name}”已在 {} 用过", first.place());
                let place = written.at(0..written.text.len());
                findings.push(Finding::error("define.duplicate", place, sentence));
            }
            _ => {
                seen.insert(name, written);
            }
        }
    }
}

//! Names outside formulas: key fields, references, parts, aspects, draws, answers, rules.

use super::unknown;
use crate::{FieldType, Pack, Period, Register, Written};
use finding::Finding;

/// Reports every name that nothing bears.
pub fn check(pack: &Pack, findings: &mut Vec<Finding>) {
    for register in &pack.registers {
        fields(pack, register, findings);
    }
    let ids: Vec<&str> = pack.indicators.iter().map(|indicator| indicator.id.as_str()).collect();
    let aspects: Vec<&str> = pack.aspects.iter().map(|aspect| aspect.id.as_str()).collect();
    let mut indicator = |written: &Written| {
        if !ids.contains(&written.text.as_str()) {
            findings.push(unknown(written, "指标标识", &ids));
        }
    };
    for one in &pack.indicators {
        one.parts.iter().for_each(&mut indicator);
    }
    for rules in pack.grades.iter().flat_map(|grades| [&grades.veto, &grades.drop, &grades.bar]) {
        rules.iter().for_each(|rule| indicator(&rule.indicator));
    }
    for section in pack.outlines.iter().flat_map(|outline| &outline.parts).flat_map(|part| &part.sections) {
        section.draws.iter().chain(&section.answers).for_each(&mut indicator);
        section.points.iter().flat_map(|point| &point.answers).for_each(&mut indicator);
    }
    for one in &pack.indicators {
        if let Some(aspect) = one.aspect.as_ref().filter(|aspect| !aspects.contains(&aspect.text.as_str())) {
            findings.push(unknown(aspect, "方面", &aspects));
        }
        let wrong = |figure: &str| figure.strip_prefix('F').is_none_or(|n| n.parse::<u32>().is_err());
        if let Some(figure) = one.figure.as_deref().filter(|figure| wrong(figure)) {
            let sentence = format!("数字编号“{figure}”应当是 F 加序号，如 F26");
            findings.push(Finding::error("define.figure", one.written.place(), sentence));
        }
        if let Some(number) = one.number.filter(|_| one.aspect.is_none()) {
            let sentence = format!("第{number}条指标“{}”没有写明属于哪个方面 aspect", one.name);
            findings.push(Finding::error("define.aspect-missing", one.written.place(), sentence));
        }
    }
}

fn fields(pack: &Pack, register: &Register, findings: &mut Vec<Finding>) {
    if crate::FAMILIES.contains(&register.name.as_str()) {
        let sentence = format!("“{}”是工作表的第一个词，台账不能叫这个名字", register.name);
        findings.push(Finding::error("define.name-family", register.written.place(), sentence));
    }
    let known: Vec<&str> = register.fields.iter().map(|field| field.name.as_str()).collect();
    let says = |name: &str, role: &str| {
        let sentence = format!("“{}”的{role}“{name}”不是它的字段", register.name);
        let finding = Finding::error("define.name-unknown", register.written.place(), sentence);
        match crate::nearest(name, known.iter().copied()) {
            Some(near) => finding.hint(format!("是否想写“{near}”？")),
            None => finding,
        }
    };
    for key in register.key.iter().filter(|key| !known.contains(&key.as_str())) {
        findings.push(says(key, "主键"));
    }
    match (&register.period_field, register.period) {
        (None, Period::None) => {}
        (Some(name), Period::None) => {
            let sentence = format!("“{}”不分年度，不用写 period_field = \"{name}\"", register.name);
            findings.push(Finding::error("define.period", register.written.place(), sentence));
        }
        (None, period) => {
            let sentence =
                format!("“{}”按{}计，要写明年度在哪个字段 period_field", register.name, period.label());
            findings.push(Finding::error("define.period", register.written.place(), sentence));
        }
        (Some(name), _) => match register.field(name) {
            None => findings.push(says(name, "年度字段")),
            Some((_, field)) if matches!(field.kind, FieldType::Integer | FieldType::Date) => {
                if !field.required {
                    let sentence = format!("年度字段“{name}”要写 required = true");
                    findings.push(Finding::error("define.period", field.written.place(), sentence));
                }
            }
            Some((_, field)) => {
                let sentence = format!("年度字段“{name}”只能是 integer 或 date");
                findings.push(Finding::error("define.period", field.written.place(), sentence));
            }
        },
    }
    for field in &register.fields {
        if register.key.contains(&field.name) && !field.required {
            let sentence = format!("主键字段“{}”要写 required = true", field.name);
            findings.push(Finding::error("define.key-optional", field.written.place(), sentence));
        }
        let FieldType::Ref { register: to, by } = &field.kind else { continue };
        let registers: Vec<&str> = pack.registers.iter().map(|register| register.name.as_str()).collect();
        match pack.register(to) {
            None => findings.push(unknown(
                &Written { text: to.clone(), ..field.written.clone() },
                "台账",
                &registers,
            )),
            Some(target) if target.field(by).is_none() => {
                let names: Vec<&str> = target.fields.iter().map(|field| field.name.as_str()).collect();
                let written = Written { text: by.clone(), ..field.written.clone() };
                findings.push(unknown(&written, &format!("“{to}”字段"), &names));
            }
            Some(_) => {}
        }
    }
}

//! The terms that the formulas of a pack may use, before any formula is read.

use crate::{FieldType, Pack};
use finding::Finding;
use formula::{Kind, Reference, Schema};
use quantity::Unit;

/// Registers with their recorded fields, and parameters. Computed fields and indicators join as they are compiled.
pub fn schema(pack: &Pack, findings: &mut Vec<Finding>) -> Schema {
    let families = crate::FAMILIES.map(str::to_owned).to_vec();
    let mut schema = Schema { families, ..Schema::default() };
    for register in &pack.registers {
        let counter = Unit::parse(&register.counter).unwrap_or_else(|_| {
            let sentence = format!("不认识的量词“{}”", register.counter);
            findings.push(Finding::error("define.unit", register.written.place(), sentence));
            Unit::none()
        });
        let fields = register.fields.iter().map(|field| {
            let (mut reference, mut listed) = (None, Vec::new());
            let kind = match &field.kind {
                FieldType::Integer | FieldType::Decimal | FieldType::Money => {
                    Kind::Number(field.unit.clone())
                }
                FieldType::Date => Kind::Date,
                FieldType::Boolean => Kind::Boolean,
                FieldType::Ref { register, by } => {
                    reference = Some(Reference { register: register.clone(), by: by.clone() });
                    Kind::Text
                }
                FieldType::Choice(choices) => {
                    listed = choices.clone();
                    Kind::Text
                }
                FieldType::Text | FieldType::Code { .. } => Kind::Text,
            };
            formula::Field { name: field.name.clone(), kind, reference, choices: listed }
        });
        schema.tables.push(formula::Table { name: register.name.clone(), counter, fields: fields.collect() });
    }
    for parameter in &pack.parameters {
        let mut keys: Vec<String> = Vec::new();
        for key in parameter.values.iter().filter_map(|value| value.key.as_ref()) {
            if !keys.contains(key) {
                keys.push(key.clone());
            }
        }
        let term = formula::Parameter { name: parameter.name.clone(), unit: parameter.unit.clone(), keys };
        schema.parameters.push(term);
    }
    schema
}

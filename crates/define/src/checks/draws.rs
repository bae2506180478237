//! Names in draws: registers and fields.

use super::unknown;
use crate::{Field, FieldType, Pack, Register, Written};
use finding::Finding;

/// Reports every register and field of a draw that is not there.
pub fn check(pack: &Pack, findings: &mut Vec<Finding>) {
    let names: Vec<&str> = pack.registers.iter().map(|register| register.name.as_str()).collect();
    for draw in &pack.draws {
        let mut register = |written: &Written| {
            let found = pack.register(&written.text);
            if found.is_none() && !written.text.is_empty() {
                findings.push(unknown(written, "登记", &names));
            }
            found
        };
        let (objects, inspectors) = (register(&draw.objects.register), register(&draw.inspectors.register));
        let mut field = |owner: Option<&Register>, written: &Written| {
            let Some(owner) = owner else { return };
            let known: Vec<&str> = owner.fields.iter().map(|field| field.name.as_str()).collect();
            if !known.contains(&written.text.as_str()) {
                findings.push(unknown(written, &format!("“{}”字段", owner.name), &known));
            }
        };
        draw.stratum.iter().for_each(|name| field(objects, name));
        draw.unit.iter().for_each(|name| field(inspectors, name));
        for conflict in draw.conflicts.iter().filter(|conflict| conflict.register.is_none()) {
            field(objects, &conflict.object);
            field(inspectors, &conflict.inspector);
        }
        for conflict in &draw.conflicts {
            let Some(written) = &conflict.register else { continue };
            let Some(pairs) = pack.register(&written.text) else {
                findings.push(unknown(written, "登记", &names));
                continue;
            };
            for (name, to) in
                [(&conflict.object, &draw.objects.register), (&conflict.inspector, &draw.inspectors.register)]
            {
                let points = |field: &&Field| matches!(&field.kind, FieldType::Ref { register, .. } if *register == to.text);
                let known: Vec<&str> =
                    pairs.fields.iter().filter(points).map(|field| field.name.as_str()).collect();
                if !known.contains(&name.text.as_str()) {
                    findings.push(unknown(
                        name,
                        &format!("“{}”字段（指向“{}”）", pairs.name, to.text),
                        &known,
                    ));
                }
            }
        }
    }
}

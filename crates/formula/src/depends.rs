//! What a formula depends on, for the order of computation and for what to compute again after a change.

use crate::scope::Scope;
use crate::tree::{Expr, Node, Path};
use std::collections::BTreeSet;

/// Registers, parameters and indicators a formula looks at. Years are relative to the year of evaluation: 0 or, inside
/// 上年, -1, -2 …
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dependencies {
    /// Register, field and year shift. A field reached through a reference is told with the register that holds it.
    pub fields: BTreeSet<(String, String, i32)>,
    /// Registers whose rows are counted or gone through, and year shift: a new row changes the result even when no
    /// field is named.
    pub registers: BTreeSet<(String, i32)>,
    /// Registers of which rows beside the one at hand are needed: counted, gone through, or reached by a reference.
    pub gathered: BTreeSet<String>,
    /// Parameters and year shift.
    pub parameters: BTreeSet<(String, i32)>,
    /// Indicators and year shift.
    pub indicators: BTreeSet<(String, i32)>,
}

pub(crate) fn of(expr: &Expr, scope: &Scope) -> Dependencies {
    let mut found = Dependencies::default();
    if let Scope::Row { register } = scope {
        found.registers.insert((register.clone(), 0));
    }
    expr.walk_years(0, &mut |part, shift| match &part.node {
        Node::Field { path, .. } => {
            if shift != 0 {
                found.gathered.insert(path.register.to_string());
            }
            found.path(path, shift);
        }
        Node::Parameter { name, .. } => {
            found.parameters.insert((name.to_string(), shift));
        }
        Node::Indicator { name, .. } => {
            found.indicators.insert((name.to_string(), shift));
        }
        Node::Aggregate(aggregate) => {
            found.registers.insert((aggregate.register.to_string(), shift));
            found.gathered.insert(aggregate.register.to_string());
            aggregate.links.iter().for_each(|link| found.path(&link.path, shift));
            aggregate.groups.iter().for_each(|path| found.path(path, shift));
        }
        _ => {}
    });
    found
}

impl Dependencies {
    /// Takes in what another formula depends on.
    pub fn join(&mut self, other: Dependencies) {
        self.fields.extend(other.fields);
        self.registers.extend(other.registers);
        self.gathered.extend(other.gathered);
        self.parameters.extend(other.parameters);
        self.indicators.extend(other.indicators);
    }

    fn path(&mut self, path: &Path, shift: i32) {
        let mut register = &path.register;
        for hop in &path.through {
            self.fields.insert((register.to_string(), hop.field.to_string(), shift));
            self.fields.insert((hop.to.to_string(), hop.by.to_string(), shift));
            self.registers.insert((hop.to.to_string(), shift));
            self.gathered.insert(hop.to.to_string());
            register = &hop.to;
        }
        self.fields.insert((register.to_string(), path.field.to_string(), shift));
    }
}

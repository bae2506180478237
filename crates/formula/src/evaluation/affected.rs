//! Which rows of a computed field a change of cells can reach, so that only they are computed again.

use super::Evaluation;
use super::compute::{Rows, Setting};
use super::index::{Key, key_of};
use super::table::cells;
use crate::formula::Formula;
use crate::scope::Scope;
use crate::tree::{Aggregate, Expr, Node, Path};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Cells of one register, in the year of the evaluation, that changed; rows neither came nor went.
#[derive(Clone, Debug)]
pub struct CellChange<'c> {
    /// The register.
    pub register: &'c str,
    /// Positions of the rows.
    pub rows: &'c BTreeSet<u32>,
    /// The fields, each changed in some of the rows.
    pub fields: &'c BTreeSet<&'c str>,
}

impl CellChange<'_> {
    fn is_of(&self, register: &str, field: &str) -> bool {
        register == self.register && self.fields.contains(field)
    }

    /// Whether a field is among the changed, or one on the way to it.
    fn touches(&self, path: &Path) -> bool {
        let mut register = &path.register;
        for hop in &path.through {
            if self.is_of(register, &hop.field) || self.is_of(&hop.to, &hop.by) {
                return true;
            }
            register = &hop.to;
        }
        self.is_of(register, &path.field)
    }
}

impl Evaluation<'_> {
    /// The positions of all rows for which a row formula may give something else after a change than before; others it
    /// cannot reach. None when that is not told by the cells alone: then every row may be reached.
    pub fn affected(&self, formula: &Formula, change: &CellChange<'_>) -> Option<BTreeSet<u32>> {
        let Scope::Row { register } = &formula.scope else { return None };
        let register: Arc<str> = Arc::from(register.as_str());
        let frame = self.frame(&register, self.year)?;
        let all = (0..frame.len() as u32).collect();
        let rows = Rows { frame, register, year: self.year, rows: all };
        let setting = self.setting(formula, &[], None, None);
        let mut found = BTreeSet::new();
        self.reached(&formula.expr, &rows, &setting, change, &mut found)?;
        Some(found)
    }

    fn reached(
        &self,
        expr: &Expr,
        rows: &Rows,
        setting: &Setting,
        change: &CellChange<'_>,
        found: &mut BTreeSet<u32>,
    ) -> Option<()> {
        match &expr.node {
            Node::Field { level: 0, path } if change.touches(path) => {
                self.by_field(path, rows, change, found)
            }
            Node::Field { path, .. } => (!change.touches(path)).then_some(()),
            // The change is of the year itself.
            Node::LastYear(_) => Some(()),
            Node::Aggregate(aggregate) => self.by_aggregate(aggregate, rows, setting, change, found),
            Node::Parameter { key: Some(inner), .. }
            | Node::Indicator { key: Some(inner), .. }
            | Node::Negative(inner)
            | Node::Not(inner) => self.reached(inner, rows, setting, change, found),
            Node::Two { left, right, .. } => {
                self.reached(left, rows, setting, change, found)?;
                self.reached(right, rows, setting, change, found)
            }
            Node::Call { arguments, .. } => {
                arguments.iter().try_for_each(|inner| self.reached(inner, rows, setting, change, found))
            }
            _ => Some(()),
        }
    }

    /// Rows reached through a field of theirs, or of the row that a field of theirs points to.
    fn by_field(
        &self,
        path: &Path,
        rows: &Rows,
        change: &CellChange<'_>,
        found: &mut BTreeSet<u32>,
    ) -> Option<()> {
        let hop = match path.through.as_slice() {
            [] => {
                found.extend(change.rows);
                return Some(());
            }
            [hop] if !change.is_of(&hop.to, &hop.by) => hop,
            _ => return None,
        };
        if change.is_of(&path.register, &hop.field) {
            found.extend(change.rows);
        }
        if change.is_of(&hop.to, &path.field) {
            let pointed = self.changed_keys(&hop.to, &[&hop.by], change)?;
            let pointers = cells(rows, &hop.field);
            let of = |row: usize| Some(vec![key_of(&pointers.at(row))?]);
            let reached =
                (0..rows.rows.len()).filter(|row| of(*row).is_some_and(|key| pointed.contains(&key)));
            found.extend(reached.map(|row| row as u32));
        }
        Some(())
    }

    /// Rows reached through what they gather: those tied to a changed row by equality.
    fn by_aggregate(
        &self,
        aggregate: &Aggregate,
        rows: &Rows,
        setting: &Setting,
        change: &CellChange<'_>,
        found: &mut BTreeSet<u32>,
    ) -> Option<()> {
        for link in &aggregate.links {
            self.reached(&link.value, rows, setting, change, found)?;
            if change.touches(&link.path) {
                return None;
            }
        }
        let mut gathered = false;
        for inner in aggregate.subjects.iter().chain(&aggregate.filters).chain(&aggregate.test) {
            gathered |= inside(inner, change, found)?;
        }
        if !gathered {
            return Some(());
        }
        let plain = aggregate.links.iter().all(|link| link.path.through.is_empty());
        if aggregate.links.is_empty() || !plain {
            return None;
        }
        let fields: Vec<&Arc<str>> = aggregate.links.iter().map(|link| &link.path.field).collect();
        let keys = self.changed_keys(&aggregate.register, &fields, change)?;
        let values: Vec<_> =
            aggregate.links.iter().map(|link| self.compute(&link.value, setting, Some(rows), &[])).collect();
        for row in 0..rows.rows.len() {
            let key: Option<Vec<Key>> = values.iter().map(|vector| key_of(&vector.at(row))).collect();
            if key.is_some_and(|key| keys.contains(&key)) {
                found.insert(row as u32);
            }
        }
        Some(())
    }

    /// The values of some fields in the changed rows. None when one of them is not definite: it may equal anything.
    fn changed_keys(
        &self,
        register: &Arc<str>,
        fields: &[&Arc<str>],
        change: &CellChange<'_>,
    ) -> Option<BTreeSet<Vec<Key>>> {
        let frame = self.frame(register, self.year)?;
        let positions = change.rows.iter().copied().collect();
        let rows = Rows { frame, register: register.clone(), year: self.year, rows: positions };
        let columns: Vec<_> = fields.iter().map(|field| cells(&rows, field)).collect();
        let key = |row: usize| columns.iter().map(|column| key_of(&column.at(row))).collect();
        (0..rows.rows.len()).map(key).collect()
    }
}

/// Whether what an aggregate says of the rows it goes through touches changed cells of them. Rows outside that it looks out
/// to are found at once. None where it is reached in another way.
fn inside(expr: &Expr, change: &CellChange<'_>, found: &mut BTreeSet<u32>) -> Option<bool> {
    Some(match &expr.node {
        Node::Field { level, path } if change.touches(path) => match (level, path.through.is_empty()) {
            (0, true) => true,
            (1, true) => {
                found.extend(change.rows);
                false
            }
            _ => return None,
        },
        Node::LastYear(_) => false,
        Node::Aggregate(aggregate) => {
            let mut touched = aggregate.links.iter().any(|link| change.touches(&link.path));
            expr.walk(0, &mut |part, _| {
                touched |= matches!(&part.node, Node::Field { path, .. } if change.touches(path));
                if let Node::Aggregate(within) = &part.node {
                    touched |= within.links.iter().any(|link| change.touches(&link.path));
                }
            });
            if touched {
                return None;
            }
            false
        }
        Node::Parameter { key: Some(inner), .. }
        | Node::Indicator { key: Some(inner), .. }
        | Node::Negative(inner)
        | Node::Not(inner) => inside(inner, change, found)?,
        Node::Two { left, right, .. } => inside(left, change, found)? | inside(right, change, found)?,
        Node::Call { arguments, .. } => {
            let mut touched = false;
            for inner in arguments {
                touched |= inside(inner, change, found)?;
            }
            touched
        }
        _ => false,
    })
}

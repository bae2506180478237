//! Verified points (核定得分): what a reviewer finds an indicator worth, beside what is computed of it.

use crate::declared::cell;
use crate::{Assessor, Points};
use define::house::Verification;
use formula::{Cells, Column};
use quantity::Decimal;
use std::collections::BTreeMap;

/// A reviewer's decision on the points of an indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The points found.
    pub points: Decimal,
    /// Why.
    pub reason: String,
    /// Who found so.
    pub by: String,
    /// On which day: 2023-02-20.
    pub on: String,
}

impl Verified {
    /// Whether it differs from what was computed, given its least and most points.
    pub fn differs(&self, least: Points, most: Points) -> bool {
        let found = Points::of(self.points);
        found < least || found > most
    }
}

impl Assessor {
    /// The decisions of a year, by the id of their indicator. What somebody found of his own filing is none.
    pub(crate) fn verified(&self, year: i32) -> BTreeMap<String, Verified> {
        let Some(frame) = self.rows(Verification::HOUSE.register, year) else { return BTreeMap::new() };
        let column = |name: &str| frame.column(name);
        let (Some(indicator), Some(points)) =
            (column(Verification::INDICATOR.name), column(Verification::POINTS.name))
        else {
            return BTreeMap::new();
        };
        let word = |name: &str, at: usize| column(name).map(|column| cell(column, at)).unwrap_or_default();
        let decision = |at: usize| {
            let by = word(Verification::BY.name, at);
            let own = ledger::same_person(&by, &word(Verification::FILED.name, at));
            let points = number(points, at).filter(|_| !own)?;
            let (reason, on) = (word(Verification::REASON.name, at), word(Verification::DAY.name, at));
            Some((cell(indicator, at), Verified { points, reason, by, on }))
        };
        (0..frame.rows.len()).filter_map(decision).collect()
    }
}

/// A cell that holds a decimal number.
fn number(column: &Column, at: usize) -> Option<Decimal> {
    match &column.cells {
        _ if column.missing.get(at) => None,
        Cells::Numbers { mantissas, scale } => Some(Decimal::new(mantissas[at].into(), *scale)),
        _ => None,
    }
}

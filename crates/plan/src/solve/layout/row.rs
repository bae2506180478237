//! Rows: what every plan must satisfy — a shortage filled, one of two actions left alone.

use crate::model::{Cut, Layout, Standing};

/// A row: the coefficients of the actions that are taken add up to at least so much.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub terms: Vec<(usize, i64)>,
    pub least: i64,
}

/// What is left of a row once some actions are decided.
pub(super) enum Rest {
    /// Satisfied whatever follows.
    Vacant,
    /// Not to be satisfied any more.
    Hopeless,
    /// Still to be satisfied by free actions; no coefficient is greater than need be.
    Row(Row),
}

/// The rows of pairs that exclude one another.
pub(super) fn apart(layout: &Layout) -> Vec<Row> {
    layout.apart.iter().map(|(one, other)| Row { terms: vec![(*one, -1), (*other, -1)], least: -1 }).collect()
}

/// The row of a shortage.
pub(super) fn of_cut(layout: &Layout, cut: &Cut) -> Row {
    let pupils: i64 = cut.points.iter().map(|point| layout.points[*point].pupils[cut.year]).sum();
    let room = |section: &usize| layout.sections[*section].classes * layout.sections[*section].norm;
    let seats: i64 = cut.sections.iter().map(room).sum();
    let limits: i64 = cut.schools.iter().filter_map(|school| layout.schools[*school].limit).sum();
    let mut terms = Vec::new();
    for (at, action) in layout.actions.iter().enumerate().filter(|(_, action)| action.from <= cut.year) {
        let here = action.effects.iter().filter(|(section, _)| cut.sections.contains(section));
        let seats: i64 = here.map(|(section, more)| more * layout.sections[*section].norm).sum();
        if seats != 0 {
            terms.push((at, seats));
        }
    }
    Row { terms, least: pupils - seats - limits }
}

impl Row {
    /// What is left of it.
    pub fn rest(&self, decided: &[Standing]) -> Rest {
        let of = |standing: Standing| self.terms.iter().filter(move |(at, _)| decided[*at] == standing);
        let least = self.least - of(Standing::Open).map(|(_, seats)| seats).sum::<i64>();
        let most: i64 = of(Standing::Free).map(|(_, seats)| (*seats).max(0)).sum();
        let worst: i64 = of(Standing::Free).map(|(_, seats)| (*seats).min(0)).sum();
        if least <= worst {
            return Rest::Vacant;
        }
        if most < least {
            return Rest::Hopeless;
        }
        let terms = of(Standing::Free).map(|(at, seats)| (*at, (*seats).min(least - worst))).collect();
        Rest::Row(Row { terms, least })
    }

    /// How much is lacking when no more than these actions are taken.
    pub fn lacking(&self, decided: &[Standing]) -> i64 {
        let taken = self.terms.iter().filter(|(at, _)| decided[*at] == Standing::Open);
        self.least - taken.map(|(_, seats)| seats).sum::<i64>()
    }
}

//! Places of units within their group, by the share closed in time (赛马比拼).

use std::cmp::Ordering;

/// A unit's work of a quarter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The unit.
    pub unit: String,
    /// Cases closed in the quarter.
    pub closed: u64,
    /// Of these, never late.
    pub in_time: u64,
    /// Cases overdue when the quarter ended.
    pub overdue: u64,
}

/// A unit with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The place, from 1; units that are equal share it.
    pub place: u64,
    /// The unit's work.
    pub standing: Standing,
}

impl Standing {
    /// What there was to do in time.
    pub fn due(&self) -> u64 {
        self.closed + self.overdue
    }

    /// The greater share in time first, then the fewer overdue.
    fn order(&self, other: &Standing) -> Ordering {
        let (own, others) = (self.in_time * other.due(), other.in_time * self.due());
        others.cmp(&own).then(self.overdue.cmp(&other.overdue))
    }
}

/// The places of units: by the share closed in time of what was closed or overdue, the greater first; then by the number
/// overdue, the fewer first; what is still equal shares a place. `skips` leaves out as many places after it as were
/// shared (1, 1, 3), otherwise none (1, 1, 2). Units with nothing to do have no place.
///
/// ```
/// use ledger::loops::{Standing, places};
/// let unit = |unit: &str, closed, in_time, overdue| Standing { unit: unit.into(), closed, in_time, overdue };
/// let units = vec![unit("丙", 4, 3, 0), unit("甲", 2, 2, 0), unit("乙", 5, 5, 0)];
/// let placed = |skips| -> Vec<(u64, String)> {
///     places(units.clone(), skips).into_iter().map(|one| (one.place, one.standing.unit)).collect()
/// };
/// assert_eq!(placed(true), [(1, "乙".into()), (1, "甲".into()), (3, "丙".into())]);
/// assert_eq!(placed(false)[2], (2, "丙".into()));
/// ```
pub fn places(mut units: Vec<Standing>, skips: bool) -> Vec<Place> {
    units.retain(|unit| unit.due() > 0);
    units.sort_by(|a, b| a.order(b).then_with(|| a.unit.cmp(&b.unit)));
    let mut places: Vec<Place> = Vec::with_capacity(units.len());
    for (at, standing) in units.into_iter().enumerate() {
        let place = match places.last() {
            Some(last) if last.standing.order(&standing).is_eq() => last.place,
            Some(last) if !skips => last.place + 1,
            _ => at as u64 + 1,
        };
        places.push(Place { place, standing });
    }
    places
}

//! Equity (差异系数): how unlike sections are in classes for their pupils, with nothing done and as a scenario has it.

use super::sheet::PlacesSheet;
use plan::Seating;

/// Parts of one in which a coefficient is told.
const PARTS: u128 = 1_000;
/// Parts in which it is reckoned.
const FINE: u128 = 1_000_000_000_000;

/// The coefficient of a stage, in thousandths; none where it has no pupils or classes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spread {
    /// The stage.
    pub stage: String,
    /// In the last year, with nothing done.
    pub before: Option<i64>,
    /// In the last year, as the scenario has it.
    pub after: Option<i64>,
}

impl PlacesSheet {
    /// The coefficient of variation of classes for each pupil, weighted by pupils as the evaluation of balance has it (教督〔2017〕6号),
    /// stage by stage.
    pub fn spread(&self) -> Vec<Spread> {
        let (Some(before), Some(after)) = (self.before.last(), self.seated.last()) else { return Vec::new() };
        let nothing = vec![false; self.taken.len()];
        let of = |kind: usize, seating: &Seating, taken: &[bool]| {
            let classes = self.bound.layout.classes(self.bound.layout.years.len() - 1, taken);
            let held = self.held_by(seating);
            let sections = self.bound.layout.sections.iter().enumerate();
            let pairs = sections.filter(|(_, section)| section.kind == kind);
            coefficient(pairs.map(|(at, _)| (classes[at], held[at].0 + held[at].1)))
        };
        let stage = |(kind, stage): (usize, &String)| Spread {
            stage: stage.clone(),
            before: of(kind, before, &nothing),
            after: of(kind, after, &self.taken),
        };
        self.bound.stages.iter().enumerate().map(stage).collect()
    }
}

/// With c classes and p pupils in each section, C and P in all: the root of P·Σ(c²÷p)÷C² − 1, rounded half up.
fn coefficient(sections: impl Iterator<Item = (i64, i64)>) -> Option<i64> {
    let (mut classes, mut pupils, mut squares) = (0u128, 0u128, 0u128);
    for (own, there) in sections.filter(|(own, there)| *own > 0 && *there > 0) {
        let (own, there) = (u128::try_from(own).ok()?, u128::try_from(there).ok()?);
        (classes, pupils) = (classes + own, pupils + there);
        squares += own * own * FINE / there;
    }
    let whole = (pupils * squares).checked_div(classes * classes)?;
    let parts = whole.saturating_sub(FINE);
    // Thousandths, of the root of what is told in millionths of millionths: a digit more, to round.
    let root = (parts * PARTS * PARTS * 100 / FINE).isqrt();
    i64::try_from((root + 5) / 10).ok()
}

#[cfg(test)]
mod tests {
    use super::coefficient;

    #[test]
    fn sections_alike_have_none_and_unlike_ones_as_much_as_is_reckoned_by_hand() {
        assert_eq!(coefficient([(2, 90), (4, 180)].into_iter()), Some(0));
        // A class of 30 and one of 60: ratios 1/30 and 1/60, mean 2/90. (1/90 · 30·(1/30−1/45)² + …) ÷ (1/45)²: the root of 1/8.
        assert_eq!(coefficient([(1, 30), (1, 60)].into_iter()), Some(354));
        assert_eq!(coefficient([(0, 30)].into_iter()), None);
    }
}

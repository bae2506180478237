//! The trade-off (取舍曲线): what the least money is when a rule gives way step by step, each step solved and proven by itself.

use super::sheet::{PATIENCE, Patience, PlacesSheet};
use plan::model::{Layout, LayoutProof};

/// Pupils more in every class.
const NORMS: [i64; 6] = [0, 1, 2, 3, 5, 8];
/// Hundredths of the furthest way that is allowed.
const REACHES: [i64; 5] = [100, 98, 96, 94, 90];

/// Which rule gives way, or is drawn tighter, and to what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bend {
    /// So many pupils more in every class.
    Norm(i64),
    /// No way longer than this.
    Reach(i64),
}

/// A point of the curve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurvePoint {
    /// The rule.
    pub bend: Bend,
    /// What the cheapest plan found costs; none when there is none, or it was not found out.
    pub cost: Option<i64>,
    /// No plan costs less; none when there is no plan.
    pub bound: Option<i64>,
    /// Whether it was found out: a plan, or that there is none.
    pub told: bool,
    /// Whether other code has held the proof.
    pub held: bool,
    /// Pupils times the length of their ways in the last year, and pupils.
    pub ways: (i64, i64),
    /// Pupils without a seat by the norm as it is, in the last year: those for whom the rule gave way.
    pub over: i64,
}

impl PlacesSheet {
    /// The curve of a scenario: its norm eased, then its ways shortened. Empty where rows speak against it.
    pub fn curve(&self) -> Vec<CurvePoint> {
        if self.seated.is_empty() {
            return Vec::new();
        }
        let layout = &self.bound.layout;
        let longest = layout.points.iter().flat_map(|point| &point.reach).map(|(_, length)| *length).max();
        let longest = longest.unwrap_or(0);
        let norms = NORMS.into_iter().map(Bend::Norm);
        let reaches = REACHES.into_iter().map(|part| Bend::Reach(longest * part / 100));
        norms.chain(reaches).map(|bend| self.point(bend)).collect()
    }

    fn point(&self, bend: Bend) -> CurvePoint {
        let bent = bent(&self.bound.layout, bend);
        let proof = plan::solve_layout(&bent, &mut Patience(PATIENCE));
        let held = proof.as_ref().is_some_and(|proof| plan::check_layout(proof, &bent).is_ok());
        let last = bent.years.len() - 1;
        let taken = proof.as_ref().map(|proof| taken(&bent, proof));
        let seating = taken.as_ref().map(|taken| plan::seat(&bent, last, taken));
        // By the norm as it is, with the same measures.
        let over =
            taken.map_or(0, |taken| plan::seat(&self.bound.layout, last, &taken).left.iter().sum::<i64>());
        CurvePoint {
            bend,
            cost: proof.as_ref().and_then(|proof| proof.cost),
            bound: proof.as_ref().and_then(|proof| proof.bound),
            told: proof.is_some(),
            held,
            ways: seating.map_or((0, 0), |seating| self.ways(&seating)),
            over,
        }
    }
}

fn bent(layout: &Layout, bend: Bend) -> Layout {
    let mut out = layout.clone();
    match bend {
        Bend::Norm(more) => out.sections.iter_mut().for_each(|section| section.norm += more),
        Bend::Reach(most) => {
            out.points.iter_mut().for_each(|point| point.reach.retain(|(_, length)| *length <= most));
        }
    }
    out
}

fn taken(layout: &Layout, proof: &LayoutProof) -> Vec<bool> {
    let list = proof.taken.as_deref().unwrap_or(&[]);
    (0..layout.actions.len()).map(|at| list.contains(&at)).collect()
}

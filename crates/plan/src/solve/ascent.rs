//! The ascent: prices are moved against the smoothed error of the relaxation until their bound rises no more (the volume
//! algorithm of Barahona and Anbil, in whole numbers).

use super::relax::Relaxed;
use super::state::{Lens, State};
use super::watch::Watch;
use super::work::Work;

/// Fixed point of step lengths.
const UNIT: i128 = 1 << 16;

/// Most that all clients together may pay beyond the dearest links.
const TALLEST: i64 = 500_000_000_000_000_000;

/// The best prices so far, what they prove, and how the relaxation leans on the way there.
#[derive(Clone)]
pub struct Peak {
    pub duals: Vec<i64>,
    pub relaxed: Relaxed,
    /// Share of the steps in which each site was open, in parts of 2²⁰: near a half, it is undecided.
    pub share: Vec<i64>,
}

/// How long to climb.
#[derive(Clone, Copy)]
pub struct Effort {
    pub steps: u32,
    /// Length of the first step, in parts of 2¹⁶.
    pub length: i64,
}

/// What a step's solution may be used for.
pub type Seen<'s> = &'s mut dyn FnMut(&Relaxed, &mut dyn Watch) -> Option<i128>;

/// Climbs from `start`; `aim` is the cost to be reached (in units of prices), `seen` is shown solutions on the way and may lower it.
pub fn climb(
    work: &Work,
    (state, lens): (&State, &Lens),
    start: &[i64],
    mut aim: i128,
    effort: Effort,
    (seen, watch): (Seen, &mut dyn Watch),
) -> Peak {
    let mut relaxed = Relaxed::new(work);
    relaxed.evaluate(work, state, lens, start);
    let mut lean: Vec<i64> = relaxed.slack.iter().map(|slack| slack << FINER).collect();
    let mut share: Vec<i64> = relaxed.chosen.iter().map(|open| i64::from(*open) << 20).collect();
    let mut peak = Peak { duals: start.to_vec(), relaxed: relaxed.clone(), share: Vec::new() };
    let (mut length, mut idle) = (i128::from(effort.length), 0);
    let mut duals = start.to_vec();
    for step in 0..effort.steps {
        if peak.relaxed.bound >= aim || (step % 8 == 0 && !watch.go_on()) {
            break;
        }
        if !stride(work, lens, &peak, &lean, aim, length, &mut duals) {
            break;
        }
        relaxed.evaluate(work, state, lens, &duals);
        let along: i128 = relaxed.slack.iter().zip(&lean).map(|(a, b)| i128::from(*a) * i128::from(*b)).sum();
        smooth(&mut lean, &relaxed.slack);
        for (share, open) in share.iter_mut().zip(&relaxed.chosen) {
            *share += ((i64::from(*open) << 20) - *share) / 10;
        }
        if relaxed.bound > peak.relaxed.bound {
            std::mem::swap(&mut peak.relaxed, &mut relaxed);
            std::mem::swap(&mut peak.duals, &mut duals);
            idle = 0;
            if along > 0 {
                length = (length * 11 / 10).min(2 * UNIT);
            }
            if let Some(lower) = seen(&peak.relaxed, watch) {
                aim = aim.min(lower);
            }
        } else {
            idle += 1;
            if idle >= 20 {
                (length, idle) = (length * 2 / 3, 0);
            }
        }
        if length < UNIT / 2000 {
            break;
        }
    }
    peak.share = share;
    peak
}

/// Parts in which the lean is finer than the slack, as a power of two.
const FINER: u32 = 8;

fn smooth(lean: &mut [i64], slack: &[i64]) {
    for (lean, slack) in lean.iter_mut().zip(slack) {
        *lean += ((slack << FINER) - *lean) / 10;
    }
}

/// One step from the peak along the lean; whether there is a direction at all.
fn stride(
    work: &Work,
    lens: &Lens,
    peak: &Peak,
    lean: &[i64],
    aim: i128,
    length: i128,
    duals: &mut [i64],
) -> bool {
    let norm: i128 = lean.iter().map(|one| i128::from(*one) * i128::from(*one)).sum();
    if norm == 0 {
        return false;
    }
    let bound = peak.relaxed.bound;
    let missing = if aim == i128::MAX { bound.abs() / 20 + 1 } else { aim - bound };
    // A little beyond the aim, so that it is reached. ONE and FINER are 20 places of two, of which one half is in `norm`.
    let missing = missing + missing / 20 + 1;
    let rate = ((missing * length / UNIT) << 52) / norm;
    let spread = TALLEST / (duals.len().max(1) as i64);
    for (client, dual) in duals.iter_mut().enumerate() {
        let (_, costs) = lens.links.slices(client);
        let (least, top, units) = (costs[0], costs[costs.len() - 1], work.units[client]);
        let mut step = ((i128::from(lean[client]) * rate) >> 32) as i64;
        if units != 1 {
            step /= units;
        }
        let beyond = if work.capacitated { (top + work.dearest).min(spread / units) } else { 0 };
        *dual = (peak.duals[client] + step).clamp(least, top + beyond);
    }
    true
}

//! Grouped formulas over many rows at the speed of memory, exact where it matters.
//!
//! A [`survey`](Evaluation::survey) answers several grouped formulas in one pass over a register. Formulas of two
//! shapes are swept, over sums of number columns with whole factors N and D:
//!
//! - `差异系数(N / D, D)`: the coefficient of variation weighted by the divisor (教督〔2017〕6号: books a pupil, weighted
//!   by pupils);
//! - `占比(台账, N / D ≥ limit)`: the share of rows that meet a standard (or ≤, <, >; D may be left out).
//!
//! All others, and every group the sweep is not sure of, go the exact way of [`Evaluation::groups`]. The result is the
//! same as if all had gone it: a printed digit or a verdict is taken from a sweep only where it follows from bounds
//! proven to hold the exact value. Tests compare the two ways on generated registers.
//!
//! # What is exact
//! N and D lie in ±2^40 and there are at most 2^22 rows (else the formula or the group is not swept), so ΣN and ΣD are
//! 63-bit whole numbers without overflow; within a block of 2,048 rows they are summed as floats, whose partial sums
//! stay whole and below 2^53. N·a ≥ D·b is decided in floats where both products stay below 2^53, in whole numbers
//! otherwise (a and b are below 2^22). Shares and their verdicts are therefore exact: quotients of two counts, compared
//! and rounded in whole numbers.
//!
//! # What is bounded
//! Let u = 2^-53. The weighted mean of X = N/D with weights D is ΣN/ΣD, and the weighted mean of X² is (Σ N²/D)/ΣD, so
//!
//! CV² = c − 1 with c = Q·ΣD/(ΣN)², Q = Σ N²/D; all divisors are positive, so c ≥ 1 (Cauchy–Schwarz).
//!
//! Only Q is rounded. Every N and D is a whole number below 2^40 and so an exact float. Each term
//! fl(fl(N·N)·fl(1/D)) suffers three roundings and is never negative nor subnormal (it is 0 or at least 2^-41); adding
//! n such terms in whatever order, in lanes and on several threads, adds at most n roundings to any of them. So
//! Q̂ = Q·(1+θ) with |θ| ≤ γ(n+3), where γ(k) = k·u/(1−k·u) (Higham, *Accuracy and Stability of Numerical Algorithms*,
//! lemma 3.1). Turning ΣN (twice) and ΣD into floats, two products and one quotient make six more:
//! ĉ = c·(1+θ'), |θ'| ≤ γ(n+9). Hence |ĉ − c| ≤ 2·ĉ·(n+9)·u while (n+9)·u < 1/4. Taking 1 from ĉ rounds once more, by
//! at most u·ĉ. With the error e = 2·ĉ·(n+80)·u, whose slack of more than 140·u·ĉ covers that rounding, those of e itself and
//! the threads' partial sums, CV lies in [√max(0, ĉ−1−e)·(1−4u), √(ĉ−1+e)·(1+4u)], the last factors covering the
//! roundings of difference, root and product.
//!
//! With 86 schools in a group and CV 0.5153 the bounds are 5·10^-14 apart: four printed decimals are decided but for one
//! group in a thousand million, and that one is computed exactly.
#![allow(
    clippy::float_arithmetic,
    reason = "floats filter here; each carries a proven bound, and what straddles goes the exact way"
)]

mod bounds;
mod judge;
mod plan;
mod shape;
mod sweep;

use crate::answer::Answer;
use crate::evaluation::Evaluation;
use crate::evaluation::grouping::Grouping;
use crate::evaluation::index::{Key, answers};
use crate::formula::Formula;
use bounds::Bounds;
use quantity::{Decimal, Interval, Truth};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A grouped formula and what will be decided from its values.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'f> {
    /// An indicator formula, grouped.
    pub formula: &'f Formula,
    /// Decimals of the value that will be printed, counted in the base unit: 4 for 51.53%.
    pub places: u32,
    /// The condition that its values are judged by.
    pub met_when: Option<&'f Formula>,
}

/// The groups of one formula with what was asked of each, in the order of their keys.
#[derive(Clone, Debug)]
pub struct Survey {
    grouping: Arc<Grouping>,
    places: u32,
    values: Values,
    /// Rounded values as mantissas; what is not a number or not known has none.
    rounded: Vec<Option<i64>>,
    verdicts: Vec<Truth>,
    /// Groups that went the exact way.
    exact: BTreeMap<usize, Answer>,
}

#[derive(Clone, Debug)]
enum Values {
    Bounds(Vec<Bounds>),
    /// Rows that pass, rows.
    Counts(Vec<(u32, u32)>),
    /// All in `exact`.
    None,
}

impl Survey {
    /// Number of groups.
    pub fn len(&self) -> usize {
        self.grouping.order.len()
    }

    /// Whether there are no groups.
    pub fn is_empty(&self) -> bool {
        self.grouping.order.is_empty()
    }

    /// The values of the grouping fields of a group.
    pub fn key(&self, group: usize) -> Vec<Answer> {
        answers(&self.keys(group))
    }

    /// The value of a group: exact, or between bounds that decide its printed digits and its verdict.
    pub fn value(&self, group: usize) -> Answer {
        if let Some(answer) = self.exact.get(&group) {
            return answer.clone();
        }
        let value = match &self.values {
            Values::Bounds(bounds) => bounds[group].interval(),
            Values::Counts(counts) => {
                let (passed, rows) = counts[group];
                let count = |n: u32| Interval::point(Decimal::from(i64::from(n)));
                count(passed).div(&count(rows))
            }
            Values::None => None,
        };
        value.map_or(Answer::Unknown(Vec::new()), Answer::Number)
    }

    /// The value rounded half up to the decimals asked for.
    pub fn rounded(&self, group: usize) -> Option<Decimal> {
        self.rounded[group].map(|mantissa| Decimal::new(i128::from(mantissa), self.places))
    }

    /// Whether the condition is met; unknown without a condition.
    pub fn verdict(&self, group: usize) -> Truth {
        self.verdicts[group]
    }

    /// How many groups were computed exactly because the sweep could not decide them.
    pub fn recomputed(&self) -> usize {
        self.exact.len()
    }
}

impl Evaluation<'_> {
    /// Several grouped formulas at once, swept where their shape allows, on up to `threads` threads (at most 64).
    pub fn survey(&self, asked: &[Asked<'_>], threads: usize) -> Vec<Survey> {
        let mut surveys: Vec<Option<Survey>> = vec![None; asked.len()];
        for batch in plan::batches(self, asked) {
            batch.run(self, asked, threads.clamp(1, 64), &mut surveys);
        }
        let exactly =
            |(asked, survey): (&Asked, Option<Survey>)| survey.unwrap_or_else(|| self.survey_exactly(asked));
        asked.iter().zip(surveys).map(exactly).collect()
    }

    fn survey_exactly(&self, asked: &Asked) -> Survey {
        let keys: Vec<Vec<Key>> = self.keys(asked.formula).into_iter().collect();
        let groups = keys.len();
        let mut survey = Survey {
            grouping: Arc::new(Grouping::of_keys(keys)),
            places: asked.places,
            values: Values::None,
            rounded: vec![None; groups],
            verdicts: vec![Truth::Unknown; groups],
            exact: BTreeMap::new(),
        };
        (0..groups).for_each(|group| survey.recompute(self, asked, group));
        survey
    }
}

impl Survey {
    /// The key of a group.
    fn keys(&self, group: usize) -> Vec<Key> {
        self.grouping.key(self.grouping.order[group] as usize)
    }

    /// Computes one group exactly.
    fn recompute(&mut self, evaluation: &Evaluation, asked: &Asked, group: usize) {
        let key = self.keys(group);
        let value = evaluation.single(asked.formula, &key, None, None);
        self.rounded[group] = value.number().and_then(|number| {
            let (low, high) = (number.lo().round(self.places), number.hi().round(self.places));
            let mantissa = low.scaled(self.places).filter(|_| low == high)?;
            i64::try_from(mantissa).ok()
        });
        self.verdicts[group] = match asked.met_when {
            Some(condition) => evaluation.single(condition, &key, Some(&value), None).truth(),
            None => Truth::Unknown,
        };
        self.exact.insert(group, value);
    }
}

//! Values, printed digits and verdicts of all groups from what a sweep gathered.

use super::bounds::{self, Bounds};
use super::plan::{By, Taken};
use super::sweep::Gathered;
use super::{Asked, Survey, Values};
use crate::evaluation::Evaluation;
use crate::evaluation::grouping::Grouping;
use crate::syntax::Operator;
use quantity::{Decimal, Truth};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is to be decided of one formula.
pub(super) struct Question<'e> {
    /// Position among the formulas asked.
    pub(super) position: usize,
    pub(super) taken: Taken,
    pub(super) places: u32,
    /// Whether there is a condition, known here or not.
    pub(super) judged: bool,
    /// The condition, where it compares the value with a limit.
    pub(super) condition: Option<(Operator, By<'e, Decimal>)>,
    /// Groups that are left to the exact way.
    pub(super) doubt: Vec<bool>,
}

/// A survey with groups still to be computed exactly.
pub(super) struct Judged {
    survey: Survey,
    open: Vec<usize>,
}

impl Judged {
    /// Computes exactly what is still open.
    pub(super) fn settled(mut self, evaluation: &Evaluation, asked: &Asked) -> Survey {
        for group in &self.open {
            self.survey.recompute(evaluation, asked, *group);
        }
        self.survey
    }
}

/// Answers all questions, each with its position, on up to `threads` threads.
pub(super) fn all(
    questions: &[Question],
    gathered: &Gathered,
    grouping: &Arc<Grouping>,
    threads: usize,
) -> Vec<(usize, Judged)> {
    let part = questions.len().div_ceil(threads).max(1);
    let answer = |questions: &[Question]| -> Vec<(usize, Judged)> {
        questions.iter().map(|one| (one.position, one.answer(gathered, grouping))).collect()
    };
    std::thread::scope(|scope| {
        let mut parts = questions.chunks(part);
        let first = parts.next().unwrap_or_default();
        let running: Vec<_> = parts.map(|part| scope.spawn(|| answer(part))).collect();
        let mut all = answer(first);
        for thread in running {
            all.extend(thread.join().expect("judging does not panic"));
        }
        all
    })
}

impl Question<'_> {
    fn answer(&self, gathered: &Gathered, grouping: &Arc<Grouping>) -> Judged {
        match self.taken {
            Taken::Variation { ratio } => {
                let limits =
                    self.condition.as_ref().map(|(operator, by)| (*operator, by.map(Bounds::around)));
                self.each(grouping, Values::Bounds, |group| {
                    let sums = gathered.ratios[ratio][group];
                    let value = bounds::variation(sums.above, sums.below, sums.squares, gathered.rows[group]);
                    let rounded = value.rounded(self.places).filter(|_| sums.above > 0);
                    let limit = limits.as_ref().and_then(|(operator, by)| Some((*operator, by.of(group)?)));
                    let verdict =
                        limit.map_or(Truth::Unknown, |(operator, limit)| value.compare(operator, limit));
                    (value, rounded, verdict)
                })
            }
            Taken::Share { ratio, test, complement } => self.each(grouping, Values::Counts, |group| {
                let (rows, passed) = (gathered.rows[group], gathered.passed[ratio][test][group]);
                let passed = if complement { rows - passed } else { passed };
                let limit =
                    self.condition.as_ref().and_then(|(operator, by)| Some((*operator, by.of(group)?)));
                let verdict =
                    limit.map_or(Truth::Unknown, |(operator, limit)| compare(passed, rows, operator, limit));
                ((passed, rows), rounded(passed, rows, self.places), verdict)
            }),
        }
    }

    /// Value, digits and verdict of every group, in the order of their keys; undecided groups stay open.
    fn each<V>(
        &self,
        grouping: &Arc<Grouping>,
        values: impl Fn(Vec<V>) -> Values,
        one: impl Fn(usize) -> (V, Option<i64>, Truth),
    ) -> Judged {
        let groups = grouping.groups;
        let mut open = Vec::new();
        let (mut all, mut digits, mut verdicts) =
            (Vec::with_capacity(groups), Vec::with_capacity(groups), Vec::with_capacity(groups));
        for (position, group) in grouping.order.iter().map(|group| *group as usize).enumerate() {
            let (value, rounded, verdict) = one(group);
            if self.doubt[group] || rounded.is_none() || (self.judged && verdict == Truth::Unknown) {
                open.push(position);
            }
            all.push(value);
            digits.push(rounded);
            verdicts.push(verdict);
        }
        let survey = Survey {
            grouping: grouping.clone(),
            places: self.places,
            values: values(all),
            rounded: digits,
            verdicts,
            exact: BTreeMap::new(),
        };
        Judged { survey, open }
    }
}

/// passed/rows rounded half up, in whole numbers.
fn rounded(passed: u32, rows: u32, places: u32) -> Option<i64> {
    let power = 10u64.checked_pow(places).filter(|_| places <= 9 && rows > 0)?;
    let (passed, rows) = (u64::from(passed), u64::from(rows));
    // Below 2·2^22·10^9 + 2^22 < 2^53.
    Some(((2 * passed * power + rows) / (2 * rows)) as i64)
}

/// passed/rows against a limit, in whole numbers.
fn compare(passed: u32, rows: u32, operator: Operator, limit: Decimal) -> Truth {
    let scaled = 10i128.checked_pow(limit.scale()).map(|power| power.checked_mul(i128::from(passed)));
    let (Some(Some(left)), Some(right)) = (scaled, limit.mantissa().checked_mul(i128::from(rows))) else {
        return Truth::Unknown;
    };
    Truth::from(match operator {
        Operator::AtLeast => left >= right,
        Operator::Greater => left > right,
        Operator::AtMost => left <= right,
        _ => left < right,
    })
}

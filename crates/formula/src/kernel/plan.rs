//! From formulas to one pass over a register, and from what it gathered to answers.

use super::judge::{self, Question};
use super::shape::{self, Limit, Shape};
use super::sweep::{Plan, RANGE, ROWS, Ratio, Test, sweep};
use super::{Asked, Survey};
use crate::evaluation::Evaluation;
use crate::evaluation::grouping::Grouping;
use crate::evaluation::index::Key;
use crate::frame::{Cells, Frame};
use crate::syntax::Operator;
use crate::tree::Path;
use quantity::Decimal;
use std::sync::Arc;

/// Formulas over one register with the same grouping.
pub(super) struct Batch {
    register: Arc<str>,
    frame: Arc<Frame>,
    groups: Vec<Path>,
    /// Position among the formulas asked, and shape.
    shapes: Vec<(usize, Shape)>,
}

/// The formulas that can be swept, by register and grouping.
pub(super) fn batches(evaluation: &Evaluation, asked: &[Asked]) -> Vec<Batch> {
    let mut batches: Vec<Batch> = Vec::new();
    for (position, one) in asked.iter().enumerate() {
        let Some(register) = shape::register(one.formula) else { continue };
        let Some(frame) = evaluation.frame(register, evaluation.year) else { continue };
        if frame.len() > ROWS {
            continue;
        }
        let Some((aggregate, shape)) = shape::of(one.formula, &frame) else { continue };
        let same =
            |batch: &&mut Batch| batch.register == aggregate.register && batch.groups == aggregate.groups;
        match batches.iter_mut().find(same) {
            Some(batch) => batch.shapes.push((position, shape)),
            None => batches.push(Batch {
                register: aggregate.register.clone(),
                frame,
                groups: aggregate.groups.clone(),
                shapes: vec![(position, shape)],
            }),
        }
    }
    batches
}

/// What one formula takes from the pass.
pub(super) enum Taken {
    Variation { ratio: usize },
    Share { ratio: usize, test: usize, complement: bool },
}

impl Batch {
    pub(super) fn run(
        &self,
        evaluation: &Evaluation,
        asked: &[Asked],
        threads: usize,
        into: &mut [Option<Survey>],
    ) {
        let grouping =
            Arc::new(evaluation.grouping(&self.register, evaluation.year, &self.frame, &self.groups));
        if !grouping.unkeyed.is_empty() {
            return;
        }
        let limits = Limits { evaluation, grouping: &grouping };
        let mut plan = Plan {
            columns: self.frame.columns.iter().map(|column| mantissas(&column.cells)).collect(),
            of_row: &grouping.of_row,
            groups: grouping.groups,
            sums: Vec::new(),
            ratios: Vec::new(),
        };
        let mut doubtful: Vec<Vec<bool>> = Vec::new();
        let mut taken: Vec<(usize, Taken)> = Vec::new();
        for (position, shape) in &self.shapes {
            let mut doubt = vec![false; plan.groups];
            if let Some(one) = take(shape, &mut plan, &limits, &mut doubt) {
                taken.push((*position, one));
                doubtful.push(doubt);
            }
        }
        let mut gathered = sweep(&plan, threads);
        self.mark_missing(&plan, &grouping, &mut gathered.doubtful);
        let questions: Vec<Question> = taken
            .into_iter()
            .zip(doubtful)
            .map(|((position, taken), mut doubt)| {
                doubt.iter_mut().zip(&gathered.doubtful).for_each(|(doubt, more)| *doubt |= *more);
                let Asked { places, met_when, .. } = asked[position];
                let condition = met_when.and_then(shape::condition);
                let condition = condition.map(|(operator, limit)| (operator, limits.of(&limit)));
                Question { position, taken, places, judged: met_when.is_some(), condition, doubt }
            })
            .collect();
        for (position, judged) in judge::all(&questions, &gathered, &grouping, threads) {
            into[position] = Some(judged.settled(evaluation, &asked[position]));
        }
    }

    /// A missing cell makes its group doubtful: the exact way tells which cell.
    fn mark_missing(&self, plan: &Plan, grouping: &Grouping, doubtful: &mut [bool]) {
        let mut used: Vec<usize> =
            plan.sums.iter().flat_map(|sum| sum.terms.iter().map(|(column, _)| *column)).collect();
        used.sort_unstable();
        used.dedup();
        for column in
            used.iter().map(|column| &self.frame.columns[*column]).filter(|column| column.missing.any())
        {
            for row in (0..self.frame.len()).filter(|row| column.missing.get(*row)) {
                doubtful[grouping.of_row[row] as usize] = true;
            }
        }
    }
}

fn mantissas(cells: &Cells) -> &[i64] {
    match cells {
        Cells::Numbers { mantissas, .. } => mantissas,
        _ => &[],
    }
}

fn place<T: PartialEq>(list: &mut Vec<T>, item: T) -> usize {
    list.iter().position(|known| *known == item).unwrap_or_else(|| {
        list.push(item);
        list.len() - 1
    })
}

/// Enters a shape into the plan; none when its numbers are too large for it.
fn take(shape: &Shape, plan: &mut Plan, limits: &Limits, doubt: &mut [bool]) -> Option<Taken> {
    match shape {
        Shape::Variation(ratio) => Some(Taken::Variation { ratio: enter(ratio, plan) }),
        Shape::Share { ratio, operator, limit } => {
            let (test, complement) = test(ratio, *operator, limit, plan.groups, limits, doubt)?;
            let ratio = enter(ratio, plan);
            let tests = &mut plan.ratios[ratio].tests;
            tests.push(test);
            Some(Taken::Share { ratio, test: tests.len() - 1, complement })
        }
    }
}

/// The position of a ratio in the plan.
fn enter(ratio: &shape::Ratio, plan: &mut Plan) -> usize {
    let above = place(&mut plan.sums, ratio.above.clone());
    let below = ratio.below.clone().map(|below| place(&mut plan.sums, below));
    plan.ratios.iter().position(|known| (known.above, known.below) == (above, below)).unwrap_or_else(|| {
        plan.ratios.push(Ratio { above, below, tests: Vec::new() });
        plan.ratios.len() - 1
    })
}

/// The comparison N ⋛ limit × D in whole numbers: N·10^a ⋛ D·(mantissa·10^b).
fn test(
    ratio: &shape::Ratio,
    operator: Operator,
    limit: &Limit,
    groups: usize,
    limits: &Limits,
    doubt: &mut [bool],
) -> Option<(Test, bool)> {
    let by = limits.of(limit);
    let most = by.values.iter().flatten().map(|value| value.scale()).max().unwrap_or(0);
    let below = ratio.below.as_ref().map_or(0, |below| below.scale) + most;
    let (scale, up) = (below.saturating_sub(ratio.above.scale), ratio.above.scale.saturating_sub(below));
    let fits = |factor: &i128| factor.unsigned_abs() < 1 << (62 - RANGE);
    let scale = 10i128.checked_pow(scale)?.checked_mul(i128::from(ratio.times)).filter(fits)?;
    let by = by.map(|value| {
        let mantissa = value.scaled(most)?.checked_mul(10i128.checked_pow(up)?);
        mantissa
            .filter(|m| fits(m) || (ratio.below.is_none() && m.unsigned_abs() < 1 << 62))
            .map(|m| m as i64)
    });
    for (group, doubt) in doubt.iter_mut().enumerate() {
        *doubt |= by.of(group).is_none();
    }
    let whole: Vec<i64> = (0..groups).map(|group| by.of(group).unwrap_or(0)).collect();
    let strict = matches!(operator, Operator::Greater | Operator::AtMost);
    let complement = matches!(operator, Operator::AtMost | Operator::Less);
    let most = whole.iter().map(|limit| limit.unsigned_abs()).max().unwrap_or(0) as f64;
    let test = Test { scale: scale as i64, limits: whole, most, strict };
    Some((test, complement))
}

/// Limits of groups; parameters are asked once for each different key.
struct Limits<'e, 'w> {
    evaluation: &'e Evaluation<'w>,
    grouping: &'e Grouping,
}

/// Something that depends on the value of one grouping field, or on none.
pub(super) struct By<'e, T> {
    grouping: &'e Grouping,
    field: Option<usize>,
    /// By the field's value; one for all groups without a field.
    values: Vec<Option<T>>,
}

impl<'e, T: Copy> By<'e, T> {
    pub(super) fn of(&self, group: usize) -> Option<T> {
        self.values[self.field.map_or(0, |field| self.grouping.code(group, field))]
    }

    /// The same of other things; where there is none, or none follows from it, there is none.
    pub(super) fn map<U>(&self, f: impl Fn(T) -> Option<U>) -> By<'e, U> {
        let values = self.values.iter().map(|value| value.and_then(&f)).collect();
        By { grouping: self.grouping, field: self.field, values }
    }
}

impl<'e> Limits<'e, '_> {
    fn of(&self, limit: &Limit) -> By<'e, Decimal> {
        let (world, year) = (self.evaluation.world, self.evaluation.year);
        let ask = |name: &str, key: Option<&str>| {
            world.parameter(name, key, year).as_ref().and_then(crate::vector::exact)
        };
        let (field, values) = match limit {
            Limit::Point(point) => (None, vec![Some(*point)]),
            Limit::Parameter { name, by: None } => (None, vec![ask(name, None)]),
            Limit::Parameter { name, by: Some(by) } => {
                let one = |key: &Key| match key {
                    Key::Text(text) => ask(name, Some(text)),
                    _ => None,
                };
                (Some(*by), self.grouping.values[*by].iter().map(one).collect())
            }
        };
        By { grouping: self.grouping, field, values }
    }
}

//! 加权标准差: the weighted standard deviation of a population.

use super::{Form, Function, Gathered, Subject};
use crate::answer::{Answer, Reason};
use quantity::Interval;

pub(super) const FUNCTION: Function = Function {
    name: "加权标准差",
    signature: "加权标准差(数, 权, 条件？)",
    doc: "√Σ[(权÷Σ权)×(数－加权平均)²]，总体式，不除以n－1。",
    example: "加权标准差(学校.图书 / 学校.学生数, 学校.学生数)",
    words: "以{1}为权的{0}的标准差",
    form: Form::Rows {
        subject: Subject::Weighted,
        tests: false,
        gives: |typing, arguments, _| {
            typing.number(&arguments[1]);
            typing.number(&arguments[0])
        },
        compute,
        despite: super::needs_all,
    },
};

/// Decimals to which numbers are told at most.
const TOLD: u32 = 12;

fn compute(gathered: &Gathered) -> Answer {
    over_spread(gathered, |_, deviation| Answer::Number(*deviation))
}

/// What is made of weighted mean and weighted population standard deviation: in whole numbers, and by sums of bounds where
/// whole numbers do not serve or leave a told digit open.
pub(super) fn over_spread(gathered: &Gathered, make: impl Fn(&Interval, &Interval) -> Answer) -> Answer {
    if gathered.rows == 0 {
        return gathered.no_rows();
    }
    let (values, weights) = (gathered.numbers(0), gathered.numbers(1));
    let swift = values.mean_and_variance(&weights);
    let swift = swift.and_then(|(mean, variance)| Some(make(&mean, &crate::vector::root(&variance)?)));
    match swift {
        Some(Answer::Number(value)) if value.round(TOLD).is_some() => Answer::Number(value),
        _ => match by_bounds(gathered) {
            Ok((mean, deviation)) => make(&mean, &deviation),
            Err(why) => why,
        },
    }
}

/// Mean and deviation by sums of bounds.
fn by_bounds(gathered: &Gathered) -> Result<(Interval, Interval), Answer> {
    let (values, weights) = (gathered.numbers(0), gathered.numbers(1));
    let weight = weights.sum();
    let number = |answer| match answer {
        Answer::Number(value) => Ok(value),
        unknown => Err(unknown),
    };
    let mean = number(gathered.quotient(&values.sum_of_products(&weights), &weight))?;
    let squares = values.sum_of_squares(&mean, &weights);
    let variance = number(gathered.quotient(&squares, &weight))?;
    let out_of_range = || Answer::Unknown(vec![Reason::OutOfRange { span: gathered.span }]);
    Ok((mean, crate::vector::root(&variance).ok_or_else(out_of_range)?))
}

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

fn compute(gathered: &Gathered) -> Answer {
    match spread(gathered) {
        Ok((_, deviation)) => Answer::Number(deviation),
        Err(why) => why,
    }
}

/// Weighted mean and weighted population standard deviation.
pub(super) fn spread(gathered: &Gathered) -> Result<(Interval, Interval), Answer> {
    if gathered.rows == 0 {
        return Err(gathered.no_rows());
    }
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

//! The functions of the language: one file each, one table that lists them.
//!
//! A new function is one file here and one line in [`FUNCTIONS`]; the manual's table is printed from it.

mod among;
mod at_least_one;
mod average;
mod begins;
mod ceiling;
mod count;
mod day;
mod distinct;
mod every;
mod first;
mod floor;
mod greatest;
mod has_value;
mod joined;
mod larger;
mod last_year;
mod least;
mod listing;
mod magnitude;
mod median;
mod round;
mod share;
mod smaller;
mod sum;
mod variation;
mod weighted_average;
mod weighted_deviation;
mod when;
mod year_end;

use crate::answer::Answer;
use crate::kind::{Argument, Typing};
use crate::problem::Span;
use crate::vector::{Numbers, Values};
use quantity::Interval;
use std::sync::Arc;

/// All functions, in the order in which the manual tells them.
pub static FUNCTIONS: &[Function] = &[
    sum::FUNCTION,
    count::FUNCTION,
    distinct::FUNCTION,
    average::FUNCTION,
    weighted_average::FUNCTION,
    weighted_deviation::FUNCTION,
    variation::FUNCTION,
    share::FUNCTION,
    every::FUNCTION,
    at_least_one::FUNCTION,
    greatest::FUNCTION,
    least::FUNCTION,
    median::FUNCTION,
    listing::FUNCTION,
    first::FUNCTION,
    joined::FUNCTION,
    when::FUNCTION,
    among::FUNCTION,
    begins::FUNCTION,
    has_value::FUNCTION,
    last_year::FUNCTION,
    larger::FUNCTION,
    smaller::FUNCTION,
    magnitude::FUNCTION,
    floor::FUNCTION,
    ceiling::FUNCTION,
    round::FUNCTION,
    day::YEAR,
    day::MONTH,
    day::WEEKDAY,
    year_end::FUNCTION,
];

/// A function of the language.
#[derive(Debug)]
pub struct Function {
    /// Chinese name: 差异系数.
    pub name: &'static str,
    /// Name with its arguments; those with ？ may be left out.
    pub signature: &'static str,
    /// What it gives, in one or two Chinese sentences.
    pub doc: &'static str,
    /// A formula with it.
    pub example: &'static str,
    /// Words for pages: `{0}`, `{1}` … stand for the arguments.
    pub(crate) words: &'static str,
    pub(crate) form: Form,
}

/// How a function is called and computed.
#[derive(Debug)]
pub(crate) enum Form {
    /// From the values of its arguments.
    Plain {
        /// Least and greatest number of arguments.
        takes: (usize, usize),
        /// The kind of the result; tells problems with the arguments.
        gives: fn(&mut Typing, Span, &[Argument]) -> crate::kind::Type,
        /// The value; arguments are known unless `sees_unknown`.
        compute: fn(Span, &[Answer]) -> Answer,
        /// Whether it decides by itself what to do with unknown arguments.
        sees_unknown: bool,
    },
    /// Over the rows of a register.
    Rows {
        /// What is aggregated.
        subject: Subject,
        /// Whether a condition is tested on the rows that enter (占比, 全部, 存在).
        tests: bool,
        /// The kind of the result.
        gives: fn(&mut Typing, &[Argument], &Counted) -> crate::kind::Type,
        /// The value over the rows that entered.
        compute: fn(&Gathered) -> Answer,
        /// The value that holds though some rows cannot be told, from how many passed and how many failed for sure.
        despite: fn(usize, usize) -> Option<Answer>,
    },
    /// 上年: its argument a year before.
    LastYear,
}

/// What an aggregate takes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// A register: its rows.
    Register,
    /// A value of each row.
    Value,
    /// A value and its weight.
    Weighted,
}

/// The units in which an aggregate may count.
pub(crate) struct Counted {
    /// Counter of the register.
    pub(crate) rows: quantity::Unit,
    /// Counter of the register that the first subject points to, when it is a reference.
    pub(crate) target: Option<quantity::Unit>,
}

/// What entered an aggregate.
pub(crate) struct Gathered<'a> {
    /// Values of each subject for the rows that entered, all known.
    pub(crate) subjects: &'a [Values],
    /// How many rows entered.
    pub(crate) rows: usize,
    /// Of them, how many passed the test.
    pub(crate) passed: usize,
    pub(crate) span: Span,
    pub(crate) register: &'a Arc<str>,
}

impl Gathered<'_> {
    /// The numbers of a subject. The checker lets only numbers be subjects of functions that ask for them.
    pub(crate) fn numbers(&self, subject: usize) -> Numbers<'_> {
        self.subjects[subject].numbers()
    }

    /// No row entered.
    pub(crate) fn no_rows(&self) -> Answer {
        Answer::Unknown(vec![crate::Reason::NoRows { span: self.span, register: self.register.clone() }])
    }

    /// A quotient: unknown when the divisor may be zero.
    pub(crate) fn quotient(&self, above: &Interval, below: &Interval) -> Answer {
        match above.div(below) {
            Some(value) => Answer::Number(value),
            None => Answer::Unknown(vec![crate::Reason::DivisionByZero { span: self.span }]),
        }
    }
}

/// The function of that name.
pub(crate) fn find(name: &str) -> Option<&'static Function> {
    FUNCTIONS.iter().find(|function| function.name == name)
}

/// The functions as a table of the manual, in Markdown.
///
/// ```
/// assert!(formula::manual().contains("| `差异系数(数, 权, 条件？)` |"));
/// ```
pub fn manual() -> String {
    let mut table = String::from("| 写法 | 给出什么 | 例 |\n|---|---|---|\n");
    for Function { signature, doc, example, .. } in FUNCTIONS {
        table += &format!("| `{signature}` | {doc} | `{example}` |\n");
    }
    table
}

/// A result that every row must be known for.
pub(crate) fn needs_all(_: usize, _: usize) -> Option<Answer> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_different_and_every_example_is_well_formed_and_uses_its_function() {
        for (position, function) in FUNCTIONS.iter().enumerate() {
            assert!(
                FUNCTIONS[..position].iter().all(|other| other.name != function.name),
                "{}",
                function.name
            );
            assert!(function.signature.starts_with(&format!("{}(", function.name)), "{}", function.signature);
            let (_, problems) = crate::parse::parse(function.example);
            assert!(problems.is_empty(), "{}: {problems:?}", function.example);
            assert!(function.example.contains(&format!("{}(", function.name)), "{}", function.example);
        }
    }
}

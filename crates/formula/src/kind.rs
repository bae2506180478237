//! Kinds and units of values, and how they combine.

use crate::problem::{Problem, Span};
use quantity::{Decimal, Unit};
use std::fmt;

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A number of a dimension. Values are in the base of the unit whatever scale it names.
    Number(Unit),
    /// Words.
    Text,
    /// Yes or no.
    Boolean,
    /// A day.
    Date,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Kind::Number(unit) if unit.is_pure() => f.write_str("数"),
            Kind::Number(unit) => write!(f, "数（{}）", unit.base()),
            Kind::Text => f.write_str("文字"),
            Kind::Boolean => f.write_str("是否"),
            Kind::Date => f.write_str("日期"),
        }
    }
}

/// A kind while checking: bare numbers have not yet settled on a unit.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Type {
    Number(Measure),
    Text,
    Boolean,
    Date,
    /// A problem was told; anything goes with it.
    Any,
}

/// How a number measures.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Measure {
    /// In a unit.
    Of(Unit),
    /// Written without a unit: stands beside pure numbers and counts.
    Bare,
    /// Nought stands beside anything.
    Zero,
}

impl Type {
    /// A count of something not named: stands beside any count.
    pub(crate) const COUNT: Type = Type::Number(Measure::Bare);

    pub(crate) fn of(unit: Unit) -> Type {
        Type::Number(Measure::Of(unit))
    }

    /// A pure number.
    pub(crate) fn ratio() -> Type {
        Type::of(Unit::none())
    }

    pub(crate) fn from(kind: &Kind) -> Type {
        match kind {
            Kind::Number(unit) => Type::of(unit.clone()),
            Kind::Text => Type::Text,
            Kind::Boolean => Type::Boolean,
            Kind::Date => Type::Date,
        }
    }

    /// The settled kind.
    pub(crate) fn kind(&self) -> Kind {
        match self {
            Type::Number(Measure::Of(unit)) => Kind::Number(unit.clone()),
            Type::Number(_) | Type::Any => Kind::Number(Unit::none()),
            Type::Text => Kind::Text,
            Type::Boolean => Kind::Boolean,
            Type::Date => Kind::Date,
        }
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Type::Number(Measure::Of(unit)) if !unit.is_pure() => write!(f, "单位为“{}”的数", unit.base()),
            Type::Number(Measure::Of(_)) => f.write_str("比值"),
            Type::Number(_) => f.write_str("没有单位的数"),
            other => other.kind().fmt(f),
        }
    }
}

impl Measure {
    /// The measure in which both can be added and compared, if there is one.
    pub(crate) fn agree(&self, other: &Measure) -> Option<Measure> {
        Some(match (self, other) {
            (Measure::Zero, any) | (any, Measure::Zero) => any.clone(),
            (Measure::Bare, Measure::Bare) => Measure::Bare,
            (Measure::Bare, Measure::Of(unit)) | (Measure::Of(unit), Measure::Bare) => {
                (unit.is_pure() || unit.is_counted()).then(|| Measure::Of(unit.clone()))?
            }
            (Measure::Of(one), Measure::Of(two)) => {
                one.same_dimension(two).then(|| Measure::Of(one.base()))?
            }
        })
    }

    pub(crate) fn times(&self, other: &Measure) -> Measure {
        match (self, other) {
            (Measure::Of(one), Measure::Of(two)) => Measure::Of(one.base().mul(&two.base())),
            (Measure::Of(unit), _) | (_, Measure::Of(unit)) => Measure::Of(unit.base()),
            _ => Measure::Bare,
        }
    }

    pub(crate) fn over(&self, other: &Measure) -> Measure {
        match (self, other) {
            (Measure::Of(one), Measure::Of(two)) => Measure::Of(one.base().div(&two.base())),
            (Measure::Of(unit), _) => Measure::Of(unit.base()),
            (_, Measure::Of(unit)) => Measure::Of(Unit::none().div(&unit.base())),
            _ => Measure::Bare,
        }
    }
}

/// An argument as the typing rules of functions see it.
pub(crate) struct Argument {
    pub(crate) kind: Type,
    pub(crate) span: Span,
    pub(crate) text: String,
    /// Its value, when it is a literal number.
    pub(crate) literal: Option<Decimal>,
}

/// Collects what the typing rules of functions find wrong.
#[derive(Default)]
pub(crate) struct Typing {
    pub(crate) problems: Vec<Problem>,
}

impl Typing {
    fn wrong(&mut self, argument: &Argument, wanted: &str) {
        if argument.kind != Type::Any {
            let sentence = format!("这里应当是{wanted}，“{}”却是{}", argument.text, argument.kind);
            self.problems.push(Problem::new("formula.kind", argument.span, sentence));
        }
    }

    /// Must be a number; its own type.
    pub(crate) fn number(&mut self, argument: &Argument) -> Type {
        match &argument.kind {
            Type::Number(_) => argument.kind.clone(),
            _ => {
                self.wrong(argument, "数");
                Type::Any
            }
        }
    }

    /// Must be words.
    pub(crate) fn text(&mut self, argument: &Argument) {
        if argument.kind != Type::Text {
            self.wrong(argument, "文字");
        }
    }

    /// Must be a day.
    pub(crate) fn date(&mut self, argument: &Argument) {
        if argument.kind != Type::Date {
            self.wrong(argument, "日期");
        }
    }

    /// Must be a condition.
    pub(crate) fn condition(&mut self, argument: &Argument) {
        if argument.kind != Type::Boolean {
            self.wrong(argument, "条件");
        }
    }

    /// Must be a number of decimals from 0 to 18, if given.
    pub(crate) fn places(&mut self, argument: Option<&Argument>) {
        let Some(argument) = argument else { return };
        let fits = |n: Decimal| n.is_whole() && (0..=18).contains(&n.mantissa());
        if !argument.literal.is_some_and(fits) {
            self.wrong(argument, "0到18的位数");
            if matches!(argument.kind, Type::Any) {
                return;
            }
            let known = self.problems.iter().any(|problem| problem.span == argument.span);
            debug_assert!(known, "a wrong number of decimals is told");
        }
    }

    /// Must be of one kind and one dimension; that type.
    pub(crate) fn same(&mut self, one: &Argument, other: &Argument) -> Type {
        match (&one.kind, &other.kind) {
            (Type::Any, kind) | (kind, Type::Any) => kind.clone(),
            (Type::Number(a), Type::Number(b)) => match a.agree(b) {
                Some(measure) => Type::Number(measure),
                None => {
                    self.problems.push(clash("两处单位不同", one, other, a, b));
                    Type::Any
                }
            },
            (a, b) if a == b => a.clone(),
            (a, b) => {
                let span = one.span.to(other.span);
                self.problems.push(
                    Problem::new("formula.kind-clash", span, format!("一边是{a}，一边是{b}，不能放在一起"))
                        .also(one.span, format!("“{}”是{a}", one.text))
                        .also(other.span, format!("“{}”是{b}", other.text)),
                );
                Type::Any
            }
        }
    }
}

/// The problem of two numbers of different dimension, with both places.
pub(crate) fn clash(what: &str, one: &Argument, other: &Argument, a: &Measure, b: &Measure) -> Problem {
    let tell = |argument: &Argument| format!("“{}”是{}", argument.text, argument.kind);
    let problem =
        Problem::new("formula.unit-clash", one.span.to(other.span), format!("{what}，不能相加减、相比较"))
            .also(one.span, tell(one))
            .also(other.span, tell(other));
    match (a, b) {
        (Measure::Bare, Measure::Of(unit)) => {
            problem.hint(format!("把“{}”写上单位“{}”", one.text, unit.base()))
        }
        (Measure::Of(unit), Measure::Bare) => {
            problem.hint(format!("把“{}”写上单位“{}”", other.text, unit.base()))
        }
        _ => problem,
    }
}

/// The unit behind a literal number: a unit, a scale word (万, 亿) or both; none for unknown words.
pub(crate) fn literal_unit(words: &str) -> Option<Unit> {
    Unit::parse(words).ok()
}

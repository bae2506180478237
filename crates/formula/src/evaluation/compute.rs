//! The value of every part of a formula, for all rows at hand at once.

use super::Evaluation;
use super::aggregate::Memory;
use super::index::{Key, answer};
use crate::answer::{Answer, Reason};
use crate::frame::Frame;
use crate::functions::{Form, Function};
use crate::problem::Span;
use crate::trace::{Source, Term};
use crate::tree::{Expr, Node};
use crate::vector::{self, Values, Vector};
use quantity::{Decimal, Interval};
use std::cell::RefCell;
use std::sync::Arc;

/// Some rows of a register in a year, by position in its frame.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    pub(super) frame: Arc<Frame>,
    pub(super) register: Arc<str>,
    pub(super) year: i32,
    pub(super) rows: Vec<u32>,
}

/// What holds for a whole computation of a formula.
pub(super) struct Setting<'s> {
    pub(super) source: &'s str,
    pub(super) year: i32,
    pub(super) group: &'s [Key],
    pub(super) result: Option<&'s Answer>,
    pub(super) terms: Option<&'s RefCell<Vec<Term>>>,
    /// How many rows are at hand outside any aggregate: one in row scope.
    pub(super) rooted: usize,
    pub(super) memory: Memory,
}

impl Setting<'_> {
    /// The same a year before.
    fn last_year(&self) -> Setting<'_> {
        Setting {
            source: self.source,
            year: self.year - 1,
            group: self.group,
            result: self.result,
            terms: self.terms,
            rooted: self.rooted,
            memory: Memory::default(),
        }
    }

    pub(super) fn keep(&self, span: Span, value: &Answer, source: Source) {
        if let Some(terms) = self.terms {
            let text = span.of(self.source).to_string();
            terms.borrow_mut().push(Term { span, text, value: value.clone(), year: self.year, source });
        }
    }
}

impl Evaluation<'_> {
    /// The values of a part for the rows at hand. `outer` are the rows further out, nearest first, one row each.
    pub(super) fn compute(
        &self,
        expr: &Expr,
        setting: &Setting,
        rows: Option<&Rows>,
        outer: &[Rows],
    ) -> Vector {
        match &expr.node {
            Node::Number(number) => Vector::constant(Answer::Number(*number)),
            Node::Text(text) => Vector::constant(Answer::Text(text.clone())),
            Node::Boolean(yes) => Vector::constant(Answer::yes(*yes)),
            Node::Date(day) => Vector::constant(Answer::Date(*day)),
            Node::Field { level, path } => {
                let at = if *level == 0 { rows } else { outer.get(level - 1) };
                let Some(at) = at else { return nothing() };
                let mut vector = self.field(path, at);
                if *level > 0 {
                    vector.constant = true;
                }
                if setting.rooted == 1 && outer.is_empty() && at.rows.len() == 1 && setting.terms.is_some() {
                    let row = at.frame.rows.get(at.rows[0] as usize).copied().unwrap_or(0);
                    let source =
                        Source::Field { register: path.register.to_string(), field: path.written(), row };
                    setting.keep(expr.span, &vector.at(0), source);
                }
                vector
            }
            Node::Group(position) => match setting.group.get(*position) {
                Some(key) => Vector::constant(answer(key)),
                None => nothing(),
            },
            Node::Result => setting.result.map_or_else(nothing, |result| Vector::constant(result.clone())),
            Node::Year => {
                Vector::constant(Answer::Number(Interval::point(Decimal::from(i64::from(setting.year)))))
            }
            Node::Parameter { name, key } => self.keyed(key.as_deref(), setting, rows, outer, &|key| {
                let value = match self.world.parameter(name, key, setting.year) {
                    Some(value) => Answer::Number(value),
                    None => Answer::Unknown(vec![Reason::NoParameter {
                        name: name.clone(),
                        key: key.map(Arc::from),
                        year: setting.year,
                    }]),
                };
                let source = Source::Parameter { name: name.to_string(), key: key.map(str::to_string) };
                setting.keep(expr.span, &value, source);
                value
            }),
            Node::Indicator { name, key } => self.keyed(key.as_deref(), setting, rows, outer, &|key| {
                let value = self.world.indicator(name, key, setting.year).unwrap_or_else(|| {
                    Answer::Unknown(vec![Reason::NoIndicator {
                        name: name.clone(),
                        key: key.map(Arc::from),
                        year: setting.year,
                    }])
                });
                let source = Source::Indicator { name: name.to_string(), key: key.map(str::to_string) };
                setting.keep(expr.span, &value, source);
                value
            }),
            Node::LastYear(inner) => self.compute(inner, &setting.last_year(), rows, outer),
            Node::Negative(inner) => vector::negative(self.compute(inner, setting, rows, outer)),
            Node::Not(inner) => vector::not(self.compute(inner, setting, rows, outer)),
            Node::Two { operator, left, right } => {
                let left = self.compute(left, setting, rows, outer);
                let right = self.compute(right, setting, rows, outer);
                vector::two(*operator, expr.span, &left, &right)
            }
            Node::Call { function, arguments } => {
                let arguments: Vec<Vector> =
                    arguments.iter().map(|argument| self.compute(argument, setting, rows, outer)).collect();
                call(function, expr.span, &arguments, rows.map_or(1, |rows| rows.rows.len()))
            }
            Node::Aggregate(aggregate) => self.aggregate(expr.span, aggregate, setting, rows, outer),
            Node::Bad => nothing(),
        }
    }

    /// A value asked by name, once for each different key.
    fn keyed(
        &self,
        key: Option<&Expr>,
        setting: &Setting,
        rows: Option<&Rows>,
        outer: &[Rows],
        ask: &dyn Fn(Option<&str>) -> Answer,
    ) -> Vector {
        let Some(key) = key else { return Vector::constant(ask(None)) };
        let keys = self.compute(key, setting, rows, outer);
        if let (Values::Texts { ids, words }, true) = (&keys.values, keys.unknown.is_empty())
            && let Some(first) = ids.first()
            && ids.iter().all(|id| id == first)
        {
            // Rows of one group mostly share the key.
            return Vector::constant(ask(Some(&words[*first as usize])));
        }
        let mut known: std::collections::BTreeMap<Arc<str>, Answer> = std::collections::BTreeMap::new();
        let mut answer_at = |row: usize| match keys.at(row) {
            Answer::Text(text) => known.entry(text.clone()).or_insert_with(|| ask(Some(&text))).clone(),
            other => other,
        };
        if keys.constant {
            return Vector::constant(answer_at(0));
        }
        Vector::collect((0..keys.values.len()).map(answer_at).collect())
    }
}

/// What has no value where it stands. Checked formulas do not come here.
fn nothing() -> Vector {
    Vector::constant(Answer::Unknown(Vec::new()))
}

/// A plain function, row by row.
fn call(function: &Function, span: Span, arguments: &[Vector], rows: usize) -> Vector {
    let Form::Plain { compute, sees_unknown, .. } = &function.form else { return nothing() };
    let constant = arguments.iter().all(|argument| argument.constant);
    let one = |row: usize| {
        let values: Vec<Answer> = arguments.iter().map(|argument| argument.at(row)).collect();
        if !sees_unknown {
            let mut reasons = Vec::new();
            let unknown = values.iter().filter(|value| matches!(value, Answer::Unknown(_)));
            let mut any = false;
            unknown.for_each(|value| {
                any = true;
                crate::answer::join(&mut reasons, value.reasons());
            });
            if any {
                return Answer::Unknown(reasons);
            }
        }
        compute(span, &values)
    };
    if constant { Vector::constant(one(0)) } else { Vector::collect((0..rows).map(one).collect()) }
}

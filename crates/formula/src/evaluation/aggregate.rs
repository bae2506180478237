//! Aggregates: which rows enter, what they come to.

use super::Evaluation;
use super::compute::{Rows, Setting};
use super::index::{Index, Key, key_of};
use crate::answer::{Answer, Reason, join};
use crate::functions::{Form, Gathered};
use crate::problem::Span;
use crate::trace::Source;
use crate::tree::{Aggregate, Expr, Path};
use crate::vector::{Values, Vector};
use quantity::Truth;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// What was already found out within one formula and year.
#[derive(Default)]
pub(super) struct Memory {
    /// Values of aggregates by key.
    answers: RefCell<BTreeMap<(usize, Vec<Key>), Answer>>,
    /// Why rows that may belong to any key leave an aggregate open.
    doubts: RefCell<BTreeMap<usize, Vec<Reason>>>,
}

impl Evaluation<'_> {
    /// An aggregate for every row at hand; one value when it does not depend on the row.
    pub(super) fn aggregate(
        &self,
        span: Span,
        aggregate: &Aggregate,
        setting: &Setting,
        rows: Option<&Rows>,
        outer: &[Rows],
    ) -> Vector {
        let Some(rows) = rows.filter(|_| !aggregate.links.is_empty()) else {
            let paths = &aggregate.groups;
            return Vector::constant(self.remembered(span, aggregate, setting, paths, setting.group, &[]));
        };
        let paths: Vec<Path> = aggregate.links.iter().map(|link| link.path.clone()).collect();
        let wanted: Vec<Vector> = aggregate
            .links
            .iter()
            .map(|link| self.compute(&link.value, setting, Some(rows), outer))
            .collect();
        let mut around = vec![rows.clone()];
        around.extend_from_slice(outer);
        let answers = (0..rows.rows.len()).map(|position| {
            let values: Vec<Answer> = wanted.iter().map(|vector| vector.at(position)).collect();
            let Some(key) = values.iter().map(key_of).collect::<Option<Vec<Key>>>() else {
                let mut why = Vec::new();
                values.iter().for_each(|value| join(&mut why, value.reasons()));
                return Answer::Unknown(why);
            };
            if aggregate.looks_out {
                around[0].rows = vec![rows.rows[position]];
                return self.over(span, aggregate, setting, &paths, &key, &around);
            }
            self.remembered(span, aggregate, setting, &paths, &key, &around)
        });
        Vector::collect(answers.collect())
    }

    /// The value for a key, computed once when it depends on nothing else.
    fn remembered(
        &self,
        span: Span,
        aggregate: &Aggregate,
        setting: &Setting,
        paths: &[Path],
        key: &[Key],
        outer: &[Rows],
    ) -> Answer {
        let place = (aggregate.id, key.to_vec());
        if let Some(answer) = setting.memory.answers.borrow().get(&place) {
            return answer.clone();
        }
        let answer = self.over(span, aggregate, setting, paths, key, outer);
        setting.memory.answers.borrow_mut().insert(place, answer.clone());
        answer
    }

    /// The value over the rows whose `paths` equal `key`.
    fn over(
        &self,
        span: Span,
        aggregate: &Aggregate,
        setting: &Setting,
        paths: &[Path],
        key: &[Key],
        outer: &[Rows],
    ) -> Answer {
        let year = setting.year;
        let Some(frame) = self.frame(&aggregate.register, year) else {
            return Answer::Unknown(vec![Reason::NoRegister { register: aggregate.register.clone(), year }]);
        };
        let index = if paths.is_empty() { None } else { self.index(&aggregate.register, year, paths) };
        let positions = match &index {
            None => (0..frame.len() as u32).collect(),
            Some(index) => index.rows.get(key).cloned().unwrap_or_default(),
        };
        let rows = Rows { frame, register: aggregate.register.clone(), year, rows: positions };
        let mut why = Vec::new();
        let rows = self.filtered(aggregate, setting, rows, outer, &mut why);
        if let Some(index) = index.filter(|index| !index.unkeyed.is_empty()) {
            join(&mut why, &self.doubts(aggregate, setting, &index, &rows, outer));
        }
        let (answer, against) = self.fold(span, aggregate, setting, &rows, outer, why);
        if outer.len() <= setting.rooted && setting.terms.is_some() {
            let keys =
                |positions: &[u32]| positions.iter().map(|row| rows.frame.rows[*row as usize]).collect();
            let source = Source::Register {
                name: aggregate.register.to_string(),
                rows: keys(&rows.rows),
                against: keys(&against),
            };
            setting.keep(span, &answer, source);
        }
        answer
    }

    /// The reasons of rows without a definite key that no filter keeps out: asked once unless a filter looks at the row
    /// outside.
    fn doubts(
        &self,
        aggregate: &Aggregate,
        setting: &Setting,
        index: &Index,
        like: &Rows,
        outer: &[Rows],
    ) -> Vec<Reason> {
        if let Some(known) =
            setting.memory.doubts.borrow().get(&aggregate.id).filter(|_| !aggregate.looks_out)
        {
            return known.clone();
        }
        let positions = index.unkeyed.iter().map(|(row, _)| *row).collect();
        let doubtful = Rows { rows: positions, ..like.clone() };
        let mut undecided = Vec::new();
        let kept = self.filtered(aggregate, setting, doubtful, outer, &mut undecided);
        let kept: BTreeSet<u32> = kept.rows.into_iter().collect();
        let mut why = Vec::new();
        for (_, reasons) in index.unkeyed.iter().filter(|(row, _)| kept.contains(row)) {
            join(&mut why, reasons);
        }
        join(&mut why, &undecided);
        if why.is_empty() && !kept.is_empty() {
            why.push(Reason::Undecided { span: aggregate.condition.unwrap_or_default() });
        }
        setting.memory.doubts.borrow_mut().insert(aggregate.id, why.clone());
        why
    }

    /// The rows for which every filter holds; a filter that cannot be told gives its reasons.
    fn filtered(
        &self,
        aggregate: &Aggregate,
        setting: &Setting,
        mut rows: Rows,
        outer: &[Rows],
        why: &mut Vec<Reason>,
    ) -> Rows {
        if aggregate.filters.is_empty() {
            return rows;
        }
        let vectors: Vec<Vector> = aggregate
            .filters
            .iter()
            .map(|filter| self.compute(filter, setting, Some(&rows), outer))
            .collect();
        let mut kept = Vec::new();
        for (position, row) in rows.rows.iter().enumerate() {
            match vectors.iter().fold(Truth::Yes, |all, vector| all.and(vector.truth(position))) {
                Truth::Yes => kept.push(*row),
                Truth::No => {}
                Truth::Unknown => {
                    vectors.iter().for_each(|vector| join(why, vector.reasons(position)));
                    if why.is_empty() {
                        // Even without a reason of its own, an unknown filter makes the aggregate unknown.
                        why.push(Reason::Undecided { span: aggregate.condition.unwrap_or_default() });
                    }
                }
            }
        }
        rows.rows = kept;
        rows
    }

    /// The function over the rows that entered, and the rows that did not pass its test.
    fn fold(
        &self,
        span: Span,
        aggregate: &Aggregate,
        setting: &Setting,
        rows: &Rows,
        outer: &[Rows],
        mut why: Vec<Reason>,
    ) -> (Answer, Vec<u32>) {
        let Form::Rows { compute, despite, .. } = &aggregate.function.form else {
            return (Answer::Unknown(why), Vec::new());
        };
        let value_of = |expr: &Expr| self.compute(expr, setting, Some(rows), outer).spread(rows.rows.len());
        let vectors: Vec<Vector> = aggregate.subjects.iter().map(value_of).collect();
        let mut unknown = !why.is_empty();
        for vector in &vectors {
            unknown |= !vector.unknown.is_empty();
            vector.unknown.values().for_each(|reasons| join(&mut why, reasons));
        }
        let mut against = Vec::new();
        let mut passed = rows.rows.len();
        let mut undecided = 0;
        if let Some(test) = &aggregate.test {
            let tested = value_of(test);
            for (position, row) in rows.rows.iter().enumerate() {
                match tested.truth(position) {
                    Truth::Yes => {}
                    Truth::No => against.push(*row),
                    Truth::Unknown => {
                        undecided += 1;
                        join(&mut why, tested.reasons(position));
                    }
                }
            }
            passed -= against.len();
        }
        if unknown || undecided > 0 {
            let settled = despite(passed - undecided, against.len());
            return (settled.unwrap_or(Answer::Unknown(why)), against);
        }
        let subjects: Vec<Values> = vectors.into_iter().map(|vector| vector.values).collect();
        let gathered = Gathered {
            subjects: &subjects,
            rows: rows.rows.len(),
            passed,
            span,
            register: &aggregate.register,
        };
        (compute(&gathered), against)
    }
}

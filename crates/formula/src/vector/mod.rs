//! Values of many rows at once: plain loops over contiguous arrays, exact throughout.

mod answers;
mod fixed;
mod numbers;
mod operate;
mod quotients;

use crate::answer::{Answer, Reason};
pub(crate) use answers::{equal, or, places, with_one, with_two};
pub(crate) use numbers::{Numbers, root};
pub(crate) use operate::{negative, not, two};
use quantity::{Decimal, Interval, Truth};
use quotients::Quotients;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Values of one kind, one a row.
#[derive(Clone, Debug)]
pub(crate) enum Values {
    /// mantissa × 10^-scale.
    Exact {
        mantissas: Vec<i128>,
        scale: u32,
    },
    Spans(Vec<Interval>),
    /// Not yet divided.
    Quotients(Quotients),
    Texts {
        ids: Vec<u32>,
        words: Arc<[Arc<str>]>,
    },
    Booleans(Vec<bool>),
    Dates(Vec<i32>),
}

/// Values of the rows of a scope, or one value for all of them. Where a value is unknown, any value stands.
#[derive(Clone, Debug)]
pub(crate) struct Vector {
    /// One value stands for every row.
    pub(crate) constant: bool,
    pub(crate) values: Values,
    pub(crate) unknown: BTreeMap<u32, Vec<Reason>>,
}

/// Decimals kept by exact products; beyond them products become bounds.
const PLACES: u32 = 30;

impl Values {
    pub(crate) fn len(&self) -> usize {
        match self {
            Values::Exact { mantissas, .. } => mantissas.len(),
            Values::Spans(spans) => spans.len(),
            Values::Quotients(quotients) => quotients.len(),
            Values::Texts { ids, .. } => ids.len(),
            Values::Booleans(yes) => yes.len(),
            Values::Dates(days) => days.len(),
        }
    }

    pub(crate) fn at(&self, row: usize) -> Answer {
        match self {
            Values::Exact { .. } | Values::Spans(_) | Values::Quotients(_) => {
                Answer::Number(self.span_at(row))
            }
            Values::Texts { ids, words } => Answer::Text(words[ids[row] as usize].clone()),
            Values::Booleans(yes) => Answer::yes(yes[row]),
            Values::Dates(days) => Answer::Date(days[row]),
        }
    }

    /// The number of a row; zero for what is not a number.
    pub(super) fn span_at(&self, row: usize) -> Interval {
        match self {
            Values::Exact { mantissas, scale } => Interval::point(Decimal::new(mantissas[row], *scale)),
            Values::Spans(spans) => spans[row],
            Values::Quotients(quotients) => quotients.at(row),
            _ => Interval::point(Decimal::ZERO),
        }
    }

    pub(crate) fn numbers(&self) -> Numbers<'_> {
        match self {
            Values::Exact { mantissas, scale } => Numbers::Exact { mantissas, scale: *scale },
            Values::Spans(spans) => Numbers::Spans(spans),
            Values::Quotients(quotients) => Numbers::Quotients(quotients),
            _ => Numbers::Spans(&[]),
        }
    }

    /// How many different values; none when bounds overlap without being equal points.
    pub(crate) fn distinct(&self) -> Option<usize> {
        Some(match self {
            Values::Exact { mantissas, .. } => mantissas.iter().collect::<BTreeSet<_>>().len(),
            Values::Spans(spans) => {
                let points: Option<BTreeSet<Decimal>> = spans.iter().map(exact).collect();
                points?.len()
            }
            Values::Quotients(_) => return self.clone().divided().distinct(),
            Values::Texts { ids, .. } => ids.iter().collect::<BTreeSet<_>>().len(),
            Values::Booleans(yes) => yes.iter().collect::<BTreeSet<_>>().len(),
            Values::Dates(days) => days.iter().collect::<BTreeSet<_>>().len(),
        })
    }

    /// Quotients divided; others as they are.
    pub(crate) fn divided(self) -> Values {
        match self {
            Values::Quotients(all) => settle((0..all.len()).map(|row| all.at(row)).collect()),
            other => other,
        }
    }

    /// The different words in order of appearance.
    pub(crate) fn different_words(&self) -> Vec<&str> {
        let Values::Texts { ids, words } = self else { return Vec::new() };
        let mut seen = BTreeSet::new();
        ids.iter().filter(|id| seen.insert(**id)).map(|id| &*words[*id as usize]).collect()
    }

    /// The values at some positions.
    pub(crate) fn pick(&self, rows: &[u32]) -> Values {
        fn of<T: Copy>(all: &[T], rows: &[u32]) -> Vec<T> {
            rows.iter().map(|row| all[*row as usize]).collect()
        }
        match self {
            Values::Exact { mantissas, scale } => {
                Values::Exact { mantissas: of(mantissas, rows), scale: *scale }
            }
            Values::Spans(spans) => Values::Spans(of(spans, rows)),
            Values::Quotients(quotients) => Values::Quotients(quotients.pick(rows)),
            Values::Texts { ids, words } => Values::Texts { ids: of(ids, rows), words: words.clone() },
            Values::Booleans(yes) => Values::Booleans(of(yes, rows)),
            Values::Dates(days) => Values::Dates(of(days, rows)),
        }
    }
}

/// The point that bounds have closed on, if they have.
pub(crate) fn exact(span: &Interval) -> Option<Decimal> {
    (span.lo() == span.hi()).then(|| span.lo())
}

impl Vector {
    /// One value for all rows.
    pub(crate) fn constant(answer: Answer) -> Vector {
        let mut unknown = BTreeMap::new();
        let values = match answer {
            Answer::Number(number) => match exact(&number) {
                Some(point) => Values::Exact { mantissas: vec![point.mantissa()], scale: point.scale() },
                None => Values::Spans(vec![number]),
            },
            Answer::Text(text) => Values::Texts { ids: vec![0], words: Arc::from([text]) },
            Answer::Boolean(Truth::Unknown) => {
                unknown.insert(0, Vec::new());
                Values::Booleans(vec![false])
            }
            Answer::Boolean(truth) => Values::Booleans(vec![truth == Truth::Yes]),
            Answer::Date(day) => Values::Dates(vec![day]),
            Answer::Unknown(reasons) => {
                unknown.insert(0, reasons);
                Values::Booleans(vec![false])
            }
        };
        Vector { constant: true, values, unknown }
    }

    /// One answer a row, of one kind but for unknowns.
    pub(crate) fn collect(answers: Vec<Answer>) -> Vector {
        let mut unknown = BTreeMap::new();
        let mut spans = Vec::new();
        let (mut ids, mut words): (Vec<u32>, Vec<Arc<str>>) = (Vec::new(), Vec::new());
        let mut known: BTreeMap<Arc<str>, u32> = BTreeMap::new();
        let (mut yes, mut days) = (Vec::new(), Vec::new());
        let sample = answers.iter().find(|answer| !matches!(answer, Answer::Unknown(_))).cloned();
        for (row, answer) in answers.into_iter().enumerate() {
            match answer {
                Answer::Number(number) => spans.push(number),
                Answer::Text(text) => {
                    let next = words.len() as u32;
                    let id = *known.entry(text.clone()).or_insert(next);
                    if id == next {
                        words.push(text);
                    }
                    ids.push(id);
                }
                Answer::Boolean(truth) => yes.push(truth == Truth::Yes),
                Answer::Date(day) => days.push(day),
                Answer::Unknown(reasons) => {
                    unknown.insert(row as u32, reasons);
                    match sample {
                        Some(Answer::Number(_)) => spans.push(Interval::point(Decimal::ZERO)),
                        Some(Answer::Text(_)) => {
                            if words.is_empty() {
                                words.push(Arc::from(""));
                                known.insert(Arc::from(""), 0);
                            }
                            ids.push(0);
                        }
                        Some(Answer::Date(_)) => days.push(0),
                        _ => yes.push(false),
                    }
                }
            }
        }
        let values = match sample {
            Some(Answer::Number(_)) => settle(spans),
            Some(Answer::Text(_)) => Values::Texts { ids, words: words.into() },
            Some(Answer::Date(_)) => Values::Dates(days),
            _ => Values::Booleans(yes),
        };
        Vector { constant: false, values, unknown }
    }

    pub(super) fn index(&self, row: usize) -> usize {
        if self.constant { 0 } else { row }
    }

    /// The answer of a row.
    pub(crate) fn at(&self, row: usize) -> Answer {
        let row = self.index(row);
        match self.unknown.get(&(row as u32)) {
            Some(reasons) => Answer::Unknown(reasons.clone()),
            None => self.values.at(row),
        }
    }

    /// Whether a condition holds in a row.
    pub(crate) fn truth(&self, row: usize) -> Truth {
        let row = self.index(row);
        match &self.values {
            _ if !self.unknown.is_empty() && self.unknown.contains_key(&(row as u32)) => Truth::Unknown,
            Values::Booleans(yes) => yes[row].into(),
            _ => Truth::Unknown,
        }
    }

    pub(crate) fn reasons(&self, row: usize) -> &[Reason] {
        self.unknown.get(&(self.index(row) as u32)).map_or(&[], Vec::as_slice)
    }

    /// The values for `rows` rows, a constant repeated.
    pub(crate) fn spread(self, rows: usize) -> Vector {
        if !self.constant {
            return self;
        }
        let all = vec![0u32; rows];
        let unknown = match self.unknown.get(&0) {
            Some(reasons) => (0..rows as u32).map(|row| (row, reasons.clone())).collect(),
            None => BTreeMap::new(),
        };
        Vector { constant: false, values: self.values.pick(&all), unknown }
    }
}

/// Numbers as scaled integers when all of them end within [`PLACES`] decimals and fit.
pub(crate) fn settle(spans: Vec<Interval>) -> Values {
    let Some(points) = spans.iter().map(exact).collect::<Option<Vec<Decimal>>>() else {
        return Values::Spans(spans);
    };
    let scale = points.iter().map(|point| point.scale()).max().unwrap_or(0);
    let scaled: Option<Vec<i128>> =
        points.iter().map(|point| raise(point.mantissa(), point.scale(), scale)).collect();
    match scaled {
        Some(mantissas) if scale <= PLACES => Values::Exact { mantissas, scale },
        _ => Values::Spans(spans),
    }
}

/// A mantissa at a greater scale.
fn raise(mantissa: i128, from: u32, to: u32) -> Option<i128> {
    10i128.checked_pow(to - from).and_then(|factor| mantissa.checked_mul(factor))
}

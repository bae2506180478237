//! Values of many rows at once: plain loops over contiguous arrays, exact throughout.

use crate::answer::{Answer, Reason, join};
use crate::problem::Span;
use crate::syntax::Operator;
use quantity::{Decimal, Interval, Truth};
use std::cmp::Ordering;
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
            Values::Texts { ids, .. } => ids.len(),
            Values::Booleans(yes) => yes.len(),
            Values::Dates(days) => days.len(),
        }
    }

    pub(crate) fn at(&self, row: usize) -> Answer {
        match self {
            Values::Exact { .. } | Values::Spans(_) => Answer::Number(self.span_at(row)),
            Values::Texts { ids, words } => Answer::Text(words[ids[row] as usize].clone()),
            Values::Booleans(yes) => Answer::yes(yes[row]),
            Values::Dates(days) => Answer::Date(days[row]),
        }
    }

    /// The number of a row; zero for what is not a number.
    fn span_at(&self, row: usize) -> Interval {
        match self {
            Values::Exact { mantissas, scale } => Interval::point(Decimal::new(mantissas[row], *scale)),
            Values::Spans(spans) => spans[row],
            _ => Interval::point(Decimal::ZERO),
        }
    }

    pub(crate) fn numbers(&self) -> Numbers<'_> {
        match self {
            Values::Exact { mantissas, scale } => Numbers::Exact { mantissas, scale: *scale },
            Values::Spans(spans) => Numbers::Spans(spans),
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
            Values::Texts { ids, .. } => ids.iter().collect::<BTreeSet<_>>().len(),
            Values::Booleans(yes) => yes.iter().collect::<BTreeSet<_>>().len(),
            Values::Dates(days) => days.iter().collect::<BTreeSet<_>>().len(),
        })
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

/// Numbers of many rows.
#[derive(Clone, Copy)]
pub(crate) enum Numbers<'a> {
    Exact { mantissas: &'a [i128], scale: u32 },
    Spans(&'a [Interval]),
}

impl Numbers<'_> {
    fn len(&self) -> usize {
        match self {
            Numbers::Exact { mantissas, .. } => mantissas.len(),
            Numbers::Spans(spans) => spans.len(),
        }
    }

    fn at(&self, row: usize) -> Interval {
        match self {
            Numbers::Exact { mantissas, scale } => Interval::point(Decimal::new(mantissas[row], *scale)),
            Numbers::Spans(spans) => spans[row],
        }
    }

    fn all(&self) -> impl Iterator<Item = Interval> + '_ {
        (0..self.len()).map(|row| self.at(row))
    }

    /// The sum: whole numbers added where they fit into 128 bits.
    pub(crate) fn sum(&self) -> Interval {
        if let Numbers::Exact { mantissas, scale } = self
            && let Some(sum) = mantissas.iter().try_fold(0i128, |sum, m| sum.checked_add(*m))
        {
            return Interval::point(Decimal::new(sum, *scale));
        }
        self.all().fold(Interval::point(Decimal::ZERO), |sum, x| sum.add(&x))
    }

    /// Σ value × weight.
    pub(crate) fn sum_of_products(&self, weights: &Numbers) -> Interval {
        if let (Numbers::Exact { mantissas, scale }, Numbers::Exact { mantissas: heavy, scale: more }) =
            (self, weights)
            && scale + more <= PLACES
        {
            let products = mantissas.iter().zip(heavy.iter());
            let sum = products.fold(Some(0i128), |sum, (m, w)| sum?.checked_add(m.checked_mul(*w)?));
            if let Some(sum) = sum {
                return Interval::point(Decimal::new(sum, scale + more));
            }
        }
        let products = self.all().zip(weights.all());
        products.fold(Interval::point(Decimal::ZERO), |sum, (x, w)| sum.add(&x.mul(&w)))
    }

    /// Σ weight × (value − mean)².
    pub(crate) fn sum_of_squares(&self, mean: &Interval, weights: &Numbers) -> Interval {
        let terms = self.all().zip(weights.all());
        terms.fold(Interval::point(Decimal::ZERO), |sum, (x, w)| {
            let apart = x.sub(mean).abs();
            sum.add(&apart.mul(&apart).mul(&w))
        })
    }

    pub(crate) fn greatest(&self) -> Option<Interval> {
        self.all().reduce(|a, b| a.max(&b))
    }

    pub(crate) fn least(&self) -> Option<Interval> {
        self.all().reduce(|a, b| a.min(&b))
    }

    /// Lower bounds and upper bounds.
    pub(crate) fn bounds(&self) -> (Vec<Decimal>, Vec<Decimal>) {
        (self.all().map(|x| x.lo()).collect(), self.all().map(|x| x.hi()).collect())
    }
}

/// The square root of what cannot be negative though its lower bound may be.
pub(crate) fn root(square: &Interval) -> Option<Interval> {
    square.max(&Interval::point(Decimal::ZERO)).sqrt()
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

    fn index(&self, row: usize) -> usize {
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

/// How many rows two operands have together, and whether they are constant together.
fn shape(a: &Vector, b: &Vector) -> (usize, bool) {
    match (a.constant, b.constant) {
        (true, true) => (1, true),
        (true, false) => (b.values.len(), false),
        _ => (a.values.len(), false),
    }
}

/// Unknowns of either side.
fn either(a: &Vector, b: &Vector, rows: usize) -> BTreeMap<u32, Vec<Reason>> {
    let mut unknown = BTreeMap::new();
    for side in [a, b] {
        if side.constant && !side.unknown.is_empty() {
            (0..rows)
                .for_each(|row| join(unknown.entry(row as u32).or_insert_with(Vec::new), side.reasons(0)));
        } else {
            for (row, reasons) in &side.unknown {
                join(unknown.entry(*row).or_insert_with(Vec::new), reasons);
            }
        }
    }
    unknown
}

/// An operator over two columns.
pub(crate) fn two(operator: Operator, span: Span, a: &Vector, b: &Vector) -> Vector {
    match operator {
        Operator::And | Operator::Or => connect(operator, a, b),
        _ if operator.compares() => compare(operator, span, a, b),
        _ => arithmetic(operator, span, a, b),
    }
}

/// 且 and 或 of three values.
fn connect(operator: Operator, a: &Vector, b: &Vector) -> Vector {
    let (rows, constant) = shape(a, b);
    let mut yes = Vec::with_capacity(rows);
    let mut unknown = BTreeMap::new();
    for row in 0..rows {
        let (left, right) = (a.truth(row), b.truth(row));
        let truth = if operator == Operator::And { left.and(right) } else { left.or(right) };
        if truth == Truth::Unknown {
            let mut reasons = a.reasons(row).to_vec();
            join(&mut reasons, b.reasons(row));
            unknown.insert(row as u32, reasons);
        }
        yes.push(truth == Truth::Yes);
    }
    Vector { constant, values: Values::Booleans(yes), unknown }
}

/// 非.
pub(crate) fn not(a: Vector) -> Vector {
    let values = match a.values {
        Values::Booleans(yes) => Values::Booleans(yes.into_iter().map(|yes| !yes).collect()),
        other => other,
    };
    Vector { values, ..a }
}

/// The negative of numbers.
pub(crate) fn negative(a: Vector) -> Vector {
    let values = match a.values {
        Values::Exact { mantissas, scale } => {
            Values::Exact { mantissas: mantissas.into_iter().map(|m| -m).collect(), scale }
        }
        Values::Spans(spans) => Values::Spans(spans.iter().map(Interval::neg).collect()),
        other => other,
    };
    Vector { values, ..a }
}

/// Two columns of scaled integers brought to one scale, if they fit.
fn aligned<'v>(a: &'v Values, b: &'v Values) -> Option<(Aligned<'v>, Aligned<'v>, u32)> {
    let (Values::Exact { mantissas: left, scale: one }, Values::Exact { mantissas: right, scale: other }) =
        (a, b)
    else {
        return None;
    };
    let scale = *one.max(other);
    let factor = |from: u32| 10i128.checked_pow(scale - from);
    Some((
        Aligned { mantissas: left, factor: factor(*one)? },
        Aligned { mantissas: right, factor: factor(*other)? },
        scale,
    ))
}

struct Aligned<'v> {
    mantissas: &'v [i128],
    factor: i128,
}

impl Aligned<'_> {
    fn at(&self, row: usize) -> Option<i128> {
        self.mantissas[row].checked_mul(self.factor)
    }
}

fn arithmetic(operator: Operator, span: Span, a: &Vector, b: &Vector) -> Vector {
    let (rows, constant) = shape(a, b);
    let mut unknown = either(a, b, rows);
    let known = |row: usize, unknown: &BTreeMap<u32, Vec<Reason>>| {
        unknown.is_empty() || !unknown.contains_key(&(row as u32))
    };
    if let (Values::Dates(left), Values::Dates(right)) = (&a.values, &b.values) {
        let days =
            (0..rows).map(|row| i128::from(left[a.index(row)]) - i128::from(right[b.index(row)])).collect();
        return Vector { constant, values: Values::Exact { mantissas: days, scale: 0 }, unknown };
    }
    let exact: Option<Values> = match operator {
        Operator::Plus | Operator::Minus => aligned(&a.values, &b.values).and_then(|(left, right, scale)| {
            let sums = (0..rows).map(|row| {
                let (x, y) = (left.at(a.index(row))?, right.at(b.index(row))?);
                if operator == Operator::Plus { x.checked_add(y) } else { x.checked_sub(y) }
            });
            Some(Values::Exact { mantissas: sums.collect::<Option<_>>()?, scale })
        }),
        Operator::Times => match (&a.values, &b.values) {
            (Values::Exact { mantissas: x, scale: s }, Values::Exact { mantissas: y, scale: t })
                if s + t <= PLACES =>
            {
                let products = (0..rows).map(|row| x[a.index(row)].checked_mul(y[b.index(row)]));
                products.collect::<Option<_>>().map(|mantissas| Values::Exact { mantissas, scale: s + t })
            }
            _ => None,
        },
        _ => None,
    };
    if let Some(values) = exact {
        return Vector { constant, values, unknown };
    }
    let mut spans = Vec::with_capacity(rows);
    for row in 0..rows {
        if !known(row, &unknown) {
            spans.push(Interval::point(Decimal::ZERO));
            continue;
        }
        let (x, y) = (a.values.span_at(a.index(row)), b.values.span_at(b.index(row)));
        let value = match operator {
            Operator::Plus => Some(x.add(&y)),
            Operator::Minus => Some(x.sub(&y)),
            Operator::Times => Some(x.mul(&y)),
            _ => x.div(&y),
        };
        if value.is_none() {
            unknown.insert(row as u32, vec![Reason::DivisionByZero { span }]);
        }
        spans.push(value.unwrap_or(Interval::point(Decimal::ZERO)));
    }
    Vector { constant, values: settle(spans), unknown }
}

fn holds(operator: Operator, order: Ordering) -> bool {
    match operator {
        Operator::Equal => order == Ordering::Equal,
        Operator::NotEqual => order != Ordering::Equal,
        Operator::Less => order == Ordering::Less,
        Operator::AtMost => order != Ordering::Greater,
        Operator::Greater => order == Ordering::Greater,
        _ => order != Ordering::Less,
    }
}

fn compare(operator: Operator, span: Span, a: &Vector, b: &Vector) -> Vector {
    let (rows, constant) = shape(a, b);
    let mut unknown = either(a, b, rows);
    if let Some(yes) = compare_plain(operator, a, b, rows) {
        return Vector { constant, values: Values::Booleans(yes), unknown };
    }
    let mut yes = Vec::with_capacity(rows);
    for row in 0..rows {
        if unknown.contains_key(&(row as u32)) {
            yes.push(false);
            continue;
        }
        let truth = truth_of(operator, &a.values.at(a.index(row)), &b.values.at(b.index(row)));
        if truth == Truth::Unknown {
            unknown.insert(row as u32, vec![Reason::Undecided { span }]);
        }
        yes.push(truth == Truth::Yes);
    }
    Vector { constant, values: Values::Booleans(yes), unknown }
}

/// Comparison by plain loops where both sides have plain values.
fn compare_plain(operator: Operator, a: &Vector, b: &Vector, rows: usize) -> Option<Vec<bool>> {
    Some(match (&a.values, &b.values) {
        (Values::Exact { .. }, Values::Exact { .. }) => {
            let (left, right, _) = aligned(&a.values, &b.values)?;
            let orders = (0..rows).map(|row| Some(left.at(a.index(row))?.cmp(&right.at(b.index(row))?)));
            orders.map(|order| Some(holds(operator, order?))).collect::<Option<_>>()?
        }
        (Values::Dates(x), Values::Dates(y)) => {
            (0..rows).map(|row| holds(operator, x[a.index(row)].cmp(&y[b.index(row)]))).collect()
        }
        (Values::Booleans(x), Values::Booleans(y)) => {
            (0..rows).map(|row| holds(operator, x[a.index(row)].cmp(&y[b.index(row)]))).collect()
        }
        (Values::Texts { ids: x, words: left }, Values::Texts { ids: y, words: right }) => {
            if b.constant {
                let word = &right[y[0] as usize];
                let fits: Vec<bool> = left.iter().map(|w| holds(operator, w.cmp(word))).collect();
                return Some((0..rows).map(|row| fits[x[a.index(row)] as usize]).collect());
            }
            let order = |row| left[x[a.index(row)] as usize].cmp(&right[y[b.index(row)] as usize]);
            (0..rows).map(|row| holds(operator, order(row))).collect()
        }
        _ => return None,
    })
}

/// Comparison of two known answers.
fn truth_of(operator: Operator, a: &Answer, b: &Answer) -> Truth {
    match (a, b) {
        (Answer::Number(x), Answer::Number(y)) => match operator {
            Operator::Less => x.lt(y),
            Operator::AtMost => x.le(y),
            Operator::Greater => x.gt(y),
            Operator::AtLeast => x.ge(y),
            _ => {
                let same = match (exact(x), exact(y)) {
                    (Some(one), Some(other)) => Truth::from(one == other),
                    _ if x.hi() < y.lo() || y.hi() < x.lo() => Truth::No,
                    _ => Truth::Unknown,
                };
                if operator == Operator::Equal { same } else { same.not() }
            }
        },
        (Answer::Text(x), Answer::Text(y)) => holds(operator, x.cmp(y)).into(),
        (Answer::Date(x), Answer::Date(y)) => holds(operator, x.cmp(y)).into(),
        (Answer::Boolean(x), Answer::Boolean(y)) => holds(operator, x.is_yes().cmp(&y.is_yes())).into(),
        _ => Truth::Unknown,
    }
}

/// Whether two answers are equal.
pub(crate) fn equal(span: Span, a: &Answer, b: &Answer) -> Answer {
    let mut reasons = a.reasons().to_vec();
    join(&mut reasons, b.reasons());
    if !reasons.is_empty() || matches!(a, Answer::Unknown(_)) || matches!(b, Answer::Unknown(_)) {
        return Answer::Unknown(reasons);
    }
    match truth_of(Operator::Equal, a, b) {
        Truth::Unknown => Answer::Unknown(vec![Reason::Undecided { span }]),
        truth => Answer::Boolean(truth),
    }
}

/// 或 of two answers.
pub(crate) fn or(a: &Answer, b: &Answer) -> Answer {
    match a.truth().or(b.truth()) {
        Truth::Unknown => {
            let mut reasons = a.reasons().to_vec();
            join(&mut reasons, b.reasons());
            Answer::Unknown(reasons)
        }
        truth => Answer::Boolean(truth),
    }
}

/// A function of one number.
pub(crate) fn with_one(span: Span, arguments: &[Answer], f: impl Fn(&Interval) -> Interval) -> Answer {
    match arguments {
        [Answer::Number(x)] => Answer::Number(f(x)),
        _ => Answer::Unknown(vec![Reason::OutOfRange { span }]),
    }
}

/// A function of two numbers.
pub(crate) fn with_two(
    span: Span,
    arguments: &[Answer],
    f: impl Fn(&Interval, &Interval) -> Interval,
) -> Answer {
    match arguments {
        [Answer::Number(x), Answer::Number(y)] => Answer::Number(f(x, y)),
        _ => Answer::Unknown(vec![Reason::OutOfRange { span }]),
    }
}

/// A number of decimals given as a literal, checked before to be from 0 to 18.
pub(crate) fn places(argument: Option<&Answer>) -> u32 {
    let digits = argument.and_then(Answer::number).and_then(exact).map(|n| n.mantissa());
    digits.and_then(|n| u32::try_from(n).ok()).unwrap_or(0)
}

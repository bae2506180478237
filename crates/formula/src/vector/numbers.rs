//! Sums, extremes and squares of many numbers: whole numbers where they fit into 128 bits, bounds otherwise.

use super::PLACES;
use quantity::{Decimal, Interval};

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
            let mut products = mantissas.iter().zip(heavy.iter());
            let sum = products.try_fold(0i128, |sum, (m, w)| sum.checked_add(m.checked_mul(*w)?));
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

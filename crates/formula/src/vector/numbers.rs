//! Sums, extremes and squares of many numbers: whole numbers where they fit into 128 bits, bounds otherwise.

use super::quotients::Quotients;
use super::{PLACES, fixed};
use quantity::{Decimal, Interval};

/// Numbers of many rows.
#[derive(Clone, Copy)]
pub(crate) enum Numbers<'a> {
    Exact { mantissas: &'a [i128], scale: u32 },
    Spans(&'a [Interval]),
    Quotients(&'a Quotients),
}

impl Numbers<'_> {
    fn len(&self) -> usize {
        match self {
            Numbers::Exact { mantissas, .. } => mantissas.len(),
            Numbers::Spans(spans) => spans.len(),
            Numbers::Quotients(quotients) => quotients.len(),
        }
    }

    fn at(&self, row: usize) -> Interval {
        match self {
            Numbers::Exact { mantissas, scale } => Interval::point(Decimal::new(mantissas[row], *scale)),
            Numbers::Spans(spans) => spans[row],
            Numbers::Quotients(quotients) => quotients.at(row),
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

    /// Mean and variance by weights, where whole numbers serve; else the caller sums bounds.
    pub(crate) fn mean_and_variance(&self, weights: &Numbers) -> Option<(Interval, Interval)> {
        fixed::mean_and_variance(self, weights)
    }

    /// The bounds of every value in units of 10^-places, rounded outwards. None when one does not fit.
    pub(super) fn units(&self, places: u32) -> Option<Vec<(i128, i128)>> {
        let point = |mantissa: i128, scale: u32| -> Option<(i128, i128)> {
            if scale <= places {
                let units = mantissa.checked_mul(10i128.checked_pow(places - scale)?)?;
                return Some((units, units));
            }
            let cut = 10i128.checked_pow(scale - places)?;
            let down = mantissa.div_euclid(cut);
            Some((down, down + i128::from(mantissa.rem_euclid(cut) != 0)))
        };
        let span = |span: Interval| match span.exact() {
            Some(exact) => point(exact.mantissa(), exact.scale()),
            None => Some((span.lo().floor(places).scaled(places)?, span.hi().ceil(places).scaled(places)?)),
        };
        match self {
            Numbers::Exact { mantissas, scale } => mantissas.iter().map(|m| point(*m, *scale)).collect(),
            Numbers::Spans(spans) => spans.iter().map(|one| span(*one)).collect(),
            Numbers::Quotients(quotients) => {
                let lift = quotients.lift(places)?;
                let row = |row| quotients.units(row, lift).or_else(|| span(quotients.at(row)));
                (0..quotients.len()).map(row).collect()
            }
        }
    }

    /// How many digits the greatest bound has in units of 10^-places.
    pub(super) fn digits(&self, places: u32) -> Option<u32> {
        if let Numbers::Quotients(quotients) = self
            && let Some(digits) = quotients.digits(quotients.lift(places)?)
        {
            return Some(digits);
        }
        let units = self.units(places)?;
        let greatest = units.into_iter().map(|(lo, hi)| lo.abs().max(hi.abs())).max()?;
        Some(greatest.checked_ilog10()? + 1)
    }

    /// The numbers as whole ones, all multiplied by the least power of ten that makes them whole.
    pub(super) fn whole(&self) -> Option<Vec<i128>> {
        if let Numbers::Exact { mantissas, scale: 0 } = self {
            return Some(mantissas.to_vec());
        }
        let exact: Vec<Decimal> = self.all().map(|number| number.exact()).collect::<Option<_>>()?;
        let scale = exact.iter().map(|number| number.scale()).max().unwrap_or(0);
        exact.iter().map(|number| number.scaled(scale)).collect()
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

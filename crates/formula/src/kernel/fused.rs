//! One quotient over one run of rows, straight from the columns: sum, squares and test in a single loop, so that
//! computing goes on while memory is read.

use super::sweep::float;

/// Columns that one loop adds together.
pub(super) const MOST: usize = 5;

/// What stays the same over a run.
pub(super) struct Run<'a> {
    /// Divisors as floats, positive and exact, and their inverses.
    pub(super) below: &'a [f64],
    pub(super) inverse: &'a [f64],
    /// above × scale ≥ below × limit + strict passes; strict is 0 or 1.
    pub(super) scale: f64,
    pub(super) limit: f64,
    pub(super) strict: f64,
}

/// What a run comes to.
pub(super) struct Reduced {
    /// Bits that occur in any value above the line.
    pub(super) bits: i64,
    pub(super) above: i64,
    /// Σ above² × inverse.
    pub(super) squares: f64,
    pub(super) passed: u64,
}

/// Σ value² × inverse, in four lanes.
fn squares(values: &[f64], inverse: &[f64]) -> f64 {
    let mut lanes = [0.0; 4];
    let (fours, rest) = values.as_chunks::<4>();
    let (inverse_fours, inverse_rest) = inverse.as_chunks::<4>();
    for (value, inverse) in fours.iter().zip(inverse_fours) {
        for lane in 0..4 {
            lanes[lane] += value[lane] * value[lane] * inverse[lane];
        }
    }
    for (value, inverse) in rest.iter().zip(inverse_rest) {
        lanes[0] += value * value * inverse;
    }
    (lanes[0] + lanes[1]) + (lanes[2] + lanes[3])
}

/// The sum of whole numbers, exact below 2^53, in four lanes.
pub(super) fn total(values: &[f64]) -> i64 {
    let mut lanes = [0.0; 4];
    let (fours, rest) = values.as_chunks::<4>();
    for value in fours {
        for lane in 0..4 {
            lanes[lane] += value[lane];
        }
    }
    let rest: f64 = rest.iter().sum();
    ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3]) + rest) as i64
}

/// Reduces a run of one to five columns added together, the last perhaps taken off; none for other sums. `values`
/// is room for as many floats.
pub(super) fn reduce(columns: &[(&[i64], i64)], run: &Run, values: &mut [f64]) -> Option<Reduced> {
    /// A loop without bound checks over as many columns as are named.
    macro_rules! over {
        ($($plus:ident)+ ; $($minus:ident)*) => {{
            let len = run.below.len();
            let (below, inverse, values) = (&run.below[..len], &run.inverse[..len], &mut values[..len]);
            $(let $plus = &$plus.0[..len];)+
            $(let $minus = &$minus.0[..len];)*
            let (mut bits, mut above, mut passed) = (0i64, 0i64, 0u64);
            for row in 0..len {
                let sum = 0i64$(.wrapping_add($plus[row]))+$(.wrapping_sub($minus[row]))*;
                bits |= sum;
                above = above.wrapping_add(sum);
                let value = float(sum);
                passed += u64::from(value * run.scale >= below[row] * run.limit + run.strict);
                values[row] = value;
            }
            Reduced { bits, above, squares: squares(values, inverse), passed }
        }};
    }
    Some(match columns {
        [a @ (_, 1)] => over!(a;),
        [a @ (_, 1), b @ (_, 1)] => over!(a b;),
        [a @ (_, 1), b @ (_, -1)] => over!(a; b),
        [a @ (_, 1), b @ (_, 1), c @ (_, 1)] => over!(a b c;),
        [a @ (_, 1), b @ (_, 1), c @ (_, -1)] => over!(a b; c),
        [a @ (_, 1), b @ (_, 1), c @ (_, 1), d @ (_, 1)] => over!(a b c d;),
        [a @ (_, 1), b @ (_, 1), c @ (_, 1), d @ (_, -1)] => over!(a b c; d),
        [a @ (_, 1), b @ (_, 1), c @ (_, 1), d @ (_, 1), e @ (_, 1)] => over!(a b c d e;),
        [a @ (_, 1), b @ (_, 1), c @ (_, 1), d @ (_, 1), e @ (_, -1)] => over!(a b c d; e),
        _ => return None,
    })
}

//! The pass over the rows, block by block: sums of columns become exact floats, runs of one group are reduced.

use super::shape::Linear;
use std::ops::Range;

/// Rows a block: its buffers stay in the second-level cache, and sums over it stay below 2^53.
const BLOCK: usize = 2048;
/// Values must lie in ±2^RANGE; a group with one beyond is left to the exact way.
pub(super) const RANGE: u32 = 40;
/// With so many rows the sum of any of them still fits into 63 bits.
pub(super) const ROWS: usize = 1 << 22;
/// Whole numbers up to here are exact floats.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// What to gather, over columns of mantissas.
pub(super) struct Plan<'f> {
    pub(super) columns: Vec<&'f [i64]>,
    /// Group of each row.
    pub(super) of_row: &'f [u32],
    pub(super) groups: usize,
    /// Different sums of columns, each computed once a row.
    pub(super) sums: Vec<Linear>,
    /// Different quotients of such sums.
    pub(super) ratios: Vec<Ratio>,
}

/// A sum and what it is divided by, by position in `sums`, with what is asked of the quotient.
pub(super) struct Ratio {
    pub(super) above: usize,
    /// Must be positive. Without it the sum stands alone.
    pub(super) below: Option<usize>,
    pub(super) tests: Vec<Test>,
}

/// above × scale ≥ below × limit, or > when strict; without a divisor below is 1.
pub(super) struct Test {
    pub(super) scale: i64,
    /// By group.
    pub(super) limits: Vec<i64>,
    /// The greatest size of any limit.
    pub(super) most: f64,
    pub(super) strict: bool,
}

/// What was gathered, by group.
pub(super) struct Gathered {
    pub(super) rows: Vec<u32>,
    /// For each ratio: Σ above, Σ below, Σ above²/below.
    pub(super) ratios: Vec<Vec<Sums>>,
    /// For each ratio and test: rows that pass.
    pub(super) passed: Vec<Vec<Vec<u32>>>,
    /// Groups with a value out of range or a divisor that is not positive.
    pub(super) doubtful: Vec<bool>,
}

#[derive(Clone, Copy, Default)]
pub(super) struct Sums {
    pub(super) above: i64,
    pub(super) below: i64,
    pub(super) squares: f64,
}

impl Gathered {
    fn new(plan: &Plan) -> Gathered {
        let groups = plan.groups;
        Gathered {
            rows: vec![0; groups],
            ratios: vec![vec![Sums::default(); groups]; plan.ratios.len()],
            passed: plan.ratios.iter().map(|ratio| vec![vec![0; groups]; ratio.tests.len()]).collect(),
            doubtful: vec![false; groups],
        }
    }

    /// Adds what another thread gathered.
    fn merge(&mut self, other: &Gathered) {
        let add =
            |into: &mut [u32], from: &[u32]| into.iter_mut().zip(from).for_each(|(sum, more)| *sum += more);
        add(&mut self.rows, &other.rows);
        for (into, from) in self.passed.iter_mut().flatten().zip(other.passed.iter().flatten()) {
            add(into, from);
        }
        for (into, from) in self.ratios.iter_mut().flatten().zip(other.ratios.iter().flatten()) {
            into.above += from.above;
            into.below += from.below;
            into.squares += from.squares;
        }
        self.doubtful.iter_mut().zip(&other.doubtful).for_each(|(into, from)| *into |= *from);
    }
}

/// Goes over all rows once, on `threads` threads.
pub(super) fn sweep(plan: &Plan, threads: usize) -> Gathered {
    let rows = plan.of_row.len();
    let part = rows.div_ceil(threads.max(1)).next_multiple_of(BLOCK).max(BLOCK);
    let parts: Vec<Range<usize>> =
        (0..rows).step_by(part).map(|from| from..(from + part).min(rows)).collect();
    let mut gathered: Vec<Gathered> = std::thread::scope(|scope| {
        let running: Vec<_> =
            parts.iter().skip(1).map(|rows| scope.spawn(|| gather(plan, rows.clone()))).collect();
        let first = parts.first().map(|rows| gather(plan, rows.clone()));
        let rest = running.into_iter().map(|thread| thread.join().expect("gathering does not panic"));
        first.into_iter().chain(rest).collect()
    });
    let rest = gathered.split_off(1.min(gathered.len()));
    let mut all = gathered.pop().unwrap_or_else(|| Gathered::new(plan));
    rest.iter().for_each(|part| all.merge(part));
    all
}

/// A block of one sum: its values as floats and the bits that occur in the size of any.
struct Filled {
    values: Vec<f64>,
    bits: i64,
}

impl Filled {
    fn new() -> Filled {
        Filled { values: vec![0.0; BLOCK], bits: 0 }
    }

    /// Takes the values of a sum for some rows; tells whether any may be out of range.
    #[inline(always)]
    fn take(&mut self, plan: &Plan, sum: usize, rows: &Range<usize>) -> bool {
        let terms = plan.sums[sum].terms.iter();
        let columns: Vec<(&[i64], i64)> =
            terms.map(|(column, factor)| (&plan.columns[*column][rows.clone()], *factor)).collect();
        self.bits = fill(&columns, &mut self.values[..rows.len()]);
        self.bits >> RANGE != 0
    }

    /// A power of two that no value exceeds in size.
    fn greatest(&self) -> f64 {
        (1u64 << (64 - self.bits.leading_zeros())) as f64
    }
}

/// A block of divisors, with what is the same for all that they divide.
struct Divisor {
    filled: Filled,
    inverse: Vec<f64>,
    /// The sum of each run.
    totals: Vec<i64>,
}

type Runs = [(usize, usize, usize)];

/// One thread's part. Compiled for several generations of processors, of which the best at hand is taken: with wider
/// registers the same operations in the same order on more rows at a time, so the result is the same to the bit.
#[multiversion::multiversion(targets(
    "x86_64+avx+avx2+avx512f+avx512bw+avx512cd+avx512dq+avx512vl+bmi1+bmi2+lzcnt+popcnt",
    "x86_64+avx+avx2+bmi1+bmi2+lzcnt+popcnt",
))]
fn gather(plan: &Plan, rows: Range<usize>) -> Gathered {
    let mut gathered = Gathered::new(plan);
    let mut above = Filled::new();
    let mut divisor = Divisor { filled: Filled::new(), inverse: vec![0.0; BLOCK], totals: Vec::new() };
    let mut runs = Vec::with_capacity(BLOCK);
    for start in rows.clone().step_by(BLOCK) {
        let block = start..(start + BLOCK).min(rows.end);
        find_runs(&plan.of_row[block.clone()], &mut runs);
        for (from, to, group) in &runs {
            gathered.rows[*group] += (to - from) as u32;
        }
        let mut doubt = false;
        let mut at_hand = None;
        for (position, ratio) in plan.ratios.iter().enumerate() {
            if let Some(below) = ratio.below.filter(|below| at_hand != Some(*below)) {
                doubt |= divisor.filled.take(plan, below, &block);
                doubt |= divisor.prepare(block.len(), &runs);
                at_hand = Some(below);
            }
            doubt |= above.take(plan, ratio.above, &block);
            let below = ratio.below.map(|_| &divisor);
            reduce(&above, below, &runs, &mut gathered.ratios[position]);
            for (test, passed) in ratio.tests.iter().zip(&mut gathered.passed[position]) {
                check(test, &above, below.map(|below| &below.filled), &runs, passed);
            }
        }
        if doubt {
            mark_doubtful(plan, &block, &mut gathered.doubtful);
        }
    }
    gathered
}

impl Divisor {
    /// Inverts the divisors and adds up their runs; tells whether any divisor is below 1.
    #[inline(always)]
    fn prepare(&mut self, len: usize, runs: &Runs) -> bool {
        let divisors = &self.filled.values[..len];
        for (one, divisor) in self.inverse.iter_mut().zip(divisors) {
            *one = 1.0 / divisor;
        }
        self.totals.clear();
        self.totals.extend(runs.iter().map(|(from, to, _)| total(&divisors[*from..*to])));
        divisors.iter().map(|divisor| u64::from(*divisor < 1.0)).sum::<u64>() > 0
    }
}

/// Stretches of rows of one group: from, to, group.
#[inline(always)]
fn find_runs(groups: &[u32], runs: &mut Vec<(usize, usize, usize)>) {
    runs.clear();
    let mut from = 0;
    while from < groups.len() {
        let group = groups[from];
        let mut to = from + 1;
        // Whole chunks first: comparing sixteen at once costs no more than comparing one.
        for chunk in groups[to..].chunks_exact(16) {
            if chunk.iter().fold(0, |apart, other| apart | (other ^ group)) != 0 {
                break;
            }
            to += 16;
        }
        to += groups[to..].iter().take_while(|other| **other == group).count();
        runs.push((from, to, group as usize));
        from = to;
    }
}

/// A whole number below 2^51 in size as a float, exactly: its bits put under those of 1.5 × 2^52, which is taken off.
#[inline(always)]
fn float(whole: i64) -> f64 {
    f64::from_bits(whole.wrapping_add(0x4338_0000_0000_0000) as u64) - 6_755_399_441_055_744.0
}

/// Bits of the size of a number: those of -n are those of n - 1.
#[inline(always)]
fn size(whole: i64) -> i64 {
    whole ^ (whole >> 63)
}

/// One sum of columns for the rows of a block; gives the bits that occur in the size of any of its values, so that more
/// than the lowest [`RANGE`] tell a value out of range.
#[inline(always)]
fn fill(columns: &[(&[i64], i64)], values: &mut [f64]) -> i64 {
    /// A loop without bound checks over as many columns as are named.
    macro_rules! add {
        ($($plus:ident)+ ; $($minus:ident)*) => {{
            let len = values.len();
            $(let $plus = &$plus.0[..len];)+
            $(let $minus = &$minus.0[..len];)*
            let mut bits = 0i64;
            for row in 0..len {
                let sum = 0i64$(.wrapping_add($plus[row]))+$(.wrapping_sub($minus[row]))*;
                bits |= size(sum);
                values[row] = float(sum);
            }
            bits
        }};
    }
    match columns {
        [a @ (_, 1)] => add!(a;),
        [a @ (_, 1), b @ (_, 1)] => add!(a b;),
        [a @ (_, 1), b @ (_, -1)] => add!(a; b),
        [a @ (_, 1), b @ (_, 1), c @ (_, 1)] => add!(a b c;),
        [a @ (_, 1), b @ (_, 1), c @ (_, -1)] => add!(a b; c),
        [a @ (_, 1), b @ (_, 1), c @ (_, 1), d @ (_, 1)] => add!(a b c d;),
        [a @ (_, 1), b @ (_, 1), c @ (_, 1), d @ (_, -1)] => add!(a b c; d),
        [a @ (_, 1), b @ (_, 1), c @ (_, 1), d @ (_, 1), e @ (_, 1)] => add!(a b c d e;),
        [a @ (_, 1), b @ (_, 1), c @ (_, 1), d @ (_, 1), e @ (_, -1)] => add!(a b c d; e),
        _ => {
            let mut bits = 0;
            for (row, value) in values.iter_mut().enumerate() {
                let parts = columns.iter().map(|(cells, factor)| cells[row].wrapping_mul(*factor));
                let sum = parts.fold(0i64, i64::wrapping_add);
                bits |= size(sum);
                *value = float(sum);
            }
            bits
        }
    }
}

/// Marks the groups of rows with a value out of range or a divisor that is not positive. Rare, so row by row.
fn mark_doubtful(plan: &Plan, block: &Range<usize>, doubtful: &mut [bool]) {
    for row in block.clone() {
        let value = |sum: usize| -> i128 {
            let terms = plan.sums[sum].terms.iter();
            terms.map(|(column, factor)| i128::from(plan.columns[*column][row]) * i128::from(*factor)).sum()
        };
        let beyond = (0..plan.sums.len()).any(|sum| value(sum).unsigned_abs() >= 1 << RANGE);
        let divides = plan.ratios.iter().filter_map(|ratio| ratio.below).any(|below| value(below) < 1);
        doubtful[plan.of_row[row] as usize] |= beyond || divides;
    }
}

/// Adds every run of a block to its group.
#[inline(always)]
fn reduce(above: &Filled, below: Option<&Divisor>, runs: &Runs, sums: &mut [Sums]) {
    for (run, (from, to, group)) in runs.iter().enumerate() {
        let values = &above.values[*from..*to];
        let sum = &mut sums[*group];
        match below {
            Some(below) => {
                let (total, squares) = total_and_squares(values, &below.inverse[*from..*to]);
                sum.above += total;
                sum.below += below.totals[run];
                sum.squares += squares;
            }
            None => sum.above += total(values),
        }
    }
}

/// Counts the rows of every run that pass a test: in floats where all products are exact, else in whole numbers.
#[inline(always)]
fn check(test: &Test, above: &Filled, below: Option<&Filled>, runs: &Runs, passed: &mut [u32]) {
    let scale = test.scale as f64;
    let exact = above.greatest() * scale < EXACT && below.map_or(1.0, Filled::greatest) * test.most < EXACT;
    for (from, to, group) in runs {
        let limit = test.limits[*group];
        let above = &above.values[*from..*to];
        let below = below.map(|below| &below.values[*from..*to]);
        passed[*group] += match (below, exact, test.strict) {
            (Some(below), true, false) => count(above, below, |n, d| n * scale >= d * limit as f64),
            (Some(below), true, true) => count(above, below, |n, d| n * scale > d * limit as f64),
            (Some(below), ..) => {
                count(above, below, |n, d| test.reaches(n as i64, (d as i64).wrapping_mul(limit)))
            }
            (None, ..) => count(above, above, |n, _| test.reaches(n as i64, limit)),
        };
    }
}

impl Test {
    /// The comparison in whole numbers.
    #[inline(always)]
    fn reaches(&self, above: i64, right: i64) -> bool {
        let left = above.wrapping_mul(self.scale);
        if self.strict { left > right } else { left >= right }
    }
}

/// The sum of whole numbers, exact below 2^53, in four lanes.
#[inline(always)]
fn total(values: &[f64]) -> i64 {
    let mut lanes = [0.0; 4];
    let (fours, rest) = values.as_chunks::<4>();
    for value in fours {
        for lane in 0..4 {
            lanes[lane] += value[lane];
        }
    }
    (lanes.iter().sum::<f64>() + rest.iter().sum::<f64>()) as i64
}

/// The sum of whole numbers, exact, and Σ value² × inverse, each in four lanes.
#[inline(always)]
fn total_and_squares(values: &[f64], inverse: &[f64]) -> (i64, f64) {
    let (mut sums, mut squares) = ([0.0; 4], [0.0; 4]);
    let (fours, rest) = values.as_chunks::<4>();
    let (inverse_fours, inverse_rest) = inverse.as_chunks::<4>();
    for (value, inverse) in fours.iter().zip(inverse_fours) {
        for lane in 0..4 {
            sums[lane] += value[lane];
            squares[lane] += value[lane] * value[lane] * inverse[lane];
        }
    }
    for (value, inverse) in rest.iter().zip(inverse_rest) {
        sums[0] += value;
        squares[0] += value * value * inverse;
    }
    (sums.iter().sum::<f64>() as i64, squares.iter().sum())
}

/// Rows that pass.
#[inline(always)]
fn count(above: &[f64], below: &[f64], pass: impl Fn(f64, f64) -> bool) -> u32 {
    above.iter().zip(below).map(|(n, d)| u64::from(pass(*n, *d))).sum::<u64>() as u32
}

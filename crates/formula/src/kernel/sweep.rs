//! The pass over the rows, block by block: sums of columns become exact floats, runs of one group are reduced.

use super::fused;
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

/// A block of one sum: its values as floats and the bits that occur in any.
struct Filled {
    values: Vec<f64>,
    bits: i64,
}

fn gather(plan: &Plan, rows: Range<usize>) -> Gathered {
    let mut gathered = Gathered::new(plan);
    let mut filled: Vec<Filled> =
        plan.sums.iter().map(|_| Filled { values: vec![0.0; BLOCK], bits: 0 }).collect();
    let mut inverse = vec![0.0; BLOCK];
    let mut runs: Vec<(usize, usize, usize)> = Vec::with_capacity(BLOCK);
    for start in rows.clone().step_by(BLOCK) {
        let block = Block { plan, rows: start..(start + BLOCK).min(rows.end) };
        let len = block.rows.len();
        find_runs(&plan.of_row[block.rows.clone()], &mut runs);
        for (from, to, group) in &runs {
            gathered.rows[*group] += (to - from) as u32;
        }
        let mut doubt = false;
        let mut inverted = None;
        for (position, ratio) in plan.ratios.iter().enumerate() {
            if let Some(below) = ratio.below.filter(|below| inverted != Some(*below)) {
                block.fill(below, &mut filled[below]);
                doubt |= filled[below].bits >> RANGE != 0;
                doubt |= invert(&filled[below].values[..len], &mut inverse);
                inverted = Some(below);
            }
            let all = match ratio.below {
                Some(below) => block.fused(position, &filled[below], &inverse, &runs, &mut gathered),
                None => false,
            };
            if !all {
                block.fill(ratio.above, &mut filled[ratio.above]);
                doubt |= filled[ratio.above].bits >> RANGE != 0;
                reduce(plan, position, &filled, &inverse, &runs, &mut gathered);
            }
        }
        if doubt {
            mark_doubtful(plan, &block.rows, &mut gathered.doubtful);
        }
    }
    gathered
}

/// Some rows of a plan.
struct Block<'p> {
    plan: &'p Plan<'p>,
    rows: Range<usize>,
}

/// Columns of a sum with their factors.
type Columns<'f> = [(&'f [i64], i64); fused::MOST];

impl<'p> Block<'p> {
    /// The cells of a sum's columns in some rows of the block; none for more columns than one loop takes.
    fn columns(&self, sum: usize, from: usize, to: usize) -> Option<(Columns<'p>, usize)> {
        let terms = &self.plan.sums[sum].terms;
        let mut columns: Columns = [(&[], 0); fused::MOST];
        if terms.len() > columns.len() {
            return None;
        }
        let rows = self.rows.start + from..self.rows.start + to;
        for (place, (column, factor)) in columns.iter_mut().zip(terms) {
            *place = (&self.plan.columns[*column][rows.clone()], *factor);
        }
        Some((columns, terms.len()))
    }

    fn fill(&self, sum: usize, filled: &mut Filled) {
        let terms = self.plan.sums[sum].terms.iter();
        let columns: Vec<(&[i64], i64)> =
            terms.map(|(column, factor)| (&self.plan.columns[*column][self.rows.clone()], *factor)).collect();
        filled.bits = fill(&columns, &mut filled.values[..self.rows.len()]);
    }

    /// Reduces a ratio with at most one test run by run without filling; false, and nothing done, when it cannot.
    fn fused(
        &self,
        position: usize,
        below: &Filled,
        inverse: &[f64],
        runs: &[(usize, usize, usize)],
        into: &mut Gathered,
    ) -> bool {
        let ratio = &self.plan.ratios[position];
        let test = ratio.tests.first();
        let scale = test.map_or(1.0, |test| test.scale as f64);
        let fits = below.bits >= 0 && greatest(below.bits) * test.map_or(0.0, |test| test.most) < EXACT;
        if ratio.tests.len() > 1 || !fits {
            return false;
        }
        let mut reduced = Vec::with_capacity(runs.len());
        let mut values = [0.0; BLOCK];
        let mut bits = 0;
        for (from, to, group) in runs {
            let Some((columns, count)) = self.columns(ratio.above, *from, *to) else { return false };
            let run = fused::Run {
                below: &below.values[*from..*to],
                inverse: &inverse[*from..*to],
                scale,
                limit: test.map_or(0.0, |test| test.limits[*group] as f64),
                strict: test.map_or(0.0, |test| f64::from(u8::from(test.strict))),
            };
            let Some(one) = fused::reduce(&columns[..count], &run, &mut values) else { return false };
            bits |= one.bits;
            reduced.push(one);
        }
        if bits >> RANGE != 0 || greatest(bits) * scale >= EXACT {
            return false;
        }
        for ((from, to, group), one) in runs.iter().zip(reduced) {
            let total = &mut into.ratios[position][*group];
            total.above += one.above;
            total.squares += one.squares;
            total.below += fused::total(&below.values[*from..*to]);
            if test.is_some() {
                into.passed[position][0][*group] += one.passed as u32;
            }
        }
        true
    }
}

/// A power of two above every value with such bits.
fn greatest(bits: i64) -> f64 {
    if bits < 0 { EXACT } else { (1u64 << (64 - bits.leading_zeros()).min(63)) as f64 }
}

/// Stretches of rows of one group: from, to, group.
fn find_runs(groups: &[u32], runs: &mut Vec<(usize, usize, usize)>) {
    runs.clear();
    let mut from = 0;
    while from < groups.len() {
        let group = groups[from];
        let to =
            groups[from..].iter().position(|other| *other != group).map_or(groups.len(), |more| from + more);
        runs.push((from, to, group as usize));
        from = to;
    }
}

/// A whole number below 2^51 in size as a float, exactly: its bits put under those of 1.5 × 2^52, which is taken off.
#[inline(always)]
pub(super) fn float(whole: i64) -> f64 {
    f64::from_bits(whole.wrapping_add(0x4338_0000_0000_0000) as u64) - 6_755_399_441_055_744.0
}

/// One sum of columns for the rows of a block; gives the bits that occur in any of its values, so that more than the
/// lowest [`RANGE`] tell a value out of range or below zero.
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
                bits |= sum;
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
                bits |= sum;
                *value = float(sum);
            }
            bits
        }
    }
}

/// Inverses of divisors; tells whether any is below 1.
fn invert(divisors: &[f64], inverse: &mut [f64]) -> bool {
    for (one, divisor) in inverse.iter_mut().zip(divisors) {
        *one = 1.0 / divisor;
    }
    divisors.iter().map(|divisor| u64::from(*divisor < 1.0)).sum::<u64>() > 0
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
fn reduce(
    plan: &Plan,
    ratio: usize,
    filled: &[Filled],
    inverse: &[f64],
    runs: &[(usize, usize, usize)],
    into: &mut Gathered,
) {
    let Ratio { above, below, tests } = &plan.ratios[ratio];
    let bits = filled[*above].bits;
    let sums = &mut into.ratios[ratio];
    let above = &filled[*above].values;
    let below = below.map(|below| (&filled[below].values, filled[below].bits));
    for (from, to, group) in runs {
        let above = &above[*from..*to];
        let total = &mut sums[*group];
        match below {
            Some((below, _)) => {
                let [a, b, squares] = quotients(above, &below[*from..*to], &inverse[*from..*to]);
                total.above += a as i64;
                total.below += b as i64;
                total.squares += squares;
            }
            None => total.above += fused::total(above),
        }
    }
    for (test, totals) in tests.iter().zip(&mut into.passed[ratio]) {
        let scale = test.scale as f64;
        let exact =
            greatest(bits) * scale < EXACT && greatest(below.map_or(1, |(_, bits)| bits)) * test.most < EXACT;
        for (from, to, group) in runs {
            let above = &above[*from..*to];
            let below = below.map(|(below, _)| &below[*from..*to]);
            let limit = test.limits[*group];
            totals[*group] += match (below, exact, test.strict) {
                (Some(below), true, false) => count(above, below, |n, d| n * scale >= d * limit as f64),
                (Some(below), true, true) => count(above, below, |n, d| n * scale > d * limit as f64),
                (Some(below), ..) => count(above, below, |n, d| {
                    reaches(n as i64, test.scale, (d as i64).wrapping_mul(limit), test.strict)
                }),
                (None, ..) => count(above, above, |n, _| reaches(n as i64, test.scale, limit, test.strict)),
            };
        }
    }
}

/// The comparison in whole numbers.
fn reaches(above: i64, scale: i64, right: i64, strict: bool) -> bool {
    let left = above.wrapping_mul(scale);
    if strict { left > right } else { left >= right }
}

/// Σ above and Σ below, exact, and Σ above² × inverse, each in four lanes.
#[inline(always)]
fn quotients(above: &[f64], below: &[f64], inverse: &[f64]) -> [f64; 3] {
    let mut lanes = [[0.0; 4]; 3];
    let (above_fours, above_rest) = above.as_chunks::<4>();
    let (below_fours, below_rest) = below.as_chunks::<4>();
    let (inverse_fours, inverse_rest) = inverse.as_chunks::<4>();
    for ((above, below), inverse) in above_fours.iter().zip(below_fours).zip(inverse_fours) {
        for lane in 0..4 {
            lanes[0][lane] += above[lane];
            lanes[1][lane] += below[lane];
            lanes[2][lane] += above[lane] * above[lane] * inverse[lane];
        }
    }
    for ((above, below), inverse) in above_rest.iter().zip(below_rest).zip(inverse_rest) {
        lanes[0][0] += above;
        lanes[1][0] += below;
        lanes[2][0] += above * above * inverse;
    }
    lanes.map(|lane| (lane[0] + lane[1]) + (lane[2] + lane[3]))
}

/// Rows that pass.
#[inline(always)]
fn count(above: &[f64], below: &[f64], pass: impl Fn(f64, f64) -> bool) -> u32 {
    above.iter().zip(below).map(|(n, d)| u64::from(pass(*n, *d))).sum::<u64>() as u32
}

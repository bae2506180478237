//! Whether twice as much takes more than twice as long: a piece of an input is repeated until reading it takes a while,
//! then twice as often, then four times. Processor time of this thread is counted, since others use the processors too.

use crate::chance::Chance;
use crate::change::span;
use crate::container::{packed, parts};
use std::time::Duration;

/// How many times longer the double may take.
pub const RATIO: f64 = 2.6;
/// Below this a time says nothing.
const TELLING: Duration = Duration::from_millis(8);
/// Longest input of a trial.
const LONGEST: usize = 4 << 20;
/// How often an input is read for one measurement, the first and those after it when it looks bad: the clock of a thread may go in
/// steps of 4 ms, against which the times of one reading are too coarse.
const READINGS: [u32; 4] = [1, 8, 8, 8];

/// An input around a piece that can be repeated.
pub struct Growing {
    /// Name of the part of a container in which it stands; the input itself when there is none.
    part: Option<usize>,
    container: Vec<(String, Vec<u8>)>,
    whole: Vec<u8>,
    piece: std::ops::Range<usize>,
}

impl Growing {
    /// A piece somewhere in an input.
    pub fn of(input: &[u8], within: bool, chance: &mut Chance) -> Option<Growing> {
        let container = if within { parts(input)? } else { Vec::new() };
        let part = within.then(|| chance.below(container.len()));
        let whole = match part {
            Some(part) => container.get(part)?.1.clone(),
            None => input.to_vec(),
        };
        if whole.is_empty() {
            return None;
        }
        let most = if chance.once_in(2) { 8 } else { 160 };
        let at = chance.below(whole.len());
        // A tag or a line is repeated whole, more often than not.
        let piece = match chance.below(3) {
            0 => span(&whole, at, most, chance),
            1 => between(&whole, at, b'<', b'>')?,
            _ => between(&whole, at, b'\n', b'\n')?,
        };
        Some(Growing { part, container, whole, piece })
    }

    /// The input with the piece repeated; none when it would be too long.
    fn repeated(&self, times: usize) -> Option<Vec<u8>> {
        let (front, back) = (&self.whole[..self.piece.start], &self.whole[self.piece.end..]);
        let piece = &self.whole[self.piece.clone()];
        if piece.is_empty() || self.whole.len() + piece.len() * times > LONGEST {
            return None;
        }
        let grown = [front, &piece.repeat(times), back].concat();
        let Some(part) = self.part else { return Some(grown) };
        let mut container = self.container.clone();
        container[part].1 = grown;
        Some(packed(&container, true))
    }

    /// What grows too fast, with the input that shows it.
    pub fn too_fast(&self, reads: &dyn Fn(&[u8])) -> Option<(String, Vec<u8>)> {
        let mut times = 256;
        loop {
            let single = self.repeated(times)?;
            if spent(reads, &single, 1) >= TELLING {
                break;
            }
            times *= 4;
        }
        let inputs: Vec<Vec<u8>> = [1, 2, 4].into_iter().map_while(|n| self.repeated(times * n)).collect();
        let [single, double, quadruple] = inputs.as_slice() else { return None };
        let mut best = [Duration::MAX; 3];
        for (round, readings) in READINGS.into_iter().enumerate() {
            for (best, input) in best.iter_mut().zip([single, double, quadruple]) {
                let took = spent(reads, input, readings);
                // What was measured coarsely is not kept.
                *best = if round < 2 { took } else { took.min(*best) };
            }
            let ratios = [ratio(best[1], best[0]), ratio(best[2], best[1])];
            if ratios.iter().any(|ratio| *ratio <= RATIO) {
                return None;
            }
        }
        let told = format!("{} times, its double, fourfold: {best:?}", times);
        Some((told, double.clone()))
    }
}

fn ratio(longer: Duration, shorter: Duration) -> f64 {
    longer.as_secs_f64() / shorter.as_secs_f64().max(1e-6)
}

/// What stands between two bytes around a place, those among it.
fn between(bytes: &[u8], at: usize, open: u8, close: u8) -> Option<std::ops::Range<usize>> {
    let begin = bytes[..at].iter().rposition(|byte| *byte == open)?;
    let end = at + bytes[at..].iter().position(|byte| *byte == close)?;
    (begin < end).then_some(begin..end)
}

/// Processor time that a reading takes, measured over some of them.
fn spent(reads: &dyn Fn(&[u8]), input: &[u8], readings: u32) -> Duration {
    let before = thread_time();
    (0..readings).for_each(|_| reads(input));
    thread_time().saturating_sub(before) / readings
}

/// Processor time of this thread so far.
fn thread_time() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = told.split(' ').next().and_then(|word| word.parse().ok());
    Duration::from_nanos(nanoseconds.unwrap_or_default())
}

/// That a reader whose time grows with the square of its input is told, and one that does not is not.
#[test]
fn growth_is_seen() {
    let growing = Growing { part: None, container: Vec::new(), whole: b"abc".to_vec(), piece: 1..2 };
    let square = |bytes: &[u8]| {
        let steps = (bytes.len() / 64).pow(2);
        std::hint::black_box((0..steps).fold(0_u64, |sum, n| std::hint::black_box(sum ^ n as u64)));
    };
    let straight = |bytes: &[u8]| {
        let steps = bytes.len() * 64;
        std::hint::black_box((0..steps).fold(0_u64, |sum, n| std::hint::black_box(sum ^ n as u64)));
    };
    // Whoever shares the processor may bend one measurement: growth that is there shows in one of a few.
    assert!((0..8).any(|_| growing.too_fast(&square).is_some()));
    assert!(growing.too_fast(&straight).is_none());
}

//! Numbers out of a seed, one SM3 each, so that any of them is recomputed alone and by hand.
//!
//! The k-th number (k = 0, 1, 2 …) of a stream is the first sixteen hexadecimal digits of
//! SM3(`<seed>/<stream>/<k>`), read as a whole number below 2⁶⁴; `<seed>` is the seed's 64 lower-case hexadecimal digits,
//! the text is UTF-8 without an end of line. A number below n is that number's remainder by n; numbers at or above the
//! greatest multiple of n not beyond 2⁶⁴ are passed over (with n ≤ 10⁶ less than once in 10¹³), so every remainder is
//! equally likely.

use crate::{Digest, Hash, Sm3, hex};

/// A stream of numbers.
#[derive(Clone)]
pub(super) struct Stream {
    /// `<seed>/<stream>/`.
    front: String,
    next: u64,
}

/// One number taken from a stream, with all that is needed to recompute it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The text that was hashed.
    pub text: String,
    /// The first sixteen digits as a number.
    pub number: u64,
    /// It was asked to be below this.
    pub below: u64,
    /// The remainder.
    pub value: u64,
}

impl Stream {
    pub fn new(seed: &Digest, name: &str) -> Self {
        Stream { front: format!("{}/{name}/", hex::write(seed)), next: 0 }
    }

    fn raw(&mut self) -> (u64, u64) {
        let at = self.next;
        self.next += 1;
        let digest = Sm3::digest(&[self.front.as_bytes(), at.to_string().as_bytes()]);
        let mut first = [0; 8];
        first.copy_from_slice(&digest[..8]);
        (at, u64::from_be_bytes(first))
    }

    /// A number from 0 to `n` − 1, each equally likely; `n` is at least 1.
    pub fn below(&mut self, n: u64) -> u64 {
        self.take(n).1 % n.max(1)
    }

    /// As [`Stream::below`], with the way to it.
    pub fn shown(&mut self, n: u64) -> Taken {
        let (at, number) = self.take(n);
        Taken { text: format!("{}{at}", self.front), number, below: n, value: number % n.max(1) }
    }

    fn take(&mut self, n: u64) -> (u64, u64) {
        // 2^64 mod n: as many numbers at the top are passed over.
        let surplus = (u64::MAX % n.max(1) + 1) % n.max(1);
        loop {
            let (at, number) = self.raw();
            if number <= u64::MAX - surplus {
                return (at, number);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_the_first_digits_of_the_hash_of_a_text() {
        let seed = [0x5a; 32];
        let mut stream = Stream::new(&seed, "objects/在营");
        let taken = stream.shown(1_000);
        assert_eq!(taken.text, format!("{}/objects/在营/0", "5a".repeat(32)));
        let digest = Sm3::digest(&[taken.text.as_bytes()]);
        assert_eq!(format!("{:016x}", taken.number), hex::write(&digest)[..16]);
        assert_eq!(taken.value, taken.number % 1_000);
    }

    #[test]
    fn what_would_make_some_remainders_likelier_is_passed_over() {
        // Of 2^64 numbers, 2^63 - 1 are beyond the only multiple of 2^63 + 1: about every second one is passed over.
        let mut stream = Stream::new(&[1; 32], "x");
        let n = (1 << 63) + 1;
        (0..200).for_each(|_| assert!(stream.below(n) < n));
        assert!(stream.next > 300 && stream.next < 520, "{}", stream.next);
        // Powers of two pass nothing over.
        let mut stream = Stream::new(&[1; 32], "x");
        (0..200).for_each(|_| assert!(stream.below(1 << 20) < 1 << 20));
        assert_eq!(stream.next, 200);
        assert_eq!(stream.below(1), 0);
    }
}

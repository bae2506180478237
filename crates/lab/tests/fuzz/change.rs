//! Changes of bytes: set, cut, doubled, repeated, put in from elsewhere; numbers made as large as they can be written.

use crate::chance::Chance;
use std::ops::Range;

/// Longest input that a change may lead to.
const LONGEST: usize = 256 << 10;
/// Whole numbers at which counting ends, as files have them in binary.
const EDGES: [u32; 6] = [0, 1, 0x7F, 0xFFFF, 0x7FFF_FFFF, 0xFFFF_FFFF];

/// What a change may draw upon.
pub struct Stock<'s> {
    /// Other whole inputs.
    pub others: &'s [Vec<u8>],
    /// Words of the format.
    pub words: &'s [&'s str],
}

/// The bytes with one change to eight.
pub fn changed(whole: &[u8], stock: &Stock<'_>, chance: &mut Chance) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    for _ in 0..=chance.below(8) {
        once(&mut bytes, stock, chance);
    }
    bytes.truncate(LONGEST);
    bytes
}

fn once(bytes: &mut Vec<u8>, stock: &Stock<'_>, chance: &mut Chance) {
    let at = chance.below(bytes.len());
    match chance.below(13) {
        _ if bytes.is_empty() => bytes.push(chance.next() as u8),
        0 => bytes[at] = chance.next() as u8,
        1 => bytes[at] ^= 1 << chance.below(8),
        2 => drop(bytes.drain(span(bytes, at, 64, chance))),
        3 => {
            let piece = bytes[span(bytes, at, 512, chance)].to_vec();
            put(bytes, at, &piece);
        }
        4 => digits(&mut bytes[at..], chance),
        5 | 6 => put(bytes, at, chance.pick(stock.words).map_or("", |word| word).as_bytes()),
        7 => {
            let other = chance.pick(stock.others).map_or(&[][..], Vec::as_slice);
            let from = chance.below(other.len());
            put(bytes, at, &other[span(other, from, 256, chance)]);
        }
        8 => edge(bytes, at, chance),
        9 => {
            // A piece goes elsewhere.
            let piece: Vec<u8> = bytes.drain(span(bytes, at, 128, chance)).collect();
            put(bytes, chance.below(bytes.len()), &piece);
        }
        10 if chance.once_in(4) => bytes.truncate(at),
        11 if chance.once_in(8) => {
            let piece = bytes[span(bytes, at, 24, chance)].to_vec();
            let times = 2 << chance.below(10);
            put(bytes, at, &piece.repeat(times));
        }
        _ => word(bytes, at, chance),
    }
}

/// A piece of the bytes that begins at a place.
pub fn span(bytes: &[u8], at: usize, most: usize, chance: &mut Chance) -> Range<usize> {
    at..(at + 1 + chance.below(most)).min(bytes.len())
}

fn put(bytes: &mut Vec<u8>, at: usize, piece: &[u8]) {
    if bytes.len() + piece.len() <= LONGEST {
        bytes.splice(at..at, piece.iter().copied());
    }
}

/// The next number becomes as large as it can be written in its place, or none.
fn digits(bytes: &mut [u8], chance: &mut Chance) {
    let digit = if chance.once_in(3) { b'0' } else { b'9' };
    let written = bytes.iter_mut().skip_while(|byte| !byte.is_ascii_digit());
    written.take_while(|byte| byte.is_ascii_digit()).for_each(|byte| *byte = digit);
}

/// A number of binary form becomes one at which counting ends.
fn edge(bytes: &mut [u8], at: usize, chance: &mut Chance) {
    let edge = chance.pick(&EDGES).copied().unwrap_or_default();
    let written = if chance.once_in(2) { edge.to_le_bytes() } else { edge.to_be_bytes() };
    let length = [1, 2, 4][chance.below(3)].min(bytes.len() - at);
    bytes[at..at + length].copy_from_slice(&written[..length]);
}

/// A letter that breaks what is bound by letters.
fn word(bytes: &mut Vec<u8>, at: usize, chance: &mut Chance) {
    let letters =
        ["<", ">", "\"", "&", "\n", ",", "/", "(", "=", "\0", "\u{202E}", "一", "９", "%", "0x", "-"];
    put(bytes, at, chance.pick(&letters).map_or("", |letter| letter).as_bytes());
}

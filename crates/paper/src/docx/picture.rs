//! A QR code, and the bar of a cell, as a picture in the package: a PNG of one bit a pixel, which every word processor draws.

use crate::Bar;
use crate::verbatim::Modules;

/// Pixels along a module.
const SCALE: usize = 4;
/// Most bytes of one stored block.
const BLOCK: usize = 0xffff;

/// The PNG (ISO/IEC 15948) of a code. Its pixels are stored, not packed: the package packs them.
pub(super) fn png(modules: &Modules) -> Vec<u8> {
    drawn(modules.rows(), SCALE)
}

/// The PNG of a drawing.
pub(super) fn drawing(modules: &Modules) -> Vec<u8> {
    drawn(modules.rows(), 2)
}

/// The PNG of a bar under the words of a cell. Where it is held against something stands a line, light on the bar.
pub(super) fn bar(bar: Bar) -> Vec<u8> {
    let dark = |x: usize, y: usize| {
        let on = x < usize::from(bar.share) && (3..7).contains(&y);
        let line = bar.bound.is_some_and(|bound| (usize::from(bound)..usize::from(bound) + 4).contains(&x));
        on != line
    };
    let rows: Vec<Vec<bool>> = (0..10).map(|y| (0..1_000).map(|x| dark(x, y)).collect()).collect();
    drawn(&rows, 1)
}

fn drawn(rows: &[Vec<bool>], scale: usize) -> Vec<u8> {
    let wide = rows.first().map_or(0, Vec::len);
    let [width, height] = [wide * scale, rows.len() * scale].map(|side| side as u32);
    let mut head = [width.to_be_bytes(), height.to_be_bytes()].concat();
    // One bit of grey, no filter, no interlace.
    head.extend([1, 0, 0, 0, 0]);
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    push(&mut file, b"IHDR", &head);
    push(&mut file, b"IDAT", &stored(&pixels(rows, scale)));
    push(&mut file, b"IEND", &[]);
    file
}

/// Rows of pixels, each behind a byte that says that it is not filtered; a bit that is set is light.
fn pixels(rows: &[Vec<bool>], scale: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    for row in rows {
        let light: Vec<bool> = row.iter().flat_map(|dark| std::iter::repeat_n(!dark, scale)).collect();
        let bits = |eight: &[bool]| {
            eight.iter().enumerate().fold(0, |byte, (at, light)| byte | (u8::from(*light) << (7 - at)))
        };
        let line: Vec<u8> = std::iter::once(0).chain(light.chunks(8).map(bits)).collect();
        (0..scale).for_each(|_| bytes.extend_from_slice(&line));
    }
    bytes
}

/// A zlib stream (RFC 1950) of stored blocks.
fn stored(bytes: &[u8]) -> Vec<u8> {
    let mut stream = vec![0x78, 0x01];
    let last = bytes.len().div_ceil(BLOCK) - 1;
    for (at, block) in bytes.chunks(BLOCK).enumerate() {
        let length = block.len() as u16;
        stream.push(u8::from(at == last));
        stream.extend(length.to_le_bytes());
        stream.extend((!length).to_le_bytes());
        stream.extend_from_slice(block);
    }
    stream.extend(adler(bytes).to_be_bytes());
    stream
}

fn push(file: &mut Vec<u8>, kind: &[u8; 4], bytes: &[u8]) {
    let body = [&kind[..], bytes].concat();
    file.extend((bytes.len() as u32).to_be_bytes());
    file.extend_from_slice(&body);
    file.extend(crc(&body).to_be_bytes());
}

/// CRC-32 of ISO/IEC 15948.
fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
    !bytes.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), step))
}

/// Adler-32 of RFC 1950.
fn adler(bytes: &[u8]) -> u32 {
    let (mut one, mut two) = (1_u32, 0_u32);
    for byte in bytes {
        one = (one + u32::from(*byte)) % 65_521;
        two = (two + one) % 65_521;
    }
    (two << 16) | one
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_of_the_norms() {
        assert_eq!(crc(b"123456789"), 0xcbf4_3926);
        assert_eq!(adler(b"Wikipedia"), 0x11e6_0398);
    }
}

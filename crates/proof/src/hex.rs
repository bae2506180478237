//! Bytes as hexadecimal text.

/// Lower-case digits, two a byte.
pub fn write(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|b| [b >> 4, b & 15]).map(|d| char::from(DIGITS[usize::from(d)])).collect()
}

/// Reads digits of either case; `None` for anything else or an odd number of them.
pub fn read(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> = text.chars().map(|c| c.to_digit(16).map(|d| d as u8)).collect::<Option<_>>()?;
    digits.len().is_multiple_of(2).then(|| digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}

/// Reads a digest of 32 bytes.
pub fn digest(text: &str) -> Option<[u8; 32]> {
    read(text)?.try_into().ok()
}

//! BER (X.690) as far as LDAP writes it: lengths of a known size, tags of one byte.

/// Tags.
pub(super) const BOOLEAN: u8 = 0x01;
pub(super) const INTEGER: u8 = 0x02;
pub(super) const OCTETS: u8 = 0x04;
pub(super) const ENUMERATED: u8 = 0x0a;
pub(super) const SEQUENCE: u8 = 0x30;

/// A part with a tag.
pub(super) fn part(tag: u8, content: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = content.len().to_be_bytes().into_iter().skip_while(|digit| *digit == 0).collect();
    let mut out = vec![tag];
    match u8::try_from(content.len()) {
        Ok(short) if short < 0x80 => out.push(short),
        // A length has at most eight digits.
        _ => {
            out.push(0x80 | digits.len() as u8);
            out.extend(digits);
        }
    }
    out.extend_from_slice(content);
    out
}

/// A part made of parts.
pub(super) fn parts(tag: u8, all: &[Vec<u8>]) -> Vec<u8> {
    part(tag, &all.concat())
}

/// A whole number.
pub(super) fn number(tag: u8, number: i32) -> Vec<u8> {
    let bytes = number.to_be_bytes();
    // Leading bytes that say nothing are left out: X.690, 8.3.2.
    let idle =
        |at: usize| bytes[at] == 0 && bytes[at + 1] < 0x80 || bytes[at] == 0xff && bytes[at + 1] >= 0x80;
    let from = (0..3).find(|at| !idle(*at)).unwrap_or(3);
    part(tag, &bytes[from..])
}

/// A text.
pub(super) fn text(text: &str) -> Vec<u8> {
    part(OCTETS, text.as_bytes())
}

/// The first part, its tag, and what follows it; none of what is cut off.
pub(super) fn first(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (tag, rest) = bytes.split_first()?;
    let (length, rest) = length(rest)?;
    let (content, rest) = rest.split_at_checked(length)?;
    Some((*tag, content, rest))
}

/// The first part when it has a tag, and what follows it.
pub(super) fn tagged(bytes: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    first(bytes).filter(|(found, ..)| *found == tag).map(|(_, content, rest)| (content, rest))
}

/// A length, and what follows it.
pub(super) fn length(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let (first, rest) = bytes.split_first()?;
    if *first < 0x80 {
        return Some((usize::from(*first), rest));
    }
    let (digits, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
    if digits.is_empty() || digits.len() > 4 {
        return None;
    }
    Some((digits.iter().fold(0, |sum, digit| sum << 8 | usize::from(*digit)), rest))
}

/// A whole number that is not negative.
pub(super) fn counted(bytes: &[u8]) -> Option<i32> {
    if bytes.is_empty() || bytes.len() > 4 || bytes[0] >= 0x80 {
        return None;
    }
    Some(bytes.iter().fold(0, |sum, byte| sum << 8 | i32::from(*byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        for length in [0, 1, 127, 128, 255, 256, 70_000] {
            let content = vec![7u8; length];
            let written = part(OCTETS, &content);
            assert_eq!(first(&written), Some((OCTETS, &content[..], &[][..])), "{length}");
            assert!(
                (0..written.len()).all(|cut| first(&written[..cut]).is_none() || length == 0 && cut == 2)
            );
        }
        for value in [0, 1, 127, 128, 255, 256, 32_767, 32_768, i32::MAX] {
            let written = number(INTEGER, value);
            assert_eq!(tagged(&written, INTEGER).and_then(|(bytes, _)| counted(bytes)), Some(value));
        }
        assert_eq!(number(INTEGER, 128), [2, 2, 0, 128]);
        assert_eq!(number(INTEGER, 3), [2, 1, 3]);
        assert_eq!(first(&[4, 0x80, 0, 0]), None, "a length that is not told");
    }
}

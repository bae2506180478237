//! From when to when a certificate counts (RFC 5280, 4.1.2.5): the library for TLS checks it of others' certificates alone, and one's
//! own would be found out of term by every browser at once.

/// Tags of DER.
const SEQUENCE: u8 = 0x30;
const INTEGER: u8 = 0x02;
const VERSION: u8 = 0xa0;
const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;

/// The first and the last second, counted from 1970; none of what is no certificate.
pub(super) fn of(certificate: &[u8]) -> Option<(i64, i64)> {
    let (whole, _) = part(certificate, SEQUENCE)?;
    let (mut rest, _) = part(whole, SEQUENCE)?;
    if rest.first() == Some(&VERSION) {
        (_, rest) = part(rest, VERSION)?;
    }
    // Serial number, algorithm, issuer.
    for tag in [INTEGER, SEQUENCE, SEQUENCE] {
        (_, rest) = part(rest, tag)?;
    }
    let (term, _) = part(rest, SEQUENCE)?;
    let (from, rest) = moment(term)?;
    let (to, _) = moment(rest)?;
    Some((from, to))
}

/// What stands in a part with a tag, and what follows it.
fn part(bytes: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let (found, rest) = bytes.split_first()?;
    let (first, mut rest) = rest.split_first()?;
    let mut length = usize::from(*first);
    if length > 0x7f {
        let (digits, behind) = rest.split_at_checked(length & 0x7f)?;
        if digits.len() > 4 {
            return None;
        }
        length = digits.iter().fold(0, |sum, digit| sum << 8 | usize::from(*digit));
        rest = behind;
    }
    (*found == tag).then(|| rest.split_at_checked(length)).flatten()
}

/// A moment, and what follows it.
fn moment(bytes: &[u8]) -> Option<(i64, &[u8])> {
    let (text, rest, year) = match bytes.first()? {
        &UTC_TIME => {
            let (text, rest) = part(bytes, UTC_TIME)?;
            let year = number(text.get(..2)?)?;
            (text.get(2..)?, rest, if year < 50 { 2_000 + year } else { 1_900 + year })
        }
        _ => {
            let (text, rest) = part(bytes, GENERALIZED_TIME)?;
            (text.get(4..)?, rest, number(text.get(..4)?)?)
        }
    };
    let field = |nth: usize| number(text.get(nth * 2..nth * 2 + 2)?);
    let (month, day) = (field(0)?, field(1)?);
    let ends_well = text.len() == 11 && text.last() == Some(&b'Z') && (1..=12).contains(&month);
    let seconds = field(2)? * 3_600 + field(3)? * 60 + field(4)?;
    ends_well.then(|| (days(year, month, day) * 86_400 + seconds, rest))
}

fn number(digits: &[u8]) -> Option<i64> {
    digits.iter().try_fold(0, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + i64::from(digit - b'0')))
}

/// Days from 1970-01-01 in the Gregorian calendar, years counted from March.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leap = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leap + (month * 153 + 2) / 5 + day - 1 - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    fn der(tag: u8, content: &[u8]) -> Vec<u8> {
        let length = content.len();
        let head = if length < 128 { vec![tag, length as u8] } else { vec![tag, 0x81, length as u8] };
        [head, content.to_vec()].concat()
    }

    fn certificate(times: &[u8]) -> Vec<u8> {
        let name = der(SEQUENCE, &[0x31; 140]);
        let parts = [der(VERSION, &[2, 1, 2]), der(INTEGER, &[9]), der(SEQUENCE, &[]), name];
        der(SEQUENCE, &der(SEQUENCE, &[parts.concat(), der(SEQUENCE, times)].concat()))
    }

    #[test]
    fn a_term_is_read_in_both_ways_of_writing() {
        let times = [der(UTC_TIME, b"700101000000Z"), der(GENERALIZED_TIME, b"20500229235959Z")].concat();
        // 2050 has no 29th of February: what a certificate writes is counted on from there.
        assert_eq!(of(&certificate(&times)), Some((0, 2_529_791_999)));
        let times = [der(UTC_TIME, b"491231235959Z"), der(UTC_TIME, b"000301000000Z")].concat();
        assert_eq!(of(&certificate(&times)), Some((2_524_607_999, 951_868_800)));
    }

    #[test]
    fn what_is_cut_off_or_something_else_is_no_certificate() {
        let whole = certificate(&[der(UTC_TIME, b"700101000000Z"), der(UTC_TIME, b"700101000000Z")].concat());
        for length in 0..whole.len() {
            assert_eq!(of(&whole[..length]), None, "{length}");
        }
        for wrong in [b"700001000000Z", b"7001010000000", b"70010100000xZ"] {
            assert_eq!(of(&certificate(&[der(UTC_TIME, wrong), der(UTC_TIME, wrong)].concat())), None);
        }
        assert_eq!(of(&[0x30, 0x88, 255, 255, 255, 255, 255, 255, 255, 255]), None);
    }
}

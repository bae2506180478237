//! Instants as devices write them.

use crate::days_between;
use define::Date;

/// Milliseconds since 1970 of an RFC 3339 instant with an offset: `2022-11-25T08:00:00.250+08:00` or `…Z`.
///
/// ```
/// assert_eq!(ledger::milliseconds("2023-01-01T00:00:00+08:00"), Some(1_672_502_400_000));
/// assert_eq!(ledger::milliseconds("2022-12-31T16:00:00.5Z"), Some(1_672_502_400_500));
/// assert_eq!(ledger::milliseconds("2022-02-30T00:00:00Z"), None, "no such day");
/// ```
pub fn milliseconds(text: &str) -> Option<i64> {
    let day: Date = text.get(..10)?.parse().ok()?;
    let rest = text.get(10..)?;
    if !rest.starts_with(['T', 't', ' ']) {
        return None;
    }
    let (hour, minute, second) = (two(rest, 1, 23)?, two(rest, 4, 59)?, two(rest, 7, 60)?);
    if rest.get(3..4)? != ":" || rest.get(6..7)? != ":" {
        return None;
    }
    let mut tail = rest.get(9..)?;
    let mut millis = 0;
    if let Some(fraction) = tail.strip_prefix('.') {
        let end = fraction.find(|c: char| !c.is_ascii_digit())?;
        if end == 0 {
            return None;
        }
        for at in 0..3 {
            millis = millis * 10
                + fraction.as_bytes().get(at).filter(|_| at < end).map_or(0, |d| i64::from(d - b'0'));
        }
        tail = &fraction[end..];
    }
    let offset = match tail {
        "Z" | "z" => 0,
        _ => {
            let sign = match tail.get(..1)? {
                "+" => 1,
                "-" => -1,
                _ => return None,
            };
            if tail.len() != 6 || tail.get(3..4)? != ":" {
                return None;
            }
            sign * (two(tail, 1, 23)? * 60 + two(tail, 4, 59)?)
        }
    };
    let days = i64::from(days_between(Date { year: 1970, month: 1, day: 1 }, day));
    Some((((days * 24 + hour) * 60 + minute - offset) * 60 + second) * 1000 + millis)
}

/// Two digits at a place, up to `most`.
fn two(text: &str, at: usize, most: i64) -> Option<i64> {
    let digits = text.get(at..at + 2)?;
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok().filter(|number| *number <= most)
}

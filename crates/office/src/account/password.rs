//! Passwords (口令): what may be one, and how it is kept: argon2id (RFC 9106) with a salt of its own, never itself.

use crate::clock::{Entropy, Machine};
use crate::error::{Error, Result};
use argon2::{Algorithm, Argon2, Params, Version};
use finding::{Finding, Place};
use ledger::canonical_name;
use proof::hex;

/// Memory in KiB, passes and lanes: the second choice of RFC 9106, for a machine that does other things as well.
const MEMORY: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// Bytes of a salt, and of what is kept.
const SALT: usize = 16;
const KEPT: usize = 32;
/// Least and most characters.
const LEAST: usize = 10;
const MOST: usize = 128;
/// Letters of a first password: none that is taken for another.
const LETTERS: &[u8] = b"abcdefghijkmnpqrstuvwxyz23456789";
/// How many of them.
const FIRST: usize = 14;

/// A password as it is kept.
pub(super) fn kept(password: &str) -> Result<String> {
    let mut salt = [0u8; SALT];
    Machine.fill(&mut salt)?;
    Ok(format!("argon2id {} {}", hex::write(&salt), hex::write(&hashed(password, &salt)?)))
}

/// Whether a password is the kept one. As long is taken over one that is not kept rightly.
pub(super) fn is(password: &str, kept: &str) -> Result<bool> {
    let mut parts = kept.split(' ').skip(1);
    let (salt, wanted) = (parts.next().and_then(hex::read), parts.next().and_then(hex::read));
    let (known, salt, wanted) = match (salt, wanted) {
        (Some(salt), Some(wanted)) if salt.len() >= 8 => (true, salt, wanted),
        _ => (false, vec![0; SALT], vec![0; KEPT]),
    };
    let found = hashed(password, &salt)?;
    // Every byte is looked at, whichever differs first.
    let differ = found.iter().zip(&wanted).fold(0, |sum, (one, other)| sum | (one ^ other));
    Ok(known && wanted.len() == found.len() && differ == 0)
}

fn hashed(password: &str, salt: &[u8]) -> Result<[u8; KEPT]> {
    let failed = |_| Error::damaged("口令算不出来");
    let params = Params::new(MEMORY, PASSES, LANES, Some(KEPT)).map_err(failed)?;
    let mut out = [0u8; KEPT];
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon.hash_password_into(password.as_bytes(), salt, &mut out).map_err(failed)?;
    Ok(out)
}

/// A first password, which is changed at the first sign-in.
pub(super) fn first() -> Result<String> {
    let mut bytes = [0u8; FIRST];
    Machine.fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| char::from(LETTERS[usize::from(*byte) % LETTERS.len()])).collect())
}

/// Why a text may not be the password of an account; none when it may.
pub(super) fn unfit(password: &str, names: [&str; 2]) -> Option<Finding> {
    let letters: Vec<char> = password.chars().collect();
    let lower = canonical_name(password);
    let named = names
        .iter()
        .map(|name| canonical_name(name))
        .any(|name| name.chars().count() > 1 && lower.contains(&name));
    let distinct = letters.iter().collect::<std::collections::BTreeSet<_>>().len();
    let runs = letters.windows(2).filter(|pair| (pair[1] as i64 - pair[0] as i64).abs() <= 1).count();
    let why = if letters.len() < LEAST || letters.len() > MOST {
        format!("口令要{LEAST}到{MOST}个字")
    } else if named {
        "口令里不能有用户名或姓名".to_owned()
    } else if distinct < 5 || runs * 2 > letters.len() {
        "口令太好猜：多是重复的或挨着的字".to_owned()
    } else {
        return None;
    };
    Some(
        Finding::error("account.password", Place::whole("口令"), why)
            .hint("用几个不相干的词连起来，好记也难猜"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_again_and_kept_nowhere() {
        let one = kept("竹影扫阶尘不动-7").unwrap();
        assert!(is("竹影扫阶尘不动-7", &one).unwrap() && !is("竹影扫阶尘不动-8", &one).unwrap());
        assert!(
            !one.contains("竹影") && one != kept("竹影扫阶尘不动-7").unwrap(),
            "each has a salt of its own"
        );
        for damaged in ["", "argon2id", "argon2id 00 00", "argon2id zz zz", "plain 竹影扫阶尘不动-7"] {
            assert!(!is("竹影扫阶尘不动-7", damaged).unwrap(), "{damaged}");
        }
    }

    #[test]
    fn what_is_easily_guessed_is_told() {
        let names = ["zhangsan", "张三"];
        for bad in [
            "",
            "短口令",
            "1234567890",
            "aaaaaaaaaaaa",
            "abcdefghijkl",
            "zhangsan2022!",
            "我是张三我怕谁呀哈",
            "ZhangSan-xyq9",
        ] {
            assert!(unfit(bad, names).is_some(), "{bad}");
        }
        for good in ["竹影扫阶尘不动啊水", "correct horse battery", &first().unwrap()] {
            assert!(unfit(&format!("{good}~7"), names).is_none(), "{good}");
        }
    }
}

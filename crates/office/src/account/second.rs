//! The second factor (动态口令): a number that changes every thirty seconds, after RFC 6238 with SHA-1 and six digits, as every
//! app for it reads. A number is taken once.

use super::{Typed, Visitor};
use crate::clock::{Entropy, Machine};
use crate::district::Office;
use crate::error::{Error, Result};
use crate::event::{Event, Told};
use crate::view::SecondFactorOffer;
use finding::{Finding, Place};
use hmac::{Hmac, KeyInit, Mac};
use ledger::canonical_name;
use paper::QrCode;
use sha1::Sha1;

/// Milliseconds of a step, digits of a number, and how many steps a clock may be before or behind.
const STEP: i64 = 30_000;
const DIGITS: usize = 6;
const BESIDE: i64 = 1;
/// Bytes of a secret: as long as the digest, as the RFC asks.
const SECRET: usize = 20;
/// The letters of base 32 (RFC 4648).
const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The step whose number is given, when the secret allows it and no number of it or later was taken before.
pub(super) fn step_of(secret: &str, given: &str, now: i64, last: i64) -> Option<i64> {
    let (secret, given) = (read(secret)?, given.trim());
    let present = now.div_euclid(STEP);
    let mut found = None;
    // Each is computed whichever fits.
    for step in present - BESIDE..=present + BESIDE {
        let number = number(&secret, step)?;
        let differ = number.bytes().zip(given.bytes()).fold(0, |sum, (one, other)| sum | (one ^ other));
        if differ == 0 && given.len() == DIGITS && step > last {
            found = Some(step);
        }
    }
    found
}

fn number(secret: &[u8], step: i64) -> Option<String> {
    let mut mac = Hmac::<Sha1>::new_from_slice(secret).ok()?;
    mac.update(&u64::try_from(step).ok()?.to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let from = usize::from(digest[19] & 0x0f);
    let four = digest[from..from + 4].try_into().ok()?;
    Some(format!("{:0width$}", (u32::from_be_bytes(four) & 0x7fff_ffff) % 1_000_000, width = DIGITS))
}

fn write(bytes: &[u8]) -> String {
    let bits = bytes.iter().flat_map(|byte| (0..8).rev().map(move |at| byte >> at & 1));
    let bits: Vec<u8> = bits.collect();
    let five = |five: &[u8]| five.iter().fold(0, |sum, bit| sum * 2 + usize::from(*bit)) << (5 - five.len());
    bits.chunks(5).map(|part| char::from(LETTERS[five(part)])).collect()
}

/// The bytes of a secret as people type it: in groups, in any case.
fn read(text: &str) -> Option<Vec<u8>> {
    let mut bits: Vec<u8> = Vec::new();
    for letter in text.bytes().filter(|letter| !matches!(letter, b' ' | b'-')) {
        let worth = LETTERS.iter().position(|one| *one == letter.to_ascii_uppercase())?;
        bits.extend((0..5).rev().map(|at| (worth >> at & 1) as u8));
    }
    let bytes: Vec<u8> =
        bits.chunks_exact(8).map(|byte| byte.iter().fold(0, |sum, bit| sum << 1 | bit)).collect();
    (bytes.len() == SECRET).then_some(bytes)
}

impl Office {
    /// A secret for an app, with what its camera reads. Nothing is kept before [`Office::set_second_factor`].
    ///
    /// # Errors
    /// No chance to be had.
    pub fn offer_second_factor(&self, of: &Visitor) -> Result<SecondFactorOffer> {
        let mut bytes = [0u8; SECRET];
        Machine.fill(&mut bytes)?;
        let secret = write(&bytes);
        let name: String = of
            .login
            .bytes()
            .map(|byte| match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
                other => format!("%{other:02X}"),
            })
            .collect();
        let uri = format!("otpauth://totp/Duheng:{name}?secret={secret}&issuer=Duheng");
        let code = QrCode { id: String::new(), text: uri, label: String::new() };
        let (side, path) = code.drawing().ok_or_else(|| Error::damaged("二维码画不出来"))?;
        Ok(SecondFactorOffer { secret, side, path })
    }

    /// Takes a secret into use, once its app shows the right number.
    ///
    /// # Errors
    /// A file that refuses. What speaks against it is the finding.
    pub fn set_second_factor(
        &self,
        of: &Visitor,
        secret: &str,
        number: &str,
    ) -> Result<std::result::Result<(), Finding>> {
        let Some(step) = step_of(secret, number, self.now(), 0) else {
            return Ok(Err(wrong("动态口令不对").hint("看手机的时间准不准，用新出来的六位数再试")));
        };
        self.change_second(of, secret.to_ascii_uppercase(), step, "启用")?;
        Ok(Ok(()))
    }

    /// Gives the second factor up, with the password.
    ///
    /// # Errors
    /// A file that refuses. What speaks against it is the finding.
    pub fn drop_second_factor(
        &self,
        of: &Visitor,
        password: &str,
    ) -> Result<std::result::Result<(), Finding>> {
        let typed = Typed { login: &of.login, password, number: "" };
        if self.known_by(typed, None, None)?.is_err() {
            return Ok(Err(wrong("口令不对")));
        }
        self.change_second(of, String::new(), 0, "停用")?;
        Ok(Ok(()))
    }

    fn change_second(&self, of: &Visitor, secret: String, step: i64, reason: &str) -> Result<()> {
        self.with_accounts(|store| {
            let unknown = || Error::Unknown(format!("没有账号“{}”", of.login));
            let mut account = store.account(&of.login)?.ok_or_else(unknown)?;
            (account.second, account.second_step) = (secret, step);
            store.put(&account, &canonical_name(&account.person)).map(|_| ())
        })?;
        self.tell(&Told { event: Event::SecondFactor, person: &of.person, by: "", over: "", reason })
    }
}

fn wrong(sentence: &str) -> Finding {
    Finding::error("account.second", Place::whole("动态口令"), sentence)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of RFC 6238, appendix B.
    const RFC: &[u8; SECRET] = b"12345678901234567890";

    #[test]
    fn numbers_are_those_of_the_rfc() {
        // The last six of its eight digits.
        for (seconds, shown) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000_i64, "353130"),
        ] {
            assert_eq!(number(RFC, seconds * 1_000 / STEP).as_deref(), Some(shown));
            assert_eq!(step_of(&write(RFC), shown, seconds * 1_000, 0), Some(seconds * 1_000 / STEP));
        }
    }

    #[test]
    fn a_number_is_taken_once_and_only_about_its_time() {
        let (secret, now) = (write(RFC), 1_234_567_890_000);
        let step = now / STEP;
        assert_eq!(step_of(&secret, "005924", now, step - 1), Some(step));
        assert_eq!(step_of(&secret, "005924", now, step), None, "again");
        assert_eq!(step_of(&secret, "005924", now + STEP, 0), Some(step), "a clock a little ahead");
        assert_eq!(step_of(&secret, "005924", now + 2 * STEP, 0), None);
        for other in ["", "005925", "5924", "0059240", "００５９２４"] {
            assert_eq!(step_of(&secret, other, now, 0), None, "{other}");
        }
    }

    #[test]
    fn a_secret_is_read_as_people_type_it() {
        let text = write(RFC);
        assert_eq!(text, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert_eq!(read("gezd gnbv gy3t qojq-gezd gnbv gy3t qojq").as_deref(), Some(&RFC[..]));
        for bad in ["", "GEZDGNBV", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ1", &text.repeat(2)] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}

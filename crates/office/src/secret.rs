//! The secret of one-tap links, reply codes and of what is pushed to programs: a key beside the database, and what follows from it for a letter.

use crate::clock::Entropy;
use crate::error::{Error, Result};
use crate::keys::KeyFile;
use crate::store::Store;
use std::path::Path;

/// Bytes of a token.
const TOKEN: usize = 16;

/// The secret of a district's links.
pub(crate) struct Secret(proof::Digest);

impl Secret {
    /// Reads the secret.
    ///
    /// # Errors
    /// As [`KeyFile::read`].
    pub fn read(dir: &Path, store: &Store) -> Result<Secret> {
        KeyFile::Notices.read(dir, store).map(Secret)
    }

    /// As [`Secret::read`]; none when no letter was ever sent from here.
    pub fn known(dir: &Path, store: &Store) -> Result<Option<Secret>> {
        match Secret::read(dir, store) {
            Err(Error::File(_, error)) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            read => read.map(Some),
        }
    }

    /// Reads the secret, or makes one when there never was one.
    ///
    /// # Errors
    /// As [`KeyFile::made`].
    pub fn made(dir: &Path, store: &Store, entropy: &mut dyn Entropy) -> Result<Secret> {
        KeyFile::Notices.made(dir, store, entropy).map(Secret)
    }

    /// The token of a letter: HMAC-SM3 over notice and household, its first 16 bytes in hexadecimal.
    pub fn token(&self, notice: &str, household: &str) -> String {
        proof::hex::write(&self.mac("link", notice, household)[..TOKEN])
    }

    /// The reply code of a letter: six digits.
    pub fn code(&self, notice: &str, household: &str) -> String {
        let mac = self.mac("code", notice, household);
        let number = mac[..8].iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        format!("{:06}", number % 1_000_000)
    }

    /// What is kept of a reply code, sent or come back: six digits are tried out in a moment, unless a key stands before
    /// them.
    pub fn code_digest(&self, notice: &str, household: &str, code: &str) -> String {
        proof::hex::write(&self.mac(&format!("code-digest {}", code.trim()), notice, household))
    }

    /// The key by which what is pushed to an address is signed.
    pub fn webhook(&self, number: i64, added: i64, address: &str) -> proof::Digest {
        self.mac(&format!("webhook {number} {added}"), address, "")
    }

    fn mac(&self, what: &str, notice: &str, household: &str) -> proof::Digest {
        // Lengths first, so that no two pairs give the same text.
        let text =
            format!("duheng-notice 1 {what} {} {}\n{notice}{household}", notice.len(), household.len());
        proof::hmac_sm3(&self.0, text.as_bytes())
    }
}

/// What a one-tap address carries: notice, household, token, between them `~~`, which no part holds.
pub(crate) fn address(notice: &str, household: &str, token: &str) -> String {
    format!("{}~~{}~~{token}", notice.replace('~', "~-"), household.replace('~', "~-"))
}

/// The way back from [`address`].
pub(crate) fn parts(address: &str) -> Option<(String, String, &str)> {
    let (notice, rest) = address.split_once("~~")?;
    let (household, token) = rest.split_once("~~")?;
    Some((notice.replace("~-", "~"), household.replace("~-", "~"), token))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_gives_back_what_it_was_made_of() {
        for (notice, household) in [("T1", "H1"), ("a~b", "~~"), ("~", "-~0"), ("四知-1", "样例-1")] {
            let made = address(notice, household, "00ff");
            assert_eq!(parts(&made), Some((notice.to_owned(), household.to_owned(), "00ff")), "{made}");
        }
        assert_eq!(parts("T1~H1"), None);
    }

    #[test]
    fn tokens_and_codes_differ_by_household_and_secret() {
        let (one, other) = (Secret([1; 32]), Secret([2; 32]));
        assert_eq!(one.token("T1", "H1"), one.token("T1", "H1"));
        assert_ne!(one.token("T1", "H1"), other.token("T1", "H1"));
        assert_ne!(one.token("T1", "H1"), one.token("T", "1H1"));
        assert_ne!(one.code("T1", "H1"), one.code("T1", "H2"));
        assert_eq!(one.code("T1", "H1").len(), 6);
        let digest = |secret: &Secret, household| secret.code_digest("T1", household, "123456");
        assert_eq!(digest(&one, "H1"), one.code_digest("T1", "H1", " 123456 "));
        assert_ne!(digest(&one, "H1"), digest(&other, "H1"));
        assert_ne!(digest(&one, "H1"), digest(&one, "H2"));
        assert_ne!(digest(&one, "H1"), one.code_digest("T1", "H1", "123457"));
    }
}

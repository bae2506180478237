//! What providers say, read without a provider: by this the readers are tried over damaged bytes. Nobody else asks here.

use crate::ldap::{Filter, answers};
use crate::oidc::believed_of;

/// Reads what a directory sends: the answer to one question, then what a search brings. Says in a few words what came of it.
///
/// ```
/// // RFC 4511: message 1, the answer to a bind with the code 49 (invalidCredentials).
/// let refused = [0x30, 12, 2, 1, 1, 0x61, 7, 10, 1, 49, 4, 0, 4, 0];
/// assert_eq!(identity::said::by_directory(&refused), "49 None; ");
/// ```
pub fn by_directory(bytes: &[u8]) -> String {
    answers(bytes)
}

/// Reads a filter as an operator writes it, and says how long it is as sent with a name in it.
pub fn by_operator(filter: &str) -> Option<usize> {
    Filter::parse(filter).map(|filter| filter.of("样例").len())
}

/// Reads the keys of a provider on the first line (JWKS) and a token on the second, and says who it is said to be and to whom at the
/// second `now`, if it is to be believed by the issuer `https://id`, for `duheng`, in the attempt `n`.
///
/// # Errors
/// Why it is not to be believed.
pub fn by_provider(text: &str, now: i64) -> Result<String, &'static str> {
    let (keys, token) = text.split_once('\n').ok_or("看不懂")?;
    believed_of(keys, token.trim_end(), now)
}

//! One attempt to sign in: what the browser keeps while it is away, and what follows from it.

use base64ct::{Base64UrlUnpadded, Encoding};
use ring::digest::{SHA256, digest};

/// One attempt. Everything follows from a secret that the browser alone keeps, so that the server keeps nothing and nobody can fill it; what
/// goes out over addresses leads not back to it.
///
/// ```
/// use identity::Attempt;
/// let (one, other) = (Attempt::of("gov", "a secret"), Attempt::of("gov", "another"));
/// assert!(one.is_of(&one.state()) && !one.is_of(&other.state()) && !one.is_of(""));
/// assert_ne!(Attempt::of("wecom", "a secret").state(), one.state());
/// ```
pub struct Attempt {
    provider: String,
    secret: String,
}

impl Attempt {
    /// The attempt with a provider that has a secret.
    pub fn of(provider: &str, secret: &str) -> Attempt {
        Attempt { provider: provider.to_owned(), secret: secret.to_owned() }
    }

    fn follows(&self, purpose: &str) -> String {
        let text = format!("duheng {purpose} {} {}", self.provider, self.secret);
        Base64UrlUnpadded::encode_string(digest(&SHA256, text.as_bytes()).as_ref())
    }

    /// What the provider sends back with the browser: that it is the same one.
    pub fn state(&self) -> String {
        self.follows("state")
    }

    /// Whether a state is this attempt's.
    pub fn is_of(&self, state: &str) -> bool {
        let own = self.state();
        // Where they differ is nobody's to measure.
        let differ = own.bytes().zip(state.bytes()).fold(0, |sum, (one, other)| sum | (one ^ other));
        own.len() == state.len() && differ == 0
    }

    /// What the provider signs: that the token is of this attempt.
    pub(super) fn nonce(&self) -> String {
        self.follows("nonce")
    }

    /// What shows that the code is given in by who asked for it (RFC 7636).
    pub(super) fn verifier(&self) -> String {
        self.follows("verifier")
    }

    /// What the provider knows the verifier by.
    pub(super) fn challenge(&self) -> String {
        Base64UrlUnpadded::encode_string(digest(&SHA256, self.verifier().as_bytes()).as_ref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_goes_out_is_the_same_as_another() {
        let one = Attempt::of("gov", "secret");
        let all = [one.state(), one.nonce(), one.verifier(), one.challenge()];
        assert!(
            all.iter().all(|text| text.len() == 43 && all.iter().filter(|other| *other == text).count() == 1)
        );
    }
}

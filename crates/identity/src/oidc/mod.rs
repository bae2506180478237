//! OpenID Connect: the code flow with PKCE. A browser is led to the provider, comes back with a code, and the code is given in for a
//! signed token that says who it is.

mod asked;
mod attempt;
mod keys;
mod token;

use asked::{Known, Metadata};
use courier::encoded;
use serde_json::Value;
use std::fmt;
use std::sync::{Arc, Mutex};
use token::Expected;
use wire::Trust;

pub use attempt::Attempt;
pub(crate) use token::believed_of;

/// What a district says of a provider.
pub(crate) struct Client {
    /// Its name in addresses.
    pub id: String,
    /// What stands on the button.
    pub label: String,
    pub issuer: String,
    pub client_id: String,
    /// What proves to the provider that it is us; a client without one relies on PKCE.
    pub secret: Option<String>,
    /// What is asked for, with spaces between.
    pub scopes: String,
    /// The claim that says who somebody is.
    pub subject: String,
    /// The claim by which an account is found at the first time.
    pub claim: Option<String>,
    pub trust: Option<Trust>,
}

/// A provider.
pub struct Oidc {
    client: Client,
    known: Mutex<Known>,
}

/// What a browser brings back from the provider.
#[derive(Clone, Debug, Default)]
pub struct Returned {
    /// The code to be given in.
    pub code: String,
    /// What was sent along.
    pub state: String,
    /// What the provider refused, in its own short word; empty when nothing.
    pub error: String,
    /// Which provider it is (RFC 9207); empty where none says so.
    pub iss: String,
}

/// Who somebody is to a provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identified {
    /// What names him there, for ever.
    pub subject: String,
    /// What the account is found by at the first time, where the settings name a claim and it is given.
    pub claim: Option<String>,
}

/// Why nobody is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The provider could not be asked.
    Away(String),
    /// The provider says no, by this word.
    Denied(String),
    /// What came back is not to be believed: what is wrong with it.
    NotBelieved(&'static str),
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refused::Away(why) => write!(f, "统一身份认证现在问不到：{why}"),
            Refused::Denied(word) => write!(f, "统一身份认证没有同意：{word}"),
            Refused::NotBelieved(what) => write!(f, "统一身份认证的答复不可信：{what}"),
        }
    }
}

/// Longest word of a provider that is told on.
const LONGEST_WORD: usize = 60;

impl Oidc {
    pub(crate) fn new(client: Client) -> Oidc {
        Oidc { client, known: Mutex::new(Known::default()) }
    }

    /// Its name in addresses.
    pub fn id(&self) -> &str {
        &self.client.id
    }

    /// What stands on the button.
    pub fn label(&self) -> &str {
        &self.client.label
    }

    /// Where a browser is led to; `redirect` is the address to which it comes back.
    ///
    /// # Errors
    /// [`Refused::Away`].
    pub fn begin(&self, attempt: &Attempt, redirect: &str) -> Result<String, Refused> {
        let metadata = self.metadata()?;
        let fields = [
            ("response_type", "code"),
            ("client_id", &self.client.client_id),
            ("redirect_uri", redirect),
            ("scope", &self.client.scopes),
            ("state", &attempt.state()),
            ("nonce", &attempt.nonce()),
            ("code_challenge", &attempt.challenge()),
            ("code_challenge_method", "S256"),
        ];
        Ok(with_fields(&metadata.authorization_endpoint, &fields))
    }

    /// Who came back; `now` in seconds from 1970.
    ///
    /// # Errors
    /// As of [`Refused`].
    pub fn finish(
        &self,
        attempt: &Attempt,
        redirect: &str,
        returned: &Returned,
        now: i64,
    ) -> Result<Identified, Refused> {
        if !attempt.is_of(&returned.state) {
            return Err(Refused::NotBelieved("不是从本页开始的这一次（state）"));
        }
        if !returned.iss.is_empty() && returned.iss != self.client.issuer {
            return Err(Refused::NotBelieved("答复是别家的（iss）"));
        }
        if !returned.error.is_empty() {
            return Err(Refused::Denied(word(&returned.error)));
        }
        let metadata = self.metadata()?;
        let token = asked::exchange(&self.client, &metadata, &returned.code, redirect, &attempt.verifier())?;
        let key = self.key(&metadata, &token)?;
        let nonce = attempt.nonce();
        let (issuer, audience) = (self.client.issuer.as_str(), self.client.client_id.as_str());
        let claims = token::believed(&token, &key, &Expected { issuer, audience, nonce: &nonce, now });
        self.identified(&claims.map_err(Refused::NotBelieved)?)
    }

    /// Where a browser ends its visit to the provider too; none where the provider has no such place.
    pub fn leave(&self, back: &str) -> Option<String> {
        let metadata = self.metadata().ok()?;
        let end = metadata.end_session_endpoint.as_deref()?;
        let fields = [("client_id", self.client.client_id.as_str()), ("post_logout_redirect_uri", back)];
        Some(with_fields(end, &fields))
    }

    /// The key of a token.
    fn key(&self, metadata: &Metadata, token: &str) -> Result<keys::Key, Refused> {
        let header = token::header(token).map_err(Refused::NotBelieved)?;
        let key = asked::key(&self.client, &self.known, metadata, &header)?;
        key.ok_or(Refused::NotBelieved("签名的密钥不认识"))
    }

    fn metadata(&self) -> Result<Arc<Metadata>, Refused> {
        asked::metadata(&self.client, &self.known)
    }

    fn identified(&self, claims: &Value) -> Result<Identified, Refused> {
        let said = |name: &str| match claims.get(name) {
            Some(Value::String(text)) => Some(text.clone()),
            Some(Value::Number(number)) => Some(number.to_string()),
            _ => None,
        };
        let fits = |text: &String| !text.trim().is_empty() && text.len() <= 255;
        let subject = said(&self.client.subject).filter(fits);
        let subject = subject.ok_or(Refused::NotBelieved("没有说是谁"))?;
        Ok(Identified { subject, claim: self.client.claim.as_deref().and_then(said).filter(fits) })
    }
}

/// An address with fields behind its `?`.
fn with_fields(address: &str, fields: &[(&str, &str)]) -> String {
    let pairs: Vec<String> =
        fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    let joint = if address.contains('?') { '&' } else { '?' };
    format!("{address}{joint}{}", pairs.join("&"))
}

/// A short word of a provider, without what could lead a reader astray.
fn word(said: &str) -> String {
    said.chars().filter(|letter| letter.is_ascii_graphic()).take(LONGEST_WORD).collect()
}

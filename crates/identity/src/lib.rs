//! Who somebody is, asked of a provider outside (统一身份): OpenID Connect, by which a browser is led to the provider and back, and
//! LDAP, which is shown the password that was typed here.
//!
//! This room answers with a subject (标识) and nothing else: whose account that is, and what he may do, the office knows. It keeps
//! nothing, draws no chance and looks at no calendar: secrets of an attempt and the time come as arguments.
//!
//! *Norms.* OpenID Connect Core 1.0 (2014, errata 2), Discovery 1.0, RFC 6749, 7515–7519, 7636 (PKCE), 9207; RFC 4511, 4513–4515 (LDAP).
//!
//! ```
//! // A folder without the file `identity.toml` has passwords of its own alone.
//! let none = identity::Providers::read(std::path::Path::new("/nowhere")).unwrap();
//! assert!(none.oidc.is_empty() && none.ldap.is_none());
//! ```

mod ldap;
mod oidc;
mod profile;
#[doc(hidden)]
pub mod said;
mod settings;

pub use ldap::{Ldap, Shown};
pub use oidc::{Attempt, Identified, Oidc, Refused, Returned};
pub use settings::{Providers, files};

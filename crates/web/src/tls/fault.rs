//! What speaks against a certificate or its key.

use std::fmt;
use std::path::{Path, PathBuf};

use super::super::language::Language;
use super::super::words::say;

/// Why a certificate and its key are not taken.
#[derive(Debug)]
pub enum TlsFault {
    /// A file cannot be read.
    Unreadable(PathBuf, std::io::Error),
    /// There is no certificate in the file.
    NoCertificate(PathBuf),
    /// There is no private key in the file.
    NoKey(PathBuf),
    /// Others than its owner may read the key; its mode.
    OpenKey(PathBuf, u32),
    /// The key is another certificate's.
    NotOfEachOther,
    /// The certificate is over since a moment.
    Expired(String),
    /// The certificate begins at a moment.
    NotYet(String),
    /// What else the library for TLS says.
    NotUsable(String),
}

impl TlsFault {
    pub(super) fn unreadable(path: &Path) -> impl FnOnce(std::io::Error) -> TlsFault {
        let path = path.to_owned();
        move |why| TlsFault::Unreadable(path, why)
    }

    /// What it is, in a language.
    pub(crate) fn told(&self, language: Language) -> String {
        let words = language.words();
        let named = |sentence: &str, path: &Path| say(sentence, &[&path.display().to_string()]);
        match self {
            TlsFault::Unreadable(path, why) => {
                say(words.tls_unreadable, &[&path.display().to_string(), &why.to_string()])
            }
            TlsFault::NoCertificate(path) => named(words.tls_no_certificate, path),
            TlsFault::NoKey(path) => named(words.tls_no_key, path),
            TlsFault::OpenKey(path, mode) => {
                say(words.tls_open_key, &[&path.display().to_string(), &format!("{mode:o}")])
            }
            TlsFault::NotOfEachOther => words.tls_not_of_each_other.to_owned(),
            TlsFault::Expired(when) => say(words.tls_expired, &[when]),
            TlsFault::NotYet(when) => say(words.tls_not_yet, &[when]),
            TlsFault::NotUsable(why) => say(words.tls_not_usable, &[why]),
        }
    }
}

impl fmt::Display for TlsFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.told(Language::Chinese), self.told(Language::English))
    }
}

impl std::error::Error for TlsFault {}

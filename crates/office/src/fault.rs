//! What an engine says when it refuses, in kinds that all engines share.

use std::fmt;

/// What kind of refusal it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// Somebody else writes, longer than we wait.
    Busy,
    /// Something like it is there already.
    Conflict,
    /// What is stored is not of the kind that was stored.
    Shape,
    /// The engine says itself that its file is damaged.
    Corrupt,
    /// Nothing was written: the same can be done again.
    Again,
    /// The connection broke off; whether something was kept has to be looked up.
    Lost,
    /// Anything else.
    Other,
}

/// A refusal (拒绝) of the database: its kind, and what the engine says of it. No values that people wrote stand in it.
///
/// ```
/// use office::{Fault, FaultKind};
/// let fault = Fault::of(FaultKind::Busy, "database is locked");
/// assert_eq!(fault.kind(), FaultKind::Busy);
/// assert_eq!(fault.to_string(), "database is locked");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    kind: FaultKind,
    said: String,
}

impl Fault {
    /// A refusal of a kind.
    pub fn of(kind: FaultKind, said: impl Into<String>) -> Fault {
        Fault { kind, said: said.into() }
    }

    /// Its kind.
    pub fn kind(&self) -> FaultKind {
        self.kind
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said)
    }
}

impl std::error::Error for Fault {}

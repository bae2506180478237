//! What an answer stands on.

use serde::Serialize;

/// A moment of the journal that an answer stands on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Standing {
    /// Number of entries that were known.
    pub size: u64,
    /// Number of entries now.
    pub now: u64,
    /// Root over the known entries, hexadecimal.
    pub root: String,
    /// Time of the last known entry, RFC 3339; empty for an empty journal.
    pub time: String,
}

/// An answer with the moment of the journal that it stands on. The answer itself is shared by all who ask for it.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Known{T}"))]
pub struct Known<T: Serialize> {
    /// What it stands on.
    pub standing: Standing,
    /// The answer.
    #[serde(flatten, serialize_with = "shared")]
    #[cfg_attr(feature = "schema", schemars(with = "T"))]
    pub what: std::sync::Arc<T>,
}

impl<T: Serialize> std::ops::Deref for Known<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.what
    }
}

fn shared<T: Serialize, S: serde::Serializer>(
    what: &std::sync::Arc<T>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    T::serialize(what, serializer)
}

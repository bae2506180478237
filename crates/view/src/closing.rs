//! What acts upon what stands already did: erasing, adopting, closing.

use crate::Known;
use finding::Finding;
use serde::Serialize;

/// What a lawful erasure did.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ErasureOutcome {
    /// The entry that erased; none when nothing was.
    pub entry: Option<u64>,
    /// Other entries of the same row that still have content.
    pub others: Vec<u64>,
    /// What speaks against it.
    pub findings: Vec<Finding>,
}

/// What the adoption of a pack did.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AdoptionOutcome {
    /// Id of the pack.
    pub pack: String,
    /// The year that it was adopted for.
    pub year: i32,
    /// The entry; none when nothing was adopted.
    pub entry: Option<u64>,
    /// How its definitions differ from those in force for the year before.
    pub changes: Vec<PackChange>,
    /// What speaks against it.
    pub findings: Vec<Finding>,
}

/// A definition that differs between two packs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PackChange {
    /// Form and id: indicators/inclusive-share.
    pub definition: String,
    /// How.
    pub change: DefinitionChange,
}

/// How a definition differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum DefinitionChange {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// Its text differs.
    Changed,
}

/// What closing a year did.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClosingOutcome {
    /// The year.
    pub year: i32,
    /// The entry; none when it was not closed.
    pub entry: Option<u64>,
    /// Values frozen.
    pub values: usize,
    /// Sentences frozen.
    pub sentences: usize,
    /// What speaks against it.
    pub findings: Vec<Finding>,
}

/// A closed year, and what would be otherwise since.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClosedView {
    /// The year.
    pub year: i32,
    /// The entry that closed it.
    pub entry: u64,
    /// When, RFC 3339.
    pub at: String,
    /// Number of entries that the submitted state stands on.
    pub size: u64,
    /// Whether the submitted state, computed again, gives what was frozen.
    pub kept: bool,
    /// Values that would be otherwise now.
    pub changes: Vec<SinceClosed>,
}

/// A value that would be otherwise since its year was closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SinceClosed {
    /// Id of the indicator.
    pub id: String,
    /// Its name.
    pub name: String,
    /// As it was submitted.
    pub was: String,
    /// As it would be now.
    pub now: String,
}

/// An answer about a year, with what would be otherwise since the year was closed.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Submitted<T: Serialize> {
    /// The answer, of a closed year as it was submitted.
    #[serde(flatten)]
    pub answer: Known<T>,
    /// When it was closed; none of an open year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed: Option<ClosedView>,
}

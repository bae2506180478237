//! Evidence (佐证材料) of a row.

use crate::RowRef;
use serde::Serialize;

/// A file attached to a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EvidenceView {
    /// SM3 of its bytes.
    pub digest: String,
    /// What it is called.
    pub name: String,
    /// What it is.
    pub kind: String,
    /// Whether it is a picture.
    pub picture: bool,
    /// Its bytes.
    pub size: u64,
    /// From when it holds.
    pub from: Option<String>,
    /// Until when it holds.
    pub until: Option<String>,
    /// Whether it holds today.
    pub holds: bool,
    /// When it was attached.
    pub day: String,
    /// Who attached it.
    pub by: String,
    /// A remark.
    pub note: String,
    /// Other rows to which the same file is attached, as far as they are seen.
    pub others: Vec<RowRef>,
    /// How many there are that are not seen.
    pub unseen: u64,
}

/// What became of a file that was to be attached.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AttachedView {
    /// SM3 of its bytes; empty when it was refused.
    pub digest: String,
    /// The first entry; none when nothing was recorded.
    pub entry: Option<u64>,
    /// What speaks against it.
    pub findings: Vec<finding::Finding>,
}

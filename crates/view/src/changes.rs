//! What changed since an entry of the journal.

use crate::RowView;
use serde::Serialize;

/// The rows that a stretch of the journal changed, each as it is now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChangesView {
    /// The first entry looked at.
    pub since: u64,
    /// The entry before which was looked: where the next question begins.
    pub until: u64,
    /// Number of entries of the journal.
    pub size: u64,
    /// Whether there is more to ask for at once.
    pub more: bool,
    /// A text that changes when whoever asks comes to see other rows by his roles, or the definitions change: a copy is then
    /// begun anew from entry 0.
    pub scope: String,
    /// The rows, in the order of their last change among these entries.
    pub changes: Vec<ChangeView>,
}

/// A row that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChangeView {
    /// Id of the register.
    pub register: String,
    /// Number of the row for good.
    pub number: u64,
    /// The entry with which it changed last, among those looked at.
    pub entry: u64,
    /// The row as it is now; none when it is gone.
    pub row: Option<RowView>,
}

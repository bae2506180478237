//! Sentences of the report that acts have changed.

use serde::Serialize;

/// The sentences of the report that read otherwise than at an earlier moment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MovedView {
    /// The end of that day, 2022-12-30: what is shown is held against what stood then. Of a closed year the day of its closing: what
    /// was submitted is shown, and held against what would be written now.
    pub since: String,
    /// Whether the year is closed.
    pub closed: bool,
    /// The sentences, in the order of the report.
    pub sentences: Vec<MovedSentence>,
}

/// A sentence that reads otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MovedSentence {
    /// Id of the paragraph in which it stands.
    pub id: String,
    /// As the report shows it; empty when it is not in it.
    pub shown: String,
    /// As it was, or of a closed year as it would be now; empty when there is none.
    pub other: String,
}

/// What acts made of an indicator since it was verified.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReopenedView {
    /// As it was verified.
    pub was: String,
    /// As it is now.
    pub now: String,
}

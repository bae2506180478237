//! What every definition says of itself, and how sure its ground is.

use crate::states::states;
use serde::Serialize;

states! {
    /// How sure the ground of a definition or a threshold is.
    Status {
        /// 已核: seen in the document itself.
        Confirmed = "confirmed",
        /// Seen only in somebody's rendering of it.
        Secondary = "secondary",
        /// From memory; the document was not seen.
        Recalled = "recalled",
        /// 推算: computed or inferred from known facts.
        Derived = "derived",
        /// 本地: a rule of this district.
        Local = "local",
        /// 非官方: a placeholder without official standing.
        Unofficial = "unofficial",
    }
}

/// A document and how sure it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SourceView {
    /// Title or number.
    pub document: String,
    /// How sure.
    pub status: Status,
}

/// The card of a form of work: what it is called, who answers for it, on what ground.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Card {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// The unit that answers for it.
    pub owner: String,
    /// The document behind it.
    pub source: SourceView,
    /// Mechanisms it serves: S17.
    pub mechanisms: Vec<String>,
    /// What exactly it means.
    pub note: Option<String>,
}

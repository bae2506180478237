//! Documents about a row.

use serde::Serialize;

/// A document that a row gives (文书).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InstrumentView {
    /// Id of its definition.
    pub id: String,
    /// Its name: 责令整改通知书.
    pub name: String,
    /// Fields that it shows and that are empty: it cannot be issued before they are filled.
    pub lacking: Vec<String>,
}

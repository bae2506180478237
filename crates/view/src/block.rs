//! A block of rows as somebody pastes it: what each row would do, or did, and what is said of its cells.

use crate::states::states;
use finding::Grade;
use serde::Serialize;

states! {
    /// What becomes of a row of a block.
    RowFate {
        /// A row of a key that has none.
        New = "new",
        /// Other values for a row that is there.
        Changed = "changed",
        /// A row that says the same is there.
        Same = "same",
        /// It is not recorded as it stands.
        Wrong = "wrong",
        /// It is no row: blank, a total, a signature.
        Left = "left",
    }
}

/// A block of rows, checked or recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BlockView {
    /// Names of the columns, as they were read.
    pub header: Vec<String>,
    /// Cells of the rows, as they were read.
    #[serde(skip)]
    pub cells: Vec<Vec<String>>,
    /// What is said of each row, in the order given.
    pub rows: Vec<BlockRow>,
    /// First entry written; none when nothing was recorded.
    pub first_entry: Option<u64>,
    /// Entries written.
    pub entries: u64,
    /// How many rows are new, change others, say what is there, and are refused.
    pub new: u64,
    /// Rows that change others.
    pub changed: u64,
    /// Rows that are there already.
    pub same: u64,
    /// Rows that are refused.
    pub wrong: u64,
    /// Whether a reason is asked for what is implausible.
    pub reason: bool,
    /// What is said of no row.
    pub said: Vec<BlockWord>,
}

/// A row of a block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BlockRow {
    /// What becomes of it.
    pub fate: RowFate,
    /// The row that is there, or that was recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<u64>,
    /// The entry that made that row what it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seen: Option<u64>,
    /// Whether what is there is not what the giver saw.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub stale: bool,
    /// Of the columns that differ, what stands in the row that is there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<(usize, String)>,
    /// What is said of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub said: Vec<BlockWord>,
}

/// Something said of a cell, a row or a block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BlockWord {
    /// The column, from 0; none when it is said of the whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<usize>,
    /// How grave it is.
    pub grade: Grade,
    /// The sentence, with what to do.
    pub text: String,
}

/// Rows that are there, to be put into a grid.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BlockText {
    /// Names of the columns.
    pub header: Vec<String>,
    /// Cells; what is masked is empty.
    pub rows: Vec<Vec<String>>,
    /// Number and entry of each row that is there as it stands; none of rows that are made of others.
    pub seen: Vec<(u64, u64)>,
    /// Whether there were more.
    pub more: bool,
}

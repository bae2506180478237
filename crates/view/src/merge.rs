//! What a report that came back from a word processor came to.

use crate::states::states;
use finding::Finding;
use serde::Serialize;

/// What merging a report that came back did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MergeOutcome {
    /// The year of the report.
    pub year: i32,
    /// What was changed, in the order of the report.
    pub changed: Vec<MergeChange>,
    /// Wordings that are new.
    pub wordings: u64,
    /// Figures that came back as others and are to be answered.
    pub contests: u64,
    /// The first entry; none when nothing was recorded.
    pub entry: Option<u64>,
    /// What speaks against it, and what was not kept.
    pub findings: Vec<Finding>,
}

/// Sentences that came back otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MergeChange {
    /// Id of the paragraph or point; empty of a paragraph that the report does not have.
    pub passage: String,
    /// Line of the text that came back, from 1; none of what is gone.
    pub line: Option<u32>,
    /// What was printed.
    pub was: String,
    /// What came back.
    pub now: String,
    /// What becomes of it.
    pub fate: MergeFate,
}

states! {
    /// What becomes of a change that came back.
    MergeFate {
        /// 保留措辞: the next report of the year prints it.
        Kept = "kept",
        /// 数字不收: a figure was changed.
        Refused = "refused",
        /// 数字待答: a figure is said to be otherwise, and somebody has to answer.
        Contested = "contested",
        /// 移了位置: told, and left where the outline has it.
        Moved = "moved",
        /// 没有收下: told.
        NotKept = "not-kept",
    }
}

//! What of a form of work stands on paper (纸本).

use crate::Written;

/// A table of a form as it is printed, written under `[[print]]`. A form without any prints its own table with the columns that are
/// usual for its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printing {
    /// Which table of the form: its family, 在岗. The first when not written.
    pub table: Option<Written>,
    /// Words above it.
    pub title: Option<Written>,
    /// The columns in their order; 案件.事由 is a field of the row that 案件 points to. Those that are usual when empty.
    pub columns: Vec<Written>,
    /// The column whose values stand side by side, and the one that stands below each of them: 期间 and 状态.
    pub across: Option<(Written, Written)>,
}

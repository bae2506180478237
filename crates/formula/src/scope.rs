//! Where a formula stands.

use crate::kind::Kind;

/// Where a formula stands, and so which names it may use.
#[derive(Clone, Debug, PartialEq)]
pub enum Scope {
    /// An indicator: fields appear inside aggregates only.
    Indicator {
        /// Fields by which it is computed group by group, each a field of every register aggregated, perhaps through a
        /// reference: `学段`, `学校.城乡`. Empty for one value.
        by: Vec<String>,
    },
    /// A computed field or a check: bare names are fields of the row.
    Row {
        /// The register.
        register: String,
    },
    /// A condition over an indicator's value: `结果 >= 参数.差异系数上限(学段)`.
    Verdict {
        /// What 结果 is.
        result: Kind,
        /// The fields by which the indicator is grouped.
        by: Vec<String>,
    },
}

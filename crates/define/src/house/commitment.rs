//! Commitments (工作承诺): what the next steps of the report are drawn from.

use super::house;
use crate::Date;

house! {
    /// A commitment to work that is still to be done.
    Commitment = "工作承诺" {
        /// Which part of the next steps it belongs to.
        CATEGORY category: String = "类别",
        /// What is promised.
        CONTENT content: String = "内容",
        /// Who answers for it.
        UNIT unit: String = "责任单位",
        /// Until when.
        DUE due: Option<Date> = "期限",
        /// How far it is.
        STATE state: String = "状态",
    }
}

impl Commitment {
    /// The state of one that was kept.
    pub const DONE: &str = "已完成";
}

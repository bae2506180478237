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
        /// When it was made.
        MADE made: Option<Date> = "提出日期",
    }
}

impl Commitment {
    /// The stage of one that is carried over into the next year.
    pub const CARRIED: &str = "上轮整改";
}

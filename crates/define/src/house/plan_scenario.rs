//! Scenarios of plans (规划情景): what is asked of one, and which one was adopted.

use super::house;
use quantity::Decimal;

house! {
    /// A scenario of a plan.
    PlanScenario = "规划情景" of PLAN {
        /// What it is called by.
        ID id: String = "编号",
        /// Its name.
        NAME name: String = "名称",
        /// The plan.
        PLAN plan: String = "规划",
        /// The first year looked at.
        FROM from: Option<u64> = "起始年",
        /// The last year.
        TO to: Option<u64> = "终止年",
        /// The year from which everything must be as the rules have it.
        DUE due: Option<u64> = "达标年",
        /// Most that may be spent, in yuan.
        BUDGET budget: Option<Decimal> = "预算",
        /// How it stands.
        STATE state: String = "状态",
    }
}

impl PlanScenario {
    /// The state of the one that holds.
    pub const ADOPTED: &str = "采用";
    /// The state of those that are compared with it.
    pub const COMPARED: &str = "比选";
    /// The state of one that is no longer looked at.
    pub const DROPPED: &str = "作废";
}

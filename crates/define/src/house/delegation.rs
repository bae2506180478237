//! Delegations (委托): who acts for whom, in which role, for how long.

use super::house;
use crate::Date;

house! {
    /// A person acts for another.
    Delegation = "委托" of ROLE {
        /// Who delegates.
        GIVER giver: String = "委托人",
        /// Who acts for him.
        TAKER taker: String = "受托人",
        /// In which role, by name.
        ROLE role: String = "角色",
        /// First day.
        FROM from: Option<Date> = "起始日期",
        /// Last day.
        TO to: Option<Date> = "截止日期",
        /// Whether what waits already goes along: 是, or from the first day on alone.
        PRESENT present: String = "连同待办",
        /// Why.
        REASON reason: String = "理由",
    }
}

impl Delegation {
    /// What 连同待办 says of one that takes what waits along.
    pub const ALONG: &str = "是";
}

//! Security events (安全记录): who signed in, whom nobody let in, what was done with accounts, which deeds were refused.

use super::house;
use crate::Date;

house! {
    /// Something that whoever watches over the office wants to know.
    SecurityEvent = "安全记录" {
        /// Its number: that of the entry that tells it.
        NUMBER number: Option<u64> = "记录号",
        /// The day.
        DAY day: Option<Date> = "日期",
        /// What happened.
        WHAT what: String = "事项",
        /// Whom it is about.
        PERSON person: String = "何人",
        /// By whom, when somebody else did it.
        BY by: String = "经办人",
        /// What it was about: a register, an account.
        OVER over: String = "所涉",
        /// Why, in words.
        REASON reason: String = "说明",
        /// How often on that day.
        NTH nth: Option<u64> = "当日次数",
    }
}

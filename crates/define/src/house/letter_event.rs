//! What happened to letters (信件动态).

use super::house;
use crate::Date;

house! {
    /// An event of a letter.
    LetterEvent = "信件动态" {
        /// Number of the notice.
        NOTICE notice: String = "通知",
        /// The household.
        HOUSEHOLD household: String = "家庭",
        /// Its place in the order, from 1.
        ORDER order: Option<u64> = "序",
        /// What happened.
        EVENT event: String = "事件",
        /// On which rung of the ladder.
        RUNG rung: Option<u64> = "级次",
        /// The how manieth attempt there.
        ATTEMPT attempt: Option<u64> = "次",
        /// By which channel.
        CHANNEL channel: String = "渠道",
        /// The day.
        DAY day: Option<Date> = "日期",
        /// The time: 2022-07-02T09:00:00+08:00.
        AT at: String = "时刻",
        /// By which way it was acknowledged.
        WAY way: String = "方式",
        /// The token, or the digest of the code.
        GIVEN given: String = "凭据",
        /// Who recorded it.
        BY by: String = "经办人",
        /// On whose list it is.
        PERSON person: String = "责任人",
        /// Why, in words.
        NOTE note: String = "说明",
    }
}

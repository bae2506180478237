//! Letters (信件): one for each household of a notice.

use super::house;
use crate::Date;

house! {
    /// A letter to a household.
    Letter = "信件" {
        /// Number of the notice.
        NOTICE notice: String = "通知",
        /// The household.
        HOUSEHOLD household: String = "家庭",
        /// Where the household belongs.
        UNIT unit: String = "归属",
        /// Keys of the recipients' rows that are this household, joined by 、.
        MEMBERS members: String = "成员",
        /// The day on which it was written.
        DAY day: Option<Date> = "日期",
        /// The named person of the last rung.
        PERSON person: String = "责任人",
        /// SM3 of the token.
        TOKEN token: String = "令牌摘要",
        /// The digest of the reply code under the notice key.
        CODE code: String = "应答码摘要",
        /// The message, when it differs from household to household.
        BODY body: String = "正文",
    }
}

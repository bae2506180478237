//! Notices sent (通知).

use super::house;
use crate::Date;

house! {
    /// A notice as it was sent.
    Notice = "通知" {
        /// Its number.
        NUMBER number: String = "通知编号",
        /// Id of the definition.
        DEFINITION definition: String = "定义",
        /// The heading.
        TITLE title: String = "标题",
        /// The message with its placeholders.
        BODY body: String = "正文",
        /// Households frozen.
        HOUSEHOLDS households: Option<u64> = "户数",
        /// The day.
        DAY day: Option<Date> = "日期",
        /// The time.
        AT at: String = "时刻",
        /// Who sent it.
        BY by: String = "发件人",
    }
}

//! Terms of the school year (学期).

use super::house;
use crate::Date;

house! {
    /// A term.
    Term = "学期" {
        /// Its name.
        NAME name: String = "名称",
        /// Its first day.
        FROM from: Option<Date> = "开学日期",
        /// Its last day.
        TO to: Option<Date> = "放假日期",
    }
}

//! Nil reports (零报告): nothing happened, says a named person.

use super::house;
use crate::Date;

house! {
    /// A report that in a period nothing happened.
    NilReport = "零报告" of DUTY {
        /// Id of the duty.
        DUTY duty: String = "期",
        /// The unit that reports.
        UNIT unit: String = "单位",
        /// The period.
        PERIOD period: String = "期间",
        /// The day on which it was reported.
        DAY day: Option<Date> = "日期",
        /// Who reports it.
        BY by: String = "报告人",
    }
}

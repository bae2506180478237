//! Extensions (延期) of duties and of cases.

use super::house;
use crate::Date;

house! {
    /// More time, approved by a named person before the old time was up.
    Extension = "延期" of FORM {
        /// Id of the duty or loop.
        FORM form: String = "形",
        /// The period of the duty, or the number of the case.
        MATTER matter: String = "事项",
        /// The unit that asked.
        UNIT unit: String = "单位",
        /// Until when.
        UNTIL until: Option<Date> = "新期限",
        /// Why.
        REASON reason: String = "理由",
        /// Who approved it.
        BY by: String = "批准人",
        /// When that was.
        APPROVED approved: Option<Date> = "批准日期",
    }
}

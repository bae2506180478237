//! What speaks for rows that looked implausible (存疑说明).

use super::house;
use crate::Date;

house! {
    /// Why a row was recorded though a check doubted it: given by whoever recorded it.
    Doubt = "存疑说明" {
        /// Name of the register of the row.
        REGISTER register: String = "存疑台账",
        /// Key of the row.
        KEY key: String = "存疑行",
        /// What was doubted.
        SENTENCE sentence: String = "疑点",
        /// Why it holds all the same.
        REASON reason: String = "说明",
        /// Who said so.
        BY by: String = "说明人",
        /// On which day.
        DAY day: Option<Date> = "说明日期",
    }
}

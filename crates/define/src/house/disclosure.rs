//! Disclosures (查看记录): who looked at what is masked, when and why.

use super::house;
use crate::Date;

house! {
    /// Somebody looked at the sensitive cells of a row.
    Disclosure = "查看记录" {
        /// The register.
        REGISTER register: String = "所看台账",
        /// The number of its row.
        ROW row: Option<u64> = "所看行",
        /// The how manieth look at it, from 1.
        NTH nth: Option<u64> = "次",
        /// Who looked.
        BY by: String = "查看人",
        /// The day.
        DAY day: Option<Date> = "日期",
        /// Why.
        REASON reason: String = "事由",
    }
}

//! Verified points (得分核定): what a reviewer finds an indicator worth, beside what was computed of it.

use super::house;
use crate::Date;
use quantity::Decimal;

house! {
    /// A reviewer's decision on the points of one indicator.
    Verification = "得分核定" {
        /// Id of the indicator.
        INDICATOR indicator: String = "核定指标",
        /// Who filed the self-evaluation of it.
        FILED filed: String = "自评人",
        /// The points found.
        POINTS points: Option<Decimal> = "核定得分",
        /// Why.
        REASON reason: String = "理由",
        /// Who found so: another than who filed it.
        BY by: String = "核定人",
        /// On which day.
        DAY day: Option<Date> = "核定日期",
    }
}

//! Sentences of a report as persons worded them (报告措辞).

use super::house;
use crate::Date;

house! {
    /// Sentences of a report as a person wrote them when it came back from a word processor.
    Wording = "报告措辞" {
        /// The year that the report is about.
        YEAR year: Option<u64> = "年度",
        /// Id of the paragraph or point.
        PASSAGE passage: String = "段落",
        /// The sentences as they followed from the outline.
        WAS was: String = "原句",
        /// As they were written.
        NOW now: String = "改句",
        /// Who wrote them.
        BY by: String = "改写人",
        /// On which day.
        DAY day: Option<Date> = "改写日期",
    }
}

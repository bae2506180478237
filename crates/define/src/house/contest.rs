//! Figures of a report that somebody says are otherwise (数字异议).

use super::house;
use crate::Date;

house! {
    /// A figure that came back as another one: somebody has to answer it, in fields that the pack adds.
    Contest = "数字异议" {
        /// The year that the report is about.
        YEAR year: Option<u64> = "年度",
        /// The figure: F26, or an indicator's id.
        FIGURE figure: String = "数字",
        /// As it was printed.
        PRINTED printed: String = "印出",
        /// As it came back; empty when it was struck out.
        SAYS says: String = "主张",
        /// Id of the paragraph or point.
        PASSAGE passage: String = "段落",
        /// The sentence in which it came back.
        SENTENCE sentence: String = "原话",
        /// Who said so.
        BY by: String = "提出人",
        /// On which day.
        DAY day: Option<Date> = "提出日期",
    }
}

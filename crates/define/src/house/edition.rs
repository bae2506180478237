//! Reports that were put forward (报告稿).

use super::house;
use crate::Date;

house! {
    /// A report as it was put forward to be checked and approved: what it stands on, and the digest of what will be frozen when it
    /// is issued.
    Edition = "报告稿" {
        /// Its number.
        NUMBER number: String = "编号",
        /// The year that it reports.
        YEAR year: Option<u64> = "年度",
        /// The how manieth of the year.
        ORDER order: Option<u64> = "版次",
        /// Entries of the journal that it stands on.
        SIZE size: Option<u64> = "所依条数",
        /// The day on which it was drafted, from which it looks.
        DAY day: Option<Date> = "起草日期",
        /// SM3 of values and sentences.
        DIGEST digest: String = "正文杂凑",
        /// Who may read it once it is issued.
        DISCLOSED disclosed: String = "公开属性",
        /// Its number as an official document.
        DOCUMENT document: String = "发文字号",
        /// What is to be said of it to those who check it.
        NOTE note: String = "送审说明",
        /// The day on which it was issued.
        ISSUED issued: Option<Date> = "印发日期",
    }
}

/// What [`Edition::DISCLOSED`] says of a report that everybody may read (主动公开).
pub const PUBLIC: &str = "主动公开";

//! Draws as recorded (抽取记录).

use super::house;
use crate::Date;

house! {
    /// A draw: its lists sealed, and what was drawn. What is not known yet is empty.
    DrawRecord = "抽取记录" of DRAW {
        /// Its number.
        NUMBER number: String = "抽取编号",
        /// The year it counts for.
        YEAR year: Option<u64> = "年度",
        /// Id of the definition.
        DRAW draw: String = "抽取",
        /// The how manieth of the year.
        ORDER order: Option<u64> = "次序",
        /// What the lists and the rule were committed to.
        COMMITMENT commitment: String = "承诺值",
        /// How far it is.
        STATE state: String = "状态",
        /// SM3 of the secret, of a draw sealed until arrival.
        SECRET secret: String = "密数封",
        /// Where the public value is published that the seed waits for.
        SOURCE source: String = "公开值出处",
        /// Which of the values published there.
        ISSUE issue: String = "公开值期号",
        /// The day before which it is not published.
        PUBLISHED published: Option<Date> = "公开值日期",
        /// The value, once it is there.
        PUBLIC public: String = "公开值",
        /// The day on which it was drawn.
        DAY day: Option<Date> = "抽取日期",
        /// Root of the seals of the slips.
        ROOT root: String = "封签根",
        /// The seed, once everything is open.
        SEED seed: String = "种子",
        /// How many were drawn.
        DRAWN drawn: Option<u64> = "抽中",
        /// SM3 of the certificate, once everything is open.
        CERTIFICATE certificate: String = "证书杂凑",
    }
}

//! What was drawn (抽取结果), slip by slip.

use super::house;
use crate::Date;

house! {
    /// A slip: an object and who is sent there.
    DrawResult = "抽取结果" of DRAW {
        /// Number of the draw.
        NUMBER number: String = "抽取编号",
        /// The year it counts for.
        YEAR year: Option<u64> = "年度",
        /// Its place, from 1.
        ORDER order: Option<u64> = "序号",
        /// Id of the definition.
        DRAW draw: String = "抽取",
        /// The object.
        OBJECT object: String = "对象",
        /// What the object is called.
        NAME name: String = "名称",
        /// Who is sent.
        INSPECTORS inspectors: String = "检查人员",
        /// Who opened it, of a draw sealed until arrival.
        BY by: String = "启封人",
        /// On which day it was opened.
        DAY day: Option<Date> = "启封日期",
    }
}

//! Evidence (佐证材料): files that somebody attached to rows.

use super::house;
use crate::Date;

house! {
    /// A file attached to a row; a file that belongs to several rows stands in several.
    Evidence = "佐证文件" {
        /// SM3 of its bytes.
        DIGEST digest: String = "文件摘要",
        /// The register of the row.
        REGISTER register: String = "所附台账",
        /// The number of the row.
        ROW row: Option<u64> = "所附行",
        /// What the file is called.
        NAME name: String = "文件名",
        /// What it is, by its content.
        KIND kind: String = "类型",
        /// Its bytes.
        SIZE size: Option<u64> = "字节",
        /// From when it holds.
        FROM from: Option<Date> = "生效日期",
        /// Until when it holds.
        UNTIL until: Option<Date> = "失效日期",
        /// The day on which it was attached.
        DAY day: Option<Date> = "日期",
        /// Who attached it.
        BY by: String = "上传人",
        /// A remark.
        NOTE note: String = "说明",
    }
}

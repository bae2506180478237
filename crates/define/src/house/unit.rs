//! Units (单位树): the tree in which posts stand.

use super::house;

house! {
    /// A unit.
    Unit = "单位树" {
        /// Its name.
        NAME name: String = "名称",
        /// The unit above it.
        ABOVE above: String = "上级单位",
        /// The school code, of a school or kindergarten; the code of a town.
        CODE code: String = "代码",
    }
}

//! The district itself (区县).

use super::house;

house! {
    /// The district whose report it is.
    District = "区县" {
        /// Its name, as the report prints it.
        NAME name: String = "名称",
    }
}

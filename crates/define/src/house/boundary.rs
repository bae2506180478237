//! The boundary of the district (区界), point by point.

use super::house;
use quantity::Decimal;

house! {
    /// A point of the district's boundary.
    Boundary = "区界" {
        /// Its place in the line.
        ORDER order: Option<u64> = "序号",
        /// Degrees east.
        LONGITUDE longitude: Option<Decimal> = "经度",
        /// Degrees north.
        LATITUDE latitude: Option<Decimal> = "纬度",
    }
}

//! Cases of devices: what follows from alarms and silence. Each signal names the register that keeps its own.

use super::house;
use crate::Date;

house! {
    /// A case that a signal opened.
    DeviceCase = "" of SIGNAL {
        /// Number of the case.
        NUMBER number: String = "案号",
        /// Id of the signal.
        SIGNAL signal: String = "信号",
        /// The device that first told.
        DEVICE device: String = "设备",
        /// The campus it is at.
        CAMPUS campus: String = "校园",
        /// What kind of cause: 报警, 失联.
        KIND kind: String = "类别",
        /// What happened.
        WHAT what: String = "原因",
        /// What joins reports into one case.
        KEY key: String = "归并",
        /// The day on which it was opened.
        DAY day: Option<Date> = "日期",
        /// When it was first told.
        FIRST first: String = "首次时间",
        /// When it ended; empty while it lasts.
        RECOVERED recovered: String = "恢复时间",
    }
}

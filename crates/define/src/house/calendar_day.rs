//! The school calendar (校历): days on which it differs from an ordinary week.

use super::{House, house};
use crate::Date;

house! {
    /// A day of the school calendar that is not an ordinary one.
    CalendarDay = "校历" {
        /// The day.
        DAY day: Option<Date> = "日期",
        /// A public holiday, a worked day, a day without school.
        KIND kind: String = "类别",
        /// What it is called: 国庆节.
        NAME name: String = "名称",
    }
}

impl CalendarDay {
    /// The kind of a public holiday.
    pub const HOLIDAY: &str = "法定节假日";
    /// The register, of which no more is looked at than what kind of day each is.
    pub const KINDS: House = House {
        register: CalendarDay::HOUSE.register,
        fields: &[CalendarDay::DAY, CalendarDay::KIND],
        form: None,
    };
    /// The kind of a day that is worked in exchange for another.
    pub const WORKED: &str = "调休上班";
}

//! Appointments (任职): who is in which role, for which unit, from when until when.

use super::house;
use crate::Date;

house! {
    /// A person in a role.
    Appointment = "任职" of ROLE {
        /// Who.
        PERSON person: String = "任职人",
        /// The number by which rows name the person, where they do not by name.
        NUMBER number: String = "人员编号",
        /// The role, by name.
        ROLE role: String = "角色",
        /// For which unit.
        UNIT unit: String = "单位",
        /// For which class of it.
        CLASS class: String = "班级",
        /// First day of the term.
        FROM from: Option<Date> = "起始日期",
        /// Last day of the term.
        TO to: Option<Date> = "截止日期",
    }
}

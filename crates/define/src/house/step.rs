//! Steps of cases (办理步骤), of all loops.

use super::{HouseField, house};
use crate::Date;

house! {
    /// A step of a case.
    Step = "办理步骤" of LOOP {
        /// Id of the loop.
        LOOP of: String = "环",
        /// Number of the case.
        CASE case: String = "案号",
        /// Its place in the order, from 1.
        ORDER nth: Option<u64> = "步次",
        /// The step.
        STEP step: String = "步骤",
        /// The day.
        DAY day: Option<Date> = "日期",
        /// Who did it.
        BY by: String = "经办人",
        /// In which role.
        ROLE role: String = "角色",
        /// The evidence.
        EVIDENCE evidence: String = "材料",
        /// The legal ground.
        BASIS basis: String = "依据",
        /// The reason, in words.
        NOTE note: String = "说明",
        /// To whom it was done: handed on, asked besides, sent back.
        TO to: String = "交给",
        /// For whom it was done, by who stands in for him.
        STEAD stead: String = "代",
        /// What the case said when it was signed: a digest of each field.
        SEEN seen: String = "签时摘要",
    }
}

impl Step {
    /// The fields that a field of the case can repeat (随步更新).
    pub const REPEATED: [HouseField; 7] =
        [Step::STEP, Step::DAY, Step::BY, Step::ROLE, Step::EVIDENCE, Step::BASIS, Step::NOTE];

    /// One of [`Step::REPEATED`] as a cell is written.
    pub fn repeated(&self, field: &str) -> Option<String> {
        let known = Step::REPEATED.iter().any(|known| known.name == field);
        let written = self.write().into_iter().find(|(name, _)| *name == field);
        known.then(|| written.map(|(_, text)| text).unwrap_or_default())
    }
}

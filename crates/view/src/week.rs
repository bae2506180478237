//! The ten matters of the week (本周十件事).

use crate::states::states;
use serde::Serialize;

states! {
    /// What a matter of the week is about, the gravest first.
    MatterKind {
        /// An indicator that decides the grade alone is not met.
        Veto = "veto",
        /// An indicator is not met.
        NotMet = "not-met",
        /// Cases of a loop are over their time.
        Overdue = "overdue",
        /// Open cases of a loop were sent back.
        Returned = "returned",
        /// What a duty asks for was missed.
        Gap = "gap",
        /// Posts of a roster are vacant.
        Vacant = "vacant",
        /// Cases of a loop have to leave their stage within the week.
        DueCases = "due-cases",
        /// What a duty asks for is owed within the week.
        DueDuties = "due-duties",
        /// It cannot be told whether an indicator is met.
        CannotTell = "cannot-tell",
    }
}

/// A matter of the week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Matter {
    /// What it is about.
    pub kind: MatterKind,
    /// Id of the indicator, loop, duty or roster.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Who answers for it.
    pub owner: String,
    /// How many cases, occurrences or posts; 1 of an indicator.
    pub count: u64,
    /// Of cases over their time, the worked days of the worst.
    pub worst: Option<u32>,
    /// The nearest deadline.
    pub next: Option<String>,
    /// Of an indicator its value as printed, or the parts of it that are not met; and what is required.
    pub value: [String; 2],
}

//! The desk (工作台), and what is offered to be done.

use crate::states::states;
use crate::{Matter, RegisterView};
use serde::Serialize;

/// What is on somebody's desk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeskView {
    /// The day.
    pub day: String,
    /// The ten matters of the week, of who may see them; none of others.
    pub week: Vec<Matter>,
    /// What is owed, the nearest deadline first.
    pub duties: Vec<DeskDuty>,
    /// Cases that wait for a step of his, the most overdue first.
    pub cases: Vec<DeskCase>,
    /// How many cases wait in all.
    pub waiting: u64,
    /// Open cases that he filed or signed and that now wait for others (我发起、已办).
    pub sent: Vec<DeskCase>,
    /// Open cases that he was let see (抄送).
    pub copies: Vec<DeskCase>,
    /// Visits that fell to him by a draw and are not made yet.
    pub visits: Vec<DeskVisit>,
    /// Notices that households of his have not acknowledged.
    pub letters: Vec<DeskLetters>,
    /// Registers into which he may put rows, where they are few.
    pub registers: Vec<DeskRegister>,
    /// What he did last.
    pub done: Vec<DeskDone>,
}

/// A visit that fell to somebody by a draw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeskVisit {
    /// Number of the draw.
    pub draw: String,
    /// Key of the object.
    pub object: String,
    /// Its name.
    pub name: String,
    /// Who is sent.
    pub inspectors: String,
    /// When it was opened; empty where it was never closed.
    pub day: String,
    /// The register in which the visit is recorded, where somebody may record it.
    pub register: Option<String>,
    /// Fields of that register that the slip tells, with their text.
    pub known: Vec<(String, String)>,
}

/// A notice that waits for what households of somebody's say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeskLetters {
    /// Its number.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// When it was sent.
    pub at: String,
    /// Households that have not acknowledged.
    pub households: u64,
}

/// A register into which somebody may put rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeskRegister {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
}

/// A draw that somebody may seal and make.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DrawOffer {
    /// Id of the definition.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// What is still owed of a duty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeskDuty {
    /// Id of the duty.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Units that owe something.
    pub units: u64,
    /// Missed.
    pub overdue: u64,
    /// Still in time.
    pub open: u64,
    /// The nearest deadline of what is still in time.
    pub next: Option<String>,
    /// The register whose rows discharge it, where he may put them.
    pub register: Option<String>,
    /// Whether he may report that nothing happened.
    pub nil: bool,
}

/// A nil report that may be given: of a unit for a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NilOffer {
    /// What rows call the unit.
    pub unit: String,
    /// What it is called.
    pub name: String,
    /// Id of the period.
    pub period: String,
    /// By when.
    pub deadline: String,
    /// Whether the time is over.
    pub overdue: bool,
}

/// A case that waits for a step of somebody's, with the steps that he may do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CaseOffer {
    /// The case.
    pub case: DeskCase,
    /// The steps.
    pub steps: Vec<StepOffer>,
}

/// A case that waits for a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeskCase {
    /// Id of its loop.
    pub loop_id: String,
    /// Name of its loop.
    pub loop_name: String,
    /// Its number.
    pub id: String,
    /// What it is about.
    pub label: String,
    /// The unit that answers.
    pub unit: String,
    /// The stage it is in.
    pub stage: String,
    /// The day by which the stage has to be left.
    pub deadline: Option<String>,
    /// Worked days overdue.
    pub overdue: Option<u32>,
    /// The steps that he may do.
    pub steps: Vec<String>,
    /// For whom it waits, where several sign.
    pub with: Vec<String>,
}

/// A step that he did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeskDone {
    /// The day.
    pub day: String,
    /// Id of the loop.
    pub loop_id: String,
    /// The case.
    pub case: String,
    /// The step.
    pub step: String,
}

/// A form for a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FormView {
    /// The register with its fields.
    pub register: RegisterView,
    /// The row that is corrected; none for a new one.
    pub number: Option<u64>,
    /// The entry that made the row what it is; none for a new one.
    pub seen: Option<u64>,
    /// Fields that name a row: of one that is there they stay.
    pub keys: Vec<String>,
    /// Cells by field; what is masked is empty.
    pub cells: Vec<String>,
    /// By field, what it may point to; none where anything may be written.
    pub choices: Vec<Vec<Choice>>,
    /// What is looked at on the visit that the row records.
    pub checklist: Option<ChecklistView>,
}

/// What is looked at on a visit (检查单).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChecklistView {
    /// The field that says what was looked at.
    pub looked: String,
    /// The field that says what was found not in order.
    pub found: String,
    /// The points.
    pub items: Vec<String>,
}

/// Something that a field may hold, with its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Choice {
    /// What is recorded.
    pub value: String,
    /// What it is called.
    pub label: String,
}

/// What may be done with a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WaysView {
    /// It may be corrected.
    pub correct: bool,
    /// It may be withdrawn.
    pub withdraw: bool,
    /// What is masked in it may be opened.
    pub open: bool,
}

/// A step that may be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StepOffer {
    /// Its name.
    pub name: String,
    /// The role in which it is done.
    pub role: String,
    /// The stage to which it leads.
    pub to: String,
    /// Whether material must be given.
    pub evidence: bool,
    /// Whether a legal basis must be cited.
    pub basis: bool,
    /// Whether a reason must be given.
    pub reason: bool,
    /// Whether somebody is named to whom it is done, and must be.
    pub names: Naming,
    /// Those who can be named.
    pub persons: Vec<String>,
    /// For whom it is done, by who stands in for him; empty for oneself.
    pub stead: String,
}

states! {
    /// Whether a step names somebody to whom it is done.
    Naming {
        /// Nobody.
        Nobody = "nobody",
        /// Somebody, if one wants.
        Anybody = "anybody",
        /// Somebody, always.
        Somebody = "somebody",
    }
}

/// What became of a row given in a form.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RowOutcome {
    /// Number of the row; none when it was refused.
    pub number: Option<u64>,
    /// What stands there now, by field, where somebody else was quicker.
    pub theirs: Option<Vec<String>>,
    /// The entry that made it so.
    pub seen: Option<u64>,
    /// What speaks against it.
    pub findings: Vec<finding::Finding>,
}

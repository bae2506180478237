//! Rosters (责) on a day.

use crate::states::states;
use crate::{Card, Days, RegisterRef};
use serde::Serialize;

/// All rosters on a day.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RostersView {
    /// The day looked at.
    pub day: String,
    /// The rosters, by pack and id.
    pub rosters: Vec<RosterSummary>,
}

/// A roster in numbers.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RosterSummary {
    /// What it is called, who answers for it, on what ground.
    #[serde(flatten)]
    pub card: Card,
    /// Measure word of an object.
    pub counter: String,
    /// Posts: objects in every role that they must have.
    pub posts: usize,
    /// Posts with as many holders as they need.
    pub covered: usize,
    /// Posts with too few.
    pub vacant: usize,
    /// Posts of which it cannot be told, and objects of which it cannot be told whether they need a holder.
    pub open: usize,
    /// Posts that had too few holders for some days of the year, up to the day.
    pub interrupted: usize,
    /// Persons with an object.
    pub people: usize,
    /// Persons on the list without one.
    pub idle: usize,
    /// Persons with more than usual or allowed.
    pub overloaded: usize,
    /// Terms that run out within the days of warning, with nobody to follow.
    pub expiring: usize,
    /// Holders who are not qualified, or of whom it cannot be told.
    pub unqualified: usize,
    /// Holders who did less than they owe within the year.
    pub short: usize,
    /// Shifts due in the year up to the day before; none without shifts.
    pub shifts: Option<u64>,
    /// Shifts to which nobody came.
    pub missed: usize,
    /// Cells from which the way up breaks.
    pub broken: usize,
}

impl RosterSummary {
    /// How many things of it call for somebody to act.
    pub fn calls(&self) -> usize {
        self.vacant
            + self.overloaded
            + self.expiring
            + self.unqualified
            + self.short
            + self.missed
            + self.broken
    }
}

/// One roster in full.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RosterView {
    /// The day looked at.
    pub day: String,
    /// In numbers.
    pub summary: RosterSummary,
    /// What is counted of a holder's work; none when nothing is owed.
    pub work: Option<String>,
    /// The register of its links.
    pub links: RegisterRef,
    /// Whether its objects stand in a tree, so that call chains can be asked for.
    pub tree: bool,
    /// Posts, those with too few holders first.
    pub posts: Vec<PostView>,
    /// Persons, the most loaded first.
    pub people: Vec<PersonView>,
    /// Shifts to which nobody came, the latest first.
    pub missed: Vec<ShiftView>,
    /// Cells from which the way up breaks.
    pub broken: Vec<BrokenCell>,
    /// The call chains that were asked for.
    pub chains: Vec<ChainView>,
}

states! {
    /// How a post is held; what calls most for somebody to act comes first.
    PostState {
        /// Too few hold it.
        Vacant = "vacant",
        /// A holder may not hold it, or it cannot be told.
        Unqualified = "unqualified",
        /// A term runs out with nobody to follow.
        Expiring = "expiring",
        /// A holder did less than is owed.
        Short = "short",
        /// How many are needed cannot be told.
        Open = "open",
        /// Held as it should be.
        Held = "held",
    }
}

/// An object in a role.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PostView {
    /// What the object is called.
    pub object: String,
    /// What names it; none when that is not shown.
    pub key: Option<String>,
    /// The role; empty when roles are not told apart.
    pub role: String,
    /// How many holders it needs; none when that cannot be told.
    pub least: Option<u32>,
    /// How many are missing.
    pub lacking: u32,
    /// Who holds it.
    pub holders: Vec<HolderView>,
    /// When in the year it had too few.
    pub gaps: Vec<Days>,
    /// What calls most for somebody to act.
    pub state: PostState,
}

/// Somebody at a post.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HolderView {
    /// What the person is called.
    pub name: String,
    /// As what.
    pub role: String,
    /// First day of the term; empty when open.
    pub from: String,
    /// Last day; empty when open.
    pub to: String,
    /// The number of the row in the register of links.
    pub row: u64,
    /// Whether the term runs out with nobody to follow.
    pub expiring: bool,
    /// Whether the person may hold; none when nothing is asked, or it cannot be told.
    pub qualified: Option<bool>,
    /// What was done of what is owed.
    pub work: Option<WorkDone>,
}

/// What a holder did of what is owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WorkDone {
    /// Done.
    pub done: u32,
    /// Owed.
    pub owed: u32,
}

impl WorkDone {
    /// Whether less was done than is owed.
    pub fn is_short(self) -> bool {
        self.done < self.owed
    }
}

/// A cell from which the way up breaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BrokenCell {
    /// The cell.
    pub cell: String,
    /// Why.
    pub why: String,
}

/// Somebody on a roster.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PersonView {
    /// What the person is called.
    pub name: String,
    /// What is held.
    pub objects: Vec<String>,
    /// How many are usual.
    pub usual: Option<u32>,
    /// How many may be held.
    pub most: Option<u32>,
    /// Whether it is too much.
    pub overloaded: bool,
}

/// A shift to which nobody came.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShiftView {
    /// The day.
    pub day: String,
    /// Where.
    pub object: String,
    /// Which shift.
    pub role: String,
}

/// A call chain.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChainView {
    /// The cell that it starts from.
    pub cell: String,
    /// From the cell upward.
    pub steps: Vec<StepView>,
    /// Where it breaks; none when it reaches the top.
    pub broken: Option<String>,
}

/// A step of a call chain.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StepView {
    /// The cell.
    pub cell: String,
    /// Its level.
    pub level: String,
    /// Who answers; empty when vacant.
    pub chief: String,
}

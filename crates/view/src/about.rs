//! Everything about one school, kindergarten or other body.

use crate::{PostState, RowView, SourceView};
use serde::Serialize;

/// The bodies that rows are about: everything that a school code names.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BodyLine {
    /// Its code.
    pub code: String,
    /// Its name, as far as it is not sensitive.
    pub name: String,
    /// Registers that have a row of its own, by name.
    pub registers: Vec<String>,
}

/// One body, across all registers.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AboutView {
    /// Its key: a school code, a number.
    pub key: String,
    /// Its name; its key when it has none that may be shown.
    pub name: String,
    /// Registers that keep it, with its own rows.
    pub own: Vec<AboutRegister>,
    /// Posts that rosters want filled for it.
    pub posts: Vec<AboutPost>,
    /// Duties that it owes in the year.
    pub duties: Vec<AboutDuty>,
    /// Registers whose rows point to it.
    pub pointing: Vec<AboutRegister>,
}

/// The rows of one register that are about a body.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AboutRegister {
    /// Id of the register.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Measure word of a row.
    pub counter: String,
    /// The unit that answers for it.
    pub owner: String,
    /// The document behind it.
    pub source: SourceView,
    /// Fields that hold the body's key or name.
    pub by: Vec<String>,
    /// Names of the fields, in the order of the cells.
    pub fields: Vec<String>,
    /// How many rows.
    pub count: u64,
    /// The newest of them.
    pub rows: Vec<RowView>,
}

/// A post that a roster wants filled for a body.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AboutPost {
    /// Id of the roster.
    pub roster: String,
    /// Its name.
    pub name: String,
    /// The role; empty when roles are not told apart.
    pub role: String,
    /// How many are needed; none when that cannot be told.
    pub least: Option<u32>,
    /// How many are missing.
    pub lacking: u32,
    /// Who holds it.
    pub holders: Vec<String>,
    /// As in the roster.
    pub state: PostState,
}

/// A duty that a body owes, in the year.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AboutDuty {
    /// Id of the duty.
    pub duty: String,
    /// Its name.
    pub name: String,
    /// How often it is owed in the year.
    pub owed: u64,
    /// How often it was discharged, in time or late, a nil report included.
    pub discharged: u64,
    /// The periods that were missed.
    pub gaps: Vec<String>,
    /// The next that is still open.
    pub next: Option<Due>,
}

/// A period with its deadline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Due {
    /// Id of the period.
    pub period: String,
    /// The last day.
    pub deadline: String,
}

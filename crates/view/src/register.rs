//! Registers (账) and their rows.

use crate::SourceView;
use crate::states::states;
use finding::Finding;
use serde::Serialize;

states! {
    /// What a row of a register stands for.
    RegisterKind {
        /// Something that happened on a day.
        Event = "event",
        /// Something that holds from some day until another.
        State = "state",
        /// A count taken at a fixed time.
        Snapshot = "snapshot",
    }
}

states! {
    /// The kind of year that rows belong to.
    YearKind {
        /// 1 January to 31 December, also the fiscal year.
        CalendarYear = "calendar-year",
        /// 1 September to 31 August.
        SchoolYear = "school-year",
        /// Rows belong to no year.
        None = "none",
    }
}

states! {
    /// What the cells of a field hold.
    FieldKind {
        /// Any text.
        Text = "text",
        /// A whole number.
        Integer = "integer",
        /// A decimal number.
        Decimal = "decimal",
        /// An amount of money, exact to the fen.
        Money = "money",
        /// A day.
        Date = "date",
        /// 是 or 否.
        Boolean = "boolean",
        /// One of the listed words.
        Choice = "choice",
        /// A code with a form of its own.
        Code = "code",
        /// The key of a row of another register.
        Ref = "ref",
    }
}

/// A register in the list of registers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RegisterView {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Measure word of a row.
    pub counter: String,
    /// What a row stands for.
    pub kind: RegisterKind,
    /// The kind of year its rows belong to.
    pub period: YearKind,
    /// The unit that answers for it.
    pub owner: String,
    /// How many rows it has now.
    pub rows: u64,
    /// What exactly a row is.
    pub note: Option<String>,
    /// The document behind it.
    pub source: SourceView,
    /// Fields in file order.
    pub fields: Vec<FieldView>,
    /// How many of the fields, from the first, name a row.
    pub lead: usize,
    /// Computed fields.
    pub computed: Vec<ComputedView>,
}

/// A computed field of a register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ComputedView {
    /// Name.
    pub name: String,
    /// Whether it is a number.
    pub number: bool,
    /// Unit of the number.
    pub unit: String,
    /// Whether it is yes or no.
    pub truth: bool,
    /// How it is computed, in words.
    pub words: String,
    /// What exactly it means.
    pub note: Option<String>,
}

/// A computed cell of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ComputedCell {
    /// As printed.
    pub text: String,
    /// Of yes or no, which; none when it cannot be told, and of everything else.
    pub holds: Option<bool>,
    /// Why it cannot be told.
    pub why: String,
}

/// A field of a register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FieldView {
    /// Name.
    pub name: String,
    /// What its cells hold.
    pub kind: FieldKind,
    /// Unit of its numbers.
    pub unit: String,
    /// Words of a choice.
    pub choices: Vec<String>,
    /// Whether it may not be empty.
    pub required: bool,
    /// Whether its cells are masked.
    pub sensitive: bool,
    /// What exactly is counted.
    pub note: Option<String>,
}

impl FieldView {
    /// Whether its cells are numbers.
    pub fn is_number(&self) -> bool {
        matches!(self.kind, FieldKind::Integer | FieldKind::Decimal | FieldKind::Money)
    }
}

/// A page of a register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RowPage {
    /// The register.
    pub register: RegisterView,
    /// Rows.
    pub rows: Vec<RowView>,
    /// Where the next page begins; none on the last.
    pub next: Option<String>,
    /// The search looked at part of the register only; the next page goes on.
    pub partial: bool,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RowView {
    /// Id of the register.
    pub register: String,
    /// Its number for good.
    pub number: u64,
    /// Its key.
    pub key: String,
    /// What names it to a reader.
    pub label: String,
    /// The entry that made this version.
    pub entry: u64,
    /// Cells in the order of the fields, empty when missing.
    pub cells: Vec<String>,
    /// Computed cells in the order of the computed fields; empty where a row is shown by what was recorded alone.
    pub computed: Vec<ComputedCell>,
}

/// What a cell points to: the row of another register whose key it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReferredView {
    /// What it is called.
    pub label: String,
    /// Register and number of the row; none of a school, which has a page of its own under its code.
    pub row: Option<(String, u64)>,
}

/// A row with its history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RowHistory {
    /// The register.
    pub register: RegisterView,
    /// Versions, newest first.
    pub versions: Vec<RowVersion>,
}

/// A version of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RowVersion {
    /// The row as it was.
    #[serde(flatten)]
    pub row: RowView,
    /// The entry that ended it; none of the present one.
    pub ended: Option<u64>,
}

/// The sensitive cells of a row, opened for somebody, with the entry that records it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DisclosedView {
    /// The cells; none when it was refused.
    pub cells: Vec<DisclosedCell>,
    /// The entry that says who looked and why; none when it was refused.
    pub entry: Option<u64>,
    /// What speaks against it.
    pub findings: Vec<Finding>,
}

/// A sensitive cell, opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DisclosedCell {
    /// Its field.
    pub field: String,
    /// What stands in it.
    pub text: String,
}

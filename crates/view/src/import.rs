//! What recording and importing did.

use finding::Finding;
use serde::Serialize;

/// What recording rows did.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecordOutcome {
    /// Number of the first entry; none when nothing was recorded.
    pub first_entry: Option<u64>,
    /// How many entries.
    pub entries: u64,
    /// What speaks against the rows; nothing was recorded when one is of grade error.
    #[serde(skip)]
    pub findings: Vec<Finding>,
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ImportOutcome {
    /// Whether it was recorded: never when a finding is of grade error, nor on a dry run.
    pub recorded: bool,
    /// Register by register, in the order of recording.
    pub registers: Vec<ImportedRegister>,
    /// Values read.
    pub values: u64,
    /// Rows that hold something.
    pub rows: u64,
    /// Rows of them that are refused.
    pub refused: u64,
    /// Cells of present rows that get another value.
    pub changed_cells: u64,
    /// The first of them, each with what it was and what it will be.
    pub changes: Vec<CellChange>,
    /// Of rows given by hand, what became of each that was put.
    #[serde(skip)]
    pub lines: Vec<PutLine>,
    /// First entry written.
    pub first_entry: Option<u64>,
    /// Entries written.
    pub entries: u64,
    /// What there is to say.
    pub findings: Vec<Finding>,
}

/// A cell of a present row that an import changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CellChange {
    /// Name of the register.
    pub register: String,
    /// Key of the row.
    pub key: String,
    /// File and cell.
    pub place: String,
    /// Name of the field.
    pub field: String,
    /// What it is; empty for none.
    pub before: String,
    /// What it will be; empty for none.
    pub after: String,
}

/// A line given by hand, as it was put.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PutLine {
    /// Its number in the table.
    pub line: u32,
    /// Number of its row.
    pub number: u64,
    /// The entry that made the row that is there what it is; none of a new row.
    pub seen: Option<u64>,
    /// Whether it says what is there.
    pub same: bool,
    /// The fields that differ, by position, each with what is there, masked where it must be.
    pub before: Vec<(usize, String)>,
}

/// What a restoring came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RestoreOutcome {
    /// Entries of the copy.
    pub entries: u64,
    /// Whether it was put in its place: never when a finding is of grade error.
    pub restored: bool,
    /// What there is to say.
    pub findings: Vec<Finding>,
}

/// What an import did to one register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ImportedRegister {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// File, with the sheet behind `#`.
    pub file: String,
    /// Rows of keys that had none.
    pub recorded: u64,
    /// Rows that replaced others.
    pub changed: u64,
    /// Rows that were there already.
    pub unchanged: u64,
}

impl ImportedRegister {
    /// Nothing yet of a file for a register.
    pub fn new(id: &str, name: &str, file: &str) -> ImportedRegister {
        let [id, name, file] = [id, name, file].map(str::to_owned);
        ImportedRegister { id, name, file, recorded: 0, changed: 0, unchanged: 0 }
    }
}

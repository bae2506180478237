//! Where a figure comes from.

use crate::states::states;
use crate::{IndicatorView, RowView, SourceView};
use serde::Serialize;

/// Where a figure comes from.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Lineage {
    /// The indicator as judged.
    pub indicator: IndicatorView,
    /// The year.
    pub year: i32,
    /// Formula as written.
    pub formula: Option<String>,
    /// Formula in words.
    pub words: Option<String>,
    /// Condition as written.
    pub condition: Option<String>,
    /// What exactly it means.
    pub note: Option<String>,
    /// The document behind it.
    pub source: SourceView,
    /// What of it is copied from another office.
    pub declared: Vec<DeclaredView>,
    /// Parameters in force.
    pub parameters: Vec<ParameterView>,
    /// Terms of the formula in the order of the text.
    pub terms: Vec<TermView>,
    /// Its parts, for an indicator that gathers others.
    pub parts: Vec<IndicatorView>,
    /// How many different rows stand behind it, those of other indicators included.
    pub rows: u64,
}

/// What is only declared (申报): copied from a document of another office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeclaredView {
    /// Name of the register.
    pub register: String,
    /// The office: 区财政局.
    pub office: String,
    /// Its documents, each with its day: 样例财政决算批复（2023-02-20）.
    pub documents: Vec<String>,
}

impl DeclaredView {
    /// In one sentence: “教育经费”抄自区财政局：样例财政决算批复（2023-02-20）.
    pub fn sentence(&self) -> String {
        format!("“{}”抄自{}：{}", self.register, self.office, self.documents.join("、"))
    }
}

/// A parameter in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ParameterView {
    /// Name, with its key in parentheses.
    pub name: String,
    /// Value as written.
    pub value: String,
    /// The document behind it.
    pub source: SourceView,
}

states! {
    /// What a term of a formula is taken from.
    TermKind {
        /// Rows of a register.
        Register = "register",
        /// A parameter.
        Parameter = "parameter",
        /// Another indicator.
        Indicator = "indicator",
        /// A field of a row.
        Field = "field",
        /// A roster.
        Roster = "roster",
        /// A duty.
        Duty = "duty",
        /// A loop.
        Loop = "loop",
        /// A draw.
        Draw = "draw",
        /// A notice.
        Notice = "notice",
        /// A signal.
        Signal = "signal",
        /// A document about a row.
        Instrument = "instrument",
        /// What the scheme says of itself.
        Scheme = "scheme",
    }
}

/// A term of a formula.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TermView {
    /// Byte range in the formula.
    pub start: usize,
    /// End of the range.
    pub end: usize,
    /// Its words.
    pub text: String,
    /// What it came to.
    pub value: String,
    /// The year it is about.
    pub year: i32,
    /// What it is taken from.
    pub kind: TermKind,
    /// Id of the register, indicator or form of work behind it.
    pub target: Option<String>,
    /// Name of it.
    pub name: String,
    /// How many rows entered; of a form of work, how many lines of its table.
    pub count: u64,
    /// The rows that entered, or the first of them.
    pub rows: Vec<RowView>,
    /// For an indicator: the terms behind it. For a form of work: the registers behind its lines.
    pub terms: Vec<TermView>,
}

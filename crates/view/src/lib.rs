//! What the doors show (typed answers): plain values in words and decimal strings, ready to be written as JSON or laid
//! out on a page.
//!
//! `office` makes them; pages, JSON and the terminal print the same ones. A view never knows how it was found: no rule, no
//! SQL, no definition stands here.

mod about;
mod cases;
mod claims;
mod draw;
mod duty;
mod notice;
mod roster;
mod signals;

pub use about::{AboutDuty, AboutPost, AboutRegister, AboutView, BodyLine};
pub use cases::{
    CaseLine, CaseStepView, CaseView, LoopSummary, LoopView, LoopsView, OpenOutcome, PlaceView, RankView,
    StageView, StayView, StepRuleView, TallyView,
};
pub use claims::{
    AgainstView, BeforeView, FallView, HeldView, LinkView, Piece, ReadingView, Told, UnansweredView,
};
pub use draw::{DrawFloor, DrawList, DrawSlip, DrawStratum, DrawView, RevealOutcome};
pub use duty::{CellView, DutiesView, DutySummary, DutyView, PeriodView, UnitView, ZeroView};
pub use notice::{
    AcknowledgedView, LetterView, NoticeDefinition, NoticeSummary, NoticeView, NoticesView, SentView, TapView,
};
pub use roster::{
    ChainView, HolderView, PersonView, PostView, RosterSummary, RosterView, RostersView, ShiftView, StepView,
};
pub use signals::{
    CampusDevices, DevicesView, OpenSignal, Rate, Receipt, RefusalKind, RefusedLine, SignalRefusal,
    SilentDevice, WatchOutcome,
};

use serde::Serialize;

/// A moment of the journal that an answer stands on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// Number of entries that were known.
    pub size: u64,
    /// Number of entries now.
    pub now: u64,
    /// Root over the known entries, hexadecimal.
    pub root: String,
    /// Time of the last known entry, RFC 3339; empty for an empty journal.
    pub time: String,
}

/// An answer with the moment of the journal that it stands on. The answer itself is shared by all who ask for it.
#[derive(Debug, Serialize)]
pub struct Known<T: Serialize> {
    /// What it stands on.
    pub standing: Standing,
    /// The answer.
    #[serde(flatten, serialize_with = "shared")]
    pub what: std::sync::Arc<T>,
}

impl<T: Serialize> std::ops::Deref for Known<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.what
    }
}

fn shared<T: Serialize, S: serde::Serializer>(
    what: &std::sync::Arc<T>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    T::serialize(what, serializer)
}

/// The district and its scheme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PackInfo {
    /// Id of the pack.
    pub id: String,
    /// Name of the scheme.
    pub name: String,
    /// Content hash, hexadecimal.
    pub hash: String,
    /// Evaluation year.
    pub year: i32,
    /// Whether the scheme is the official table.
    pub official: bool,
    /// The document behind it.
    pub document: String,
}

/// Indicators by aspect.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Board {
    /// The scheme.
    pub pack: PackInfo,
    /// The year judged.
    pub year: i32,
    /// The scheme's aspects with their indicators.
    pub aspects: Vec<AspectView>,
    /// Indicators that belong to no aspect: figures and what they are computed from.
    pub others: Vec<IndicatorView>,
    /// Points and grade, when the scheme has them.
    pub score: Option<ScoreView>,
}

/// An aspect with its indicators.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AspectView {
    /// Id: A4.
    pub id: String,
    /// Name.
    pub name: String,
    /// Its indicators by number.
    pub indicators: Vec<IndicatorView>,
}

/// An indicator as judged.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct IndicatorView {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Number in the scheme.
    pub number: Option<u32>,
    /// Figure of the report.
    pub figure: Option<String>,
    /// Value as a decimal string in `unit`.
    pub value: Option<String>,
    /// Unit.
    pub unit: String,
    /// As printed.
    pub printed: Option<String>,
    /// met, not-met or cannot-tell; none when there is nothing to judge.
    pub verdict: Option<&'static str>,
    /// The condition's threshold, such as ≥ 85%.
    pub threshold: Option<String>,
    /// Distance from it, as printed, with a minus on the wrong side.
    pub gap: Option<String>,
    /// Whether the gap is on the good side.
    pub good: Option<bool>,
    /// Why it cannot be told.
    pub reasons: Vec<String>,
    /// The weakest standing of its source and parameters: confirmed, secondary, recalled, derived, local, unofficial.
    pub status: &'static str,
    /// The unit that answers for it.
    pub owner: String,
    /// Values by group.
    pub groups: Vec<GroupView>,
    /// Ids of its parts.
    pub parts: Vec<String>,
}

/// One group of a grouped indicator.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupView {
    /// The group in words.
    pub key: String,
    /// As printed.
    pub printed: Option<String>,
    /// Verdict.
    pub verdict: Option<&'static str>,
    /// Why it cannot be told.
    pub reasons: Vec<String>,
}

/// Points and grade.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ScoreView {
    /// Points of the indicators met, and with those that cannot be told, as printed: 71 or 71～83.
    pub points: String,
    /// Full score.
    pub full: String,
    /// Grade; none when what cannot be told decides it.
    pub grade: Option<String>,
    /// Why the grade is what it is, rule by rule.
    pub reasons: Vec<String>,
    /// The document behind the rules and how sure it is.
    pub document: String,
}

/// A figure of the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FigureView {
    /// F26.
    pub id: String,
    /// Id of the indicator that prints it.
    pub indicator: String,
    /// Name of the indicator.
    pub name: String,
    /// As printed; none when it cannot be told.
    pub printed: Option<String>,
    /// Exact value in `unit`, or to twelve places.
    pub value: Option<String>,
    /// Unit.
    pub unit: String,
    /// How many rows stand behind it.
    pub rows: u64,
}

/// Where a figure comes from.
#[derive(Clone, Debug, PartialEq, Serialize)]
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
    /// Parameters in force.
    pub parameters: Vec<ParameterView>,
    /// Terms of the formula in the order of the text.
    pub terms: Vec<TermView>,
    /// Its parts, for an indicator that gathers others.
    pub parts: Vec<IndicatorView>,
    /// How many different rows stand behind it, those of other indicators included.
    pub rows: u64,
}

/// A document and how sure it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceView {
    /// Title or number.
    pub document: String,
    /// confirmed, secondary, recalled, derived, local, unofficial.
    pub status: &'static str,
}

/// A parameter in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ParameterView {
    /// Name, with its key in parentheses.
    pub name: String,
    /// Value as written.
    pub value: String,
    /// The document behind it.
    pub source: SourceView,
}

/// A term of a formula.
#[derive(Clone, Debug, PartialEq, Serialize)]
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
    /// register, parameter, indicator or field.
    pub kind: &'static str,
    /// Id of the register or indicator behind it.
    pub target: Option<String>,
    /// Name of it.
    pub name: String,
    /// How many rows entered.
    pub count: u64,
    /// The rows that entered, or the first of them.
    pub rows: Vec<RowView>,
    /// For an indicator: the terms behind it.
    pub terms: Vec<TermView>,
}

/// A register in the list of registers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RegisterView {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Measure word of a row.
    pub counter: String,
    /// event, state or snapshot.
    pub kind: &'static str,
    /// calendar-year, school-year or none.
    pub period: &'static str,
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
}

/// A field of a register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldView {
    /// Name.
    pub name: String,
    /// text, integer, decimal, money, date, boolean, choice, code or ref.
    pub kind: &'static str,
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
        matches!(self.kind, "integer" | "decimal" | "money")
    }
}

/// A page of a register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
}

/// A row with its history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RowHistory {
    /// The register.
    pub register: RegisterView,
    /// Versions, newest first, each with the entry that ended it.
    pub versions: Vec<(RowView, Option<u64>)>,
}

/// An entry of the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EntryView {
    /// Its number, from 0.
    pub seq: u64,
    /// When it was recorded, RFC 3339.
    pub time: String,
    /// Who recorded it.
    pub actor: String,
    /// What they are: person, service, device, household.
    pub kind: &'static str,
    /// In which post; empty when in none.
    pub post: String,
    /// By which door.
    pub via: &'static str,
    /// Canonical text of the act, sensitive cells masked; none once erased.
    pub body: Option<String>,
    /// Salt, hexadecimal; none once erased, and for an act with masked cells: its body could be guessed and tried.
    pub salt: Option<String>,
    /// Digest of the leaf, hexadecimal.
    pub leaf: String,
    /// The inclusion proof against the newest checkpoint. For an act with masked cells it proves the leaf alone.
    pub proof: ProofView,
}

/// An inclusion proof with the checkpoint that it leads to. Its JSON is a file that `duheng journal verify` checks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct ProofView {
    /// `duheng-inclusion-proof/1`.
    pub format: String,
    /// Number of the entry.
    pub entry: u64,
    /// The text of the entry: a line of head, time and actor, then the act; none once erased, then only the leaf is
    /// proved.
    pub body: Option<String>,
    /// Salt, hexadecimal.
    pub salt: Option<String>,
    /// Digest of the leaf, hexadecimal: SM3 over a byte 0, the salt and the text.
    pub leaf: String,
    /// Digests from the leaf to the root, hexadecimal.
    pub path: Vec<String>,
    /// Signed checkpoint.
    pub checkpoint: String,
}

/// What verifying the journal found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct JournalCheck {
    /// Number of entries.
    pub size: u64,
    /// Root over them as recomputed.
    pub root: String,
    /// Number of signed checkpoints that hold.
    pub checkpoints: u64,
    /// Number of entries whose content was lawfully erased.
    pub erased: u64,
    /// Fingerprint of the signing key.
    pub key: String,
    /// What does not hold; empty when all is well.
    pub findings: Vec<finding::Finding>,
}

/// The journal as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct JournalRoot {
    /// Number of entries.
    pub size: u64,
    /// Root over them, hexadecimal.
    pub root: String,
    /// Newest signed checkpoint, as text.
    pub checkpoint: String,
    /// Fingerprint of the signing key.
    pub key: String,
}

/// What recording rows did.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RecordOutcome {
    /// Number of the first entry; none when nothing was recorded.
    pub first_entry: Option<u64>,
    /// How many entries.
    pub entries: u64,
    /// What speaks against the rows; nothing was recorded when one is of grade error.
    #[serde(skip)]
    pub findings: Vec<finding::Finding>,
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ImportOutcome {
    /// Whether it was recorded: never when a finding is of grade error, nor on a dry run.
    pub recorded: bool,
    /// Register by register, in the order of recording.
    pub registers: Vec<ImportedRegister>,
    /// Values read.
    pub values: u64,
    /// First entry written.
    pub first_entry: Option<u64>,
    /// Entries written.
    pub entries: u64,
    /// What there is to say.
    pub findings: Vec<finding::Finding>,
}

/// What an import did to one register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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

/// What rebuilding found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RebuildOutcome {
    /// Entries gone through.
    pub entries: u64,
    /// Versions of rows made.
    pub versions: u64,
    /// Whether they are the ones that were there.
    pub equal: bool,
    /// The first differences.
    pub findings: Vec<finding::Finding>,
}

/// What sealing or running a draw came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DrawOutcome {
    /// Id of the definition.
    pub draw: String,
    /// Its name.
    pub name: String,
    /// Number of this draw: `training-institutions-2022-1`.
    pub number: String,
    /// The commitment to lists and rule, hexadecimal.
    pub commitment: String,
    /// How many may be drawn.
    pub objects: u64,
    /// How many may be sent.
    pub inspectors: u64,
    /// The entry that carries the commitment.
    pub entry: u64,
    /// How many were drawn.
    pub slips: u64,
    /// The certificate; none when nothing was drawn.
    #[serde(skip)]
    pub certificate: Option<String>,
    /// The seals of a draw sealed until arrival.
    #[serde(skip)]
    pub seals: Option<String>,
    /// Why nothing was drawn.
    pub findings: Vec<finding::Finding>,
}

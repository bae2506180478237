//! Draws as the doors show them.

use crate::RowRef;
use crate::states::states;
use finding::Finding;
use serde::Serialize;

/// What sealing or running a draw came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
    /// The public value that it waits for, or was drawn with.
    pub public: PublicValue,
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
    pub findings: Vec<Finding>,
}

/// What opening a slip came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RevealOutcome {
    /// Number of the draw.
    pub number: String,
    /// Number of the slip, from 1.
    pub slip: u64,
    /// Key of the object.
    pub object: String,
    /// Its name, when that is not sensitive.
    pub name: String,
    /// Who is sent.
    pub inspectors: Vec<String>,
    /// How many slips are still closed.
    pub left: u64,
    /// The opening, to be held against the seals.
    #[serde(skip)]
    pub opening: Option<String>,
    /// The certificate, with the last slip.
    #[serde(skip)]
    pub certificate: Option<String>,
    /// Why nothing was opened.
    pub findings: Vec<Finding>,
}

/// All draws: what is recorded, and what the year still wants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DrawList {
    /// Draws, newest first.
    pub draws: Vec<DrawView>,
    /// The year's floors, one for each kind of draw and year.
    pub floors: Vec<DrawFloor>,
}

/// How far a kind of draw is in a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DrawFloor {
    /// Id of the definition.
    pub draw: String,
    /// Its name.
    pub name: String,
    /// The year.
    pub year: i32,
    /// Draws done.
    pub done: u32,
    /// Least number of draws in the year.
    pub wanted: u32,
    /// Strata as of the last draw, with what was drawn in the whole year.
    pub strata: Vec<DrawStratum>,
    /// Whether draws and strata are all reached.
    pub reached: bool,
}

/// A stratum of a draw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DrawStratum {
    /// Its name.
    pub name: String,
    /// Objects in it.
    pub size: u64,
    /// How many this draw takes.
    pub quota: u64,
    /// How many were drawn in the year, this draw included. Of a draw closed until arrival only the count is known.
    pub drawn: u64,
    /// The year's floor in hundredths of a percent; nought without.
    pub floor: u32,
    /// The floor as a number of objects, rounded up.
    pub least: u64,
}

states! {
    /// How far a draw is.
    DrawState {
        /// Its lists are committed; nothing is drawn.
        Listed = "listed",
        /// Drawn, with slips still closed.
        Closed = "closed",
        /// Drawn, and every slip open.
        Open = "open",
        /// What is recorded and what is made again differ.
        Damaged = "damaged",
    }
}

/// Sizes of a draw's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DrawLists {
    /// Objects.
    pub objects: u64,
    /// Inspectors.
    pub inspectors: u64,
    /// Conflicts.
    pub conflicts: u64,
}

/// The checkpoint that a seed is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DrawCheckpoint {
    /// Entries under it.
    pub size: u64,
    /// Its time.
    pub time: String,
}

/// The public value of a draw.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PublicValue {
    /// Where anybody finds it.
    pub source: String,
    /// Which of the values published there.
    pub issue: String,
    /// The day before which it is not published.
    pub day: String,
    /// The value; empty until the draw.
    pub value: String,
}

/// One draw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DrawView {
    /// Number of the draw: `training-institutions-2022-1`.
    pub number: String,
    /// Id of the definition.
    pub draw: String,
    /// Its name.
    pub name: String,
    /// The year.
    pub year: i32,
    /// Which draw of the year it is, from 1.
    pub order: u32,
    /// How far it is.
    pub state: DrawState,
    /// The commitment to lists and rule.
    pub commitment: String,
    /// The entry that carries the commitment.
    pub entry: u64,
    /// Whether it is sealed until arrival.
    pub hidden: bool,
    /// The day of the draw; empty before.
    pub day: String,
    /// How many were drawn.
    pub slips: u64,
    /// How many slips are open.
    pub opened: u64,
    /// The public value that it waits for, or was drawn with.
    pub public: PublicValue,
    /// Why it is damaged.
    pub findings: Vec<Finding>,
    /// Sizes of the lists. Only in the view of one draw, like all that follows.
    pub lists: Option<DrawLists>,
    /// Strata.
    pub strata: Vec<DrawStratum>,
    /// The checkpoint that the seed is made of.
    pub checkpoint: Option<DrawCheckpoint>,
    /// The root over the seals.
    pub root: String,
    /// The seed.
    pub seed: String,
    /// SM3 of the certificate.
    pub digest: String,
    /// Slips that are open, in the order drawn.
    pub table: Vec<DrawSlip>,
    /// The certificate, when everything is open.
    #[serde(skip)]
    pub certificate: Option<String>,
    /// The seals of a draw sealed until arrival.
    #[serde(skip)]
    pub seals: Option<String>,
    /// The proof on one page, when everything is open.
    #[serde(skip)]
    pub page: Option<String>,
}

impl DrawView {
    /// Shows it as damaged when there is a finding.
    pub fn damaged(&mut self, finding: Option<Finding>) {
        if let Some(finding) = finding {
            self.state = DrawState::Damaged;
            self.findings.push(finding);
        }
    }
}

states! {
    /// What a file that proves something comes to.
    Assurance {
        /// Everything agrees, under the key that the reader named.
        Holds = "holds",
        /// Everything agrees; whose key it is was not checked.
        Consistent = "consistent",
        /// Something does not agree.
        Refused = "refused",
    }
}

/// What an outsider says of a draw's certificate. All that it tells was hashed or recomputed; of a refused one nothing is
/// told but why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DrawVerdict {
    /// Whether it holds.
    pub assurance: Assurance,
    /// Fingerprint of the key that signed.
    pub fingerprint: String,
    /// What the certificate tells.
    pub told: Option<DrawTold>,
    /// Why it does not hold.
    pub findings: Vec<Finding>,
}

/// What a certificate tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DrawTold {
    /// Number of the draw.
    pub number: String,
    /// What was drawn.
    pub title: String,
    /// Whose journal.
    pub origin: String,
    /// The entry that carries the commitment.
    pub entry: u64,
    /// The checkpoint over it.
    pub checkpoint: DrawCheckpoint,
    /// The commitment.
    pub commitment: String,
    /// The public value.
    pub public: PublicValue,
    /// How many were drawn.
    pub slips: u64,
}
/// A slip that is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DrawSlip {
    /// From 1.
    pub number: u64,
    /// Key of the object.
    pub object: String,
    /// Its name, when that is not sensitive.
    pub name: String,
    /// Who is sent.
    pub inspectors: Vec<String>,
    /// The row that records it.
    pub row: Option<RowRef>,
    /// Who opened it and when, of a draw sealed until arrival.
    pub opened: Option<SlipOpened>,
}

/// Who opened a slip, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SlipOpened {
    /// Who.
    pub by: String,
    /// The day.
    pub day: String,
}

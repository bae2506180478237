//! Reports that were put forward, and what everybody is told of the one that was issued.

use crate::CaseStepView;
use finding::Finding;
use serde::Serialize;

/// What putting a report forward did.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ForwardOutcome {
    /// Its number; empty when it was not put forward.
    pub number: String,
    /// The first entry; none when nothing was written.
    pub entry: Option<u64>,
    /// What speaks against it.
    pub findings: Vec<Finding>,
}

/// The reports of a year that were put forward, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EditionsView {
    /// Id of the loop by which they are checked and approved; none where the pack has no such way.
    pub way: Option<String>,
    /// The reports.
    pub editions: Vec<EditionLine>,
}

/// A report that was put forward.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EditionLine {
    /// Its number.
    pub number: String,
    /// The how manieth of the year.
    pub order: u64,
    /// The day on which it was drafted, from which it looks.
    pub day: String,
    /// Entries of the journal that it stands on.
    pub size: u64,
    /// SM3 of what is frozen when it is issued.
    pub digest: String,
    /// Who may read it once it is issued.
    pub disclosed: String,
    /// Its number as an official document.
    pub document: String,
    /// What is said of it to those who check it.
    pub note: String,
    /// The stage that it is in.
    pub stage: String,
    /// The day on which it was issued.
    pub closed: Option<String>,
    /// For whom it waits.
    pub waits: Vec<String>,
    /// What was done with it.
    pub steps: Vec<CaseStepView>,
    /// How many of its sentences would read otherwise by what was recorded since; 0 of one that was issued.
    pub moved: u64,
}

/// What everybody is told of a report that was issued.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IssuedView {
    /// The district.
    pub district: String,
    /// The year that it reports.
    pub year: i32,
    /// Its number.
    pub number: String,
    /// Its number as an official document; may be empty.
    pub document: String,
    /// The day on which it was issued.
    pub issued: String,
    /// The moment, RFC 3339.
    pub at: String,
    /// The entry that froze it.
    pub entry: u64,
    /// Entries of the journal that it stands on.
    pub size: u64,
    /// SM3 of what was frozen.
    pub digest: String,
    /// Fingerprint of the key that the journal is signed with.
    pub key: String,
}

//! The journal: entries, proofs, what verifying and rebuilding found.

use crate::RowRef;
use crate::states::states;
use finding::Finding;
use serde::{Deserialize, Serialize};

states! {
    /// What whoever acts is.
    WhoKind {
        /// A person, by name.
        Person = "person",
        /// Standing work of the house itself.
        Service = "service",
        /// A device or gateway.
        Device = "device",
        /// A household (家庭), which has no account.
        Household = "household",
    }
}

states! {
    /// The door by which an act came.
    Via {
        /// The command line.
        Command = "command",
        /// A page.
        Page = "page",
        /// A program.
        Api = "api",
        /// Standing work.
        Job = "job",
        /// What a device said.
        Signal = "signal",
        /// A played year or a simulation.
        Play = "play",
    }
}

/// An entry of the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EntryView {
    /// Its number, from 0.
    pub seq: u64,
    /// When it was recorded, RFC 3339.
    pub time: String,
    /// Who recorded it.
    pub actor: String,
    /// What they are.
    pub kind: WhoKind,
    /// In which post; empty when in none.
    pub post: String,
    /// By which door.
    pub via: Via,
    /// What was done, sensitive cells masked; none once erased.
    pub act: Option<ActView>,
    /// Canonical text of the act, sensitive cells masked; none once erased.
    pub body: Option<String>,
    /// Salt, hexadecimal; none once erased, and for an act with masked cells: its body could be guessed and tried.
    pub salt: Option<String>,
    /// Digest of the leaf, hexadecimal.
    pub leaf: String,
    /// Entries under the newest checkpoint.
    pub size: u64,
    /// Root over them, hexadecimal.
    pub root: String,
    /// The inclusion proof against the newest checkpoint. For an act with masked cells it proves the leaf alone.
    pub proof: ProofView,
}

/// Entries that were looked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EntriesFound {
    /// Those that were found, newest first.
    pub entries: Vec<EntryView>,
    /// Entries from this number on were looked through; the search goes on below it.
    pub down_to: u64,
    /// Nothing below this number is looked for.
    pub first: u64,
}

/// What an entry does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum ActView {
    /// From here on rows are read by a pack.
    AdoptPack {
        /// Id of the pack.
        pack: String,
        /// Its content hash.
        hash: String,
        /// The year; none of a pack that is of no year.
        year: Option<i32>,
    },
    /// A row is recorded; one of the same key is replaced.
    Record {
        /// Id of the register.
        register: String,
        /// Key of the row; masked when it tells something sensitive.
        key: String,
        /// Where it was read, if from a file.
        origin: Option<OriginView>,
        /// Its cells that hold something, in the order of the register.
        cells: Vec<ActCell>,
    },
    /// A row no longer holds.
    Withdraw {
        /// Id of the register.
        register: String,
        /// Key of the row.
        key: String,
        /// Why.
        reason: String,
    },
    /// The content of an earlier entry is erased.
    Erase {
        /// Number of that entry.
        entry: u64,
        /// The row that it was about.
        row: RowRef,
        /// The ground in law.
        reason: String,
    },
    /// What was submitted of a year is frozen (封存).
    Close {
        /// The year.
        year: i32,
        /// Content hash of the pack that it was judged by.
        pack: String,
        /// Number of entries that it stands on.
        size: u64,
        /// Root over them, hexadecimal.
        root: String,
        /// The day from which they were looked at.
        day: String,
        /// How many values.
        values: u64,
        /// How many sentences.
        sentences: u64,
    },
    /// Another key signs the journal from here on (换钥).
    RotateKey {
        /// The change; none when the note is not signed by both keys.
        change: Option<KeyChange>,
    },
}

/// A change of the key that signs a journal: the entry of it is signed by both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct KeyChange {
    /// Number of the entry.
    pub entry: u64,
    /// Fingerprint of the key that signed so far.
    pub old: String,
    /// Fingerprint of the key that signs from here on.
    pub new: String,
}

/// Where a row was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OriginView {
    /// File name, with the sheet after `#`.
    pub file: String,
    /// Row of the table, the header being row 1.
    pub row: u32,
}

/// A cell of a recorded row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ActCell {
    /// The field.
    pub field: String,
    /// What it holds; masked when it is sensitive.
    pub value: String,
}

/// An inclusion proof with the checkpoint that it leads to. Its JSON is a file that `duheng journal verify` checks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ProofView {
    /// `duheng-inclusion-proof/2`.
    pub format: String,
    /// Number of the entry.
    pub entry: u64,
    /// The text of the entry: a line of head, time and actor, then the act; none once erased, then only the leaf is
    /// proved.
    pub body: Option<String>,
    /// Salt, hexadecimal; there when the text is.
    pub salt: Option<String>,
    /// Digest of the leaf, hexadecimal: SM3 over a byte 0, the salt and the text.
    pub leaf: String,
    /// Digests from the leaf to the SM3 root, hexadecimal.
    pub path: Vec<String>,
    /// Digest of the leaf in the SHA-256 tree, hexadecimal.
    pub twin: String,
    /// Digests from it to the SHA-256 root, hexadecimal.
    pub twin_path: Vec<String>,
    /// Signed checkpoint.
    pub checkpoint: String,
    /// The public keys that it says to be signed by: the two lines of the first and, for each change, the note that both
    /// keys signed. Whether they are the district's the file cannot tell.
    pub key: String,
}

/// What verifying a proof file by itself found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProofCheck {
    /// Fingerprint of the key that signed.
    pub fingerprint: String,
    /// Whether it is the key that the reader named. False when none was named: then the file agrees with itself, and
    /// nobody knows whose it is.
    pub is_named: bool,
    /// The changes of the key, each signed by both.
    pub changes: Vec<KeyChange>,
    /// What is proved.
    pub proof: ProofView,
}

/// What verifying the journal found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JournalCheck {
    /// Number of entries.
    pub size: u64,
    /// Root over them as recomputed.
    pub root: String,
    /// Number of signed checkpoints that hold.
    pub checkpoints: u64,
    /// Number of entries whose content was lawfully erased.
    pub erased: u64,
    /// Fingerprint of the key that signs now.
    pub key: String,
    /// The changes of the key, each signed by both.
    pub changes: Vec<KeyChange>,
    /// Whether it was held against a key that the reader named.
    pub is_named: bool,
    /// Number of entries of the receipt that it was held against; none when none was given, or it holds none.
    pub receipt: Option<u64>,
    /// What does not hold; empty when all is well.
    pub findings: Vec<Finding>,
}

/// The journal held against a checkpoint that somebody kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Consistency {
    /// Number of entries of the checkpoint.
    pub older: u64,
    /// Number of entries now.
    pub size: u64,
    /// Fingerprint of the key that signs the journal.
    pub fingerprint: String,
    /// The changes of the key, each signed by both.
    pub changes: Vec<KeyChange>,
    /// What does not hold; empty when the journal goes on from the checkpoint.
    pub findings: Vec<Finding>,
}

/// The public keys of a journal, as they are published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct KeyView {
    /// The first digits of the digest of the key that signs now, to be compared by eye.
    pub fingerprint: String,
    /// What a verifier is told: the two lines of the first key and, for each change, the note that both keys signed.
    pub lines: String,
    /// The changes.
    pub changes: Vec<KeyChange>,
}

/// What an audit of everything found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AuditView {
    /// When it was made, RFC 3339.
    pub time: String,
    /// Entries under the newest checkpoint; 0 when it does not hold.
    pub size: u64,
    /// What does not agree with it; none when all rows do.
    pub finding: Option<Finding>,
}

/// What became of a change of the key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RotationOutcome {
    /// The change; none when it was refused.
    pub change: Option<KeyChange>,
    /// Whether it is an earlier one, cut off behind its entry, that was brought to its end.
    pub finished: bool,
    /// What there is to say.
    pub findings: Vec<Finding>,
}

/// The journal as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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

/// What rebuilding found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RebuildOutcome {
    /// Entries gone through.
    pub entries: u64,
    /// Versions of rows made.
    pub versions: u64,
    /// Whether they are the ones that were there.
    pub equal: bool,
    /// The first differences.
    pub findings: Vec<Finding>,
}

//! Notices (信) and their letters.

use super::SourceView;
use finding::Finding;
use serde::Serialize;

/// What came of sending a notice.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SentView {
    /// The notice's number; empty when nothing was sent.
    pub notice: String,
    /// Households frozen.
    pub households: usize,
    /// The first entry of it.
    pub entry: u64,
    /// What speaks against sending.
    #[serde(skip)]
    pub findings: Vec<Finding>,
}

/// What came of an acknowledgement.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AcknowledgedView {
    /// The notice.
    pub notice: String,
    /// The household.
    pub household: String,
    /// When it was acknowledged; empty when it was not.
    pub at: String,
    /// Whether it had been before.
    pub already: bool,
    /// The entry that says so.
    pub entry: Option<u64>,
    /// What speaks against it.
    #[serde(skip)]
    pub findings: Vec<Finding>,
}

/// What a household sees behind its link.
#[derive(Clone, Debug, Serialize)]
pub struct TapView {
    /// The heading.
    pub title: String,
    /// The message.
    pub body: String,
    /// The unit that sent it.
    pub by: String,
    /// When it was sent.
    pub sent: String,
    /// When it was acknowledged.
    pub acknowledged: Option<String>,
}

/// All notices.
#[derive(Clone, Debug, Serialize)]
pub struct NoticesView {
    /// Definitions that can be sent.
    pub definitions: Vec<NoticeDefinition>,
    /// Notices sent, newest first.
    pub notices: Vec<NoticeSummary>,
}

/// A definition of a notice.
#[derive(Clone, Debug, Serialize)]
pub struct NoticeDefinition {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// The unit that answers for it.
    pub owner: String,
    /// The document behind it.
    pub source: SourceView,
    /// Mechanisms it serves.
    pub mechanisms: Vec<String>,
    /// What exactly it means.
    pub note: Option<String>,
    /// The ladder in words: 短信 → 企业微信 → 电话 → 入户.
    pub ladder: Vec<&'static str>,
    /// How many were sent.
    pub sent: usize,
}

/// A notice in numbers.
#[derive(Clone, Debug, Serialize)]
pub struct NoticeSummary {
    /// Its number.
    pub id: String,
    /// The number of its row.
    pub row: u64,
    /// Id of the definition.
    pub definition: String,
    /// The heading.
    pub title: String,
    /// The message with its placeholders.
    pub body: String,
    /// When it was sent.
    pub at: String,
    /// By whom.
    pub by: String,
    /// Households frozen.
    pub households: usize,
    /// Letters in each state: its code, its word, how many.
    pub states: Vec<(&'static str, &'static str, usize)>,
    /// The funnel: households, handed over at least once, delivered at least once, acknowledged.
    pub funnel: [usize; 4],
    /// Letters that are acknowledged with evidence, of all, as printed: 93.60%.
    pub rate: String,
    /// Acknowledged by link, by code, by record.
    pub ways: Vec<(&'static str, usize)>,
}

/// A notice household by household.
#[derive(Clone, Debug, Serialize)]
pub struct NoticeView {
    /// The notice in numbers.
    pub summary: NoticeSummary,
    /// Its ladder in words.
    pub ladder: Vec<&'static str>,
    /// How many letters were asked for; more may be there than are shown.
    pub found: usize,
    /// Letters, in the order of households.
    pub letters: Vec<LetterView>,
}

/// A letter.
#[derive(Clone, Debug, Serialize)]
pub struct LetterView {
    /// The household.
    pub household: String,
    /// The number of its row.
    pub row: u64,
    /// Where it belongs.
    pub unit: String,
    /// Rows merged into this household.
    pub members: usize,
    /// State: code and word.
    pub state: &'static str,
    /// The word.
    pub word: &'static str,
    /// The rung it is on; 0 before the first.
    pub rung: u32,
    /// The channel of that rung.
    pub channel: &'static str,
    /// Times of hand-over, delivery, acknowledgement; empty when not yet.
    pub times: [String; 3],
    /// By which way it was acknowledged, and by whom recorded.
    pub way: String,
    /// On whose list it is.
    pub person: String,
    /// What is next and when, in words; empty when nothing is.
    pub next: String,
    /// Why its events do not fit; empty when they do.
    pub wrong: String,
}

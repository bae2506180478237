//! Notices (信) and their letters.

use crate::Card;
use crate::states::states;
use finding::Finding;
use serde::Serialize;

/// What came of sending a notice.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NoticesView {
    /// Definitions that can be sent.
    pub definitions: Vec<NoticeDefinition>,
    /// Notices sent, newest first.
    pub notices: Vec<NoticeSummary>,
}

/// A definition of a notice.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NoticeDefinition {
    /// What it is called, who answers for it, on what ground.
    #[serde(flatten)]
    pub card: Card,
    /// The ladder: 短信 → 企业微信 → 电话 → 入户.
    pub ladder: Vec<Channel>,
    /// How many were sent.
    pub sent: usize,
}

states! {
    /// The way on which a letter goes.
    Channel {
        /// 短信: a text message by a gateway.
        Message = "sms",
        /// 企业微信.
        WeCom = "wecom",
        /// 邮件.
        Mail = "mail",
        /// 电话: a list of households that a named person calls.
        Calls = "calls",
        /// 入户: a list of households that a named person visits.
        Visit = "visit",
    }
}

states! {
    /// How far a letter is.
    LetterState {
        /// 待发: nothing is under way.
        Queued = "queued",
        /// 交付中: handed over or not, nobody knows yet.
        HandingOver = "handing-over",
        /// 已交付.
        HandedOver = "handed-over",
        /// 已送达: on the device, not acknowledged.
        Delivered = "delivered",
        /// 未送达.
        Undeliverable = "undeliverable",
        /// 在名单: on a named person's list.
        Listed = "listed",
        /// 已应答.
        Acknowledged = "acknowledged",
    }
}

states! {
    /// The way on which a letter was acknowledged.
    Way {
        /// 链接: one tap on the signed address.
        Link = "link",
        /// 回复码: the code sent back.
        Code = "code",
        /// 登记: a named teacher or chief records it.
        Record = "record",
    }
}

/// Letters in a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StateTally {
    /// The state.
    pub state: LetterState,
    /// How many.
    pub count: usize,
}

/// Letters acknowledged on a way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WayTally {
    /// The way.
    pub way: Way,
    /// How many.
    pub count: usize,
}

/// How far the letters of a notice came; each part is of the one before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Funnel {
    /// Households frozen.
    pub households: usize,
    /// Handed over at least once.
    pub handed_over: usize,
    /// Delivered at least once.
    pub delivered: usize,
    /// Acknowledged with evidence.
    pub acknowledged: usize,
}

/// When a letter came how far; empty when not yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LetterTimes {
    /// Handed over.
    pub handed_over: String,
    /// Delivered.
    pub delivered: String,
    /// Acknowledged.
    pub acknowledged: String,
}

/// A notice in numbers.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
    /// Letters in each state, in the order of states.
    pub states: Vec<StateTally>,
    /// How far its letters came.
    pub funnel: Funnel,
    /// Letters that are acknowledged with evidence, of all, as printed: 93.60%.
    pub rate: String,
    /// Acknowledged letters by the way.
    pub ways: Vec<WayTally>,
}

/// A notice household by household.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NoticeView {
    /// The notice in numbers.
    pub summary: NoticeSummary,
    /// Its ladder.
    pub ladder: Vec<Channel>,
    /// How many letters were asked for; more may be there than are shown.
    pub found: usize,
    /// Letters, in the order of households.
    pub letters: Vec<LetterView>,
}

/// A letter.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LetterView {
    /// The household.
    pub household: String,
    /// The number of its row.
    pub row: u64,
    /// Where it belongs.
    pub unit: String,
    /// Rows merged into this household.
    pub members: usize,
    /// State.
    pub state: LetterState,
    /// The rung it is on; 0 before the first.
    pub rung: u32,
    /// The channel of that rung; none before the first.
    pub channel: Option<Channel>,
    /// When it came how far.
    pub times: LetterTimes,
    /// By which way it was acknowledged.
    pub way: Option<Way>,
    /// Who recorded that; empty when nobody had to.
    pub by: String,
    /// On whose list it is.
    pub person: String,
    /// What is next and when, in words; empty when nothing is.
    pub next: String,
    /// Why its events do not fit; empty when they do.
    pub wrong: String,
}

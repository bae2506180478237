//! Accounts (账号) and visits (登录).

use serde::Serialize;

/// An account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AccountView {
    /// What is typed to sign in.
    pub login: String,
    /// Whose it is.
    pub person: String,
    /// Whether it is not in use.
    pub disabled: bool,
    /// Whether a password of one's own has still to be set.
    pub must_change: bool,
    /// Whether no password is taken for a while.
    pub locked: bool,
    /// Whether it has a password of its own.
    pub has_password: bool,
    /// Who it is to providers outside: `gov:10023`.
    pub outside: Vec<String>,
    /// When it was added.
    pub added: String,
}

/// What an app for a second factor (动态口令) is given: it is shown once and kept nowhere before its first number comes back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SecondFactorOffer {
    /// The secret, in base 32.
    pub secret: String,
    /// Modules along a side of the code that its camera reads.
    pub side: usize,
    /// The dark ones, as the path of a drawing.
    pub path: String,
}

/// A browser in which somebody is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VisitView {
    /// Its number.
    pub id: i64,
    /// Since when.
    pub began: String,
    /// When it was last here.
    pub seen: String,
    /// What the browser says it is.
    pub agent: String,
    /// Whether it is the one that asks.
    pub is_this: bool,
}

/// A token of the interface (接口令牌), which itself is shown once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TokenView {
    /// Its number.
    pub id: i64,
    /// For which program.
    pub name: String,
    /// Whether that may also record.
    pub writes: bool,
    /// Since when.
    pub added: String,
    /// Until when.
    pub until: String,
    /// When it was last brought; empty when never.
    pub seen: String,
}

/// Where changes are pushed to (变更推送).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WebhookView {
    /// Its number.
    pub id: i64,
    /// Where to.
    pub address: String,
    /// The first entry that was not pushed.
    pub since: u64,
    /// When something was taken last; empty when never.
    pub delivered: String,
    /// Times in a row that it was not taken.
    pub failures: u32,
    /// When it is tried again; empty when it was taken.
    pub due: String,
    /// Why it was not taken.
    pub said: String,
}

/// What of the office's places are open to somebody, and in which roles he is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OffersView {
    /// Indicators, figures, the report.
    pub evaluation: bool,
    /// The journal.
    pub journal: bool,
    /// Accounts.
    pub accounts: bool,
    /// Notices, all or those of his households.
    pub notices: bool,
    /// Draws.
    pub draws: bool,
    /// Devices.
    pub devices: bool,
    /// His roles; none of whoever sits at the machine.
    pub roles: Vec<RoleView>,
}

/// A role in which somebody is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RoleView {
    /// Its name, and for whom when it is delegated.
    pub name: String,
    /// For which unit.
    pub unit: String,
    /// For which class of it; empty without.
    pub class: String,
    /// Its last day.
    pub until: Option<String>,
}

/// A person who is in a role today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PersonInRole {
    /// The person.
    pub person: String,
    /// The role.
    pub role: String,
    /// The unit.
    pub unit: String,
}

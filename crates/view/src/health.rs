//! How the house stands (体检): what whoever runs it looks at.

use serde::Serialize;

/// How one thing stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum HealthState {
    /// As it should be.
    Good,
    /// It works, and somebody should see to it.
    Watch,
    /// Something does not work, or will be lost.
    Bad,
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HealthLine {
    /// Stable name, for programs: `disk`, `backup`.
    pub code: &'static str,
    /// What it is, in words.
    pub name: &'static str,
    /// How it stands.
    pub state: HealthState,
    /// What was seen.
    pub seen: String,
    /// What to do about it.
    pub hint: Option<String>,
}

/// Everything that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HealthView {
    /// When, RFC 3339.
    pub time: String,
    /// The worst of its lines.
    pub state: HealthState,
    /// What was looked at, in a fixed order.
    pub lines: Vec<HealthLine>,
}

impl HealthLine {
    /// A thing that is as it should be.
    pub fn good(code: &'static str, name: &'static str, seen: impl Into<String>) -> HealthLine {
        HealthLine { code, name, state: HealthState::Good, seen: seen.into(), hint: None }
    }

    /// The same thing in another state, with what to do about it.
    pub fn but(self, state: HealthState, hint: impl Into<String>) -> HealthLine {
        HealthLine { state, hint: Some(hint.into()), ..self }
    }
}

impl HealthView {
    /// Lines looked at at one time.
    pub fn of(time: String, lines: Vec<HealthLine>) -> HealthView {
        let state = lines.iter().map(|line| line.state).max().unwrap_or(HealthState::Good);
        HealthView { time, state, lines }
    }
}

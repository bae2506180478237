//! What a question of the interface is: an address, what it may be asked with, the view that answers it.

use axum::http::HeaderValue;
use office::Reading;
use serde::Serialize;

use super::given::Given;
use super::problem::Refused;
use crate::site::Trouble;

/// A question.
pub(super) struct Question {
    /// Its address; what stands in braces is asked for by name.
    pub path: &'static str,
    /// The name by which programs call it.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "the document of the interface says it, which a test makes")
    )]
    pub name: &'static str,
    /// What it is, in Chinese.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "the document of the interface says it, which a test makes")
    )]
    pub about: &'static str,
    /// What it may be asked with behind the `?`, beside what every question may.
    pub parameters: &'static [Parameter],
    /// What answers it.
    pub answer: fn(&Reading, &Given) -> Result<Answer, Refused>,
    /// The shape of that; a file has none.
    #[cfg(test)]
    pub shape: Option<fn(&mut schemars::SchemaGenerator) -> schemars::Schema>,
}

/// What a question may be asked with.
pub(super) struct Parameter {
    pub name: &'static str,
    pub kind: Kind,
    /// What it does, in Chinese.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "the document of the interface says it, which a test makes")
    )]
    pub about: &'static str,
}

/// What may stand in its value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Words.
    Text,
    /// `字段:值`; may be given several times.
    Equal,
    /// A whole number up to this.
    Number(u64),
    /// `true` or `false`.
    Flag,
    /// A day: `2022-06-01`.
    Day,
    /// A moment of the journal: a number of entries or a day.
    Moment,
    /// A language: `zh` or `en`.
    Language,
}

/// What every question may be asked with.
pub(super) const COMMON: [Parameter; 3] = [
    Parameter { name: "year", kind: Kind::Number(2_200), about: "评价年度；不写为最新的年度" },
    Parameter {
        name: "as_of",
        kind: Kind::Moment,
        about: "截至：日志条目数，或日期（2022-12-31）；不写为现在",
    },
    Parameter { name: "lang", kind: Kind::Language, about: "问题说明用的语言：zh、en" },
];

/// An answer, written.
pub(super) struct Answer {
    pub bytes: Vec<u8>,
    /// Its media type.
    pub media: &'static str,
    /// What a correction of what it shows has to say that it saw.
    pub tag: Option<HeaderValue>,
}

impl Answer {
    /// Of a view.
    pub fn of(view: &impl Serialize) -> Result<Answer, Refused> {
        let bytes = serde_json::to_vec(view).map_err(|_| Refused::from(Trouble::Lost))?;
        Ok(Answer { bytes, media: "application/json", tag: None })
    }

    /// A file.
    pub fn file(bytes: Vec<u8>, media: &'static str) -> Answer {
        Answer { bytes, media, tag: None }
    }

    /// With what a correction has to say that it saw: the entry that made the row.
    pub fn tagged(self, entry: u64) -> Answer {
        Answer { tag: HeaderValue::from_str(&format!("\"{entry}\"")).ok(), ..self }
    }
}

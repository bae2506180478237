//! Where a definition comes from, and the kind of period it speaks of.

/// How sure the origin of a definition or a threshold is. Shown wherever the definition is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Seen in the document itself (已核).
    Confirmed,
    /// Seen only in somebody's rendering of it (转述).
    Secondary,
    /// From memory; the document was not seen (凭记忆).
    Recalled,
    /// Computed or inferred from known facts (推算).
    Derived,
    /// A rule of this district (本地).
    Local,
    /// A placeholder without official standing (非官方).
    Unofficial,
}

impl Status {
    /// Every status with its key in files and its Chinese label.
    pub const ALL: [(Status, &'static str, &'static str); 6] = [
        (Status::Confirmed, "confirmed", "已核"),
        (Status::Secondary, "secondary", "转述"),
        (Status::Recalled, "recalled", "凭记忆"),
        (Status::Derived, "derived", "推算"),
        (Status::Local, "local", "本地"),
        (Status::Unofficial, "unofficial", "非官方"),
    ];

    /// The key as written in files.
    pub fn key(self) -> &'static str {
        Self::ALL.iter().find(|(s, ..)| *s == self).map_or("", |(_, key, _)| key)
    }

    /// The label shown to a reader.
    ///
    /// ```
    /// assert_eq!(define::Status::Recalled.label(), "凭记忆");
    /// ```
    pub fn label(self) -> &'static str {
        Self::ALL.iter().find(|(s, ..)| *s == self).map_or("", |(.., label)| label)
    }
}

/// The document behind a definition and how sure that is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Title or number of the document, such as 教督〔2020〕1号.
    pub document: String,
    /// How sure it is.
    pub status: Status,
    /// A remark, such as which clause.
    pub note: Option<String>,
}

/// The kind of year a fact or a figure belongs to; kinds never mix silently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    /// 1 January to 31 December, also the fiscal year (日历年、财政年度).
    CalendarYear,
    /// The year that begins on 1 September; named by the calendar year of that day (学年).
    SchoolYear,
    /// Facts that hold for every year until changed (不分年度).
    None,
}

impl Period {
    /// The key as written in files.
    pub fn key(self) -> &'static str {
        match self {
            Period::CalendarYear => "calendar-year",
            Period::SchoolYear => "school-year",
            Period::None => "none",
        }
    }

    /// The label shown to a reader.
    pub fn label(self) -> &'static str {
        match self {
            Period::CalendarYear => "日历年",
            Period::SchoolYear => "学年",
            Period::None => "不分年度",
        }
    }
}

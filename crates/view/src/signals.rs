//! What signals look like from outside.

use finding::Finding;
use serde::Serialize;

/// What was taken of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// Lines taken: on the disk.
    pub taken: usize,
    /// Lines not taken, each with its number and the reason.
    pub refused: Vec<RefusedLine>,
    /// When it was received.
    pub at: String,
}

/// A line that was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RefusedLine {
    /// The line, from 1.
    pub line: usize,
    /// Stable code.
    pub code: &'static str,
    /// Why.
    pub sentence: String,
}

/// Why a batch was not taken as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RefusalKind {
    /// The sender is not known, or its key is not its own.
    Unknown,
    /// It is no batch.
    Broken,
    /// It is too large.
    Large,
    /// Too much waits already: come again in a second.
    Busy,
}

/// A batch that was not taken, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SignalRefusal {
    /// What kind of refusal.
    pub kind: RefusalKind,
    /// Stable code.
    pub code: &'static str,
    /// Why.
    pub sentence: String,
}

/// What a watch did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct WatchOutcome {
    /// When.
    pub at: String,
    /// Devices that are silent.
    pub silent: u64,
    /// Cases opened.
    pub opened: u64,
    /// Silence that ended.
    pub recovered: u64,
    /// Causes whose case was found closed.
    pub closed: u64,
    /// What speaks against a case.
    pub findings: Vec<Finding>,
}

/// The devices of a district as they stand.
#[derive(Clone, Debug, Serialize)]
pub struct DevicesView {
    /// When.
    pub at: String,
    /// Devices that were ever heard.
    pub heard: u64,
    /// Causes that wait for a watch to open their case.
    pub waiting: u64,
    /// Rates: `online`, `tested`, `gate` (near enough to it), `campuses-tested` (every device tested).
    pub rates: Vec<Rate>,
    /// Campuses by code.
    pub campuses: Vec<CampusDevices>,
    /// Devices gone silent, longest first.
    pub silent: Vec<SilentDevice>,
    /// Open cases, by number.
    pub open: Vec<OpenSignal>,
    /// The district's boundary: longitude and latitude in millionths of a degree.
    pub boundary: Vec<(i64, i64)>,
}

/// A rate with what it is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rate {
    /// Which.
    pub id: &'static str,
    /// Numerator.
    pub part: u64,
    /// Denominator.
    pub whole: u64,
    /// In percent with two decimals, rounded down so that only all are 100%; none of nothing.
    pub percent: Option<String>,
}

impl Rate {
    /// So many of so many.
    pub fn new(id: &'static str, part: u64, whole: u64) -> Rate {
        let share = (part * 10_000).checked_div(whole);
        let percent = share.map(|share| match (share / 100, share % 100) {
            (whole, 0) => format!("{whole}%"),
            (whole, rest) => format!("{whole}.{rest:02}%"),
        });
        Rate { id, part, whole, percent }
    }
}

/// The devices of a campus.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CampusDevices {
    /// Code of the campus.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Devices in use.
    pub devices: u64,
    /// Heard within their window.
    pub online: u64,
    /// Ever heard.
    pub heard: u64,
    /// Heard once, and no more.
    pub silent: u64,
    /// With a passed test that has not expired.
    pub tested: u64,
    /// Open cases.
    pub open: u64,
    /// `open`, `silent`, `untested`, `unheard`, `well`: the first that is so.
    pub state: &'static str,
    /// Longitude and latitude in millionths of a degree.
    pub place: Option<(i64, i64)>,
}

/// A device gone silent.
#[derive(Clone, Debug, Serialize)]
pub struct SilentDevice {
    /// Its number.
    pub device: String,
    /// The kind of device.
    pub signal: String,
    /// The campus.
    pub campus: String,
    /// When it was heard last.
    pub seen: String,
    /// From when it counts as silent.
    pub since: String,
}

/// An open case.
#[derive(Clone, Debug, Serialize)]
pub struct OpenSignal {
    /// 案号.
    pub number: String,
    /// The campus.
    pub campus: String,
    /// The device that first told.
    pub device: String,
    /// 报警, 失联, 时钟偏差, 名册不符.
    pub kind: String,
    /// What.
    pub what: String,
    /// When it was first told.
    pub first: String,
    /// When silence ended; empty else.
    pub recovered: String,
    /// How often it was told.
    pub times: u64,
}

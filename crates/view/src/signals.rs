//! What signals look like from outside.

use crate::Point;
use crate::states::states;
use finding::Finding;
use serde::Serialize;

/// What was taken of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
    /// A batch of its counter was given before.
    Replayed,
    /// Too many came of this sender: come again in ten seconds.
    Often,
}

/// A batch that was not taken, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DevicesView {
    /// When.
    pub at: String,
    /// Devices that were ever heard.
    pub heard: u64,
    /// Causes that wait for a watch to open their case.
    pub waiting: u64,
    /// Rates.
    pub rates: Vec<Rate>,
    /// Campuses by code.
    pub campuses: Vec<CampusDevices>,
    /// Devices gone silent, longest first.
    pub silent: Vec<SilentDevice>,
    /// Open cases, by number.
    pub open: Vec<OpenSignal>,
    /// The district's boundary.
    pub boundary: Vec<Point>,
}

/// A rate with what it is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rate {
    /// Which.
    pub id: RateKind,
    /// Numerator.
    pub part: u64,
    /// Denominator.
    pub whole: u64,
    /// In percent with two decimals, rounded down so that only all are 100%; none of nothing.
    pub percent: Option<String>,
}

impl Rate {
    /// So many of so many.
    pub fn new(id: RateKind, part: u64, whole: u64) -> Rate {
        let share = (part * 10_000).checked_div(whole);
        let percent = share.map(|share| match (share / 100, share % 100) {
            (whole, 0) => format!("{whole}%"),
            (whole, rest) => format!("{whole}.{rest:02}%"),
        });
        Rate { id, part, whole, percent }
    }
}

states! {
    /// What a rate is of.
    RateKind {
        /// Devices heard within their window, of all.
        Online = "online",
        /// Devices with a passed test that has not expired, of all.
        Tested = "tested",
        /// Cameras at the gate that are near enough to it, of those at the gate.
        Gate = "gate",
        /// Campuses of which every device is tested, of all.
        CampusesTested = "campuses-tested",
    }
}

states! {
    /// How the devices of a campus stand; the gravest first.
    CampusState {
        /// A case is open.
        Open = "open",
        /// A device was heard once, and is no more.
        Silent = "silent",
        /// A device has no test that holds.
        Untested = "untested",
        /// A device was not heard within its window.
        Unheard = "unheard",
        /// Nothing of this.
        Well = "well",
    }
}

states! {
    /// What kind of cause opened a case.
    SignalCause {
        /// 报警.
        Alarm = "alarm",
        /// 失联.
        Silence = "silence",
        /// 时钟偏差.
        Drift = "drift",
        /// 名册不符.
        List = "list",
    }
}

/// The devices of a campus.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
    /// The first of its states that is so.
    pub state: CampusState,
    /// Where it is.
    pub place: Option<Point>,
}

/// A device gone silent.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OpenSignal {
    /// 案号.
    pub number: String,
    /// The campus.
    pub campus: String,
    /// The device that first told.
    pub device: String,
    /// What kind of cause; none when its row names none.
    pub kind: Option<SignalCause>,
    /// What.
    pub what: String,
    /// When it was first told.
    pub first: String,
    /// When silence ended; empty else.
    pub recovered: String,
    /// How often it was told.
    pub times: u64,
}

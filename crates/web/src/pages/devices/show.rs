//! The devices: rates with what they are made of, the district's map, campuses, devices gone silent, open cases.

use askama::Template;
use view::{CampusDevices, CampusState, DevicesView, OpenSignal, Rate, RateKind, SignalCause, SilentDevice};

use super::words::{self, Words};
use crate::frame::Frame;
use crate::map::{Marked, alone, map};

/// Lines of a list on one page.
const SHOWN: usize = 60;

/// The page.
#[derive(Template)]
#[template(path = "devices/show.html")]
pub struct Devices {
    /// The frame.
    pub frame: Frame,
    /// The words of the room.
    pub words: &'static Words,
    /// When.
    pub at: String,
    /// Rates.
    pub rates: Vec<Line>,
    /// The map; empty without a boundary.
    pub map: String,
    /// What a mark of the map means: shape, words, how many campuses.
    pub legend: Vec<(String, &'static str, usize)>,
    /// Campuses with something to see first.
    pub campuses: Vec<Campus>,
    /// How many campuses there are.
    pub count: usize,
    /// Devices gone silent.
    pub silent: Vec<SilentDevice>,
    /// Open cases, each with the kind of its cause in words.
    pub open: Vec<(OpenSignal, &'static str)>,
}

/// A rate.
pub struct Line {
    /// What it is.
    pub name: &'static str,
    /// In percent; a dash of nothing.
    pub percent: String,
    /// Numerator and denominator.
    pub of: String,
}

/// A campus.
pub struct Campus {
    /// Its counts.
    pub own: CampusDevices,
    /// Its state in words.
    pub state: &'static str,
    /// Its mark.
    pub mark: String,
}

impl Devices {
    /// The page of a view.
    pub fn new(frame: Frame, view: DevicesView) -> Devices {
        let words = words::of(frame.language);
        let line = |rate: &Rate| Line {
            name: name(rate.id, words),
            percent: rate.percent.clone().unwrap_or_else(|| "—".to_owned()),
            of: format!("{} / {}", rate.part, rate.whole),
        };
        let rates = view.rates.iter().map(line).collect();
        let marked = view.campuses.iter().filter_map(|one| {
            let state = word(one.state, words);
            let told = format!("{} · {state} · {}/{}", one.name, one.online, one.devices);
            Some(Marked { place: one.place?, state: one.state, told })
        });
        let map = map(words.devices_map, &view.boundary, &marked.collect::<Vec<_>>());
        let legend = CampusState::ALL
            .iter()
            .map(|state| {
                let count = view.campuses.iter().filter(|one| one.state == *state).count();
                (alone(*state), word(*state, words), count)
            })
            .collect();
        let caused = |one: OpenSignal| {
            let kind = one.kind.map(|kind| cause(kind, words)).unwrap_or_default();
            (one, kind)
        };
        let count = view.campuses.len();
        let mut campuses = view.campuses;
        campuses.sort_by(|a, b| a.state.cmp(&b.state).then(a.code.cmp(&b.code)));
        let campus =
            |own: CampusDevices| Campus { state: word(own.state, words), mark: alone(own.state), own };
        Devices {
            at: view.at.get(..16).unwrap_or("").replace('T', " "),
            rates,
            map,
            legend,
            campuses: campuses.into_iter().take(SHOWN).map(campus).collect(),
            count,
            silent: view.silent.into_iter().take(SHOWN).collect(),
            open: view.open.into_iter().take(SHOWN).map(caused).collect(),
            words,
            frame,
        }
    }
}

fn name(rate: RateKind, words: &Words) -> &'static str {
    match rate {
        RateKind::Online => words.devices_online,
        RateKind::Tested => words.devices_tested,
        RateKind::Gate => words.devices_gate,
        RateKind::CampusesTested => words.devices_campuses,
    }
}

pub fn word(state: CampusState, words: &Words) -> &'static str {
    match state {
        CampusState::Open => words.devices_open,
        CampusState::Silent => words.devices_silent,
        CampusState::Untested => words.devices_untested,
        CampusState::Unheard => words.devices_unheard,
        CampusState::Well => words.devices_well,
    }
}

fn cause(cause: SignalCause, words: &Words) -> &'static str {
    match cause {
        SignalCause::Alarm => words.devices_alarm,
        SignalCause::Silence => words.devices_silent,
        SignalCause::Drift => words.devices_drift,
        SignalCause::List => words.devices_list,
    }
}

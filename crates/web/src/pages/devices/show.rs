//! The devices: rates with what they are made of, the district's map, campuses, devices gone silent, open cases.

use askama::Template;
use view::{CampusDevices, DevicesView, OpenSignal, Rate, SilentDevice};

use super::map::{alone, map};
use super::words::{self, Words};
use crate::frame::Frame;

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
    /// Open cases.
    pub open: Vec<OpenSignal>,
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

/// The states from the gravest on.
pub const STATES: [&str; 5] = ["open", "silent", "untested", "unheard", "well"];

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
        let map = map(&view, words);
        let legend = STATES
            .iter()
            .map(|state| {
                let count = view.campuses.iter().filter(|one| one.state == *state).count();
                (alone(state), word(state, words), count)
            })
            .collect();
        let count = view.campuses.len();
        let mut campuses = view.campuses;
        let place = |state: &str| STATES.iter().position(|known| *known == state);
        campuses.sort_by(|a, b| place(a.state).cmp(&place(b.state)).then(a.code.cmp(&b.code)));
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
            open: view.open.into_iter().take(SHOWN).collect(),
            words,
            frame,
        }
    }
}

fn name(id: &str, words: &Words) -> &'static str {
    match id {
        "online" => words.devices_online,
        "tested" => words.devices_tested,
        "gate" => words.devices_gate,
        _ => words.devices_campuses,
    }
}

pub fn word(state: &str, words: &Words) -> &'static str {
    match state {
        "open" => words.devices_open,
        "silent" => words.devices_silent,
        "untested" => words.devices_untested,
        "unheard" => words.devices_unheard,
        _ => words.devices_well,
    }
}

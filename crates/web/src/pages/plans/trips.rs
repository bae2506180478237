//! Day trips as a page tells them: a table for each day, and beside it a drawing of who is where when.

use std::fmt::Write as _;
use view::{RoutesView, TripStop, TripView};

use super::words::Words;
use crate::chart::escaped;
use crate::words::say;

/// Sizes of the drawing, in its own units.
const WIDE: i64 = 760;
const LEFT: i64 = 96;
const HIGH: i64 = 24;

/// Trips, told.
pub struct Trips {
    /// How many, with the bound, in a sentence.
    pub said: String,
    /// Every day with its trips.
    pub days: Vec<(String, Vec<Trip>)>,
    /// The drawing.
    pub drawing: String,
    /// Why there are none: place, sentence.
    pub findings: Vec<(String, String)>,
}

/// A trip, as a line.
pub struct Trip {
    /// Where to, with minutes on the way.
    pub stops: String,
    /// Who goes.
    pub people: String,
    /// In all.
    pub minutes: i64,
}

impl Trips {
    /// Of a view.
    pub fn new(words: &Words, view: &RoutesView) -> Trips {
        let numbers =
            [view.trips.len() as i64, view.days as i64, view.minutes, view.spread[0], view.spread[1]];
        let numbers = numbers.map(|number| crate::numbers::grouped(&number.to_string()));
        let said = say(words.trips_said, &numbers.each_ref().map(String::as_str));
        let fewest = view.fewest.map(|number| number.to_string());
        let proven = match view.proven {
            true => words.trips_proven.to_owned(),
            false => say(words.trips_found, &[&fewest[0], &fewest[1]]),
        };
        let day = |day: usize| {
            let own = view.trips.iter().filter(|trip| trip.day == day);
            (say(words.trips_day, &[&day.to_string()]), own.map(|trip| line(words, trip)).collect())
        };
        Trips {
            said: format!("{said} · {proven}"),
            days: (1..=view.days).map(day).collect(),
            drawing: drawing(words, &view.trips),
            findings: view.findings.iter().map(|one| (one.place.to_string(), one.sentence.clone())).collect(),
        }
    }
}

fn line(words: &Words, trip: &TripView) -> Trip {
    let stop = |stop: &TripStop| {
        let (way, stay) = (stop.way.to_string(), stop.stay.to_string());
        say(words.trips_stop, &[&way, &stop.name, &stay])
    };
    let mut stops: Vec<String> = trip.stops.iter().map(stop).collect();
    stops.push(say(words.trips_back, &[&trip.back.to_string()]));
    Trip { stops: stops.join(" → "), people: trip.people.join("、"), minutes: trip.minutes }
}

/// A line for each trip: thin on the way, broad at a place.
fn drawing(words: &Words, trips: &[TripView]) -> String {
    let longest = trips.iter().map(|trip| trip.minutes).max().unwrap_or(0).max(1);
    let at = |minutes: i64| LEFT + minutes * (WIDE - LEFT - 8) / longest;
    let high = HIGH * trips.len() as i64 + 4;
    let told = escaped(words.trips_drawing);
    let mut svg =
        format!("<svg class=\"chart\" viewBox=\"0 0 {WIDE} {high}\" role=\"img\" aria-label=\"{told}\">");
    for (nth, trip) in trips.iter().enumerate() {
        let top = HIGH * nth as i64;
        let day = escaped(&say(words.trips_day, &[&trip.day.to_string()]));
        let _ = write!(svg, "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{day}</text>", LEFT - 8, top + 16);
        let _ = write!(svg, "<path class=\"step\" d=\"M{} {}H{}\"/>", at(0), top + 12, at(trip.minutes));
        let mut now = 0;
        for stop in &trip.stops {
            now += stop.way;
            let (from, to) = (at(now), at(now + stop.stay));
            let _ = write!(
                svg,
                "<rect class=\"value\" x=\"{from}\" y=\"{}\" width=\"{}\" height=\"12\"><title>{}</title></rect>",
                top + 6,
                (to - from).max(1),
                escaped(&stop.name)
            );
            now += stop.stay;
        }
    }
    svg.push_str("</svg>");
    svg
}

//! Where villages and schools of a scenario lie, and who goes where between them.

use super::sheet::PlacesSheet;
use crate::Records;
use define::{PlacesPlan, Written};
use std::collections::BTreeMap;

/// A village or a school on the ground, in the last year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Its name.
    pub name: String,
    /// Longitude and latitude in millionths of a degree.
    pub at: (i64, i64),
    /// Pupils who live there, or who go there.
    pub pupils: i64,
    /// Seats by the norm; none of a village.
    pub seats: i64,
    /// Pupils for whom there is no seat.
    pub lacking: i64,
}

/// Villages, schools, flows between them by position, and how many places no row tells of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ground {
    /// Villages.
    pub points: Vec<Spot>,
    /// Schools.
    pub schools: Vec<Spot>,
    /// Village, school, pupils; most pupils first.
    pub flows: Vec<(usize, usize, i64)>,
    /// Villages and schools with pupils that no row tells the place of.
    pub missing: usize,
}

impl PlacesSheet {
    /// The ground of the last year.
    pub fn ground(&self, places: &PlacesPlan, records: &Records, year: i32) -> Ground {
        let (Some(last), false) = (self.seated.last(), self.bound.layout.years.is_empty()) else {
            return Ground::default();
        };
        let known = known(places, records, year);
        let layout = &self.bound.layout;
        let end = layout.years.len() - 1;
        let (held, rooms) = (self.held_by(last), layout.rooms(end, &self.taken));
        let mut villages: BTreeMap<&String, Spot> = BTreeMap::new();
        for (point, key) in layout.points.iter().zip(&self.bound.keys.0) {
            let name = point.name.split('·').next().unwrap_or(&point.name).to_owned();
            let none = Spot { name, at: (0, 0), pupils: 0, seats: 0, lacking: 0 };
            villages.entry(key).or_insert(none).pupils += point.pupils[end];
        }
        let mut schools: BTreeMap<usize, Spot> = BTreeMap::new();
        for (at, section) in layout.sections.iter().enumerate() {
            let name = layout.schools[section.school].name.clone();
            let none = Spot { name, at: (0, 0), pupils: 0, seats: 0, lacking: 0 };
            let school = schools.entry(section.school).or_insert(none);
            school.pupils += held[at].0 + held[at].1;
            school.lacking += held[at].1;
            school.seats += rooms[at];
        }
        schools.retain(|_, school| school.pupils > 0 || school.seats > 0);
        let mut ground = Ground::default();
        let mut of_village: BTreeMap<&String, usize> = BTreeMap::new();
        for (key, spot) in villages {
            match known.get(key) {
                Some(at) => {
                    of_village.insert(key, ground.points.len());
                    ground.points.push(Spot { at: *at, ..spot });
                }
                None => ground.missing += 1,
            }
        }
        let mut of_school: BTreeMap<usize, usize> = BTreeMap::new();
        for (at, spot) in schools {
            match known.get(&self.bound.keys.1[at]) {
                Some(there) => {
                    of_school.insert(at, ground.schools.len());
                    let seats = spot.seats.min(layout.schools[at].limit.unwrap_or(i64::MAX));
                    ground.schools.push(Spot { at: *there, seats, ..spot });
                }
                None => ground.missing += 1,
            }
        }
        let mut flows: BTreeMap<(usize, usize), i64> = BTreeMap::new();
        for (point, section, pupils) in &last.flows {
            let school = layout.sections[*section].school;
            let pair = of_village.get(&self.bound.keys.0[*point]).zip(of_school.get(&school));
            if let Some((from, to)) = pair {
                *flows.entry((*from, *to)).or_default() += pupils;
            }
        }
        ground.flows = flows.into_iter().map(|((from, to), pupils)| (from, to, pupils)).collect();
        ground.flows.sort_by_key(|(from, to, pupils)| (std::cmp::Reverse(*pupils), *from, *to));
        ground
    }
}

/// Where places lie, by key; the first row that tells it.
fn known(places: &PlacesPlan, records: &Records, year: i32) -> BTreeMap<String, (i64, i64)> {
    let mut known = BTreeMap::new();
    for spots in &places.spots {
        let year = records.standing_year(&spots.list.register.text, year);
        for row in records.chosen(&spots.list, year).0 {
            let degrees = |field: &Written| millionths(&row.text(field));
            if let (Some(east), Some(north)) = (degrees(&spots.east), degrees(&spots.north)) {
                known.entry(row.text(&spots.place)).or_insert((east, north));
            }
        }
    }
    known
}

/// Degrees as millionths of one, cut.
fn millionths(degrees: &str) -> Option<i64> {
    let (whole, part) = degrees.split_once('.').unwrap_or((degrees, ""));
    let part: String = part.chars().chain("000000".chars()).take(6).collect();
    Some(whole.parse::<i64>().ok()? * 1_000_000 + part.parse::<i64>().ok()?)
}

//! Day trips held against their problem: every trip, every day and the bound are computed again.

use crate::model::{MOST_COUNTED, TRIPS_SEAL, Trips, TripsPlan};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Why a plan of trips proves nothing. Trips and stops count from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TripsFlaw {
    /// No plan of this shape, or of another problem.
    Foreign,
    /// The problem itself is not sound.
    Trips(String),
    /// A stop that is not there, is visited twice or not at all.
    Visited(usize),
    /// A trip that is too long, has too many stops, or more people than seats.
    Trip(usize),
    /// Somebody would be on two trips of one day, or there are more trips than cars.
    Day(usize),
    /// The cost is another.
    Cost {
        /// As said.
        said: i64,
        /// As summed.
        found: i64,
    },
    /// Some trip costs less than its stops are said to be worth.
    Prices(Vec<usize>),
    /// The bound is another.
    Bound {
        /// As said.
        said: i64,
        /// As proven.
        found: i64,
    },
}

impl fmt::Display for TripsFlaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TripsFlaw::Foreign => f.write_str("不是这一道题的行程"),
            TripsFlaw::Trips(why) => write!(f, "题目本身不成立：{why}"),
            TripsFlaw::Visited(stop) => write!(f, "第{}处没有去，或去了两次", stop + 1),
            TripsFlaw::Trip(at) => write!(f, "第{}趟太长，或站太多，或坐不下", at + 1),
            TripsFlaw::Day(day) => write!(f, "第{}天有人要走两趟，或车不够", day + 1),
            TripsFlaw::Cost { said, found } => write!(f, "用时不符：写的是{said}，算出来是{found}"),
            TripsFlaw::Prices(of) => {
                let of: Vec<String> = of.iter().map(|stop| (stop + 1).to_string()).collect();
                write!(f, "第{}处同去一趟，比它们的价合计还省", of.join("、"))
            }
            TripsFlaw::Bound { said, found } => write!(f, "下界不符：写的是{said}，证得的是{found}"),
        }
    }
}

impl std::error::Error for TripsFlaw {}

/// Nothing, when a plan of trips serves its problem within every rule, costs what it says, and nothing costs less than its bound.
///
/// # Errors
/// The first thing that does not hold.
pub fn check_trips(plan: &TripsPlan, trips: &Trips) -> Result<(), TripsFlaw> {
    trips.sound().map_err(TripsFlaw::Trips)?;
    if plan.kind != TRIPS_SEAL || plan.trips_of != trips.digest() || plan.days.len() != plan.trips.len() {
        return Err(TripsFlaw::Foreign);
    }
    visited(plan, trips)?;
    let mut days: BTreeMap<usize, (usize, BTreeSet<&str>)> = BTreeMap::new();
    for (at, (trip, day)) in plan.trips.iter().zip(&plan.days).enumerate() {
        let crew = trips.crew(trip);
        if trip.is_empty()
            || trip.len() > trips.most
            || trips.length(trip) > trips.day
            || crew.len() > trips.seats
        {
            return Err(TripsFlaw::Trip(at));
        }
        let there = days.entry(*day).or_default();
        there.0 += 1;
        if there.0 > trips.cars || crew.iter().any(|who| !there.1.insert(who)) {
            return Err(TripsFlaw::Day(*day));
        }
    }
    let found = plan.trips.iter().map(|trip| trips.length(trip) + trips.car).sum();
    if plan.cost != found {
        return Err(TripsFlaw::Cost { said: plan.cost, found });
    }
    let found = match &plan.prices {
        Some(prices) => priced(prices, trips)?,
        None if trips.visits.len() <= MOST_COUNTED => {
            Counting { trips, known: BTreeMap::new() }.least(all(trips))
        }
        None => 0,
    };
    if plan.bound == found { Ok(()) } else { Err(TripsFlaw::Bound { said: plan.bound, found }) }
}

/// Trips and days that no plan goes below, by a bound on the cost that [`check_trips`] has confirmed: a trip costs no more than a car and
/// a whole day, a day has no more trips than cars, and nobody goes on two trips of one day.
///
/// ```
/// use plan::model::{Trips, Visit};
/// let visit = |name: &str| Visit { name: name.into(), stay: 60, crew: vec!["督学一".into()] };
/// let (home, ways) = (vec![30; 3], vec![vec![0, 10, 10], vec![10, 0, 10], vec![10, 10, 0]]);
/// let trips = Trips {
///     visits: ["甲校", "乙校", "丙校"].map(visit).to_vec(), home, ways, day: 200, most: 2, seats: 4, cars: 2, car: 600,
/// };
/// let plan = plan::solve_trips(&trips, 1).unwrap();
/// assert_eq!(plan::fewest_trips(&trips, plan.bound), (2, 2));
/// ```
pub fn fewest_trips(trips: &Trips, bound: i64) -> (i64, i64) {
    let up = |of: i64, by: i64| if of <= 0 { 0 } else { (of - 1) / by.max(1) + 1 };
    let size = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let fewest =
        up(bound, trips.car.saturating_add(trips.day)).max(up(size(trips.visits.len()), size(trips.most)));
    let mut visits: BTreeMap<&str, i64> = BTreeMap::new();
    for who in trips.visits.iter().flat_map(|visit| visit.crew.iter()) {
        *visits.entry(who).or_default() += 1;
    }
    let busiest = visits.values().map(|many| up(*many, size(trips.most))).max().unwrap_or(0);
    (fewest, up(fewest, size(trips.cars)).max(busiest))
}

/// All stops, a bit each.
fn all(trips: &Trips) -> u64 {
    (1 << trips.visits.len()) - 1
}

fn visited(plan: &TripsPlan, trips: &Trips) -> Result<(), TripsFlaw> {
    let mut times = vec![0; trips.visits.len()];
    for stop in plan.trips.iter().flatten() {
        *times.get_mut(*stop).ok_or(TripsFlaw::Visited(*stop))? += 1;
    }
    times.iter().position(|times| *times != 1).map_or(Ok(()), |stop| Err(TripsFlaw::Visited(stop)))
}

/// The shortest that a trip to these can be: each of them once, from `at` (home without) and home again.
fn shortest(trips: &Trips, at: Option<usize>, left: &[usize]) -> i64 {
    let way = |to: usize| at.map_or(trips.home[to], |at| trips.ways[at][to]);
    let next = |to: &usize| {
        let rest: Vec<usize> = left.iter().copied().filter(|one| one != to).collect();
        way(*to) + trips.visits[*to].stay + shortest(trips, Some(*to), &rest)
    };
    left.iter().map(next).min().unwrap_or_else(|| at.map_or(0, |at| trips.home[at]))
}

/// What a trip to these costs; none when it cannot be.
fn cost(trips: &Trips, of: &[usize]) -> Option<i64> {
    let length = (trips.crew(of).len() <= trips.seats).then(|| shortest(trips, None, of))?;
    (length <= trips.day).then_some(length + trips.car)
}

/// Every set of at most so many stops, the first of which is at least `from`.
fn sets(trips: &Trips, from: usize, of: &mut Vec<usize>, look: &mut impl FnMut(&[usize])) {
    for stop in from..trips.visits.len() {
        of.push(stop);
        look(of);
        if of.len() < trips.most {
            sets(trips, stop + 1, of, look);
        }
        of.pop();
    }
}

/// What prices prove: their sum, if no trip costs less than its stops are worth.
fn priced(prices: &[i64], trips: &Trips) -> Result<i64, TripsFlaw> {
    if prices.len() != trips.visits.len() {
        return Err(TripsFlaw::Prices(Vec::new()));
    }
    let mut cheaper = None;
    sets(trips, 0, &mut Vec::new(), &mut |of| {
        let worth: i128 = of.iter().map(|stop| i128::from(prices[*stop])).sum();
        if cheaper.is_none() && cost(trips, of).is_some_and(|cost| i128::from(cost) < worth) {
            cheaper = Some(of.to_vec());
        }
    });
    let sum: i128 = prices.iter().map(|price| i128::from(*price)).sum();
    match cheaper {
        Some(of) => Err(TripsFlaw::Prices(of)),
        None => Ok(i64::try_from(sum).unwrap_or(i64::MIN)),
    }
}

/// The least that serves stops, counted out; what was counted is kept.
struct Counting<'t> {
    trips: &'t Trips,
    known: BTreeMap<u64, i64>,
}

impl Counting<'_> {
    fn least(&mut self, left: u64) -> i64 {
        if left == 0 {
            return 0;
        }
        if let Some(known) = self.known.get(&left) {
            return *known;
        }
        // The last stop must go with somebody: with whom is tried.
        let last = 63 - left.leading_zeros() as usize;
        let others: Vec<usize> = (0..last).filter(|stop| left >> stop & 1 == 1).collect();
        let mut least = i64::MAX / 2;
        self.with(&others, &mut vec![last], left, &mut least);
        self.known.insert(left, least);
        least
    }

    fn with(&mut self, others: &[usize], of: &mut Vec<usize>, left: u64, least: &mut i64) {
        let without = of.iter().fold(left, |left, stop| left & !(1 << stop));
        if let Some(cost) = cost(self.trips, of) {
            *least = (*least).min(cost + self.least(without));
        }
        if of.len() == self.trips.most {
            return;
        }
        for (at, stop) in others.iter().enumerate() {
            of.push(*stop);
            self.with(&others[at + 1..], of, left, least);
            of.pop();
        }
    }
}

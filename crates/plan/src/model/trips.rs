//! Day trips (行程): stops that are visited by people named beforehand, ways between them, and what one day allows.

use serde::{Deserialize, Serialize};
use sm3::Digest as _;
use std::collections::BTreeSet;

/// How a plan of trips of this shape is called.
pub const TRIPS_SEAL: &str = "duheng-trips-1";
/// Most stops of one problem.
pub const MOST_VISITS: usize = 60;
/// Most stops of one trip: every trip that there may be is looked at, by the solver and by the checker.
pub const MOST_OF_TRIP: usize = 4;
/// Most stops for which every way to divide them is looked at.
pub const MOST_COUNTED: usize = 14;
/// Most minutes that one cell may hold.
pub const MOST_MINUTES: i64 = 100_000;

/// Somewhere to go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Visit {
    /// Its name.
    pub name: String,
    /// Minutes that are spent there.
    pub stay: i64,
    /// Who must come.
    pub crew: Vec<String>,
}

/// A problem of day trips. All times are minutes; ways are as long there as back.
///
/// ```
/// use plan::model::{Trips, Visit};
/// let visit = |name: &str, who: &str| Visit { name: name.into(), stay: 60, crew: vec![who.into()] };
/// let trips = Trips {
///     visits: vec![visit("甲校", "督学一"), visit("乙校", "督学二")],
///     home: vec![30, 40],
///     ways: vec![vec![0, 10], vec![10, 0]],
///     day: 480,
///     most: 4,
///     seats: 4,
///     cars: 2,
///     car: 1_000,
/// };
/// assert_eq!(trips.length(&[0, 1]), 200);
/// trips.sound().unwrap();
/// let plan = plan::solve_trips(&trips, 1).unwrap();
/// assert_eq!((plan.trips.len(), plan.cost, plan.bound), (1, 1_200, 1_200));
/// plan::check_trips(&plan, &trips).unwrap();
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trips {
    /// Where to go.
    pub visits: Vec<Visit>,
    /// From home to each.
    pub home: Vec<i64>,
    /// From each to each.
    pub ways: Vec<Vec<i64>>,
    /// Most minutes of a trip, with ways and stays.
    pub day: i64,
    /// Most stops of a trip, at most [`MOST_OF_TRIP`].
    pub most: usize,
    /// Most people of a trip.
    pub seats: usize,
    /// Most trips of one day.
    pub cars: usize,
    /// Minutes for which a trip counts beside its own length: many of them, and few trips come first.
    pub car: i64,
}

impl Trips {
    /// Minutes of a trip that goes to these in this order.
    pub fn length(&self, order: &[usize]) -> i64 {
        let between: i64 = order.windows(2).map(|pair| self.ways[pair[0]][pair[1]]).sum();
        let stays: i64 = order.iter().map(|at| self.visits[*at].stay).sum();
        let ends = order.first().into_iter().chain(order.last()).map(|at| self.home[*at]);
        between + stays + ends.sum::<i64>()
    }

    /// Who goes on a trip to these.
    pub fn crew(&self, of: &[usize]) -> BTreeSet<&str> {
        of.iter().flat_map(|at| self.visits[*at].crew.iter().map(String::as_str)).collect()
    }

    /// Whether it can be asked at all.
    ///
    /// # Errors
    /// What is wrong with it, in words: a matrix with holes, a time below nought, somebody who cannot get there within a day.
    pub fn sound(&self) -> Result<(), String> {
        let many = self.visits.len();
        let fits = |minutes: &i64| (0..=MOST_MINUTES).contains(minutes);
        if many == 0 || many > MOST_VISITS {
            return Err(format!("要去的地方有{many}处，一次只能排1到{MOST_VISITS}处"));
        }
        if self.home.len() != many || self.ways.len() != many || self.ways.iter().any(|row| row.len() != many)
        {
            return Err("路程表缺格".to_owned());
        }
        let mut cells = self.home.iter().chain(self.ways.iter().flatten()).chain([&self.day, &self.car]);
        if !cells.all(fits) || !self.visits.iter().all(|visit| fits(&visit.stay)) {
            return Err(format!("时间应在0到{MOST_MINUTES}分钟之间"));
        }
        if (0..many).any(|one| (0..many).any(|other| self.ways[one][other] != self.ways[other][one])) {
            return Err("路程表来回不一样".to_owned());
        }
        if !(1..=MOST_OF_TRIP).contains(&self.most) || self.cars == 0 {
            return Err(format!("一趟应是1到{MOST_OF_TRIP}处，一天至少一趟"));
        }
        let far = (0..many).find(|at| self.length(&[*at]) > self.day || self.crew(&[*at]).len() > self.seats);
        match far {
            Some(at) => Err(format!("“{}”一天去不了，或者坐不下", self.visits[at].name)),
            None => Ok(()),
        }
    }

    /// Digest of all of it.
    pub fn digest(&self) -> String {
        let text = serde_json::to_string(self).unwrap_or_default();
        sm3::Sm3::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Trips with the day of each, and why no others cost less. Positions count from 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TripsPlan {
    /// [`TRIPS_SEAL`].
    pub kind: String,
    /// Digest of the problem.
    pub trips_of: String,
    /// The stops of each trip, in the order in which they are visited.
    pub trips: Vec<Vec<usize>>,
    /// The day of each trip, from 0; nobody goes on two trips of one day.
    pub days: Vec<usize>,
    /// Minutes of all trips, each with [`Trips::car`].
    pub cost: i64,
    /// No trips cost less.
    pub bound: i64,
    /// What each stop is worth, if no trip that there may be costs less than its stops are worth: then all of them together
    /// are a bound. None where every way to divide the stops was looked at instead.
    pub prices: Option<Vec<i64>>,
}

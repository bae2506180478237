//! Routes (行程): minutes between places as rows tell them, and visits made of them into a problem of day trips.

use super::numbers::numbers;
use crate::{Record, Records};
use define::{List, Plan, PlanWork, RoutesPlan};
use finding::{Finding, Place};
use plan::TripsPlan;
use plan::model::{Trips, Visit};
use std::collections::{BTreeMap, BTreeSet};

/// Missing pairs that are told one by one.
const TOLD: usize = 20;

/// Somewhere to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoutesStop {
    /// What it is called.
    pub name: String,
    /// What ways name it by, the nearest first: its own name, then that of what it lies in.
    pub at: Vec<String>,
    /// Minutes that are spent there.
    pub stay: i64,
    /// Who must come.
    pub crew: Vec<String>,
}

/// The ground: minutes between places, and what ways name each place by.
#[derive(Clone, Debug, Default)]
pub struct RoutesGround {
    /// Minutes of each pair, with the row that tells them.
    minutes: BTreeMap<(String, String), (i64, u64)>,
    /// By key, what ways name a place by: its name, then that of what it lies in.
    places: BTreeMap<String, Vec<String>>,
    /// The row of each.
    rows: BTreeMap<String, (String, u64)>,
    /// What one day allows.
    rules: Option<RoutesPlan>,
    /// What speaks against the rows.
    pub findings: Vec<Finding>,
}

/// How far a place is from where trips begin.
pub(crate) struct Distance<'g> {
    /// Its name.
    pub name: &'g str,
    /// Its register and row.
    pub row: &'g (String, u64),
    /// Minutes, with the row that tells them.
    pub told: Option<(i64, u64)>,
}

impl RoutesGround {
    /// The ground of a plan of routes; none of a plan of something else.
    pub fn of(plan: &Plan, records: &Records, year: i32) -> Option<RoutesGround> {
        let PlanWork::Routes(routes) = &plan.work else { return None };
        let mut ground = RoutesGround { rules: Some((**routes).clone()), ..RoutesGround::default() };
        let chosen = |list: &List| records.chosen(list, records.standing_year(&list.register.text, year)).0;
        let between = &routes.between;
        let rows = chosen(&between.list);
        let told = numbers(records, (&between.list, &between.minutes), &rows, year, &mut ground.findings);
        for row in &rows {
            let Some(minutes) = told.get(&row.number) else { continue };
            ground.put(row, (row.text(&between.from), row.text(&between.to)), *minutes);
        }
        for places in &routes.places {
            let rows = chosen(&places.list);
            let register = &places.list.register.text;
            let keyed = rows.iter().map(|row| (row.text(&places.place), (register.clone(), row.number)));
            ground.rows.extend(keyed);
            let each = rows.iter().map(|row| {
                let within = records.called(row, &places.within, year);
                let named = [row.label(), within].into_iter().filter(|name| !name.is_empty());
                (row.text(&places.place), named.collect())
            });
            ground.places.extend(each);
        }
        Some(ground)
    }

    /// A pair: as long there as back, and told once or twice alike.
    fn put(&mut self, row: &Record<'_>, (from, to): (String, String), minutes: i64) {
        let pair = if from <= to { (from, to) } else { (to, from) };
        let (known, _) = *self.minutes.entry(pair.clone()).or_insert((minutes, row.number));
        if known != minutes {
            let sentence = format!("“{}”和“{}”来回写的不一样：{known}分钟、{minutes}分钟", pair.0, pair.1);
            let place = Place::whole(format!("{}第{}号", row.register.name, row.number));
            self.findings.push(Finding::error("plan.ways", place, sentence));
        }
    }

    /// What ways name a place by; its key where it is not known.
    pub fn at(&self, key: &str) -> Vec<String> {
        self.places.get(key).cloned().unwrap_or_else(|| vec![key.to_owned()])
    }

    /// Keys of the places that are known.
    pub fn places(&self) -> Vec<String> {
        self.places.keys().cloned().collect()
    }

    /// Every place with its row, and minutes from where trips begin with the row that tells them.
    pub(crate) fn distances(&self) -> impl Iterator<Item = Distance<'_>> {
        let base: Vec<String> = self.rules.iter().map(|rules| rules.base.clone()).collect();
        self.places.iter().map(move |(key, named)| Distance {
            name: named.first().unwrap_or(key),
            row: &self.rows[key],
            told: self.told(&base, named),
        })
    }

    /// What one day allows.
    pub fn rules(&self) -> Option<&RoutesPlan> {
        self.rules.as_ref()
    }

    /// Minutes between two places by the nearest pair that is told.
    pub fn minutes(&self, one: &[String], other: &[String]) -> Option<i64> {
        self.told(one, other).map(|(minutes, _)| minutes)
    }

    /// The same with the row that tells them.
    fn told(&self, one: &[String], other: &[String]) -> Option<(i64, u64)> {
        let pair = |one: &String, other: &String| {
            let (from, to) = if one <= other { (one, other) } else { (other, one) };
            self.minutes.get(&(from.clone(), to.clone())).copied()
        };
        one.iter().find_map(|one| other.iter().find_map(|other| pair(one, other)))
    }

    /// Stops as a problem of day trips.
    ///
    /// # Errors
    /// A finding for each pair of which no row tells the minutes.
    pub fn trips(&self, stops: &[RoutesStop]) -> Result<Trips, Vec<Finding>> {
        let Some(rules) = &self.rules else { return Err(Vec::new()) };
        let (mut findings, mut missing) = (self.findings.clone(), BTreeSet::new());
        let base = vec![rules.base.clone()];
        let mut between = |one: &[String], other: &[String]| {
            self.minutes(one, other).unwrap_or_else(|| {
                let last = |of: &[String]| of.last().cloned().unwrap_or_default();
                let (one, other) = (last(one), last(other));
                missing.insert(if one <= other { (one, other) } else { (other, one) });
                0
            })
        };
        let home = stops.iter().map(|stop| between(&base, &stop.at)).collect();
        let mut ways = vec![vec![0; stops.len()]; stops.len()];
        for one in 0..stops.len() {
            for other in one + 1..stops.len() {
                let minutes = between(&stops[one].at, &stops[other].at);
                (ways[one][other], ways[other][one]) = (minutes, minutes);
            }
        }
        let register = rules.between.list.register.text.as_str();
        findings.extend(missing.iter().take(TOLD).map(|(one, other)| {
            let sentence = format!("没有“{one}”到“{other}”路上几分钟");
            Finding::error("plan.ways", Place::whole(register), sentence).hint("在台账里补一行，写一边就够")
        }));
        if missing.len() > TOLD {
            let sentence = format!("另有{}对没有写", missing.len() - TOLD);
            findings.push(Finding::error("plan.ways", Place::whole(register), sentence));
        }
        if !findings.is_empty() {
            return Err(findings);
        }
        let visit =
            |stop: &RoutesStop| Visit { name: stop.name.clone(), stay: stop.stay, crew: stop.crew.clone() };
        let of = |number: i64| usize::try_from(number).unwrap_or(1);
        Ok(Trips {
            visits: stops.iter().map(visit).collect(),
            home,
            ways,
            day: rules.day,
            most: of(rules.stops),
            seats: of(rules.seats),
            cars: of(rules.cars),
            // One trip more counts for more than all the minutes of a plan: few trips come first, then few minutes.
            car: rules.day * stops.len() as i64,
        })
    }
}

/// Visits as day trips, solved.
#[derive(Clone, Debug)]
pub struct RoutesTrips {
    /// The question.
    pub problem: Trips,
    /// Trips with the day of each, and the bound.
    pub plan: TripsPlan,
}

impl RoutesTrips {
    /// Solves a problem of day trips, and has other code hold the answer against it.
    ///
    /// # Errors
    /// Why there are no trips, in words.
    pub fn solved(problem: Trips) -> Result<RoutesTrips, String> {
        let plan = plan::solve_trips(&problem, 1)?;
        match plan::check_trips(&plan, &problem) {
            Ok(()) => Ok(RoutesTrips { problem, plan }),
            Err(flaw) => Err(format!("另一套程序核对不成立：{flaw}")),
        }
    }

    /// Trips and days that no plan goes below.
    pub fn fewest(&self) -> [i64; 2] {
        plan::fewest_trips(&self.problem, self.plan.bound).into()
    }
}

//! Day trips: the solver against brute force, the checker against spoiled plans.

use plan::model::{Trips, TripsPlan, Visit};
use plan::{check_trips, solve_trips};

/// Numbers that look like chance.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

/// Stops in a square, each with two of some inspectors.
fn made(seed: u64, many: usize) -> Trips {
    let mut dice = Dice(seed);
    let spots: Vec<(i64, i64)> = (0..many).map(|_| (dice.below(60) as i64, dice.below(60) as i64)).collect();
    let way = |a: (i64, i64), b: (i64, i64)| (a.0 - b.0).abs() + (a.1 - b.1).abs();
    let visit = |at: usize, dice: &mut Dice| {
        let first = dice.below(9);
        let second = (first + 1 + dice.below(8)) % 9;
        let crew = vec![format!("督学{first}"), format!("督学{second}")];
        Visit { name: format!("校{at}"), stay: 40 + dice.below(40) as i64, crew }
    };
    Trips {
        visits: (0..many).map(|at| visit(at, &mut dice)).collect(),
        home: spots.iter().map(|spot| way(*spot, (30, 30))).collect(),
        ways: spots.iter().map(|one| spots.iter().map(|other| way(*one, *other)).collect()).collect(),
        day: 300 + dice.below(120) as i64,
        most: 3,
        seats: 4,
        cars: 2,
        car: 1_000,
    }
}

/// The least over every way to order all stops and cut the order into trips.
fn brute(trips: &Trips) -> i64 {
    fn go(trips: &Trips, left: &[usize], trip: &mut Vec<usize>, spent: i64, best: &mut i64) {
        if !trip.is_empty() && trips.length(trip) <= trips.day && trips.crew(trip).len() <= trips.seats {
            let spent = spent + trips.length(trip) + trips.car;
            if left.is_empty() {
                *best = (*best).min(spent);
            } else {
                go(trips, left, &mut Vec::new(), spent, best);
            }
        }
        if trip.len() < trips.most {
            for at in 0..left.len() {
                let mut rest = left.to_vec();
                trip.push(rest.remove(at));
                go(trips, &rest, trip, spent, best);
                trip.pop();
            }
        }
    }
    let mut best = i64::MAX;
    go(trips, &(0..trips.visits.len()).collect::<Vec<_>>(), &mut Vec::new(), 0, &mut best);
    best
}

#[test]
fn small_problems_cost_what_brute_force_finds() {
    for seed in 0..30 {
        let trips = made(seed, 5);
        let plan = solve_trips(&trips, 1).unwrap();
        assert_eq!((plan.cost, plan.bound), (brute(&trips), plan.cost), "seed {seed}");
        check_trips(&plan, &trips).unwrap();
    }
}

#[test]
fn many_stops_come_with_prices_that_bound_them_and_the_same_bytes_again() {
    let trips = made(7, 24);
    let plan = solve_trips(&trips, 1).unwrap();
    check_trips(&plan, &trips).unwrap();
    assert!(plan.prices.is_some() && plan.bound <= plan.cost);
    assert!((plan.cost - plan.bound) * 4 < plan.cost, "within a quarter: {} and {}", plan.cost, plan.bound);
    assert_eq!(plan, solve_trips(&trips, 1).unwrap());
    // Where all is counted as well, prices never say more than the least.
    for seed in 0..6 {
        let mut small = made(seed, 15);
        let priced = solve_trips(&small, 1).unwrap().bound;
        small.home.pop();
        small.visits.pop();
        small.ways.pop();
        small.ways.iter_mut().for_each(|row| row.truncate(14));
        let least = solve_trips(&small, 1).unwrap().cost;
        assert!(priced <= least + small.car + 2 * 300, "one stop more costs at most a trip more");
    }
}

#[test]
fn a_spoiled_plan_is_refused_a_thousand_times() {
    let mut dice = Dice(11);
    let mut refused = 0;
    for seed in 0..40 {
        let trips = made(seed, if seed % 2 == 0 { 8 } else { 16 });
        let plan = solve_trips(&trips, 1).unwrap();
        check_trips(&plan, &trips).unwrap();
        for _ in 0..25 {
            let other = spoiled(&plan, &mut dice);
            if other == plan {
                continue;
            }
            assert!(check_trips(&other, &trips).is_err(), "seed {seed}: {other:?}\nof {plan:?}");
            refused += 1;
        }
    }
    assert!(refused >= 900, "{refused}");
}

/// A plan with one thing about it changed so that it is wrong.
fn spoiled(plan: &TripsPlan, dice: &mut Dice) -> TripsPlan {
    let mut plan = plan.clone();
    let trip = dice.below(plan.trips.len() as u64) as usize;
    match dice.below(7) {
        0 => plan.bound += 1 + dice.below(50) as i64,
        1 => plan.cost -= 1 + dice.below(50) as i64,
        2 => drop(plan.trips[trip].pop()),
        3 => plan.trips[trip].push(0),
        4 => {
            plan.trips.remove(trip);
            plan.days.remove(trip);
        }
        5 => match &mut plan.prices {
            Some(prices) => {
                let at = dice.below(prices.len() as u64) as usize;
                prices[at] += 100_000;
                plan.bound += 100_000;
            }
            None => plan.trips_of.push('0'),
        },
        _ => match plan.days.iter().filter(|day| **day == plan.days[trip]).count() {
            2 => plan.days.iter_mut().for_each(|day| *day = 0),
            _ => plan.kind.push('2'),
        },
    }
    plan
}

/// Words that are said, and what makes them be said.
type Wrong = (&'static str, fn(&mut Trips));

#[test]
fn what_cannot_be_asked_is_said() {
    let good = made(1, 4);
    let wrong: [Wrong; 5] = [
        ("缺格", |trips| trips.ways[1].truncate(2)),
        ("分钟之间", |trips| trips.home[0] = -1),
        ("来回不一样", |trips| trips.ways[0][1] += 1),
        ("一天去不了", |trips| trips.day = 30),
        ("1到60处", |trips| trips.visits.clear()),
    ];
    for (words, spoil) in wrong {
        let mut trips = good.clone();
        spoil(&mut trips);
        let said = solve_trips(&trips, 1).unwrap_err();
        assert!(said.contains(words), "{said}");
    }
}

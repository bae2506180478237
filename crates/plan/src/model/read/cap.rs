//! `cap` of the OR-Library: sites and clients; capacity and fixed cost of each site; for each client its demand and what it
//! costs to serve all of it from each site. A client may be served by several sites.

use super::holmberg::{self, Numbers, positive};
use super::words::Words;
use super::{Read, whole};
use crate::model::{GREATEST_COST, Links, Problem};
use finding::{Finding, Place};
use quantity::Decimal;

/// Decimal places kept of the cost of one unit where it does not end.
const ENDLESS: u32 = 9;

pub fn read(text: &str, source: &str) -> Result<Read, Vec<Finding>> {
    let numbers = parsed(text, source).map_err(|finding| vec![finding])?;
    by_unit(&numbers, source).map_err(|finding| vec![finding])
}

fn parsed(text: &str, source: &str) -> Result<Numbers, Finding> {
    let mut words = Words::new(text, source);
    let (mut numbers, clients) = Numbers::begun(&mut words, source)?;
    let sites = numbers.sites.len();
    for _ in 0..clients {
        numbers.demands.push(positive(&mut words)?);
        let row = (0..sites).map(|_| words.decimal("费用"));
        numbers.costs.push(row.collect::<Result<_, _>>()?);
    }
    words.end()?;
    Ok(numbers)
}

/// The problem by units of demand; whole clients where no capacity binds, for then nobody is split.
fn by_unit(numbers: &Numbers, source: &str) -> Result<Read, Finding> {
    let mut problem = holmberg::problem(numbers, source)?;
    if problem.sites.iter().all(|site| site.capacity.is_none()) {
        return Ok(Read { problem, notes: Vec::new() });
    }
    let exact = exact_places(&problem);
    let places = exact.unwrap_or_else(|| problem.places.max(ENDLESS));
    let power = 10i128.pow(places - problem.places);
    let mut links = Links::new();
    for client in 0..problem.clients.len() {
        let demand = i128::from(problem.clients[client].demand);
        let unit = |cost: i64| (i128::from(cost) * power * 2 + demand) / (2 * demand);
        let row = problem.links.of(client).map(|(site, cost)| (site as u32, unit(cost)));
        links.push(
            row.map(|(site, cost)| Ok((site, fitting(cost, source)?))).collect::<Result<_, Finding>>()?,
        );
    }
    for site in &mut problem.sites {
        site.fixed = fitting(i128::from(site.fixed) * power, source)?;
    }
    let notes = exact.is_none().then(|| endless(&problem, places, source)).into_iter().collect();
    let problem = Problem { links, places, split: true, ..problem };
    Ok(Read { problem, notes })
}

fn fitting(cost: i128, source: &str) -> Result<i64, Finding> {
    let held = i64::try_from(cost).ok().filter(|cost| *cost < GREATEST_COST);
    let sentence = "费用太大或小数位太多，不能准确计算";
    held.ok_or_else(|| Finding::error("plan.file.too-great", Place::whole(source), sentence))
}

/// Places in which the cost of a unit of each client from each site is exact; `None` when that takes more than are kept.
fn exact_places(problem: &Problem) -> Option<u32> {
    let mut most = 0;
    for client in 0..problem.clients.len() {
        let demand = problem.clients[client].demand;
        for (_, cost) in problem.links.of(client) {
            most = most.max(more_places(cost, demand)?);
        }
    }
    let places = problem.places + most;
    let power = 10i128.checked_pow(most)?;
    (places <= whole::MOST_PLACES && problem.worst().checked_mul(power)? < i128::from(GREATEST_COST))
        .then_some(places)
}

/// Places that a quotient of whole numbers needs behind the point.
fn more_places(cost: i64, demand: i64) -> Option<u32> {
    let (mut rest, mut places) = (i128::from(cost) % i128::from(demand), 0);
    while rest != 0 {
        (rest, places) = (rest * 10 % i128::from(demand), places + 1);
        if places > whole::MOST_PLACES {
            return None;
        }
    }
    Some(places)
}

fn endless(problem: &Problem, places: u32, source: &str) -> Finding {
    let most = Decimal::new(i128::from(problem.demand()) * 5, places + 1);
    let sentence =
        format!("每单位需求的费用除不尽，取{places}位小数（四舍五入）：所印的值与下界因此至多相差{most}");
    Finding::note("plan.file.rounded-unit-cost", Place::whole(source), sentence)
}

//! The least cost by trying everything; nothing of the solver is used.

use plan::Problem;
use plan::model::Standing;
use std::collections::BTreeMap;

/// The cost of the best solution; `None` when there is none. Takes time beyond measure unless the problem is tiny.
pub fn smallest(problem: &Problem) -> Option<i64> {
    let sites = problem.sites.len();
    (0..1u32 << sites).filter_map(|set| of_set(problem, |site| set >> site & 1 == 1)).min()
}

fn of_set(problem: &Problem, open: impl Fn(usize) -> bool) -> Option<i64> {
    let sites = 0..problem.sites.len();
    let wrong = |site: usize| {
        let forbidden = if open(site) { Standing::Closed } else { Standing::Open };
        problem.sites[site].standing == forbidden
    };
    let count = sites.clone().filter(|site| open(*site)).count();
    if sites.clone().any(wrong) || problem.count.is_some_and(|wanted| wanted != count) {
        return None;
    }
    let all = problem.demand();
    let mut room: Vec<i64> = sites.clone().map(|site| problem.sites[site].capacity.unwrap_or(all)).collect();
    sites.clone().filter(|site| !open(*site)).for_each(|site| room[site] = -1);
    // One portion is what cannot be parted: a client, or a unit of it.
    let portions: Vec<(usize, i64)> = (0..problem.clients.len())
        .flat_map(|client| {
            let demand = problem.clients[client].demand;
            if problem.split { vec![(client, 1); demand as usize] } else { vec![(client, demand)] }
        })
        .collect();
    let fixed: i64 = sites.filter(|site| open(*site)).map(|site| problem.sites[site].fixed).sum();
    serve(problem, &portions, &mut room, &mut Known::new()).map(|cost| cost + fixed)
}

/// What serving the rest costs, by how many portions are left and what room there is.
type Known = BTreeMap<(usize, Vec<i64>), Option<i64>>;

fn serve(
    problem: &Problem,
    portions: &[(usize, i64)],
    room: &mut Vec<i64>,
    known: &mut Known,
) -> Option<i64> {
    let Some((&(client, size), rest)) = portions.split_first() else { return Some(0) };
    let key = (portions.len(), room.clone());
    if let Some(cost) = known.get(&key) {
        return *cost;
    }
    let mut best: Option<i64> = None;
    for site in 0..room.len() {
        let Some(cost) = problem.cost(client, site).filter(|_| room[site] >= size) else { continue };
        room[site] -= size;
        if let Some(others) = serve(problem, rest, room, known) {
            best = Some(best.map_or(cost + others, |best| best.min(cost + others)));
        }
        room[site] += size;
    }
    known.insert(key, best);
    best
}

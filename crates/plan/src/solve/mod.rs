//! The solver: prices on being served (a Lagrangian relaxation) give a bound, moves of sites give solutions, branching
//! closes what is left between them.

mod ascent;
mod assign;
mod branch;
mod chance;
mod conflict;
mod exchange;
mod fix;
mod found;
mod knapsack;
mod layout;
mod near;
mod primal;
mod relax;
mod search;
mod state;
mod transport;
mod tree;
mod trips;
mod watch;
mod work;

pub use conflict::{Conflict, Rule};
pub use exchange::exchange;
pub use layout::{Easing, LayoutRule, Seating, clash, ease, seat, shortage, solve_layout};
pub use trips::solve_trips;
pub use watch::{Progress, Unhurried, Watch};

use crate::check::proven_bound;
use crate::model::{Certificate, Problem, SEAL, decimal};
use primal::Primal;
use search::Search;
use work::Work;

/// How a search ended.
#[derive(Clone, Debug)]
pub enum Found {
    /// With a solution, and with what is proven of it.
    Plan(Box<Certificate>),
    /// There is no solution, for these rules contradict each other.
    Nothing(Conflict),
    /// Stopped before any solution was found.
    Stopped,
}

/// Solves a problem: to the end, or until `watch` says no. The same seed gives the same answer.
///
/// ```
/// let text = "2 2\n10 5\n10 6\n4\n3\n1\n9\n9\n1\n";
/// let problem = plan::read(text, "例.txt", plan::Format::Holmberg).unwrap().problem;
/// let plan::Found::Plan(found) = plan::solve(&problem, 1, &mut plan::Unhurried) else { panic!() };
/// assert_eq!(found.objective, "13");
/// ```
pub fn solve(problem: &Problem, seed: u64, watch: &mut dyn Watch) -> Found {
    let work = Work::new(problem);
    let mut primal = Primal::new(&work, seed);
    let unserved = (0..problem.clients.len()).any(|client| problem.links.of(client).next().is_none());
    if unserved || work.range(&state::State::new(&work).standing).is_none() {
        return Found::Nothing(conflict::conflict(problem, watch));
    }
    primal.begin(watch);
    let mut search = Search::new(&work, &mut primal);
    let over = search.run(watch);
    let (tree, named) = search.tree.written();
    let places = problem.places + work.more;
    let duals = named.iter().map(|duals| written(duals, places)).collect();
    let Some(best) = &search.primal.best else {
        return if over { Found::Nothing(conflict::conflict(problem, watch)) } else { Found::Stopped };
    };
    let counted =
        |parts: &Vec<(u32, i64)>| parts.iter().map(|(site, amount)| (*site as usize + 1, *amount)).collect();
    let mut certificate = Certificate {
        kind: SEAL.to_owned(),
        problem: problem.digest.clone(),
        format: problem.format.name().to_owned(),
        objective: decimal(best.cost, problem.places),
        bound: String::new(),
        open: best.open.iter().map(|site| site + 1).collect(),
        served: best.served.iter().map(counted).collect(),
        duals,
        places,
        tree,
        seal: String::new(),
    };
    // What is claimed is what the checker finds.
    let bound = proven_bound(&certificate, problem).expect("the solver's own tree is whole").min(best.cost);
    certificate.bound = decimal(bound, problem.places);
    Found::Plan(Box::new(certificate.sealed()))
}

/// Prices as decimals parted by blanks.
fn written(duals: &[i64], places: u32) -> String {
    let words: Vec<String> = duals.iter().map(|dual| decimal(i128::from(*dual), places)).collect();
    words.join(" ")
}

//! A solution: which sites are open and who serves whom.

use super::work::Work;

/// A solution and its cost.
#[derive(Clone, Debug)]
pub struct Solution {
    /// In units of the last place of costs.
    pub cost: i128,
    /// Open sites, in order.
    pub open: Vec<usize>,
    /// For each client sites and units of its demand.
    pub served: Vec<Vec<(u32, i64)>>,
}

impl Solution {
    /// The cheapest service of sites without limits; `None` when somebody cannot be served.
    pub fn nearest(work: &Work, open: &[bool]) -> Option<Solution> {
        let problem = work.problem;
        let mut cost: i128 = 0;
        let mut served = Vec::with_capacity(problem.clients.len());
        for client in 0..problem.clients.len() {
            let (site, one) = problem.links.of(client).find(|(site, _)| open[*site])?;
            cost += i128::from(one) * i128::from(work.units[client]);
            served.push(vec![(site as u32, work.sizes[client])]);
        }
        Some(Solution::opened(work, open, cost, served))
    }

    /// With the cost of the open sites.
    pub fn opened(work: &Work, open: &[bool], cost: i128, served: Vec<Vec<(u32, i64)>>) -> Solution {
        let open: Vec<usize> = (0..open.len()).filter(|site| open[*site]).collect();
        let fixed: i128 = open.iter().map(|site| i128::from(work.problem.sites[*site].fixed)).sum();
        Solution { cost: cost + fixed, open, served }
    }
}

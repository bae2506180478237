//! Which sites are open when each has its price: how many there may be is all that binds them together.

use crate::model::{Problem, Standing};

/// Sites in two orders that do not change while prices stay.
pub struct Choice<'p> {
    problem: &'p Problem,
    demand: i64,
    roomiest: Vec<usize>,
}

impl<'p> Choice<'p> {
    /// For a problem.
    pub fn new(problem: &'p Problem) -> Choice<'p> {
        let mut roomiest: Vec<usize> = (0..problem.sites.len()).collect();
        roomiest.sort_by_key(|site| {
            (std::cmp::Reverse(problem.sites[*site].capacity.unwrap_or(i64::MAX)), *site)
        });
        Choice { problem, demand: problem.demand(), roomiest }
    }

    /// Least and greatest number of open sites; `None` when there is no such number.
    pub fn range(&self, standing: &[Standing]) -> Option<(usize, usize)> {
        let capacity = |site: usize| i128::from(self.problem.sites[site].capacity.unwrap_or(self.demand));
        let opened = |site: &usize| standing[*site] == Standing::Open;
        let free = |site: &usize| standing[*site] == Standing::Free;
        let count = (0..standing.len()).filter(opened).count();
        let mut room: i128 = (0..standing.len()).filter(opened).map(capacity).sum();
        let (mut least, mut possible) = (count, count);
        for site in self.roomiest.iter().copied().filter(free) {
            possible += 1;
            if room < i128::from(self.demand) {
                (room, least) = (room + capacity(site), least + 1);
            }
        }
        let wanted = self.problem.count;
        let (least, most) = (least.max(wanted.unwrap_or(1)), possible.min(wanted.unwrap_or(possible)));
        (room >= i128::from(self.demand) && least <= most && count <= most).then_some((least, most))
    }

    /// The least sum of prices over the sites that are open; `order` is the sites cheapest first. `None` as above.
    pub fn least(&self, prices: &[i64], order: &[usize], standing: &[Standing]) -> Option<i128> {
        let (least, most) = self.range(standing)?;
        let (mut sum, mut count) = (0i128, 0);
        for site in (0..standing.len()).filter(|site| standing[*site] == Standing::Open) {
            (sum, count) = (sum + i128::from(prices[site]), count + 1);
        }
        for &site in order.iter().filter(|site| standing[**site] == Standing::Free) {
            if count >= most || (count >= least && prices[site] >= 0) {
                break;
            }
            (sum, count) = (sum + i128::from(prices[site]), count + 1);
        }
        Some(sum)
    }
}

//! A problem made ready for work: costs at the places of dual prices, and what is asked of it all the time.

use crate::model::{Links, Problem, Standing};

/// Greatest worst cost times power: prices may rise above costs and still be summed in 64 bits.
const ROOM: i128 = 100_000_000_000_000_000;

/// Most places that prices have more than costs.
const MORE: u32 = 6;

/// A problem with its measures.
pub struct Work<'p> {
    pub problem: &'p Problem,
    /// By what a cost is multiplied to have the places of prices.
    pub power: i64,
    /// Places that prices have more than costs.
    pub more: u32,
    /// Of what every total is a multiple, in units of cost.
    pub grain: i64,
    /// By what a client's cost is multiplied.
    pub units: Vec<i64>,
    /// Room a client takes.
    pub sizes: Vec<i64>,
    /// Whether any capacity binds.
    pub capacitated: bool,
    /// The dearest site, at the places of prices.
    pub dearest: i64,
    demand: i64,
    roomiest: Vec<usize>,
}

impl<'p> Work<'p> {
    pub fn new(problem: &'p Problem) -> Work<'p> {
        let (mut more, mut power, worst) = (0, 1i64, problem.worst().max(1));
        while more < MORE && worst * i128::from(power) * 10 <= ROOM {
            (more, power) = (more + 1, power * 10);
        }
        let mut roomiest: Vec<usize> = (0..problem.sites.len()).collect();
        roomiest.sort_by_key(|site| {
            (std::cmp::Reverse(problem.sites[*site].capacity.unwrap_or(i64::MAX)), *site)
        });
        Work {
            problem,
            power,
            more,
            grain: problem.grain(),
            units: (0..problem.clients.len()).map(|client| problem.units(client)).collect(),
            sizes: problem.clients.iter().map(|client| client.demand).collect(),
            capacitated: problem.sites.iter().any(|site| site.capacity.is_some()),
            dearest: problem.sites.iter().map(|site| site.fixed * power).max().unwrap_or(0),
            demand: problem.demand(),
            roomiest,
        }
    }

    /// All links at the places of prices.
    pub fn links(&self) -> Links {
        let mut links = Links::new();
        for client in 0..self.units.len() {
            let row = self.problem.links.of(client);
            links.push_sorted(row.map(|(site, cost)| (site as u32, cost * self.power)));
        }
        links
    }

    /// The bound from which on nothing below is better than `cost`, in units of prices.
    pub fn target(&self, cost: Option<i128>) -> i128 {
        cost.map_or(i128::MAX, |cost| (cost - i128::from(self.grain)) * i128::from(self.power) + 1)
    }

    /// Least and greatest number of open sites when some are decided; `None` when nothing fits.
    pub fn range(&self, standing: &[Standing]) -> Option<(usize, usize)> {
        let (mut room, mut opened, mut possible) = (0i128, 0, 0);
        let capacity = |site: usize| i128::from(self.problem.sites[site].capacity.unwrap_or(self.demand));
        for (site, standing) in standing.iter().enumerate() {
            possible += usize::from(*standing != Standing::Closed);
            if *standing == Standing::Open {
                (room, opened) = (room + capacity(site), opened + 1);
            }
        }
        let mut least = opened;
        for &site in self.roomiest.iter().filter(|site| standing[**site] == Standing::Free) {
            if room >= i128::from(self.demand) {
                break;
            }
            (room, least) = (room + capacity(site), least + 1);
        }
        let wanted = self.problem.count;
        let (least, most) = (least.max(wanted.unwrap_or(1)), possible.min(wanted.unwrap_or(possible)));
        (room >= i128::from(self.demand) && least <= most && opened <= most).then_some((least, most))
    }
}

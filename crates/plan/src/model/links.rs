//! Links (可达): what it costs to serve each client from each site that can.

/// For each client the sites that can serve it, cheapest first.
#[derive(Clone, Debug, Default)]
pub struct Links {
    starts: Vec<usize>,
    sites: Vec<u32>,
    costs: Vec<i64>,
}

impl Links {
    /// No client yet.
    ///
    /// ```
    /// let mut links = plan::model::Links::new();
    /// links.push(vec![(0, 7), (1, 3)]);
    /// assert_eq!(links.of(0).collect::<Vec<_>>(), [(1, 3), (0, 7)]);
    /// ```
    pub fn new() -> Links {
        Links { starts: vec![0], sites: Vec::new(), costs: Vec::new() }
    }

    /// Adds the next client with sites and costs in any order.
    pub fn push(&mut self, mut links: Vec<(u32, i64)>) {
        links.sort_by_key(|&(site, cost)| (cost, site));
        self.push_sorted(links.into_iter());
    }

    /// Adds the next client with its sites cheapest first.
    pub fn push_sorted(&mut self, links: impl Iterator<Item = (u32, i64)>) {
        for (site, cost) in links {
            self.sites.push(site);
            self.costs.push(cost);
        }
        self.starts.push(self.sites.len());
    }

    /// The sites of a client and their costs, cheapest first.
    pub fn of(&self, client: usize) -> impl Iterator<Item = (usize, i64)> + '_ {
        let (sites, costs) = self.slices(client);
        sites.iter().map(|site| *site as usize).zip(costs.iter().copied())
    }

    /// The same as two slices.
    pub fn slices(&self, client: usize) -> (&[u32], &[i64]) {
        let range = self.starts[client]..self.starts[client + 1];
        (&self.sites[range.clone()], &self.costs[range])
    }

    /// How many clients there are.
    pub fn clients(&self) -> usize {
        self.starts.len() - 1
    }

    /// How many links there are.
    pub fn len(&self) -> usize {
        self.sites.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.sites.is_empty()
    }
}

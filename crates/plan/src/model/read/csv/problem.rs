//! A table that was read, as a problem.

use super::super::whole::{places as places_of, whole};
use super::super::{Format, MOST_LINKS, Read};
use super::Table;
use crate::model::{Client, Links, Problem, Site};
use finding::{Finding, Place};
use quantity::Decimal;

impl Table<'_> {
    /// The table, if nothing is wrong with it.
    pub fn ready(mut self) -> Result<Self, Vec<Finding>> {
        if self.villages.is_empty() {
            self.wrong.push(Finding::error("plan.csv.no-village", Place::whole(self.source), "没有一个村庄"));
        }
        let none: Vec<usize> = match &self.capacities {
            Some(all) => (0..all.len()).filter(|at| all[*at].is_some_and(|one| one.is_zero())).collect(),
            None => Vec::new(),
        };
        for at in none {
            let sentence = format!("“{}”没有学位：不办的学校请在状态一行写不开", self.names[at]);
            self.wrong.push(Finding::error("plan.csv.no-places", Place::whole(self.source), sentence));
        }
        if self.links > MOST_LINKS {
            let sentence = format!("村庄到学校有{}个配对，超出{MOST_LINKS}个", self.links);
            let finding = Finding::error("plan.file.too-many", Place::whole(self.source), sentence);
            self.wrong.push(finding.hint("每个村只写走得到的学校：校名=费用"));
        }
        if self.wrong.is_empty() { Ok(self) } else { Err(self.wrong) }
    }

    pub fn problem(self) -> Result<Read, Finding> {
        let heads = places_of(self.villages.iter().map(|(_, pupils, _)| pupils));
        let sizes = self.capacities.iter().flatten().flatten();
        let finest = heads.max(places_of(sizes));
        let costs = self.villages.iter().flat_map(|(_, _, costs)| costs.iter().map(|(_, cost)| cost));
        // Of a whole village the cost is pupils times the cell: the places of both.
        let places = places_of(costs.chain(&self.fixed)) + finest;
        let (mut links, mut clients) = (Links::new(), Vec::new());
        for (name, pupils, costs) in &self.villages {
            let demand = whole(pupils, finest, self.source)?;
            let times = if self.split { Decimal::ONE } else { Decimal::new(demand.into(), 0) };
            let mut row = Vec::new();
            for (site, cost) in costs {
                let one = Decimal::new(whole(cost, places - finest, self.source)?.into(), 0);
                let cost = one.checked_mul(&times).unwrap_or(Decimal::MAX);
                row.push((*site, whole(&cost, 0, self.source)?));
            }
            links.push(row);
            clients.push(Client { name: name.clone(), demand });
        }
        let sites = self.schools(finest, places, &clients)?;
        let (count, split) = (self.count, self.split);
        let problem = Problem {
            sites,
            clients,
            links,
            count,
            split,
            places,
            digest: String::new(),
            format: Format::Csv,
        };
        Ok(Read { problem, notes: Vec::new() })
    }

    fn schools(&self, finest: u32, places: u32, clients: &[Client]) -> Result<Vec<Site>, Finding> {
        let all: i128 = clients.iter().map(|client| i128::from(client.demand)).sum();
        let mut sites = Vec::new();
        for (at, name) in self.names.iter().enumerate() {
            let capacity = self.capacities.as_ref().and_then(|all| all[at]);
            let capacity = capacity.map(|one| whole(&one, finest, self.source)).transpose()?;
            sites.push(Site {
                name: name.clone(),
                fixed: whole(&self.fixed[at], places, self.source)?,
                capacity: capacity.filter(|one| i128::from(*one) < all),
                standing: self.standings[at],
            });
        }
        Ok(sites)
    }
}

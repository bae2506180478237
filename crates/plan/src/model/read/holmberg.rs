//! The collection of Holmberg, Rönnqvist and Yuan: sites and clients; capacity and fixed cost of each site; demand of
//! each client; then for each site what it costs to serve each client whole.

use super::words::Words;
use super::{Format, MOST_LINKS, Read, too_many, whole};
use crate::model::{Client, Links, Problem, Site, Standing};
use finding::Finding;
use quantity::Decimal;

/// The numbers of a file as they stand there.
pub struct Numbers {
    /// Capacity and fixed cost of each site.
    pub sites: Vec<(Decimal, Decimal)>,
    /// Demand of each client.
    pub demands: Vec<Decimal>,
    /// For each client what it costs to serve it from each site.
    pub costs: Vec<Vec<Decimal>>,
}

impl Numbers {
    /// The head of a file: how many sites and clients, and capacity and fixed cost of each site. With it the number of clients;
    /// their costs have room.
    pub fn begun(words: &mut Words<'_>, source: &str) -> Result<(Numbers, usize), Finding> {
        let (count, clients) = (words.count("场址数")?, words.count("需求点数")?);
        let mut sites = Vec::new();
        for _ in 0..count {
            sites.push((words.decimal("容量")?, words.decimal("固定费用")?));
        }
        if count.saturating_mul(clients) > MOST_LINKS {
            return Err(too_many(source, clients, count));
        }
        Ok((Numbers { sites, demands: Vec::new(), costs: Vec::new() }, clients))
    }
}

pub fn read(text: &str, source: &str) -> Result<Read, Vec<Finding>> {
    let numbers = parsed(text, source).map_err(|finding| vec![finding])?;
    let problem = problem(&numbers, source).map_err(|finding| vec![finding])?;
    Ok(Read { problem, notes: Vec::new() })
}

fn parsed(text: &str, source: &str) -> Result<Numbers, Finding> {
    let mut words = Words::new(text, source);
    let (mut numbers, clients) = Numbers::begun(&mut words, source)?;
    for _ in 0..clients {
        numbers.demands.push(positive(&mut words)?);
    }
    numbers.costs = vec![Vec::new(); clients];
    for _ in 0..numbers.sites.len() {
        for costs in &mut numbers.costs {
            costs.push(words.decimal("费用")?);
        }
    }
    words.end()?;
    Ok(numbers)
}

/// The demand of a client.
pub fn positive(words: &mut Words) -> Result<Decimal, Finding> {
    let demand = words.decimal("需求")?;
    match demand.mantissa() {
        0 => Err(words.wrong("plan.client.no-demand", "这个需求点的需求是0".to_owned())),
        _ => Ok(demand),
    }
}

/// The problem in which each client is served whole.
pub fn problem(numbers: &Numbers, source: &str) -> Result<Problem, Finding> {
    let costs = || numbers.sites.iter().map(|(_, fixed)| fixed).chain(numbers.costs.iter().flatten());
    let places = whole::places(costs());
    let mut links = Links::new();
    for row in &numbers.costs {
        let cost = |(site, cost): (usize, &Decimal)| Ok((site as u32, whole::whole(cost, places, source)?));
        links.push(row.iter().enumerate().map(cost).collect::<Result<_, Finding>>()?);
    }
    let (sites, clients) = sized(numbers, places, source)?;
    Ok(Problem {
        sites,
        clients,
        links,
        count: None,
        split: false,
        places,
        digest: String::new(),
        format: Format::Holmberg,
    })
}

/// Sites and clients, capacity and demand in the same whole unit; a capacity that holds everybody is no limit.
pub fn sized(numbers: &Numbers, places: u32, source: &str) -> Result<(Vec<Site>, Vec<Client>), Finding> {
    let sizes = || numbers.sites.iter().map(|(capacity, _)| capacity).chain(&numbers.demands);
    let finest = whole::places(sizes());
    let mut clients = Vec::new();
    for (at, demand) in numbers.demands.iter().enumerate() {
        clients.push(Client { name: (at + 1).to_string(), demand: whole::whole(demand, finest, source)? });
    }
    let all = clients.iter().map(|client| i128::from(client.demand)).sum::<i128>();
    whole::whole(&Decimal::new(all, 0), 0, source)?;
    let mut sites = Vec::new();
    for (at, (capacity, fixed)) in numbers.sites.iter().enumerate() {
        let capacity = whole::whole(capacity, finest, source)?;
        sites.push(Site {
            name: (at + 1).to_string(),
            fixed: whole::whole(fixed, places, source)?,
            capacity: (i128::from(capacity) < all).then_some(capacity),
            standing: Standing::Free,
        });
    }
    Ok((sites, clients))
}

//! The tree: nothing is left out, and each end is worth at least so much.

use super::choice::Choice;
use super::node::Node;
use super::prices::{priced, rounded};
use super::{Flaw, node};
use crate::model::{Certificate, Problem, Standing, Step, scaled};

/// The walk through a tree.
struct Walk<'p> {
    problem: &'p Problem,
    choice: Choice<'p>,
    node: Node,
    duals: Vec<Vec<i64>>,
    power: i64,
    grain: i64,
    lowest: Option<i128>,
}

/// The second half of a branching, still to come.
enum Second {
    Site(usize),
    Link { client: usize, site: usize },
}

/// The least of what the ends of the tree are worth, in units of the last place of costs.
pub fn bound(certificate: &Certificate, problem: &Problem) -> Result<i128, Flaw> {
    let (duals, power) = duals(certificate, problem)?;
    let (choice, node) = (Choice::new(problem), node::Node::new(problem));
    let mut walk = Walk { problem, choice, node, duals, power, grain: problem.grain(), lowest: None };
    let mut waiting: Vec<(usize, Second)> = Vec::new();
    let mut over = false;
    for (at, step) in certificate.tree.iter().enumerate() {
        if over {
            return Err(Flaw::Tree(at + 1));
        }
        if let Some(second) = walk.step(at + 1, step)? {
            waiting.push((walk.node.mark(), second));
            walk.first(waiting.last());
        } else if !matches!(step, Step::Fix { .. }) {
            over = walk.second(&mut waiting);
        }
    }
    match walk.lowest {
        Some(lowest) if over => Ok(lowest),
        _ => Err(Flaw::Tree(certificate.tree.len() + 1)),
    }
}

/// All prices, and by what costs are multiplied to have their places.
fn duals(certificate: &Certificate, problem: &Problem) -> Result<(Vec<Vec<i64>>, i64), Flaw> {
    let more =
        certificate.places.checked_sub(problem.places).filter(|more| *more <= 9).ok_or(Flaw::Prices(0))?;
    let power = 10i64.pow(more);
    let limit = i128::from(i64::MAX / 4);
    if problem.worst() * i128::from(power) > limit {
        return Err(Flaw::Prices(0));
    }
    let read = |(at, text): (usize, &String)| {
        let numbers = text.split(' ').map(|word| scaled(word, certificate.places));
        let numbers = numbers.collect::<Option<Vec<i64>>>().ok_or(Flaw::Prices(at + 1))?;
        let all = numbers.iter().zip(0..).map(|(dual, client)| {
            if client < problem.clients.len() {
                i128::from(*dual).abs() * i128::from(problem.units(client))
            } else {
                limit
            }
        });
        let fits = numbers.len() == problem.clients.len() && all.sum::<i128>() < limit;
        if fits { Ok(numbers) } else { Err(Flaw::Prices(at + 1)) }
    };
    let duals = certificate.duals.iter().enumerate().map(read).collect::<Result<_, Flaw>>()?;
    Ok((duals, power))
}

impl Walk<'_> {
    /// Takes one node; gives what is to be done when its first half is through.
    fn step(&mut self, at: usize, step: &Step) -> Result<Option<Second>, Flaw> {
        match step {
            Step::Fix { duals, open, closed } => self.fix(at, *duals, open, closed).map(|()| None),
            Step::Site(site) => Ok(Some(Second::Site(self.index(*site)?))),
            Step::Link { client, site } if !self.problem.split => {
                let client = client.checked_sub(1).filter(|client| *client < self.problem.clients.len());
                let client = client.ok_or(Flaw::Tree(at))?;
                Ok(Some(Second::Link { client, site: self.index(*site)? }))
            }
            Step::Link { .. } => Err(Flaw::Tree(at)),
            Step::Leaf(duals) => {
                let priced = priced(self.problem, &self.node, self.prices(at, *duals)?, self.power);
                if let Some(bound) = priced.bound(&self.choice, &self.node.standing) {
                    self.worth(bound);
                }
                Ok(None)
            }
            Step::Empty if self.is_empty() => Ok(None),
            Step::Empty => Err(Flaw::NotEmpty(at)),
        }
    }

    fn index(&self, site: usize) -> Result<usize, Flaw> {
        site.checked_sub(1).filter(|at| *at < self.problem.sites.len()).ok_or(Flaw::NoSuch("场址", site))
    }

    fn prices(&self, at: usize, duals: usize) -> Result<&[i64], Flaw> {
        let list = duals.checked_sub(1).and_then(|index| self.duals.get(index));
        list.map(Vec::as_slice).ok_or(Flaw::Prices(at))
    }

    fn worth(&mut self, bound: i128) {
        let rounded = rounded(bound, self.power, self.grain);
        self.lowest = Some(self.lowest.map_or(rounded, |lowest| lowest.min(rounded)));
    }

    /// Each decision is worth what the prices say of its contrary.
    fn fix(&mut self, at: usize, duals: usize, open: &[usize], closed: &[usize]) -> Result<(), Flaw> {
        let priced = priced(self.problem, &self.node, self.prices(at, duals)?, self.power);
        let mut standing = self.node.standing.clone();
        let contrary = [(open, Standing::Open, Standing::Closed), (closed, Standing::Closed, Standing::Open)];
        for (sites, decided, other) in contrary {
            for &site in sites {
                let site = self.index(site)?;
                if standing[site] != Standing::Free {
                    return Err(Flaw::Tree(at));
                }
                standing[site] = other;
                if let Some(bound) = priced.bound(&self.choice, &standing) {
                    self.worth(bound);
                }
                standing[site] = Standing::Free;
                self.node.decide(site, decided);
            }
        }
        Ok(())
    }

    fn first(&mut self, second: Option<&(usize, Second)>) {
        match second {
            Some((_, Second::Site(site))) => self.node.decide(*site, Standing::Open),
            Some((_, Second::Link { client, site })) => self.node.force(*client, *site),
            None => {}
        }
    }

    /// Goes over to the second half of the last branching; whether there is none any more.
    fn second(&mut self, waiting: &mut Vec<(usize, Second)>) -> bool {
        let Some((mark, second)) = waiting.pop() else { return true };
        self.node.back(mark);
        match second {
            Second::Site(site) => self.node.decide(site, Standing::Closed),
            Second::Link { client, site } => self.node.ban(client, site),
        }
        false
    }

    /// Whether plainly nothing is possible: too few or too many sites, a client that nobody can serve, an overfull site.
    fn is_empty(&self) -> bool {
        let served =
            |client: usize| self.problem.links.of(client).any(|(site, _)| self.node.may_serve(client, site));
        let zero = vec![0; self.problem.clients.len()];
        self.choice.range(&self.node.standing).is_none()
            || !(0..self.problem.clients.len()).all(served)
            || priced(self.problem, &self.node, &zero, self.power).overfull
    }
}

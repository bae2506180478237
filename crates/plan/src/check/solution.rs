//! The solution: every rule held, and its cost summed anew.

use super::Flaw;
use crate::model::{Certificate, Problem, Standing};

/// What the solution costs.
pub fn cost(certificate: &Certificate, problem: &Problem) -> Result<i128, Flaw> {
    let open = open(certificate, problem)?;
    let fixed = (0..open.len()).filter(|site| open[*site]).map(|site| i128::from(problem.sites[site].fixed));
    Ok(fixed.sum::<i128>() + served(certificate, problem, &open)?)
}

/// Which sites are open.
fn open(certificate: &Certificate, problem: &Problem) -> Result<Vec<bool>, Flaw> {
    let mut open = vec![false; problem.sites.len()];
    for &site in &certificate.open {
        match site.checked_sub(1).and_then(|at| open.get_mut(at)) {
            Some(place) if !*place => *place = true,
            _ => return Err(Flaw::NoSuch("场址", site)),
        }
    }
    let said = certificate.open.len();
    if let Some(wanted) = problem.count.filter(|wanted| *wanted != said) {
        return Err(Flaw::Count { said, wanted });
    }
    for (at, site) in problem.sites.iter().enumerate() {
        let forbidden = if open[at] { Standing::Closed } else { Standing::Open };
        if site.standing == forbidden {
            return Err(Flaw::Standing(at + 1));
        }
    }
    Ok(open)
}

/// What serving costs, every client once and no site above its capacity.
fn served(certificate: &Certificate, problem: &Problem, open: &[bool]) -> Result<i128, Flaw> {
    if certificate.served.len() != problem.clients.len() {
        return Err(Flaw::NoSuch("需求点", certificate.served.len().min(problem.clients.len()) + 1));
    }
    let (mut sum, mut load) = (0i128, vec![0i64; open.len()]);
    for (client, parts) in certificate.served.iter().enumerate() {
        sum += client_cost(problem, client, parts, open, &mut load)?;
    }
    for (at, site) in problem.sites.iter().enumerate() {
        if let Some(capacity) = site.capacity.filter(|capacity| load[at] > *capacity) {
            return Err(Flaw::Capacity { site: at + 1, served: load[at], capacity });
        }
    }
    Ok(sum)
}

fn client_cost(
    problem: &Problem,
    client: usize,
    parts: &[(usize, i64)],
    open: &[bool],
    load: &mut [i64],
) -> Result<i128, Flaw> {
    let demand = problem.clients[client].demand;
    let (mut rest, mut sum) = (demand, 0i128);
    for (at, &(site, amount)) in parts.iter().enumerate() {
        let index =
            site.checked_sub(1).filter(|index| *index < open.len()).ok_or(Flaw::NoSuch("场址", site))?;
        let twice = parts[..at].iter().any(|(other, _)| *other == site);
        if twice || amount <= 0 || amount > rest || !open[index] || (!problem.split && amount != demand) {
            return Err(Flaw::Served(client + 1));
        }
        let cost = problem.cost(client, index).ok_or(Flaw::Unreachable { client: client + 1, site })?;
        sum += i128::from(cost) * i128::from(if problem.split { amount } else { 1 });
        rest -= amount;
        load[index] += amount;
    }
    if rest == 0 { Ok(sum) } else { Err(Flaw::Served(client + 1)) }
}

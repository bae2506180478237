//! Spoiled certificates: whoever changes one is found out, whether he seals it anew or not.

use crate::cases::{Dice, FAMILIES};
use crate::smallest::smallest;
use crate::{problem, solved};
use plan::model::Step;
use plan::{Certificate, Found, Problem, Unhurried, check};

/// How often a certificate is spoiled.
const TIMES: usize = 10_000;

/// A way to spoil one; `None` where it does not apply.
type Spoil = fn(&Certificate, &Problem, &mut Dice) -> Option<Certificate>;

/// Ways after which a certificate must be refused.
const SURE: [(&str, Spoil); 8] = [
    ("a client moved", moved),
    ("a client lost", lost),
    ("a site above its capacity", crowded),
    ("a cost understated", understated),
    ("a bound raised", raised),
    ("an end of the tree dropped", end_dropped),
    ("a node too many", one_too_many),
    ("an end said to be empty", emptied),
];

fn index(dice: &mut Dice, length: usize) -> Option<usize> {
    (length > 0).then(|| dice.roll(0, length as u64 - 1) as usize)
}

fn less(text: &str, by: i64, problem: &Problem) -> String {
    let amount = plan::model::scaled(text, problem.places).unwrap();
    plan::model::decimal(i128::from(amount - by), problem.places)
}

fn moved(certificate: &Certificate, problem: &Problem, dice: &mut Dice) -> Option<Certificate> {
    let mut out = certificate.clone();
    let client = index(dice, out.served.len())?;
    let part = index(dice, out.served[client].len())?;
    let other = index(dice, problem.sites.len())?;
    let (was, now) = (problem.cost(client, out.served[client][part].0 - 1), problem.cost(client, other));
    let open = out.open.contains(&(other + 1));
    // To an open site at the same cost it would be another good solution.
    (was != now || !open).then_some(())?;
    (out.served[client][part].0 != other + 1).then(|| out.served[client][part].0 = other + 1)?;
    Some(out)
}

fn lost(certificate: &Certificate, _: &Problem, dice: &mut Dice) -> Option<Certificate> {
    let mut out = certificate.clone();
    let client = index(dice, out.served.len())?;
    let part = index(dice, out.served[client].len())?;
    out.served[client][part].1 -= 1;
    Some(out)
}

/// Everybody to one site with limited room, at the right cost.
fn crowded(certificate: &Certificate, problem: &Problem, dice: &mut Dice) -> Option<Certificate> {
    let mut out = certificate.clone();
    let site = out.open[index(dice, out.open.len())?];
    problem.sites[site - 1].capacity?;
    let mut cost: i64 = out.open.iter().map(|site| problem.sites[site - 1].fixed).sum();
    for (client, parts) in out.served.iter_mut().enumerate() {
        *parts = vec![(site, problem.clients[client].demand)];
        cost += problem.cost(client, site - 1)? * problem.units(client);
    }
    out.objective = plan::model::decimal(cost.into(), problem.places);
    Some(out)
}

fn understated(certificate: &Certificate, problem: &Problem, dice: &mut Dice) -> Option<Certificate> {
    let by = dice.roll(1, 9) as i64;
    Some(Certificate { objective: less(&certificate.objective, by, problem), ..certificate.clone() })
}

fn raised(certificate: &Certificate, problem: &Problem, dice: &mut Dice) -> Option<Certificate> {
    let by = -(dice.roll(1, 9) as i64);
    Some(Certificate { bound: less(&certificate.bound, by, problem), ..certificate.clone() })
}

fn end_dropped(certificate: &Certificate, _: &Problem, dice: &mut Dice) -> Option<Certificate> {
    let mut out = certificate.clone();
    let at = index(dice, out.tree.len())?;
    (!matches!(out.tree[at], Step::Fix { .. })).then(|| out.tree.remove(at))?;
    Some(out)
}

fn one_too_many(certificate: &Certificate, _: &Problem, dice: &mut Dice) -> Option<Certificate> {
    let mut out = certificate.clone();
    let at = index(dice, out.tree.len())?;
    let twice = out.tree[at].clone();
    (!matches!(twice, Step::Fix { .. })).then(|| out.tree.insert(at, twice))?;
    Some(out)
}

fn emptied(certificate: &Certificate, _: &Problem, _: &mut Dice) -> Option<Certificate> {
    Some(Certificate { tree: vec![Step::Empty], ..certificate.clone() })
}

/// Certificates of small problems, with the best cost by trying everything.
fn certificates() -> Vec<(Problem, Certificate, i64)> {
    let mut out = Vec::new();
    for (format, write) in FAMILIES {
        for seed in 1..=15 {
            let problem = problem(&write(&mut Dice::new(seed)), format);
            if let Found::Plan(certificate) = plan::solve(&problem, 1, &mut Unhurried) {
                let least = smallest(&problem).unwrap();
                out.push((problem, *certificate, least));
            }
        }
    }
    out
}

#[test]
fn every_spoiled_certificate_is_refused() {
    let (all, mut dice) = (certificates(), Dice::new(11));
    let mut times = [0usize; SURE.len()];
    while times.iter().sum::<usize>() < TIMES {
        let (problem, certificate, _) = &all[index(&mut dice, all.len()).unwrap()];
        let way = index(&mut dice, SURE.len()).unwrap();
        let Some(spoiled) = SURE[way].1(certificate, problem, &mut dice) else { continue };
        assert!(check(&spoiled, problem).is_err(), "{} is not seen", SURE[way].0);
        let sealed = spoiled.sealed();
        let refused = check(&sealed, problem);
        assert!(
            refused.is_err(),
            "{} is not seen once sealed anew: {refused:?}\n{}",
            SURE[way].0,
            sealed.text()
        );
        times[way] += 1;
    }
    assert!(times.iter().all(|times| *times > 100), "{times:?}");
}

#[test]
fn whatever_else_is_changed_no_wrong_claim_is_let_through() {
    let (all, mut dice) = (certificates(), Dice::new(12));
    let mut refused = 0;
    for _ in 0..TIMES {
        let (problem, certificate, least) = &all[index(&mut dice, all.len()).unwrap()];
        let mut text: Vec<u8> = certificate.text().into_bytes();
        let digits: Vec<usize> = (0..text.len()).filter(|at| text[*at].is_ascii_digit()).collect();
        let at = digits[index(&mut dice, digits.len()).unwrap()];
        text[at] = b'0' + ((text[at] - b'0') + dice.roll(1, 9) as u8) % 10;
        let Ok(other) = Certificate::parse(std::str::from_utf8(&text).unwrap()) else { continue };
        assert!(check(&other, problem).is_err(), "a changed digit is seen by the seal");
        match check(&other.sealed(), problem) {
            Ok(claim) => {
                assert!(
                    claim.bound <= i128::from(*least) && claim.objective >= i128::from(*least),
                    "{claim:?}"
                );
            }
            Err(_) => refused += 1,
        }
    }
    assert!(refused > TIMES / 4, "{refused}");
}

#[test]
fn a_certificate_is_of_one_file() {
    let first = problem("2 1\n10 5\n10 6\n4\n3\n2\n", plan::Format::Holmberg);
    let second = problem("2 1\n10 5\n10 7\n4\n3\n2\n", plan::Format::Holmberg);
    assert!(check(&solved(&first), &first).is_ok());
    assert_eq!(check(&solved(&first), &second), Err(plan::Flaw::OtherFile));
}

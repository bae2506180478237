//! The draw itself: lots to objects, then inspectors to objects.

use super::fault::{Fault, faults};
use super::lists::{Inside, Lists};
use super::number::{Stream, Taken};
use super::team::Assignment;
use super::urn::Urn;
use super::{Plan, Stratum};
use crate::Digest;
use std::fmt;

/// One object drawn, with those who are sent there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// Id of the object.
    pub object: String,
    /// Ids of the inspectors in the order in which they were drawn.
    pub inspectors: Vec<String>,
}

/// Why nothing was drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The plan has faults; no seed would help.
    Plan(Vec<Fault>),
    /// With these objects drawn there is no way to send enough people everywhere.
    Team {
        /// Name of the object that is left without.
        object: String,
        /// How many it needs.
        wanted: u32,
        /// How many are not barred from it.
        free: usize,
        /// Most objects for one person.
        load: u32,
    },
    /// The plan is sealed, or not, and the seed is otherwise.
    Secret,
    /// There is no public value, or one that cannot be shown.
    Value,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Plan(faults) => {
                write!(f, "抽取方案有{}处问题", faults.len())?;
                faults.iter().take(20).try_for_each(|fault| write!(f, "\n{fault}"))
            }
            Refusal::Team { object, wanted, free, load } => write!(
                f,
                "“{object}”派不满{wanted}名检查人员：不须回避的有{free}名，但怎样调配都已有人派满{load}个对象"
            ),
            Refusal::Value => f.write_str("没有公开值，或者其中有控制字符"),
            Refusal::Secret => f.write_str("方案是否密封，与种子里有没有密数不一致"),
        }
    }
}

impl std::error::Error for Refusal {}

/// Draws: objects stratum by stratum in the order of the rule, one lot after another, an object's lots leaving the urn
/// with it (successive sampling); then, in the order drawn, the inspectors of each object.
///
/// # Errors
/// [`Refusal`] when the plan has faults, or when no assignment of inspectors at all would satisfy withdrawals and loads.
pub fn select(plan: &Plan, seed: &Digest) -> Result<Vec<Slip>, Refusal> {
    let lists = Lists::new(plan);
    let faults = faults(plan, &lists);
    if !faults.is_empty() {
        return Err(Refusal::Plan(faults));
    }
    let mut chosen = Vec::new();
    for (stratum, inside) in lists.each() {
        let quota = lists.quota(stratum, inside);
        each_lot(plan, stratum, inside, quota, seed, |object, _| chosen.push(object));
    }
    let teams = assign(plan, &lists, &chosen, seed)?;
    let slip = |(object, team): (&usize, Vec<usize>)| Slip {
        object: plan.objects[*object].id.clone(),
        inspectors: team.into_iter().map(|at| plan.inspectors[at].id.clone()).collect(),
    };
    Ok(chosen.iter().zip(teams).map(slip).collect())
}

/// Every lot drawn from a stratum, with the object (by its position in the list) that holds it.
pub(super) fn each_lot(
    plan: &Plan,
    stratum: &Stratum,
    inside: &Inside,
    quota: u64,
    seed: &Digest,
    mut drawn: impl FnMut(usize, &mut dyn FnMut() -> Taken),
) {
    let mut urn = Urn::new(inside.urn.iter().map(|at| plan.objects[*at].weight).collect());
    let name = format!("objects/{}", stratum.name);
    let mut numbers = Stream::new(seed, &name);
    for _ in 0..quota.min(inside.urn.len() as u64) {
        if urn.total() == 0 {
            return;
        }
        let mut again = numbers.clone();
        let total = urn.total();
        let lot = numbers.below(total);
        drawn(inside.urn[urn.take(lot)], &mut || again.shown(total));
    }
}

/// The teams of the objects drawn, by positions in the list of inspectors.
///
/// For each seat those are asked who are not barred, not yet in this team, not at their greatest load, and among them
/// those with the fewest objects so far; one of them, in the order of the list, is drawn by the stream `inspectors`.
/// When nobody is left, people already sent elsewhere change places, found by the shortest chain of exchanges; when
/// there is no chain there is no assignment at all.
fn assign(
    plan: &Plan,
    lists: &Lists<'_>,
    chosen: &[usize],
    seed: &Digest,
) -> Result<Vec<Vec<usize>>, Refusal> {
    let mut barred = lists.barred();
    let barred: Vec<_> = chosen.iter().map(|object| barred.remove(object).unwrap_or_default()).collect();
    let mut assignment = Assignment::new(plan.inspectors.len(), plan.load, barred);
    let mut numbers = Stream::new(seed, "inspectors");
    for (at, object) in chosen.iter().enumerate() {
        for _ in 0..plan.team {
            let candidates = assignment.least_loaded(at);
            if candidates.is_empty() {
                if !assignment.exchange(at) {
                    return Err(Refusal::Team {
                        object: plan.objects[*object].name.clone(),
                        wanted: plan.team,
                        free: plan.inspectors.len() - assignment.barred(at),
                        load: plan.load,
                    });
                }
                continue;
            }
            let lot = numbers.below(candidates.len() as u64) as usize;
            assignment.send(at, candidates[lot]);
        }
    }
    Ok(assignment.teams)
}

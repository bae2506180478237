//! Exchanges held against what was asked: who moves twice, who cannot get there, whether enough move.

use crate::model::Exchange;
use std::fmt;

/// Why exchanges are not what was asked. Crowds count from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExchangeFlaw {
    /// A pair of crowds that is not there, of two subjects or of one school.
    Pair(usize, usize),
    /// Somebody of this crowd cannot get to where he would go.
    Far(usize),
    /// More of this crowd would go than may.
    Many(usize),
    /// Fewer move than must.
    Few {
        /// Moves found, and the backbone teachers among them.
        found: (i64, i64),
        /// What is asked of each.
        least: (i64, i64),
    },
}

impl fmt::Display for ExchangeFlaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ExchangeFlaw::Pair(one, other) => write!(f, "第{}组和第{}组不能对调", one + 1, other + 1),
            ExchangeFlaw::Far(at) => write!(f, "第{}组去的学校太远", at + 1),
            ExchangeFlaw::Many(at) => write!(f, "第{}组走的人比能走的多", at + 1),
            ExchangeFlaw::Few { found, least } => {
                write!(f, "交流{}人、骨干{}人，应有{}人、{}人", found.0, found.1, least.0, least.1)
            }
        }
    }
}

impl std::error::Error for ExchangeFlaw {}

/// How many move and how many of them are backbone teachers, when exchanges keep every rule and enough move.
///
/// # Errors
/// The first flaw found.
pub fn check_exchange(asked: &Exchange, pairs: &[(usize, usize, i64)]) -> Result<(i64, i64), ExchangeFlaw> {
    let mut going: Vec<i64> = asked.gone.clone();
    for (one, other, many) in pairs {
        let flaw = ExchangeFlaw::Pair(*one, *other);
        let (Some(a), Some(b)) = (asked.crowds.get(*one), asked.crowds.get(*other)) else { return Err(flaw) };
        if a.kind != b.kind || a.school == b.school || *many <= 0 {
            return Err(flaw);
        }
        for (at, from, to) in [(*one, a, b), (*other, b, a)] {
            if !from.reach.iter().any(|(school, _)| *school == to.school) {
                return Err(ExchangeFlaw::Far(at));
            }
            going[at] = going[at].saturating_add(*many);
        }
    }
    if let Some(at) = (0..asked.crowds.len()).find(|at| going[*at] > asked.crowds[*at].many) {
        return Err(ExchangeFlaw::Many(at));
    }
    let of_backbone = asked.crowds.iter().zip(&going).filter(|(crowd, _)| crowd.backbone);
    let found = (going.iter().sum(), of_backbone.map(|(_, many)| many).sum());
    let least = (asked.least(), asked.least_backbones(found.0));
    match found.0 >= least.0 && found.1 >= least.1 {
        true => Ok(found),
        false => Err(ExchangeFlaw::Few { found, least }),
    }
}

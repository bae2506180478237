//! The checker: holds a certificate against its problem, in exact whole numbers and with code of its own. It knows nothing
//! of how the solution and the tree were found.

mod choice;
mod exchange;
mod flaw;
mod knapsack;
mod layout;
mod node;
mod prices;
mod solution;
mod tree;
mod trips;

pub use exchange::{ExchangeFlaw, check_exchange};
pub use flaw::Flaw;
pub use layout::{LayoutFlaw, check_layout, check_seating};
pub use trips::{TripsFlaw, check_trips, fewest_trips};

pub use tree::bound as proven_bound;

use crate::model::{Certificate, Claim, Problem, SEAL, scaled};

/// What a certificate proves of a problem, in units of the last place of costs; or why it proves nothing.
///
/// Held are: that the certificate is whole and of this very file; that the solution serves everybody within every rule and
/// costs what is said; that the tree leaves nothing out and each of its ends is worth at least the bound.
///
/// ```
/// let problem = plan::read("2 1\n10 5\n10 6\n4\n3\n2\n", "例.txt", plan::Format::Holmberg).unwrap().problem;
/// let plan::Found::Plan(certificate) = plan::solve(&problem, 1, &mut plan::Unhurried) else { panic!() };
/// let claim = plan::check(&certificate, &problem).unwrap();
/// assert_eq!((claim.objective, claim.is_proven()), (8, true));
/// let mut better = (*certificate).clone();
/// better.objective = "7".to_owned();
/// assert!(plan::check(&better.sealed(), &problem).is_err());
/// ```
pub fn check(certificate: &Certificate, problem: &Problem) -> Result<Claim, Flaw> {
    if certificate.kind != SEAL {
        return Err(Flaw::Kind(certificate.kind.clone()));
    }
    if certificate.seal != certificate.digest() {
        return Err(Flaw::Seal);
    }
    if certificate.problem != problem.digest || certificate.format != problem.format.name() {
        return Err(Flaw::OtherFile);
    }
    let said =
        |text: &str| scaled(text, problem.places).map(i128::from).ok_or(Flaw::NotADecimal(text.to_owned()));
    let claim = Claim { objective: said(&certificate.objective)?, bound: said(&certificate.bound)? };
    let cost = solution::cost(certificate, problem)?;
    if cost != claim.objective {
        return Err(Flaw::Objective { said: claim.objective, found: cost, places: problem.places });
    }
    let bound = tree::bound(certificate, problem)?.min(cost);
    if bound != claim.bound {
        return Err(Flaw::Bound { said: claim.bound, found: bound, places: problem.places });
    }
    Ok(claim)
}

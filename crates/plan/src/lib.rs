//! Plans (布): which sites are open and which of them serves whom, at the least cost, with a proof of how good that is.
//!
//! [`model`] holds what is asked and what is answered, [`solve`] finds a solution and a lower bound, [`check`] holds a
//! certificate against the problem in exact whole numbers and knows nothing of how it was found. Everything here is
//! whole numbers: costs and dual prices are decimals held as whole numbers of their last place; no float is used.
//!
//! ```
//! use plan::{Format, Unhurried};
//! let text = "4 3 2\n1 2 3\n2 3 4\n3 4 5\n";
//! let problem = plan::read(text, "路.txt", Format::OrlibPmed).unwrap().problem;
//! let found = plan::solve(&problem, 1, &mut Unhurried);
//! let plan::Found::Plan(certificate) = found else { panic!("there is a plan") };
//! assert_eq!((certificate.objective.as_str(), certificate.bound.as_str()), ("7", "7"));
//! plan::check(&certificate, &problem).unwrap();
//! ```

pub mod check;
pub mod model;
pub mod solve;

pub use check::{
    ExchangeFlaw, Flaw, LayoutFlaw, TripsFlaw, check, check_exchange, check_layout, check_seating,
    check_trips, fewest_trips,
};
pub use model::{Certificate, Claim, Format, Layout, LayoutProof, Problem, Read, Trips, TripsPlan, read};
pub use solve::{
    Conflict, Easing, Found, LayoutRule, Progress, Seating, Unhurried, Watch, clash, ease, exchange, seat,
    shortage, solve, solve_layout, solve_trips,
};

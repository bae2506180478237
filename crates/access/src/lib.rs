//! Rights (权): what a person may see and do, decided from definitions and from rows, without database, clock or page.
//!
//! *What is allowed* stands in the roles of a pack ([`define::Role`]). *Who is in which role, for which unit, for how
//! long* stands in rows of 任职, 委托 and 单位树 ([`Facts`]). From both follow the mandates ([`Mandate`]) of a person on a day, and
//! from these one [`Standing`], which answers two questions:
//!
//! | question | answer |
//! |---|---|
//! | [`Standing::may`] do this deed? | yes, or the finding that says why not |
//! | what of a register does he [see](Standing::sees)? | nothing, some rows, all |
//!
//! Nothing is allowed that no grant allows. Mandates add up and nothing else does: a role that is disabled, a term that is over
//! and a delegation after its end are none. Nobody appoints himself, and the three administrators (三员) are other persons
//! than those who do the work ([`separation`]).

mod deed;
mod extent;
mod facts;
mod mandate;
mod separation;
mod sight;
mod standing;

pub use deed::Deed;
pub use facts::Facts;
pub use mandate::{Mandate, mandates};
pub use separation::separation;
pub use sight::{Limit, Sees};
pub use standing::Standing;

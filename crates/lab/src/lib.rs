//! The laboratory: what is measured and tried, and the sample district's year played through office's own doors.
//!
//! A door like the command and the pages, but for people who ask whether the house holds: [`bench`] measures, [`simulate`]
//! plays random years with cuts and lost answers, [`play`] plays the sample's year by a clock of its own, [`rehearsal`]
//! makes a district for trying a gateway. It looks at every room from outside; no room knows it.
// Figures of timing are shown to a person, never judged.
#![allow(clippy::float_arithmetic)]

pub mod bench;
mod built_in;
mod failure;
mod hands;
mod played;
mod postman;
mod rehearsal;
mod sessions;
pub mod simulate;
mod visitor;

pub use built_in::{BuiltIn, Files};
pub use failure::Failure;
pub use played::{Played, play};
pub use rehearsal::rehearsal;

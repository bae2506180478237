//! Loops (环): from the steps of a case to the stage it is in, its clock and its place among others.

mod course;
mod ranking;
mod tally;

pub use course::{Course, Signers, Stay, Taken, Times, Wrong, course, months_before};
pub use ranking::{Place, Standing, places};
pub use tally::{Tally, tally};

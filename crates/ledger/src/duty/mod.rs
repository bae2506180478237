//! Duties (期) as pure rules: which periods a rhythm gives, which occurrences units owe, what discharges them, and when a
//! claim of zero is proved.

mod matrix;
mod period;
mod zero;

pub use matrix::{Asked, Done, Matrix, Nil, Occurrence, Owing, Recorded, State, Stretch, Tally};
pub use period::{Period, period_id, periods};
pub use zero::{Happened, Zero};

//! Signals (信号): what a device says, line by line, and what follows. Pure: the time of receipt is the caller's.

mod cause;
mod drift;
mod envelope;
mod instant;
mod line;
mod list;
mod silence;
mod test;
mod window;

pub use cause::{Cause, CauseKind, cause_key};
pub use drift::{drift, drifts};
pub use envelope::{ENVELOPE_AGE, Envelope};
pub use instant::milliseconds;
pub use line::{BATCH_LIMIT, LINE_LIMIT, LINES_LIMIT, LineFault, SignalKind, Told, read_batch};
pub use list::{Mismatch, mismatch};
pub use silence::silent_since;
pub use test::holds_on;
pub use window::Window;

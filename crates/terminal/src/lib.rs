//! Speaking to a terminal, which may stop listening and in which a Chinese character is two columns wide: lines, tables,
//! progress. Knows nothing of what is said.

mod progress;
mod say;
mod table;

pub use progress::Progress;
pub use say::{Errors, complaint, json, line, text};
pub use table::{table, width};

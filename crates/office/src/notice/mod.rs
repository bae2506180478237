//! Notices (信): sent, handed over exactly once a rung, acknowledged with evidence.
//!
//! Nothing here speaks to a network. A sender takes what is due from the [`Outbox`], has it recorded, hands it over, and
//! has the outcome recorded; it may be stopped between any two of these.

mod acknowledge;
mod ask;
mod calls;
mod outbox;
mod rows;
mod secret;
mod send;

pub use acknowledge::Acknowledging;
pub use ask::{LetterQuery, Listed};
pub use outbox::{Due, Outbox, Outgoing, Reported};
pub use rows::LetterEvent;

//! Standing work: what has to be done again and again while nobody is at a desk. `duheng serve` runs all of it.
//!
//! A job is a name, a rhythm and one function ([`Job`]): [`watch`] opens cases from what devices say, [`clock`] looks at
//! the clock, [`audit`] whether the rows are those that were signed, [`sender`] works the outbox of letters, [`subscriber`] takes signals in from a broker, [`webhooks()`] pushes changes to programs. [`run`] runs jobs,
//! each on a thread of its own and under a [`Lease`], so that of two processes over one data folder one alone does a job,
//! and the other takes over when it ends. What a job does is done by office; nothing here knows pages.

mod audit;
mod clock;
mod failure;
mod job;
mod lease;
mod mqtt;
mod outbox;
mod running;
mod sender;
mod watch;
mod webhooks;

pub use audit::{HOUR, audit};
pub use clock::clock;
pub use failure::Failure;
pub use job::{Job, Stop};
pub use lease::Lease;
pub use mqtt::{Broker, Message, Packet, read_packet, subscriber};
pub use outbox::{POLL, Tally, Ways, parcel, session, work};
pub use running::{Running, run};
pub use sender::{Route, SENDER, sender};
pub use watch::watch;
pub use webhooks::webhooks;

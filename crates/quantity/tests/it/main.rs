//! Numbers as a report writes them, and what must hold for every number.

mod figures;
mod printing;
mod properties;
mod units;

//! Connections to other machines (线路): plain or under TLS, with a deadline, and whose certificates are trusted.
//!
//! Whoever speaks to a server outside — a gateway, a mail relay, a broker of signals, a directory, a database — takes its
//! authorities from here: those of the system, or those of one PEM file, as a government's own network has them.

mod connection;
mod place;
mod trust;

pub use connection::Wire;
pub use place::{Place, is_local};
pub use trust::{Trust, is_of_tls};

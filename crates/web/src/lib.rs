//! Pages and JSON over office: the indicators, a figure with its lineage, registers and rows, the report, the journal.
//!
//! Everything is read with GET and works without script, and one door takes a document to proof-read (核对) without keeping
//! it; one script file makes it quicker. Only loopback is listened on,
//! and only this machine's own names are answered, since there are no accounts yet. A page lies beside its template in
//! `src/pages`; words are in `src/words`, one catalogue a language.
//!
//! ```no_run
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let district = office::Office::open(std::path::Path::new("潼南区"))?;
//! web::serve(district, "127.0.0.1:8080".parse()?, |address| println!("http://{address}/"))?;
//! # Ok(())
//! # }
//! ```

mod act;
mod address;
mod assets;
mod chart;
mod frame;
mod guard;
mod language;
mod marks;
mod numbers;
mod pages;
mod routes;
mod serve;
mod signals;
mod site;
mod upload;
mod words;

use std::net::SocketAddr;

pub use address::encoded;
pub use pages::claims::alone as claims;
pub use routes::router;
pub use serve::Error;
pub use words::say;

/// Serves a district's pages on `address` until the process is interrupted (Ctrl-C). Port 0 takes a free port;
/// `listening` is told the address once questions are answered there.
///
/// # Errors
/// [`Error::NotLoopback`] before anything is opened, [`Error::Listen`] when the port is taken.
pub fn serve(
    office: impl Into<std::sync::Arc<office::Office>>,
    address: SocketAddr,
    listening: impl FnOnce(SocketAddr),
) -> Result<(), Error> {
    serve::serve(router(office), address, listening)
}

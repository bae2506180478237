//! Pages and JSON over office: what a district owes, does and answers for, for readers with a browser.
//!
//! *Rooms.* A page is one room, `src/pages/<form>`: its addresses (`routes`), what it asks, the page beside its template,
//! and its words with Chinese and English on one line. `src/words` holds what the frame and several rooms say.
//!
//! *Programs.* What pages show and do is there as JSON too (`src/api`): one line a question, from which routes and the document
//! of the interface follow (decision 44).
//!
//! *Doors.* What is read is read with GET; forms work without script and carry a word that only their reader's own pages have.
//! `/claims` takes a document to proof-read (核对), which is not kept; `/k/…` a household's acknowledgement; `/signals` what
//! devices say, under keys of their own; `/api/…` what a program brings, under a token of a person. Everything but a household's letter and the door of devices is for whoever is signed in
//! (`src/signed.rs`). Without a certificate (`src/tls`) only
//! loopback is listened on, and a proxy before it speaks TLS under the public name.
//!
//! *Never knows* rules, SQL, or how the journal writes an act: it shows typed answers ([`view`]).
//!
//! ```no_run
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let district = office::Office::open(std::path::Path::new("潼南区"))?;
//! let doors = web::Doors { ticket: web::ticket(), ..web::Doors::with(sandbox::Sandbox::of_this()?) };
//! web::serve(district, doors, "127.0.0.1:8080".parse()?, |address| println!("http://{address}/"))?;
//! # Ok(())
//! # }
//! ```

mod address;
mod api;
mod assets;
mod bounds;
mod chart;
mod connections;
mod districts;
mod filled;
mod frame;
mod guard;
mod language;
mod map;
mod marks;
mod numbers;
mod observed;
mod pages;
mod parameters;
mod resumed;
mod routes;
mod runs;
mod serve;
mod signed;
mod site;
mod tls;
mod under_way;
mod witness;
mod words;

use std::net::SocketAddr;

pub use address::encoded;
pub use api::addresses as api_addresses;
pub use districts::{City, Districts, Member, Opened, serve_districts};
pub use observed::Observed;
pub use pages::claims::alone as claims;
pub use routes::router;
pub use serve::Error;
pub use tls::{Tls, TlsFault};
pub use witness::router as witness_router;
pub use words::say;

/// What the doors of a district's pages are made of.
pub struct Doors {
    /// Where documents from outside are read.
    pub documents: sandbox::Sandbox,
    /// The address under which a proxy, or TLS of our own, leads people, households (`/k/…`) and devices (`/signals`) here:
    /// `https://duheng.example.cn`.
    pub public_url: Option<String>,
    /// What lets in whoever sits at the machine: the program prints a link with it on its terminal. See [`ticket`].
    pub ticket: Option<String>,
    /// Whether the sign-in page offers the made-up people of a sample district, without a password.
    pub demo: bool,
    /// The certificate under which the server speaks TLS itself; without it only loopback is listened on.
    pub tls: Option<Tls>,
    /// Who is asked outside who somebody is.
    pub providers: identity::Providers,
    /// Where changes may be pushed to.
    pub pushes: office::AllowedOrigins,
    /// What is counted of the work.
    pub observed: Observed,
    /// The address on which it is told.
    pub metrics: Option<SocketAddr>,
}

impl Doors {
    /// Doors of this machine alone, without a way to sign in but by password.
    pub fn with(documents: sandbox::Sandbox) -> Doors {
        let providers = identity::Providers::default();
        Doors {
            documents,
            public_url: None,
            ticket: None,
            demo: false,
            tls: None,
            providers,
            pushes: office::AllowedOrigins::default(),
            observed: Observed::default(),
            metrics: None,
        }
    }
}

/// A ticket: what nobody guesses. None without chance.
pub fn ticket() -> Option<String> {
    let mut random = [0u8; 24];
    office::Entropy::fill(&mut office::Machine, &mut random).ok()?;
    Some(random.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// The address that lets in whoever sits at the machine; `scheme` is http or https.
pub fn link(scheme: &str, address: SocketAddr, ticket: &str) -> String {
    format!("{scheme}://{address}/login?ticket={ticket}")
}

/// Serves a district's pages on `address` until the process is interrupted (Ctrl-C). Port 0 takes a free port;
/// `listening` is told the address once questions are answered there.
///
/// # Errors
/// [`Error::NotLoopback`] before anything is opened, [`Error::Listen`] when the port is taken.
pub fn serve(
    office: impl Into<std::sync::Arc<office::Office>>,
    doors: Doors,
    address: SocketAddr,
    listening: impl FnOnce(SocketAddr),
) -> Result<(), Error> {
    if doors.tls.is_none() && !address.ip().is_loopback() {
        return Err(Error::NotLoopback(address));
    }
    let (office, tls) = (office.into(), doors.tls.clone());
    let watched = doors.metrics.map(|at| (at, observed::router(office.clone(), doors.observed.clone())));
    serve::serve(router(office, doors), tls, address, watched, serve::KEPT_FREE, listening)
}

/// Opens the door of a witness on `address` until the process is told to end: other machines ask there, and get nothing but
/// signatures. Port 0 takes a free port; `listening` is told the address.
///
/// # Errors
/// [`Error::Listen`] when the port is taken.
pub fn serve_witness(
    books: office::WitnessBooks,
    address: SocketAddr,
    listening: impl FnOnce(SocketAddr),
) -> Result<(), Error> {
    serve::serve(witness_router(books), None, address, None, serve::KEPT_FREE, listening)
}

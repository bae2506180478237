//! Listening on loopback until told to stop.

use std::fmt;
use std::net::SocketAddr;

use axum::Router;
use tokio::net::TcpListener;

use crate::language::Language;
use crate::words::say;

/// Why the pages could not be served.
#[derive(Debug)]
pub enum Error {
    /// The address is not of this machine alone. There are no accounts yet, so nobody else is let in.
    NotLoopback(SocketAddr),
    /// The address could not be listened on.
    Listen(SocketAddr, std::io::Error),
    /// The server stopped against its will.
    Stopped(std::io::Error),
}

impl Error {
    /// What happened, in a language.
    fn told(&self, language: Language) -> String {
        let words = language.words();
        match self {
            Error::NotLoopback(address) => say(words.not_loopback, &[&address.to_string()]),
            Error::Listen(address, why) => {
                say(words.not_listening, &[&address.to_string(), &why.to_string()])
            }
            Error::Stopped(why) => say(words.stopped, &[&why.to_string()]),
        }
    }
}

/// In Chinese, and in English behind it: nobody has chosen a language yet when a server does not start.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.told(Language::Chinese), self.told(Language::English))
    }
}

impl std::error::Error for Error {}

/// Serves `router` on `address` until the process is interrupted (Ctrl-C). Port 0 takes a free port; `listening` is
/// told the address once questions are answered there.
///
/// # Errors
/// [`Error::NotLoopback`] before anything is opened; [`Error::Listen`] when the port is taken.
pub(crate) fn serve(
    router: Router,
    address: SocketAddr,
    listening: impl FnOnce(SocketAddr),
) -> Result<(), Error> {
    if !address.ip().is_loopback() {
        return Err(Error::NotLoopback(address));
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(Error::Stopped)?;
    runtime.block_on(async {
        let listener = TcpListener::bind(address).await.map_err(|e| Error::Listen(address, e))?;
        listening(listener.local_addr().map_err(Error::Stopped)?);
        let interrupted = async {
            // Without a way to hear Ctrl-C the server simply runs until it is ended.
            if tokio::signal::ctrl_c().await.is_err() {
                std::future::pending::<()>().await;
            }
        };
        tokio::select! {
            stopped = axum::serve(listener, router).into_future() => stopped.map_err(Error::Stopped),
            () = interrupted => Ok(()),
        }
    })
}

//! Listening until told to stop.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt;

use crate::connections::{Connections, Seat};
use crate::guard::Secured;
use crate::language::Language;
use crate::tls::Tls;
use crate::words::say;

/// Why the pages could not be served.
#[derive(Debug)]
pub enum Error {
    /// The address is not of this machine alone. What comes from elsewhere comes by TLS, a proxy's or our own.
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

/// How long a connection may take to say what it asks, and may stay without asking again.
const HEAD: Duration = Duration::from_secs(15);
/// Most bytes kept of a question before its body.
const HEAD_LIMIT: usize = 64 << 10;
/// Files that are kept free for the work of a district: databases, pipes of children, connections going out.
pub(crate) const KEPT_FREE: usize = 160;
/// Most connections, however many files may be open.
const CONNECTIONS: usize = 1_024;
/// Threads that look something up while others answer: more than the bounds let work at once, and few enough that what each keeps of
/// memory stays small.
const LOOKING_UP: usize = 24;
/// Rest after a failure to accept, as when no file is free.
const REST: Duration = Duration::from_millis(50);

/// Serves `router` on `address` until the process is told to end (Ctrl-C, SIGTERM). Port 0 takes a free port; `listening` is
/// told the address once questions are answered there. `watched` is a second router on an address of its own, `kept_free` how many
/// files connections leave to the work.
///
/// # Errors
/// [`Error::Listen`] when the port is taken.
pub(crate) fn serve(
    router: Router,
    tls: Option<Tls>,
    address: SocketAddr,
    watched: Option<(SocketAddr, Router)>,
    kept_free: usize,
    listening: impl FnOnce(SocketAddr),
) -> Result<(), Error> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(LOOKING_UP)
        .thread_stack_size(office::STACK)
        .enable_all()
        .build()
        .map_err(Error::Stopped)?;
    runtime.block_on(async {
        let listener = TcpListener::bind(address).await.map_err(|e| Error::Listen(address, e))?;
        let beside = match watched {
            Some((at, router)) => {
                Some((TcpListener::bind(at).await.map_err(|e| Error::Listen(at, e))?, router))
            }
            None => None,
        };
        listening(listener.local_addr().map_err(Error::Stopped)?);
        tokio::select! {
            never = answer(listener, router, tls.clone(), kept_free) => match never {},
            never = watch(beside) => match never {},
            never = renewed(tls) => match never {},
            () = told_to_end() => Ok(()),
        }
    })
}

/// Answers every connection that finds a place.
async fn answer(
    listener: TcpListener,
    router: Router,
    tls: Option<Tls>,
    kept_free: usize,
) -> std::convert::Infallible {
    let connections = Connections::at_most(sandbox::descriptors().saturating_sub(kept_free).min(CONNECTIONS));
    loop {
        match listener.accept().await {
            // Without a place the connection ends here.
            Ok((stream, _)) => {
                if let Some(seat) = connections.seat() {
                    tokio::spawn(admit(stream, router.clone(), tls.clone(), Arc::new(seat)));
                }
            }
            Err(_) => tokio::time::sleep(REST).await,
        }
    }
}

/// Answers whoever watches over the machine.
async fn watch(beside: Option<(TcpListener, Router)>) -> std::convert::Infallible {
    match beside {
        Some((listener, router)) => answer(listener, router, None, KEPT_FREE).await,
        None => std::future::pending().await,
    }
}

/// Reads a certificate again whenever it is renewed.
async fn renewed(tls: Option<Tls>) -> std::convert::Infallible {
    match tls {
        Some(tls) => tls.renewed().await,
        None => std::future::pending().await,
    }
}

/// Takes up one connection and answers it until it ends, is silent for too long, or has to give way.
async fn admit(stream: TcpStream, router: Router, tls: Option<Tls>, seat: Arc<Seat>) {
    let conversation = async {
        match tls {
            None => converse(stream, router, &seat, false).await,
            Some(tls) => {
                if let Some(stream) = tls.accepted(stream).await {
                    converse(stream, router, &seat, true).await;
                }
            }
        }
    };
    tokio::select! {
        () = conversation => {}
        () = seat.wanted() => {}
    }
}

/// Answers one connection until it ends or is silent for too long.
async fn converse(
    stream: impl AsyncRead + AsyncWrite + Unpin,
    router: Router,
    seat: &Arc<Seat>,
    secured: bool,
) {
    let service = service_fn(|mut request: Request<Incoming>| {
        if secured {
            request.extensions_mut().insert(Secured);
        }
        let asking = seat.asks();
        let answer = router.clone().oneshot(request.map(Body::new));
        async move {
            let answer = answer.await;
            drop(asking);
            answer
        }
    });
    let mut protocol = http1::Builder::new();
    protocol.timer(TokioTimer::new()).header_read_timeout(HEAD).max_buf_size(HEAD_LIMIT);
    // How a connection ends is between it and whoever asked.
    protocol.serve_connection(TokioIo::new(stream), service).await.ok();
}

/// Waits for Ctrl-C or SIGTERM, which is how a service is stopped. Without a way to hear them the server simply runs until
/// it is ended.
async fn told_to_end() {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => _ = signal.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        () = interrupted => {}
        () = terminated => {}
    }
}

//! TLS of our own (自带 TLS), for an office that has no proxy: a certificate and its key, read at the start and read again when the files
//! change, so that one that was renewed counts without a restart.

mod fault;
mod term;

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use office::Clock;
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

pub use fault::TlsFault;

/// How long a connection may take until it is agreed how to speak.
const HANDSHAKE: Duration = Duration::from_secs(10);
/// How often the files are looked at.
const LOOK: Duration = Duration::from_secs(5);
/// The first byte of whoever speaks TLS: a record of a handshake (RFC 8446, 5.1).
const HANDSHAKE_RECORD: u8 = 22;
/// What is told to whoever speaks plain HTTP.
const PLAIN: &str = "这个端口只认 HTTPS：请把网址的开头写成 https://\nThis port speaks HTTPS only: begin the address with https://\n";

/// A certificate with its key, as it counts now. Clones are the same one.
#[derive(Clone)]
pub struct Tls {
    files: Arc<Files>,
    now: Arc<RwLock<Arc<ServerConfig>>>,
}

/// Where they lie.
struct Files {
    certificate: PathBuf,
    key: PathBuf,
}

impl Tls {
    /// Reads a certificate with its chain and its key, each a PEM file.
    ///
    /// # Errors
    /// What speaks against them: unreadable, not what they should be, not of each other, out of term, a key that others can read.
    pub fn read(certificate: &Path, key: &Path) -> Result<Tls, TlsFault> {
        let files = Files { certificate: certificate.to_owned(), key: key.to_owned() };
        let now = files.read()?;
        Ok(Tls { files: Arc::new(files), now: Arc::new(RwLock::new(now)) })
    }

    /// The last second (counted from 1970) of a certificate's term, whatever its key.
    ///
    /// # Errors
    /// A file that cannot be read, or is no certificate.
    pub fn ends(certificate: &Path) -> Result<i64, TlsFault> {
        let files = Files { certificate: certificate.to_owned(), key: PathBuf::new() };
        let none = || TlsFault::NoCertificate(certificate.to_owned());
        let chain = files.chain()?;
        let (_, to) = chain.first().and_then(|leaf| term::of(leaf)).ok_or_else(none)?;
        Ok(to)
    }

    /// Takes up the connection when it speaks TLS in time; tells whoever speaks plain HTTP that this is not the place.
    pub(crate) async fn accepted(&self, stream: TcpStream) -> Option<TlsStream<TcpStream>> {
        tokio::time::timeout(HANDSHAKE, self.agreed(stream)).await.ok().flatten()
    }

    async fn agreed(&self, stream: TcpStream) -> Option<TlsStream<TcpStream>> {
        let mut first = [0u8];
        let came = stream.peek(&mut first).await.ok()?;
        if came == 1 && first[0] != HANDSHAKE_RECORD {
            refuse_plain(&stream).await.ok();
            return None;
        }
        let config = self.now.read().unwrap_or_else(PoisonError::into_inner).clone();
        TlsAcceptor::from(config).accept(stream).await.ok()
    }

    /// Reads the files again whenever they change. What is wrong with new ones is logged, and the old ones count on.
    pub(crate) async fn renewed(self) -> std::convert::Infallible {
        let mut known = self.files.state();
        loop {
            tokio::time::sleep(LOOK).await;
            let state = self.files.state();
            if state == known {
                continue;
            }
            known = state;
            match self.files.read() {
                Ok(config) => {
                    *self.now.write().unwrap_or_else(PoisonError::into_inner) = config;
                    tracing::info!("the certificate was read again");
                }
                Err(fault) => tracing::error!(%fault, "the renewed certificate is not taken"),
            }
        }
    }
}

/// Answers plain HTTP with a sentence.
async fn refuse_plain(stream: &TcpStream) -> std::io::Result<()> {
    // What was asked is taken in first: otherwise the connection is reset, and the sentence lost.
    stream.readable().await?;
    stream.try_read(&mut [0u8; 4096]).ok();
    let length = PLAIN.len();
    let head = format!(
        "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    stream.writable().await?;
    // It is short, and nothing was written before: it goes out at once.
    stream.try_write(format!("{head}{PLAIN}").as_bytes()).map(|_| ())
}

impl Files {
    /// What tells that they are others than before.
    fn state(&self) -> [Option<(std::time::SystemTime, u64)>; 2] {
        [&self.certificate, &self.key].map(|path| {
            let found = std::fs::metadata(path).ok()?;
            Some((found.modified().ok()?, found.len()))
        })
    }

    fn read(&self) -> Result<Arc<ServerConfig>, TlsFault> {
        let chain = self.chain()?;
        let leaf = chain.first().ok_or_else(|| TlsFault::NoCertificate(self.certificate.clone()))?;
        let (from, to) = term::of(leaf).ok_or_else(|| TlsFault::NoCertificate(self.certificate.clone()))?;
        let now = office::Machine.now().div_euclid(1_000);
        if to < now {
            return Err(TlsFault::Expired(office::instant(to.saturating_mul(1_000))));
        }
        if from > now {
            return Err(TlsFault::NotYet(office::instant(from.saturating_mul(1_000))));
        }
        let key = self.key()?;
        let provider = Arc::new(ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|why| TlsFault::NotUsable(why.to_string()))?
            .with_no_client_auth()
            .with_single_cert(chain, key);
        let mut config = config.map_err(|why| match why {
            rustls::Error::InconsistentKeys(_) => TlsFault::NotOfEachOther,
            other => TlsFault::NotUsable(other.to_string()),
        })?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Arc::new(config))
    }

    fn chain(&self) -> Result<Vec<CertificateDer<'static>>, TlsFault> {
        let text = std::fs::read(&self.certificate).map_err(TlsFault::unreadable(&self.certificate))?;
        let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&text).collect();
        chain.map_err(|_| TlsFault::NoCertificate(self.certificate.clone()))
    }

    fn key(&self) -> Result<PrivateKeyDer<'static>, TlsFault> {
        let unreadable = || TlsFault::unreadable(&self.key);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // A group of its own, as Debian has one for keys, may read it.
            let mode = std::fs::metadata(&self.key).map_err(unreadable())?.permissions().mode();
            if mode & 0o037 != 0 {
                return Err(TlsFault::OpenKey(self.key.clone(), mode & 0o777));
            }
        }
        let text = std::fs::read(&self.key).map_err(unreadable())?;
        PrivateKeyDer::from_pem_slice(&text).map_err(|_| TlsFault::NoKey(self.key.clone()))
    }
}

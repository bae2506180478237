//! A connection to another machine, plain or under TLS, on which nothing is waited for longer than is asked.

use crate::trust::Trust;
use rustls::pki_types::ServerName;
use rustls::{ClientConnection, StreamOwned};
use std::io::{Error, ErrorKind, Read, Result, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::time::{Duration, Instant};

/// A connection.
pub struct Wire(Stream);

enum Stream {
    Plain(Timed),
    Secured(Box<StreamOwned<ClientConnection, Timed>>),
}

/// A socket whose every read and write ends at a moment.
struct Timed {
    socket: TcpStream,
    until: Instant,
}

impl Wire {
    /// Connects to `host:port`, without TLS as yet. So long is waited for it, and from now on for all that follows, until
    /// [`Wire::wait_until`] says otherwise.
    ///
    /// # Errors
    /// No such host, nobody who listens, no time left.
    pub fn connect(address: &str, patience: Duration) -> Result<Wire> {
        let until = Instant::now() + patience;
        let mut last = Error::from(ErrorKind::NotFound);
        for address in address.to_socket_addrs()? {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(ErrorKind::TimedOut.into());
            }
            match TcpStream::connect_timeout(&address, left) {
                Ok(socket) => {
                    socket.set_nodelay(true)?;
                    return Ok(Wire(Stream::Plain(Timed { socket, until })));
                }
                Err(why) => last = why,
            }
        }
        Err(last)
    }

    /// Goes on under TLS, with whoever shows a certificate for `host` that is trusted.
    ///
    /// # Errors
    /// A certificate that is not trusted, of another name, out of term; whoever speaks no TLS.
    pub fn secured(self, host: &str, trust: &Trust) -> Result<Wire> {
        let Stream::Plain(mut plain) = self.0 else { return Err(ErrorKind::InvalidInput.into()) };
        let name = ServerName::try_from(host.to_owned()).map_err(|_| Error::from(ErrorKind::InvalidInput))?;
        let mut secrets = ClientConnection::new(trust.config(), name).map_err(Error::other)?;
        // At once: what is wrong with the certificate is told here, before anything is said.
        while secrets.is_handshaking() {
            secrets.complete_io(&mut plain)?;
        }
        Ok(Wire(Stream::Secured(Box::new(StreamOwned::new(secrets, plain)))))
    }

    /// Nothing is waited for longer than until then.
    pub fn wait_until(&mut self, until: Instant) {
        match &mut self.0 {
            Stream::Plain(plain) => plain.until = until,
            Stream::Secured(secured) => secured.sock.until = until,
        }
    }
}

impl Timed {
    fn left(&self) -> Result<Option<Duration>> {
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() { Err(ErrorKind::TimedOut.into()) } else { Ok(Some(left)) }
    }
}

impl Read for Timed {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        self.socket.set_read_timeout(self.left()?)?;
        self.socket.read(into)
    }
}

impl Write for Timed {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.socket.set_write_timeout(self.left()?)?;
        self.socket.write(bytes)
    }

    fn flush(&mut self) -> Result<()> {
        self.socket.flush()
    }
}

impl Read for Wire {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        match &mut self.0 {
            Stream::Plain(plain) => plain.read(into),
            Stream::Secured(secured) => secured.read(into),
        }
    }
}

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        match &mut self.0 {
            Stream::Plain(plain) => plain.write(bytes),
            Stream::Secured(secured) => secured.write(bytes),
        }
    }

    fn flush(&mut self) -> Result<()> {
        match &mut self.0 {
            Stream::Plain(plain) => plain.flush(),
            Stream::Secured(secured) => secured.flush(),
        }
    }
}

//! HTTP/1.1 as far as a gateway needs it: one request at a time on a connection that is kept, with a deadline.

use std::fmt;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::time::{Duration, Instant};

/// Longest head and body of an answer that are read, in bytes.
const HEAD_LIMIT: usize = 16 << 10;
const BODY_LIMIT: usize = 4 << 20;

/// Where a gateway listens: `http://127.0.0.1:9000/base`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    host: String,
    path: String,
}

impl Target {
    /// Reads an address.
    ///
    /// # Errors
    /// What is wrong with it, in words; https is refused with the reason.
    pub fn parse(url: &str) -> Result<Target, String> {
        if url.starts_with("https://") {
            return Err("只认 http：网关应在政务网内，或经本机的 TLS 代理".to_owned());
        }
        let rest = url.strip_prefix("http://").ok_or_else(|| format!("“{url}”不是 http 地址"))?;
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        if host.is_empty() || rest.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err(format!("“{url}”不是 http 地址"));
        }
        let host = if host.contains(':') { host.to_owned() } else { format!("{host}:80") };
        let path = path.trim_end_matches('/');
        let path = if path.is_empty() { String::new() } else { format!("/{path}") };
        Ok(Target { host, path })
    }
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status: 200.
    pub status: u16,
    /// The body.
    pub body: String,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Nothing was sent: there was no connection.
    NotSent(String),
    /// It was sent, in part or whole, and nothing that can be understood came back in time.
    NoAnswer(String),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::NotSent(why) => write!(f, "连不上：{why}"),
            Failure::NoAnswer(why) => write!(f, "没有答复：{why}"),
        }
    }
}

/// A connection to a gateway, made when it is needed and kept as long as it holds.
pub struct Client {
    target: Target,
    patience: Duration,
    stream: Option<BufReader<TcpStream>>,
}

impl Client {
    /// A client that waits so long for a connection, and so long for an answer.
    pub fn new(target: Target, patience: Duration) -> Client {
        Client { target, patience, stream: None }
    }

    /// Asks with GET.
    ///
    /// # Errors
    /// As of [`Failure`].
    pub fn get(&mut self, path: &str) -> Result<Answer, Failure> {
        let head = format!("GET {}{path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.target.path, self.target.host);
        self.exchange(head.as_bytes())
    }

    /// Sends JSON with POST.
    ///
    /// # Errors
    /// As of [`Failure`].
    pub fn post(&mut self, path: &str, json: &str) -> Result<Answer, Failure> {
        self.post_as("application/json", path, json)
    }

    /// Sends plain text with POST.
    ///
    /// # Errors
    /// As of [`Failure`].
    pub fn post_text(&mut self, path: &str, text: &str) -> Result<Answer, Failure> {
        self.post_as("text/plain; charset=utf-8", path, text)
    }

    fn post_as(&mut self, kind: &str, path: &str, body: &str) -> Result<Answer, Failure> {
        let request = format!(
            "POST {}{path} HTTP/1.1\r\nHost: {}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n{body}",
            self.target.path,
            self.target.host,
            body.len()
        );
        self.exchange(request.as_bytes())
    }

    fn exchange(&mut self, request: &[u8]) -> Result<Answer, Failure> {
        let until = Instant::now() + self.patience;
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => self.connect()?,
        };
        let no_answer = |why: std::io::Error| Failure::NoAnswer(why.kind().to_string());
        stream.get_mut().write_all(request).map_err(no_answer)?;
        let (answer, keep) = read(&mut stream, until).map_err(no_answer)?;
        self.stream = keep.then_some(stream);
        Ok(answer)
    }

    fn connect(&self) -> Result<BufReader<TcpStream>, Failure> {
        let not_sent = |why: std::io::Error| Failure::NotSent(why.kind().to_string());
        let addresses = self.target.host.to_socket_addrs().map_err(not_sent)?;
        let mut last = Failure::NotSent("没有这个主机".to_owned());
        for address in addresses {
            match TcpStream::connect_timeout(&address, self.patience) {
                Ok(stream) => {
                    stream.set_nodelay(true).map_err(not_sent)?;
                    stream.set_write_timeout(Some(self.patience)).map_err(not_sent)?;
                    return Ok(BufReader::new(stream));
                }
                Err(why) => last = not_sent(why),
            }
        }
        Err(last)
    }
}

/// Reads an answer; and whether the connection may be used again.
fn read(stream: &mut BufReader<TcpStream>, until: Instant) -> std::io::Result<(Answer, bool)> {
    let wrong = || std::io::Error::from(std::io::ErrorKind::InvalidData);
    let mut total = 0;
    let mut line = || -> std::io::Result<String> {
        let mut bytes = Vec::new();
        loop {
            wait(stream, until)?;
            let found = stream.fill_buf()?;
            if found.is_empty() {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
            let end = found.iter().position(|byte| *byte == b'\n');
            let taken = end.map_or(found.len(), |end| end + 1);
            bytes.extend_from_slice(&found[..taken]);
            stream.consume(taken);
            total += taken;
            if total > HEAD_LIMIT {
                return Err(wrong());
            }
            if end.is_some() {
                return String::from_utf8(bytes).map(|text| text.trim_end().to_owned()).map_err(|_| wrong());
            }
        }
    };
    let first = line()?;
    let status =
        first.strip_prefix("HTTP/1.").and_then(|rest| rest.get(2..5)).and_then(|code| code.parse().ok());
    let status: u16 = status.ok_or_else(wrong)?;
    let (mut length, mut keep) = (None, first.starts_with("HTTP/1.1"));
    loop {
        let header = line()?;
        if header.is_empty() {
            break;
        }
        let (name, value) = header.split_once(':').ok_or_else(wrong)?;
        let value = value.trim();
        if name.eq_ignore_ascii_case("content-length") {
            length = Some(value.parse::<usize>().map_err(|_| wrong())?);
        } else if name.eq_ignore_ascii_case("transfer-encoding") {
            // What is not understood is not guessed at: nobody knows what became of the parcel.
            return Err(wrong());
        } else if name.eq_ignore_ascii_case("connection") {
            keep &= !value.eq_ignore_ascii_case("close");
        }
    }
    let length = length.filter(|length| *length <= BODY_LIMIT).ok_or_else(wrong)?;
    let mut body = vec![0; length];
    let mut filled = 0;
    while filled < length {
        wait(stream, until)?;
        match stream.read(&mut body[filled..])? {
            0 => return Err(std::io::ErrorKind::UnexpectedEof.into()),
            more => filled += more,
        }
    }
    let body = String::from_utf8(body).map_err(|_| wrong())?;
    Ok((Answer { status, body }, keep))
}

/// Lets the next read wait until the deadline and no longer.
fn wait(stream: &BufReader<TcpStream>, until: Instant) -> std::io::Result<()> {
    if !stream.buffer().is_empty() {
        return Ok(());
    }
    let left = until.saturating_duration_since(Instant::now());
    if left.is_zero() {
        return Err(std::io::ErrorKind::TimedOut.into());
    }
    stream.get_ref().set_read_timeout(Some(left))
}

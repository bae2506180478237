//! HTTP/1.1 as far as a gateway needs it: one request at a time on a connection that is kept, with a deadline.

use crate::answer::{self, Answer};
use std::fmt;
use std::io::{BufReader, Write};
use std::time::{Duration, Instant};
use wire::{Trust, Wire};

/// Where a server listens: `http://127.0.0.1:9000/base`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// As requests name it: with its port where that is not the usual one.
    authority: String,
    host: String,
    port: u16,
    path: String,
    is_secured: bool,
}

impl Target {
    /// Reads an address.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn parse(url: &str) -> Result<Target, String> {
        let wrong = || format!("“{url}”不是 http 或 https 地址");
        let (is_secured, rest) = match (url.strip_prefix("https://"), url.strip_prefix("http://")) {
            (Some(rest), _) => (true, rest),
            (_, Some(rest)) => (false, rest),
            _ => return Err(wrong()),
        };
        let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
        // Somebody's name before the host would be sent to nobody and seen by everybody.
        let strange = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '@' | '#');
        if authority.is_empty() || rest.contains(strange) {
            return Err(wrong());
        }
        let usual = if is_secured { 443 } else { 80 };
        let (host, port) = match authority.rsplit_once(':') {
            // A colon inside brackets is of an address of IPv6.
            Some((host, port)) if !port.ends_with(']') => (host, port.parse().map_err(|_| wrong())?),
            _ => (authority, usual),
        };
        let path = path.trim_end_matches('/');
        let path = if path.is_empty() { String::new() } else { format!("/{path}") };
        let (authority, host) = (authority.to_owned(), host.to_owned());
        Ok(Target { authority, host, port, path, is_secured })
    }

    /// Whether TLS is spoken there.
    pub fn is_secured(&self) -> bool {
        self.is_secured
    }

    /// Whether it is a name of this very machine.
    pub fn is_local(&self) -> bool {
        wire::is_local(self.host.trim_matches(['[', ']']))
    }
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

/// A connection to a server, made when it is needed and kept as long as it holds.
pub struct Client {
    target: Target,
    patience: Duration,
    trust: Option<Trust>,
    stream: Option<BufReader<Wire>>,
}

impl Client {
    /// A client that waits so long for a connection, and so long for an answer. Under https it trusts whom the system trusts.
    pub fn new(target: Target, patience: Duration) -> Client {
        Client { target, patience, trust: None, stream: None }
    }

    /// The same, trusting these authorities; none are those of the system.
    pub fn trusting(self, trust: impl Into<Option<Trust>>) -> Client {
        Client { trust: trust.into(), ..self }
    }

    /// Asks with GET.
    ///
    /// # Errors
    /// As of [`Failure`].
    pub fn get(&mut self, path: &str) -> Result<Answer, Failure> {
        let head = format!(
            "GET {}{path} HTTP/1.1\r\nHost: {}\r\nAccept: */*\r\n\r\n",
            self.target.path, self.target.authority
        );
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

    /// Sends the fields of a form with POST, with what a header `Authorization` says; none when that is empty.
    ///
    /// # Errors
    /// As of [`Failure`].
    pub fn post_form(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        authorization: &str,
    ) -> Result<Answer, Failure> {
        let pairs = fields.iter().map(|(name, value)| format!("{name}={}", crate::encoded(value)));
        let header = match authorization {
            "" => String::new(),
            said => format!("\r\nAuthorization: {said}"),
        };
        let kind = format!("application/x-www-form-urlencoded\r\nAccept: application/json{header}");
        self.post_as(&kind, path, &pairs.collect::<Vec<_>>().join("&"))
    }

    /// Sends JSON with POST to the very address, with headers of its own, on a connection for it alone: the status that comes back. An
    /// answer that leads elsewhere is an answer, and is not followed.
    ///
    /// # Errors
    /// As of [`Failure`].
    pub fn push(&mut self, headers: &[(&str, &str)], json: &str) -> Result<u16, Failure> {
        let path = if self.target.path.is_empty() { "/" } else { &self.target.path };
        let mut head = format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {}\r\n",
            self.target.authority,
            json.len()
        );
        headers.iter().for_each(|(name, value)| head += &format!("{name}: {value}\r\n"));
        let mut stream = self.connect()?;
        stream.get_mut().wait_until(Instant::now() + self.patience);
        let no_answer = |why: std::io::Error| Failure::NoAnswer(why.kind().to_string());
        let request = format!("{head}\r\n{json}");
        stream
            .get_mut()
            .write_all(request.as_bytes())
            .and_then(|()| stream.get_mut().flush())
            .map_err(no_answer)?;
        answer::status(&mut stream).map_err(no_answer)
    }

    fn post_as(&mut self, kind: &str, path: &str, body: &str) -> Result<Answer, Failure> {
        let request = format!(
            "POST {}{path} HTTP/1.1\r\nHost: {}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n{body}",
            self.target.path,
            self.target.authority,
            body.len()
        );
        self.exchange(request.as_bytes())
    }

    fn exchange(&mut self, request: &[u8]) -> Result<Answer, Failure> {
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => self.connect()?,
        };
        stream.get_mut().wait_until(Instant::now() + self.patience);
        let no_answer = |why: std::io::Error| Failure::NoAnswer(why.kind().to_string());
        stream.get_mut().write_all(request).and_then(|()| stream.get_mut().flush()).map_err(no_answer)?;
        let (answer, keep) = answer::read(&mut stream).map_err(no_answer)?;
        self.stream = keep.then_some(stream);
        Ok(answer)
    }

    fn connect(&mut self) -> Result<BufReader<Wire>, Failure> {
        let not_sent = |why: std::io::Error| Failure::NotSent(why.kind().to_string());
        let target = &self.target;
        let wire = Wire::connect(&format!("{}:{}", target.host, target.port), self.patience);
        let mut wire = wire.map_err(not_sent)?;
        if target.is_secured {
            let trust = match &self.trust {
                Some(trust) => trust.clone(),
                None => Trust::of_system().map_err(Failure::NotSent)?,
            };
            let name = target.host.trim_matches(['[', ']']);
            // What is wrong with a certificate stands in its own words.
            wire = wire.secured(name, &trust).map_err(|why| Failure::NotSent(why.to_string()))?;
            self.trust = Some(trust);
        }
        Ok(BufReader::new(wire))
    }
}

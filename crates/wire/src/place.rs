//! Where a server is, out of an address that a person wrote: `scheme://host[:port]`.

use std::fmt;

/// A server's place (地址): how it is spoken to, its host, its port.
///
/// ```
/// const WAYS: [(&str, u16); 2] = [("mqtt", 1883), ("mqtts", 8883)];
/// let place = wire::Place::read("mqtts://iot.example.cn", &WAYS).unwrap();
/// assert_eq!((place.to_string().as_str(), place.port), ("mqtts://iot.example.cn:8883", 8883));
/// assert_eq!(wire::Place::read("10.0.0.9:1884", &WAYS).unwrap().scheme, "mqtt", "the first where none is written");
/// assert!(wire::Place::read("mqtt://somebody@10.0.0.9", &WAYS).is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The way of speaking, one of those that were offered.
    pub scheme: &'static str,
    /// The host, an address of IPv6 in its brackets.
    pub host: String,
    /// The port.
    pub port: u16,
}

impl Place {
    /// Reads an address under ways of speaking with their usual ports, the first of which is meant where none is written. None where
    /// it is no such address; somebody's name before the host would be sent to nobody and seen by everybody.
    pub fn read(address: &str, ways: &[(&'static str, u16)]) -> Option<Place> {
        let first = ways.first()?.0;
        let (scheme, rest) = address.split_once("://").unwrap_or((first, address));
        let (scheme, usual) = ways.iter().find(|(known, _)| *known == scheme)?;
        let (host, port) = match rest.rsplit_once(':') {
            // A colon inside brackets is of an address of IPv6.
            Some((host, port)) if !port.ends_with(']') => (host, port.parse().ok()?),
            _ => (rest, *usual),
        };
        let strange = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '/' | '@' | '?' | '#');
        let is_host = !host.is_empty() && !host.contains(strange);
        is_host.then(|| Place { scheme, host: host.to_owned(), port })
    }

    /// The host as certificates and the resolver have it, without brackets.
    pub fn name(&self) -> &str {
        self.host.trim_matches(['[', ']'])
    }

    /// Whether it is a name of this very machine.
    pub fn is_local(&self) -> bool {
        is_local(self.name())
    }
}

/// Whether a host is a name of this very machine.
pub fn is_local(host: &str) -> bool {
    host == "localhost" || host.parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback())
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}:{}", self.scheme, self.host, self.port)
    }
}

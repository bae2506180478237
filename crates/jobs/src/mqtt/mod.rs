//! The subscriber: signals that come over an MQTT broker (MQTT 3.1.1, quality 1), plain or under TLS, are taken in like those over
//! HTTP.
//!
//! A message is acknowledged to the broker when what it says is on the disk, and not before; a message that cannot be
//! taken because of itself is acknowledged and told, or the broker would send it for ever. docs/decisions tells why this
//! is no crate from elsewhere.

mod message;
mod packet;

use crate::failure::{Failure, told};
use crate::job::{Job, Stop};
use office::Office;
use std::fmt;
use std::io::{ErrorKind, Read, Write};
use std::time::{Duration, Instant};
use view::RefusalKind;
use wire::{Place, Trust, Wire};

pub use message::Message;
pub use packet::{Packet, read as read_packet};

/// Seconds without a word after which the broker gives us up; we speak twice as often.
const KEEP_ALIVE: u16 = 30;
/// Pause before connecting again, at first.
const PAUSE: Duration = Duration::from_millis(200);
/// Longest pause before connecting again.
const PAUSE_LIMIT: Duration = Duration::from_secs(30);

/// How long nothing may come before it is looked whether to stop.
const LOOK: Duration = Duration::from_millis(500);

/// How a broker is spoken to, with the usual ports.
const WAYS: [(&str, u16); 2] = [("mqtt", 1883), (SECURED, 8883)];
const SECURED: &str = "mqtts";

/// Where to subscribe (MQTT 代理).
#[derive(Clone)]
pub struct Broker {
    place: Place,
    /// Topic filter.
    topic: String,
    login: Option<(String, String)>,
    trust: Option<Trust>,
}

impl Broker {
    /// Reads an address: `host:port` or `mqtt://host[:1883]` in the clear, `mqtts://host[:8883]` under TLS.
    ///
    /// ```
    /// use jobs::Broker;
    /// let broker = Broker::read("mqtts://iot.example.cn", "duheng/#").unwrap();
    /// assert_eq!(broker.to_string(), "mqtts://iot.example.cn:8883");
    /// assert!(Broker::read("http://iot.example.cn", "duheng/#").is_err());
    /// ```
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn read(address: &str, topic: &str) -> Result<Broker, Failure> {
        let place = Place::read(address, &WAYS)
            .ok_or_else(|| format!("“{address}”不是 MQTT 代理的地址；要写成 主机:端口 或 mqtts://主机"))?;
        Ok(Broker { place, topic: topic.to_owned(), login: None, trust: None })
    }

    /// The same, signing in.
    #[must_use]
    pub fn signing_in(self, user: String, password: String) -> Broker {
        Broker { login: Some((user, password)), ..self }
    }

    /// The same, trusting these authorities instead of the system's.
    #[must_use]
    pub fn trusting(self, trust: impl Into<Option<Trust>>) -> Broker {
        Broker { trust: trust.into(), ..self }
    }

    /// A connection; nothing is waited for longer than a turn.
    fn connect(&self, turn: Duration) -> Result<Wire, Failure> {
        let wire = Wire::connect(&format!("{}:{}", self.place.host, self.place.port), turn).map_err(told)?;
        if self.place.scheme != SECURED {
            return Ok(wire);
        }
        let trust = self.trust.clone().map_or_else(Trust::of_system, Ok)?;
        wire.secured(self.place.name(), &trust).map_err(told)
    }
}

/// Without user and password.
impl fmt::Display for Broker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.place.fmt(f)
    }
}

/// Subscribes, connecting again whenever the connection breaks.
pub fn subscriber(broker: Broker) -> Job {
    Job::new("mqtt", PAUSE, PAUSE_LIMIT, move |office, stop| {
        listen(office, &broker, stop).map_err(|why| format!("{broker}：{why}"))
    })
}

/// Takes in what is published until the connection breaks or it is asked to stop.
fn listen(office: &Office, broker: &Broker, stop: &Stop) -> Result<(), Failure> {
    let turn = Duration::from_secs(u64::from(KEEP_ALIVE) / 3);
    let mut stream = broker.connect(turn)?;
    // The name is kept from run to run, so that the broker holds what is published meanwhile.
    let client =
        format!("duheng-{}", broker.topic.chars().filter(char::is_ascii_alphanumeric).collect::<String>());
    let login = broker.login.as_ref().map(|(user, password)| (user.as_str(), password.as_str()));
    stream.write_all(&packet::connect(&client, KEEP_ALIVE, login)).map_err(told)?;
    let mut bytes = Vec::new();
    let mut spoken = Instant::now();
    let mut piece = vec![0; 64 << 10];
    loop {
        let mut read = 0;
        while let Some((packet, used)) = packet::read(&bytes[read..])? {
            read += used;
            match packet {
                Packet::Accepted(0) => {
                    stream.write_all(&packet::subscribe(1, &broker.topic)).map_err(told)?;
                }
                Packet::Accepted(code) => return Err(format!("不接受连接（{code}）")),
                Packet::Subscribed(0x80) => return Err("不接受订阅".to_owned()),
                Packet::Subscribed(_) => tracing::info!(topic = broker.topic, "subscribed"),
                Packet::Published { number, payload, .. } => {
                    take(office, &payload)?;
                    if let Some(number) = number {
                        stream.write_all(&packet::acknowledge(number)).map_err(told)?;
                        spoken = Instant::now();
                    }
                }
                Packet::Alive | Packet::Other(_) => {}
            }
        }
        bytes.drain(..read);
        stream.wait_until(Instant::now() + turn);
        if stop.asked() {
            return Ok(());
        }
        if spoken.elapsed() >= turn {
            stream.write_all(&packet::ping()).map_err(told)?;
            spoken = Instant::now();
        }
        stream.wait_until(Instant::now() + LOOK);
        let came = stream.read(&mut piece);
        stream.wait_until(Instant::now() + turn);
        match came {
            Ok(0) => return Err("连接断开".to_owned()),
            Ok(count) => bytes.extend_from_slice(&piece[..count]),
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
            Err(error) => return Err(told(error)),
        }
    }
}

/// Takes a message in. No key is in it: whoever subscribes to the same topic reads nothing that he could send with. An error
/// leaves it with the broker.
fn take(office: &Office, payload: &[u8]) -> Result<(), Failure> {
    let Some(message) = Message::read(payload) else {
        tracing::warn!("a message without an envelope was refused");
        return Ok(());
    };
    loop {
        match office.take_in(&message.envelope(), message.body) {
            Err(error) => return Err(told(error)),
            Ok(Err(refusal)) if refusal.kind == RefusalKind::Busy => {
                std::thread::sleep(Duration::from_millis(100));
            }
            Ok(Err(refusal)) => {
                tracing::warn!(code = refusal.code, "a batch was refused");
                return Ok(());
            }
            Ok(Ok(receipt)) => {
                for line in receipt.refused.iter().take(3) {
                    tracing::warn!(code = line.code, line = line.line, "a line was refused");
                }
                return Ok(());
            }
        }
    }
}

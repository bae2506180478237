//! The subscriber: signals that come over an MQTT broker (MQTT 3.1.1, quality 1) are taken in like those over HTTP.
//!
//! A message is acknowledged to the broker when what it says is on the disk, and not before; a message that cannot be
//! taken because of itself is acknowledged and told, or the broker would send it for ever. docs/decisions tells why this
//! is no crate from elsewhere.

mod message;
mod packet;

use crate::failure::{Failure, told};
use crate::job::{Job, Stop};
use office::Office;
use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};
use view::RefusalKind;

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

/// Where to subscribe.
#[derive(Clone, Debug)]
pub struct Broker {
    /// Host and port.
    pub address: String,
    /// Topic filter.
    pub topic: String,
    /// User and password, if the broker asks.
    pub login: Option<(String, String)>,
}

/// Subscribes, connecting again whenever the connection breaks.
pub fn subscriber(broker: Broker) -> Job {
    Job::new("mqtt", PAUSE, PAUSE_LIMIT, move |office, stop| {
        listen(office, &broker, stop).map_err(|why| format!("{}：{why}", broker.address))
    })
}

/// Takes in what is published until the connection breaks or it is asked to stop.
fn listen(office: &Office, broker: &Broker, stop: &Stop) -> Result<(), Failure> {
    let mut stream = TcpStream::connect(&broker.address).map_err(told)?;
    let turn = Duration::from_secs(u64::from(KEEP_ALIVE) / 3);
    stream.set_read_timeout(Some(LOOK)).map_err(told)?;
    stream.set_write_timeout(Some(turn)).map_err(told)?;
    stream.set_nodelay(true).map_err(told)?;
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
        if stop.asked() {
            return Ok(());
        }
        if spoken.elapsed() >= turn {
            stream.write_all(&packet::ping()).map_err(told)?;
            spoken = Instant::now();
        }
        match stream.read(&mut piece) {
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

//! What is published: an envelope in the first line, a batch behind it.

use office::Envelope;

/// Longest envelope, in bytes: whoever publishes is not known before it is read.
const HEAD_LIMIT: usize = 1 << 10;

/// A message, taken apart and not yet believed.
///
/// ```
/// let text = b"{\"sender\":\"WG-1\",\"time\":5,\"counter\":1,\"signature\":\"00ff\"}\n{\"device\":\"SX-1\",\"kind\":\"heartbeat\"}\n";
/// let message = jobs::Message::read(text).unwrap();
/// assert_eq!((message.envelope().sender, message.envelope().counter), ("WG-1", 1));
/// assert!(message.body.starts_with(b"{\"device\""));
/// assert!(jobs::Message::read(b"{}\n").is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message<'m> {
    head: Head,
    /// The batch, to be looked at when the signature holds.
    pub body: &'m [u8],
}

#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    sender: String,
    time: i64,
    counter: u64,
    signature: String,
}

impl<'m> Message<'m> {
    /// Takes a message apart; none when its first line is no envelope.
    pub fn read(payload: &'m [u8]) -> Option<Message<'m>> {
        let line = payload.iter().take(HEAD_LIMIT + 1).position(|byte| *byte == b'\n')?;
        let head = serde_json::from_slice(&payload[..line]).ok()?;
        Some(Message { head, body: &payload[line + 1..] })
    }

    /// Sender, time, counter and signature.
    pub fn envelope(&self) -> Envelope<'_> {
        let Head { sender, time, counter, signature } = &self.head;
        Envelope { sender, time: *time, counter: *counter, signature }
    }
}

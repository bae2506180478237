//! Channels that bring a message out of the house (信使): a generic HTTP gateway, a WeCom group robot, SMTP; and a loopback
//! gateway that really speaks HTTP and really fails sometimes.
//!
//! This room knows no households, ladders or registers: it gets parcels and says what became of them, in three words
//! that must not be mixed up: the other side has it, has it not, or nobody knows. Whoever hands over keeps a record
//! before and after; a parcel's key is what the other side is asked by when nobody knows.
//!
//! HTTP and mail go plain or under TLS as their addresses say.

mod address;
mod answer;
mod client;
mod gateway;
pub mod loopback;
mod smtp;
mod wecom;

pub use address::{decoded, encoded};
pub use answer::Answer;
pub use client::{Client, Failure, Target};
pub use gateway::Gateway;
pub use smtp::{Relay, Smtp};
pub use wecom::WeCom;

/// A message on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    /// Names this hand-over among all; the same parcel has the same key for ever.
    pub key: String,
    /// By which channel, in a word that the gateway knows: `sms`, `wecom`, `mail`.
    pub channel: &'static str,
    /// Where to: a number, an account, a mailbox. Never in an error, never in a log.
    pub to: String,
    /// The heading.
    pub title: String,
    /// The message.
    pub text: String,
}

/// What became of a hand-over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The other side has it.
    Accepted,
    /// The other side has it not, for certain.
    Refused(String),
    /// Nobody knows: no answer, or one that says nothing of it.
    Unknown(String),
}

/// A report of the other side about a parcel that it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Report {
    /// It is on the device.
    Delivered,
    /// It cannot be brought there.
    Undeliverable,
    /// The receiver sent this back.
    Reply(String),
}

/// A channel: one connection of one thread.
pub trait Carrier: Send {
    /// Hands a parcel over, once.
    fn hand_over(&mut self, parcel: &Parcel) -> Outcome;

    /// Asks what the other side has under a key. None when the channel cannot be asked.
    fn ask(&mut self, key: &str) -> Option<Outcome>;
}

//! What stands around a batch (信封): who sends it, and a signature that holds for this batch alone.

use proof::{Digest, hex, hmac_sm3, same};

/// How far a sender's time may be from the time of receipt, in milliseconds: a batch held back longer tells nothing of now.
pub const ENVELOPE_AGE: i64 = 86_400_000;

/// Sender, time, counter and signature of a batch. The key itself never travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Envelope<'e> {
    /// Number of the device that sends.
    pub sender: &'e str,
    /// Its time, in milliseconds since 1970.
    pub time: i64,
    /// Another one for each batch under the same key, growing; milliseconds since 1970 will do.
    pub counter: u64,
    /// HMAC-SM3, hexadecimal.
    pub signature: &'e str,
}

impl<'e> Envelope<'e> {
    /// Reads `编号:时间:计数:签名`. A number may hold colons itself.
    ///
    /// ```
    /// let envelope = ledger::Envelope::read("WG-1:1669334400000:7:00ff").unwrap();
    /// assert_eq!((envelope.sender, envelope.time, envelope.counter), ("WG-1", 1_669_334_400_000, 7));
    /// assert_eq!(ledger::Envelope::read("WG-1:key"), None);
    /// ```
    pub fn read(text: &'e str) -> Option<Envelope<'e>> {
        let mut parts = text.trim().rsplitn(4, ':');
        let (signature, counter) = (parts.next()?, parts.next()?.parse().ok()?);
        Some(Envelope { signature, counter, time: parts.next()?.parse().ok()?, sender: parts.next()? })
    }

    /// The signature of a batch under a key: HMAC-SM3 over five lines (`duheng-signals 2`, the length of the
    /// sender's number in bytes, the number, time, counter) and the body.
    ///
    /// ```
    /// use ledger::Envelope;
    /// let bare = Envelope { sender: "WG-1", time: 5, counter: 1, signature: "" };
    /// let signature = bare.sign(&"07".repeat(32), b"{}").unwrap();
    /// // As `openssl dgst -sm3 -mac HMAC` makes it.
    /// assert_eq!(signature, "26dd62d090b686212e4264bf95f5925581b83a7282957592d6528c3e7a81df3c");
    /// let signed = Envelope { signature: &signature, ..bare };
    /// assert!(signed.holds(&[7; 32], b"{}"));
    /// assert!(!signed.holds(&[7; 32], b"{ }") && !Envelope { counter: 2, ..signed }.holds(&[7; 32], b"{}"));
    /// ```
    ///
    /// `key` is hexadecimal, as `duheng devices --key` gives it; none when it is no key.
    pub fn sign(&self, key: &str, body: &[u8]) -> Option<String> {
        Some(hex::write(&self.mac(&hex::digest(key.trim())?, body)))
    }

    /// Whether the signature is the one of this batch under the key, compared without telling where it differs.
    pub fn holds(&self, key: &Digest, body: &[u8]) -> bool {
        let given = hex::digest(self.signature.trim());
        given.is_some_and(|given| same(&given, &self.mac(key, body)))
    }

    fn mac(&self, key: &Digest, body: &[u8]) -> Digest {
        // The sender's length comes first, so that no two envelopes give the same text.
        let Envelope { sender, time, counter, .. } = self;
        let head = format!("duheng-signals 2\n{}\n{sender}\n{time}\n{counter}\n", sender.len());
        hmac_sm3(key, &[head.as_bytes(), body].concat())
    }
}

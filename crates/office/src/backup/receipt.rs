//! The receipt (收据) of a backup: which files, which entries, under which signed checkpoint. A text of lines, to be printed
//! or kept apart: whoever holds it can say of any copy whether acknowledged entries are missing.

use proof::{Hash as _, PublicKey, Signed, Sm3, hex};

/// The first line.
const HEAD: &str = "duheng-receipt 1";

/// What a backup holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// When it was made.
    pub time: String,
    /// Entries of the journal.
    pub entries: u64,
    /// Whether the keys lie in it too.
    pub keys: bool,
    /// Files: name, bytes, SM3.
    pub files: Vec<(String, u64, String)>,
    /// The public key of the journal, two lines.
    pub key: String,
    /// The newest signed checkpoint, over exactly these entries.
    pub checkpoint: String,
}

impl Receipt {
    /// The text.
    ///
    /// ```
    /// use office::Receipt;
    /// let receipt = Receipt {
    ///     time: "2023-01-05T08:00:00+08:00".into(),
    ///     entries: 3,
    ///     keys: false,
    ///     files: vec![("duheng.db".into(), 4096, "00ff".into())],
    ///     key: "duheng/…+01+AQ==\nduheng/…+02+/w==\n".into(),
    ///     checkpoint: "duheng/…\n3\n".into(),
    /// };
    /// assert_eq!(Receipt::read(&receipt.text()), Some(receipt));
    /// ```
    pub fn text(&self) -> String {
        let keys = if self.keys { "with" } else { "apart" };
        let files = self.files.iter().map(|(name, bytes, digest)| format!("file {name} {bytes} {digest}\n"));
        format!(
            "{HEAD}\ntime {}\nentries {}\nkeys {keys}\n{}{}\n{}",
            self.time,
            self.entries,
            self.key.lines().map(|line| format!("key {line}\n")).collect::<String>(),
            files.collect::<String>(),
            self.checkpoint
        )
    }

    /// The receipt of a text; none for anything but what [`Receipt::text`] writes.
    pub fn read(text: &str) -> Option<Receipt> {
        let (head, checkpoint) = text.split_once("\n\n")?;
        let mut lines = head.lines();
        if lines.next()? != HEAD {
            return None;
        }
        let mut named = |name: &str| lines.next()?.strip_prefix(name)?.strip_prefix(' ').map(str::to_owned);
        let (time, entries) = (named("time")?, named("entries")?.parse().ok()?);
        let keys = match named("keys")?.as_str() {
            "with" => true,
            "apart" => false,
            _ => return None,
        };
        let key = format!("{}\n{}\n", named("key")?, named("key")?);
        let file = |line: &str| {
            let mut words = line.strip_prefix("file ")?.split(' ');
            let file = (words.next()?.to_owned(), words.next()?.parse().ok()?, words.next()?.to_owned());
            words.next().is_none().then_some(file)
        };
        let files = lines.map(file).collect::<Option<Vec<_>>>()?;
        let receipt = Receipt { time, entries, keys, files, key, checkpoint: checkpoint.to_owned() };
        (receipt.text() == text).then_some(receipt)
    }

    /// The checkpoint, when its signature holds and it covers exactly the entries.
    pub(super) fn signed(&self) -> Option<Signed> {
        let (signed, (_, key)) = (Signed::read(&self.checkpoint)?, PublicKey::read(&self.key)?);
        (signed.is_by(&key) && signed.checkpoint.size == self.entries).then_some(signed)
    }
}

/// SM3 of a file's bytes.
pub(super) fn digest(bytes: &[u8]) -> String {
    hex::write(&Sm3::digest(&[bytes]))
}

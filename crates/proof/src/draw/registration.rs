//! That the commitment stood in a signed journal before the public value was known (入账证明).

use super::Plan;
use super::lines::{Lines, Misread, push};
use crate::{
    Checkpoint, Digest, LogSigner, PublicKey, Refused, SALT, Sha256, Signed, Signer, Sm3, hex, salted_leaf,
    verify_inclusion,
};

/// The entry that carries the commitment, its path to the root of a checkpoint, and that checkpoint with its signature.
/// A certificate without one of them does not exist: lists that were not registered could be any lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    /// Number of the entry, from 0.
    pub entry: u64,
    /// The text that its leaf is hashed over.
    pub text: String,
    /// The salt of the leaf.
    pub salt: [u8; SALT],
    /// The inclusion proof.
    pub path: Vec<Digest>,
    /// A checkpoint behind the entry, signed before the day of the public value.
    pub signed: Signed,
    /// The public key that it says to be signed by.
    pub key: PublicKey,
}

impl Registration {
    /// The registration of a plan in a journal that has no other entry, signed at that time with the key of these bytes: a
    /// certificate without a district, to measure and to show with. None when the bytes are no key.
    pub fn alone(plan: &Plan, key: &[u8; 32], time: &str) -> Option<Registration> {
        let (salt, text) = ([9; SALT], format!("抽取承诺\t{}\n", hex::write(&plan.commitment().whole)));
        let signer = LogSigner::from_secret(key)?;
        let checkpoint = Checkpoint {
            origin: "duheng/样例区".to_owned(),
            size: 1,
            root: salted_leaf::<Sm3>(&salt, text.as_bytes()),
            twin: salted_leaf::<Sha256>(&salt, text.as_bytes()),
            rows: [0; 32],
            time: time.to_owned(),
        };
        let (signed, key) = (checkpoint.sign(&signer), signer.public_key());
        Some(Registration { entry: 0, text, salt, path: Vec::new(), signed, key })
    }

    /// Whether the entry registers this commitment and no other. An entry that named many would leave open until
    /// afterwards which of them was meant.
    pub(super) fn names(&self, plan: &Plan, commitment: &Digest) -> bool {
        let (commitment, secret) = (hex::write(commitment), plan.sealed.map(|seal| hex::write(&seal)));
        let runs = self.text.split(|letter: char| !letter.is_ascii_digit() && !matches!(letter, 'a'..='f'));
        let digests: Vec<&str> = runs.filter(|run| run.len() >= 64).collect();
        digests.iter().filter(|run| **run == commitment).count() == 1
            && digests.iter().all(|run| **run == commitment || Some(*run) == secret.as_deref())
    }

    /// Whether the entry stands in the journal of the checkpoint.
    ///
    /// # Errors
    /// Why it does not.
    pub(super) fn stands(&self) -> Result<(), Refused> {
        let leaf = salted_leaf::<Sm3>(&self.salt, self.text.as_bytes());
        let checkpoint = &self.signed.checkpoint;
        verify_inclusion::<Sm3>(self.entry, checkpoint.size, &leaf, &self.path, &checkpoint.root)
    }

    /// Whether the key signed the checkpoint both ways, and nobody else signed it here: what nobody verifies stands in no
    /// certificate.
    pub(super) fn is_signed(&self) -> bool {
        self.signed.signatures.len() == 2 && self.signed.is_by(&self.key)
    }

    /// The sections `registration` and `checkpoint`.
    pub(super) fn push(&self, text: &mut String) {
        push(text, &["section", "registration"]);
        push(text, &["entry", &self.entry.to_string()]);
        push(text, &["salt", &hex::write(&self.salt)]);
        push(text, &["text", &self.text]);
        self.path.iter().for_each(|step| push(text, &["path", &hex::write(step)]));
        push(text, &["section", "checkpoint"]);
        let key = self.key.lines(&self.signed.checkpoint.origin);
        key.lines().for_each(|line| push(text, &["key", line]));
        push(text, &["note", &self.signed.text()]);
    }

    pub(super) fn read(lines: &mut Lines<'_>) -> Result<Registration, Misread> {
        lines.section("registration")?;
        let [entry] = lines.named("entry")?;
        let entry = lines.number(&entry)?;
        let [salt] = lines.named("salt")?;
        let Ok(salt) = lines.bytes(&salt)?.try_into() else { return lines.refuse("盐是32位十六进制") };
        let [text] = lines.named("text")?.map(|field| field.into_owned());
        let mut path = Vec::new();
        while lines.ahead("path") {
            let [step] = lines.named("path")?;
            path.push(lines.digest(&step)?);
        }
        lines.section("checkpoint")?;
        let ([first], [second]) = (lines.named("key")?, lines.named("key")?);
        let Some((name, key)) = PublicKey::read(&format!("{first}\n{second}\n")) else {
            return lines.refuse("不是公钥的两行");
        };
        let [note] = lines.named("note")?;
        match Signed::read(&note) {
            Some(signed) if signed.checkpoint.origin == name => {
                Ok(Registration { entry, text, salt, path, signed, key })
            }
            _ => lines.refuse("不是以这把钥匙的名义签的检查点"),
        }
    }
}

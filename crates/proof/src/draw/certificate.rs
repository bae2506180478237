//! The certificate of a draw (抽取证书): one text file with everything that is needed to draw again.

use super::lines::{Lines, Misread, push};
use super::{Commitment, Plan, Refusal, SECTIONS, Slip, select};
use crate::{Checkpoint, Digest, Hash, SALT, Signed, Sm3, hex};

/// Where the seed comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// A checkpoint of the journal that was signed after the commitment had been written into it.
    pub checkpoint: Checkpoint,
    /// A value that nobody could know when the commitment was published: a lottery's numbers, a weather reading.
    pub public: Option<Public>,
    /// The secret of a sealed draw, as committed to in the plan.
    pub secret: Option<Digest>,
}

/// A later public value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Public {
    /// The value as published.
    pub value: String,
    /// Where and when it was published.
    pub source: String,
}

/// The proof that the commitment stood in the journal before the seed: the entry that carries it and its path to the
/// root of the very checkpoint that the seed is made of.
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
}

/// The signature over the checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// `sm2`.
    pub algorithm: String,
    /// The signer's public key.
    pub public_key: Vec<u8>,
    /// The signature over [`Checkpoint::text`].
    pub signature: Vec<u8>,
}

/// A draw with all that it came from. What was computed is carried as stated: [`super::verify`] computes it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// Lists and rule.
    pub plan: Plan,
    /// What was published before the seed.
    pub commitment: Commitment,
    /// Where the seed comes from.
    pub origin: Origin,
    /// The seed.
    pub seed: Digest,
    /// The outcome in the order drawn.
    pub slips: Vec<Slip>,
    /// That the commitment was first.
    pub registration: Option<Registration>,
    /// Who answers for the checkpoint.
    pub signature: Option<Signature>,
}

const HEAD: [&str; 2] = ["duheng-draw", "1"];

impl Certificate {
    /// Draws by a plan with a seed of this origin.
    ///
    /// # Errors
    /// As [`select`]; and when the plan is sealed and the origin has no secret, or has another.
    pub fn draw(plan: Plan, origin: Origin) -> Result<Certificate, Refusal> {
        if plan.sealed != origin.secret.as_ref().map(seal) {
            return Err(Refusal::Secret);
        }
        let commitment = plan.commitment();
        let seed = origin.seed(&commitment.whole);
        let slips = select(&plan, &seed)?;
        Ok(Certificate { plan, commitment, origin, seed, slips, registration: None, signature: None })
    }

    /// With the signature of the checkpoint that the seed is made of.
    pub fn signed(mut self, signed: &Signed) -> Certificate {
        self.signature = Some(Signature {
            algorithm: signed.algorithm.clone(),
            public_key: signed.public_key.clone(),
            signature: signed.signature.clone(),
        });
        self
    }

    /// With the proof that the commitment was in the journal first.
    pub fn registered(mut self, registration: Registration) -> Certificate {
        self.registration = Some(registration);
        self
    }

    /// The canonical text.
    pub fn print(&self) -> String {
        let mut text = String::new();
        push(&mut text, &HEAD);
        self.plan.sections().iter().for_each(|section| text.push_str(section));
        push(&mut text, &["section", "commitment"]);
        text.push_str(&Commitment::lines(&self.commitment.sections));
        text.push_str(&self.origin.text(&self.commitment.whole));
        push(&mut text, &["section", "result", &self.slips.len().to_string()]);
        for (at, slip) in self.slips.iter().enumerate() {
            text.push_str(&slip.line(at));
        }
        push(&mut text, &["seed", &hex::write(&self.seed)]);
        if let Some(registration) = &self.registration {
            push(&mut text, &["section", "registration"]);
            push(&mut text, &["entry", &registration.entry.to_string()]);
            push(&mut text, &["salt", &hex::write(&registration.salt)]);
            push(&mut text, &["text", &registration.text]);
            registration.path.iter().for_each(|step| push(&mut text, &["path", &hex::write(step)]));
        }
        if let Some(signature) = &self.signature {
            push(&mut text, &["section", "signature"]);
            let (key, bytes) = (hex::write(&signature.public_key), hex::write(&signature.signature));
            push(&mut text, &[&signature.algorithm, &key, &bytes]);
        }
        push(&mut text, &["end"]);
        text
    }

    /// Reads what [`Certificate::print`] writes, and nothing else. Nothing is recomputed.
    ///
    /// # Errors
    /// The line that is not as it should be.
    pub fn parse(text: &str) -> Result<Certificate, Misread> {
        let mut lines = Lines::new(text);
        if lines.next()? != HEAD {
            return lines.refuse("不是督衡抽取证书第1版");
        }
        let plan = Plan::read(&mut lines)?;
        lines.section("commitment")?;
        let mut sections = [[0; 32]; 4];
        for (name, digest) in SECTIONS.iter().zip(&mut sections) {
            let [stated] = lines.named(name)?;
            *digest = lines.digest(&stated)?;
        }
        let (origin, whole) = Origin::read(&mut lines)?;
        let mut slips = Vec::new();
        for number in 1..=lines.list("result")? {
            slips.push(Slip::read(&mut lines, number)?);
        }
        let [seed] = lines.named("seed")?;
        let seed = lines.digest(&seed)?;
        let (mut registration, mut signature) = (None, None);
        loop {
            let fields = lines.next()?;
            match fields.iter().map(AsRef::as_ref).collect::<Vec<_>>().as_slice() {
                ["section", "registration"] if registration.is_none() && signature.is_none() => {
                    registration = Some(Registration::read(&mut lines)?);
                }
                ["section", "signature"] if signature.is_none() => {
                    let seal = lines.next()?;
                    let [algorithm, key, bytes] = seal.as_slice() else {
                        return lines.refuse("签名一行有算法、公钥、签名三项");
                    };
                    let (public_key, bytes) = (lines.bytes(key)?, lines.bytes(bytes)?);
                    let algorithm = algorithm.to_string();
                    signature = Some(Signature { algorithm, public_key, signature: bytes });
                }
                ["end"] if lines.done() => break,
                ["end"] => return lines.refuse("结束之后还有内容"),
                _ => return lines.refuse("这里应是 registration、signature 一节或 end"),
            }
        }
        let commitment = Commitment { sections, whole };
        let certificate = Certificate { plan, commitment, origin, seed, slips, registration, signature };
        // Escapes that need not be there are the one thing the reading above lets pass.
        let printed = certificate.print();
        if printed != text {
            let differs = printed.lines().zip(text.lines()).position(|(ours, theirs)| ours != theirs);
            let line = differs.map_or(1, |at| at + 1);
            return Err(Misread { line, reason: "不是规范写法".to_owned() });
        }
        Ok(certificate)
    }
}

/// What a sealed plan says of its secret: SM3 of its 64 hexadecimal digits.
pub fn seal(secret: &Digest) -> Digest {
    Sm3::digest(&[hex::write(secret).as_bytes()])
}

impl Origin {
    /// The seed for a commitment: SM3 of the lines of the section `seed`.
    pub fn seed(&self, commitment: &Digest) -> Digest {
        Sm3::digest(&[self.text(commitment).as_bytes()])
    }

    /// The section `seed`.
    pub(super) fn text(&self, commitment: &Digest) -> String {
        let mut text = String::new();
        push(&mut text, &["section", "seed"]);
        push(&mut text, &["commitment", &hex::write(commitment)]);
        let Checkpoint { origin, size, root, time } = &self.checkpoint;
        push(&mut text, &["checkpoint", origin, &size.to_string(), &hex::write(root), time]);
        if let Some(public) = &self.public {
            push(&mut text, &["public", &public.value, &public.source]);
        }
        if let Some(secret) = &self.secret {
            push(&mut text, &["secret", &hex::write(secret)]);
        }
        text
    }

    pub(super) fn read(lines: &mut Lines<'_>) -> Result<(Origin, Digest), Misread> {
        lines.section("seed")?;
        let [commitment] = lines.named("commitment")?;
        let commitment = lines.digest(&commitment)?;
        let [origin, size, root, time] = lines.named("checkpoint")?;
        let (size, root) = (lines.number(&size)?, lines.digest(&root)?);
        let checkpoint = Checkpoint { origin: origin.into_owned(), size, root, time: time.into_owned() };
        let (mut public, mut secret) = (None, None);
        if lines.ahead("public") {
            let [value, source] = lines.named("public")?.map(|field| field.into_owned());
            public = Some(Public { value, source });
        }
        if lines.ahead("secret") {
            let [digits] = lines.named("secret")?;
            secret = Some(lines.digest(&digits)?);
        }
        Ok((Origin { checkpoint, public, secret }, commitment))
    }
}

impl Registration {
    fn read(lines: &mut Lines<'_>) -> Result<Registration, Misread> {
        let [entry] = lines.named("entry")?;
        let entry = lines.number(&entry)?;
        let [salt] = lines.named("salt")?;
        let Ok(salt) = lines.bytes(&salt)?.try_into() else { return lines.refuse("盐是32位十六进制") };
        let [text] = lines.named("text")?;
        let mut path = Vec::new();
        while lines.ahead("path") {
            let [step] = lines.named("path")?;
            path.push(lines.digest(&step)?);
        }
        Ok(Registration { entry, text: text.into_owned(), salt, path })
    }
}

impl Slip {
    /// The line of the outcome at a position from 0: number from 1, object, inspectors.
    pub(super) fn line(&self, at: usize) -> String {
        let number = (at + 1).to_string();
        let mut fields = vec![number.as_str(), self.object.as_str()];
        fields.extend(self.inspectors.iter().map(String::as_str));
        let mut text = String::new();
        push(&mut text, &fields);
        text
    }

    pub(super) fn read(lines: &mut Lines<'_>, number: usize) -> Result<Slip, Misread> {
        let fields = lines.next()?;
        if fields.first().is_none_or(|first| *first != number.to_string()) {
            return lines.refuse(format!("序号应是{number}"));
        }
        let mut ids = fields.into_iter().skip(1).map(|field| field.into_owned());
        match ids.next() {
            Some(object) => Ok(Slip { object, inspectors: ids.collect() }),
            None => lines.refuse("没有对象"),
        }
    }
}

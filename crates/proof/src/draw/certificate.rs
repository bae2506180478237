//! The certificate of a draw (抽取证书): one text file with everything that is needed to draw again.

use super::lines::{Lines, Misread, push};
use super::registration::Registration;
use super::{Commitment, Plan, Refusal, SECTIONS, Slip, select};
use crate::{Digest, Hash, Sm3, hex};

/// What comes into being after the commitment, and makes the seed together with it. Nothing that the office could choose
/// afterwards is among it: the secret is committed to, the value is somebody else's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The public value that the plan announced, as published.
    pub value: String,
    /// The secret of a sealed draw, as committed to in the plan.
    pub secret: Option<Digest>,
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
    /// That the commitment was in a signed journal first.
    pub registration: Registration,
}

const NAME: &str = "duheng-draw";
const VERSION: &str = "2";

impl Certificate {
    /// Draws by a plan with a seed of this origin.
    ///
    /// # Errors
    /// As [`select`]; and when the plan is sealed and the origin has no secret, or has another.
    pub fn draw(plan: Plan, origin: Origin, registration: Registration) -> Result<Certificate, Refusal> {
        if plan.sealed != origin.secret.as_ref().map(seal) {
            return Err(Refusal::Secret);
        }
        if origin.value.trim().is_empty() || super::lines::unshown(&origin.value) {
            return Err(Refusal::Value);
        }
        let commitment = plan.commitment();
        let seed = origin.seed(&commitment.whole);
        let slips = select(&plan, &seed)?;
        Ok(Certificate { plan, commitment, origin, seed, slips, registration })
    }

    /// The canonical text.
    pub fn print(&self) -> String {
        let mut text = String::new();
        push(&mut text, &[NAME, VERSION]);
        self.plan.sections().iter().for_each(|section| text.push_str(section));
        push(&mut text, &["section", "commitment"]);
        text.push_str(&Commitment::lines(&self.commitment.sections));
        text.push_str(&self.origin.text(&self.commitment.whole));
        push(&mut text, &["section", "result", &self.slips.len().to_string()]);
        for (at, slip) in self.slips.iter().enumerate() {
            text.push_str(&slip.line(at));
        }
        push(&mut text, &["seed", &hex::write(&self.seed)]);
        self.registration.push(&mut text);
        push(&mut text, &["end"]);
        text
    }

    /// Reads what [`Certificate::print`] writes, and nothing else. Nothing is recomputed.
    ///
    /// # Errors
    /// The line that is not as it should be.
    pub fn parse(text: &str) -> Result<Certificate, Misread> {
        let mut lines = Lines::new(text);
        match lines.next()?.as_slice() {
            [name, version] if name == NAME && version == VERSION => {}
            [name, version] if name == NAME && version == "1" => {
                return lines.refuse("是第1版证书：公开值没有事先写明，抽了几次也看不出来，不再核验");
            }
            _ => return lines.refuse("不是督衡抽取证书"),
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
        let registration = Registration::read(&mut lines)?;
        if lines.next()? != ["end"] {
            return lines.refuse("这里应是“end”一行");
        }
        if !lines.done() {
            return lines.refuse("结束之后还有内容");
        }
        let commitment = Commitment { sections, whole };
        let certificate = Certificate { plan, commitment, origin, seed, slips, registration };
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
        push(&mut text, &["value", &self.value]);
        if let Some(secret) = &self.secret {
            push(&mut text, &["secret", &hex::write(secret)]);
        }
        text
    }

    pub(super) fn read(lines: &mut Lines<'_>) -> Result<(Origin, Digest), Misread> {
        lines.section("seed")?;
        let [commitment] = lines.named("commitment")?;
        let commitment = lines.digest(&commitment)?;
        let [value] = lines.named("value")?.map(|field| field.into_owned());
        if value.trim().is_empty() {
            return lines.refuse("没有公开值");
        }
        let mut secret = None;
        if lines.ahead("secret") {
            let [digits] = lines.named("secret")?;
            secret = Some(lines.digest(&digits)?);
        }
        Ok((Origin { value, secret }, commitment))
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

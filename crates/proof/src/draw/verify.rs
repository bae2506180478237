//! Verifying a certificate from its text alone.

use super::certificate::seal;
use super::lines::Misread;
use super::{Certificate, Commitment, Refusal, SECTIONS, Slip, select};
use crate::PublicKey;
use crate::Refused;
use std::fmt;

/// Something in a certificate that is not what it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// The text is not a certificate.
    Form(Misread),
    /// A section of the plan is not the one that was committed to.
    Section(&'static str),
    /// The commitment is not over the four sections named.
    Commitment,
    /// The seed is not that of its origin.
    Seed,
    /// The secret is not the one committed to, or is missing, or should not be there.
    Secret,
    /// Nothing can be drawn by this plan.
    Refused(Refusal),
    /// More or fewer were drawn.
    Count {
        /// As the certificate says.
        stated: usize,
        /// As computed.
        computed: usize,
    },
    /// Another object was drawn, or others are sent.
    Slip {
        /// From 1.
        number: usize,
        /// As the certificate says.
        stated: Slip,
        /// As computed.
        computed: Slip,
    },
    /// The entry named does not carry this commitment, or carries others besides.
    RegistrationText,
    /// The entry named is not in the journal of the checkpoint.
    RegistrationPath(Refused),
    /// The lists were not in a signed journal before the day of the public value: it may have been known already.
    Early {
        /// Time of the checkpoint.
        checkpoint: String,
        /// Day of the value.
        value: String,
    },
    /// The checkpoint's signature does not hold.
    Signature,
}

impl Difference {
    /// Stable code: `draw.seed`.
    pub fn code(&self) -> &'static str {
        match self {
            Difference::Form(_) => "draw.form",
            Difference::Section(_) => "draw.section",
            Difference::Commitment => "draw.commitment",
            Difference::Seed => "draw.seed",
            Difference::Secret => "draw.secret",
            Difference::Refused(_) => "draw.unfit",
            Difference::Count { .. } => "draw.count",
            Difference::Slip { .. } => "draw.slip",
            Difference::RegistrationText => "draw.registration-text",
            Difference::RegistrationPath(_) => "draw.registration-path",
            Difference::Early { .. } => "draw.early",
            Difference::Signature => "draw.signature",
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Difference::Form(misread) => write!(f, "证书的写法不对，{misread}"),
            Difference::Section(name) => {
                let what = match *name {
                    "rule" => "抽取规则",
                    "objects" => "对象名单（内容或次序）",
                    "inspectors" => "检查人员名单（内容或次序）",
                    _ => "回避情形",
                };
                write!(f, "{what}与事先承诺的不同：“{name}”一节的杂凑值不符")
            }
            Difference::Commitment => f.write_str("承诺值不是由所列四个杂凑值算出的"),
            Difference::Seed => f.write_str("种子不是由所写来历算出的"),
            Difference::Secret => f.write_str("密数与事先承诺的不符，或者缺了、多了"),
            Difference::Refused(refusal) => write!(f, "按证书所写无法抽取：{refusal}"),
            Difference::Count { stated, computed } => write!(f, "证书写抽出{stated}个，重算应为{computed}个"),
            Difference::Slip { number, stated, computed } => {
                let shown = |slip: &Slip| format!("{}（{}）", slip.object, slip.inspectors.join("、"));
                write!(f, "第{number}签：证书写{}，重算应为{}", shown(stated), shown(computed))
            }
            Difference::RegistrationText => {
                f.write_str("所指日志条目没有写这个承诺值，或者不止写了这一个：名单没有先行入账")
            }
            Difference::RegistrationPath(refused) => write!(f, "所指条目不在检查点的日志里：{refused}"),
            Difference::Early { checkpoint, value } => write!(
                f,
                "封存名单的检查点（{checkpoint}）不早于公开值的日期（{value}）：封存时公开值可能已为人所知"
            ),
            Difference::Signature => f.write_str("检查点的签名不成立"),
        }
    }
}

/// A certificate of which everything was recomputed and nothing differs. It is consistent with itself (自洽) and no more:
/// anybody can make such a file with a key of their own. It holds (成立) once the key is the one that the reader knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The certificate.
    pub certificate: Certificate,
}

impl Verified {
    /// The public key that signed the checkpoint.
    pub fn public_key(&self) -> &PublicKey {
        &self.certificate.registration.key
    }

    /// Whether this and another certificate of the same number cannot both be the draw of that number. The same draw with
    /// another checkpoint, or sealed and drawn once, agrees.
    pub fn contradicts(&self, other: &Verified) -> bool {
        let (one, other) = (&self.certificate, &other.certificate);
        one.plan.number == other.plan.number
            && (one.commitment != other.commitment || one.origin != other.origin)
    }
}

/// Recomputes everything that a certificate states: digests of lists and rule, that they were in the journal before the
/// day of the public value, the signature over that journal, the seed, objects, inspectors.
///
/// # Errors
/// Everything that differs.
pub fn verify(text: &str) -> Result<Verified, Vec<Difference>> {
    let certificate = Certificate::parse(text).map_err(|misread| vec![Difference::Form(misread)])?;
    let mut differences = Vec::new();
    lists(&certificate, &mut differences);
    outcome(&certificate, &mut differences);
    registered(&certificate, &mut differences);
    if differences.is_empty() { Ok(Verified { certificate }) } else { Err(differences) }
}

fn lists(certificate: &Certificate, differences: &mut Vec<Difference>) {
    let Certificate { plan, commitment, .. } = certificate;
    let computed = Commitment::over(&plan.sections());
    for (at, name) in SECTIONS.iter().enumerate() {
        if computed.sections[at] != commitment.sections[at] {
            differences.push(Difference::Section(name));
        }
    }
    if Commitment::of(&commitment.sections) != commitment.whole {
        differences.push(Difference::Commitment);
    }
}

fn outcome(certificate: &Certificate, differences: &mut Vec<Difference>) {
    let Certificate { plan, commitment, origin, seed, slips, .. } = certificate;
    if plan.sealed != origin.secret.as_ref().map(seal) {
        differences.push(Difference::Secret);
    }
    if origin.seed(&commitment.whole) != *seed {
        differences.push(Difference::Seed);
    }
    let computed = match select(plan, seed) {
        Ok(computed) => computed,
        Err(refusal) => return differences.push(Difference::Refused(refusal)),
    };
    if slips.len() != computed.len() {
        differences.push(Difference::Count { stated: slips.len(), computed: computed.len() });
    }
    for (at, (stated, computed)) in slips.iter().zip(computed).enumerate() {
        if *stated != computed {
            let stated = stated.clone();
            differences.push(Difference::Slip { number: at + 1, stated, computed });
        }
    }
}

fn registered(certificate: &Certificate, differences: &mut Vec<Difference>) {
    let Certificate { plan, commitment, registration, .. } = certificate;
    if !registration.names(plan, &commitment.whole) {
        differences.push(Difference::RegistrationText);
    }
    if let Err(refused) = registration.stands() {
        differences.push(Difference::RegistrationPath(refused));
    }
    let time = &registration.signed.checkpoint.time;
    if plan.public.is_after(time) != Some(true) {
        differences.push(Difference::Early { checkpoint: time.clone(), value: plan.public.day.clone() });
    }
    if !registration.is_signed() {
        differences.push(Difference::Signature);
    }
}

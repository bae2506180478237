//! Verifying a certificate from its text alone.

use super::certificate::seal;
use super::lines::Misread;
use super::{Certificate, Commitment, Refusal, SECTIONS, Slip, select};
use crate::{Refused, Signed, Sm3, hex, salted_leaf, verify_inclusion};
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
    /// The entry named does not carry this commitment.
    RegistrationText,
    /// The entry named is not in the journal of the checkpoint.
    RegistrationPath(Refused),
    /// The checkpoint's signature does not hold.
    Signature,
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
            Difference::RegistrationText => f.write_str("所指日志条目里没有写这个承诺值：名单没有先行入账"),
            Difference::RegistrationPath(refused) => write!(f, "所指条目不在检查点的日志里：{refused}"),
            Difference::Signature => f.write_str("检查点的签名不成立"),
        }
    }
}

/// What a certificate leaves open although everything in it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    /// The seed has no public value: whoever keeps the journal could have made several checkpoints and kept one.
    NoPublicValue,
    /// It does not prove that the lists were fixed before the seed.
    NotRegistered,
    /// Nobody answers for the checkpoint by signature.
    NotSigned,
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Remark::NoPublicValue => {
                "种子只取自日志检查点，没有并入事后的公开值：记账的一方有可能试过几个检查点"
            }
            Remark::NotRegistered => "没有附名单先于种子入账的证明",
            Remark::NotSigned => "检查点没有附签名",
        })
    }
}

/// A certificate of which everything was recomputed and nothing differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The certificate.
    pub certificate: Certificate,
    /// What it leaves open.
    pub remarks: Vec<Remark>,
}

/// Recomputes everything that a certificate states: digests of lists and rule, seed, objects, inspectors; and checks
/// the journal's proof and the signature when they are there.
///
/// # Errors
/// Everything that differs.
pub fn verify(text: &str) -> Result<Verified, Vec<Difference>> {
    let certificate = Certificate::parse(text).map_err(|misread| vec![Difference::Form(misread)])?;
    let mut differences = Vec::new();
    let Certificate { plan, commitment, origin, seed, slips, registration, signature } = &certificate;
    let computed = Commitment::over(&plan.sections());
    for (at, name) in SECTIONS.iter().enumerate() {
        if computed.sections[at] != commitment.sections[at] {
            differences.push(Difference::Section(name));
        }
    }
    if Commitment::of(&commitment.sections) != commitment.whole {
        differences.push(Difference::Commitment);
    }
    if plan.sealed != origin.secret.as_ref().map(seal) {
        differences.push(Difference::Secret);
    }
    if origin.seed(&commitment.whole) != *seed {
        differences.push(Difference::Seed);
    }
    match select(plan, seed) {
        Err(refusal) => differences.push(Difference::Refused(refusal)),
        Ok(computed) => {
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
    }
    if let Some(registration) = registration {
        if !registration.text.contains(&hex::write(&commitment.whole)) {
            differences.push(Difference::RegistrationText);
        }
        let leaf = salted_leaf::<Sm3>(&registration.salt, registration.text.as_bytes());
        let (size, root) = (origin.checkpoint.size, &origin.checkpoint.root);
        if let Err(refused) =
            verify_inclusion::<Sm3>(registration.entry, size, &leaf, &registration.path, root)
        {
            differences.push(Difference::RegistrationPath(refused));
        }
    }
    if let Some(signature) = signature {
        let signed = Signed {
            checkpoint: origin.checkpoint.clone(),
            algorithm: signature.algorithm.clone(),
            public_key: signature.public_key.clone(),
            signature: signature.signature.clone(),
        };
        if !signed.verify() {
            differences.push(Difference::Signature);
        }
    }
    if !differences.is_empty() {
        return Err(differences);
    }
    let open = [
        (origin.public.is_none(), Remark::NoPublicValue),
        (registration.is_none(), Remark::NotRegistered),
        (signature.is_none(), Remark::NotSigned),
    ];
    let remarks = open.into_iter().filter_map(|(is, remark)| is.then_some(remark)).collect();
    Ok(Verified { certificate, remarks })
}

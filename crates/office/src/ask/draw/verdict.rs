//! What an outsider says of certificates, from their texts alone.

use crate::view::{Assurance, DrawCheckpoint, DrawTold, DrawVerdict, PublicValue};
use finding::{Finding, Place};
use proof::draw::{self as lots, Certificate, Verified};
use proof::hex;

/// Verdicts on certificates, each with its name, and what speaks against them taken together: two that give one number to
/// different draws. Without a key that the reader names nothing holds: it is consistent at best, because anybody can make a
/// certificate with a key of their own. The key is named by its fingerprint or by itself.
pub fn verify_draws(files: &[(String, String)], key: Option<&str>) -> (Vec<DrawVerdict>, Vec<Finding>) {
    let key = key.map(str::trim);
    let verified: Vec<_> = files.iter().map(|(name, text)| (name, lots::verify(text))).collect();
    let mut findings = Vec::new();
    for (at, (name, one)) in verified.iter().enumerate() {
        let Ok(one) = one else { continue };
        for (other_name, other) in
            verified[..at].iter().filter_map(|(name, other)| Some((name, other.as_ref().ok()?)))
        {
            if one.contradicts(other) {
                let number = &one.certificate.plan.number;
                let sentence = format!(
                    "与“{other_name}”都自称抽取“{number}”，名单、规则或公开值却不同：其中至多一个是真的"
                );
                findings.push(Finding::error("draw.twice", Place::whole(name.as_str()), sentence));
            }
        }
    }
    let verdict = |(name, verified): (&String, Result<Verified, Vec<lots::Difference>>)| match verified {
        Ok(verified) => told(name, &verified, key),
        Err(differences) => refused(name, &differences),
    };
    (verified.into_iter().map(verdict).collect(), findings)
}

fn refused(name: &str, differences: &[lots::Difference]) -> DrawVerdict {
    let finding = |difference: &lots::Difference| {
        Finding::error(difference.code(), Place::whole(name), difference.to_string())
    };
    let findings = differences.iter().map(finding).collect();
    DrawVerdict { assurance: Assurance::Refused, fingerprint: String::new(), told: None, findings }
}

fn told(name: &str, verified: &Verified, key: Option<&str>) -> DrawVerdict {
    let fingerprint = verified.public_key().fingerprint();
    let (assurance, findings) = match key {
        None => (Assurance::Consistent, Vec::new()),
        Some(key) if verified.public_key().is(key) => (Assurance::Holds, Vec::new()),
        Some(_) => {
            let sentence = format!("签名的钥匙是{fingerprint}，不是所给的那一把");
            (Assurance::Refused, vec![Finding::error("draw.key", Place::whole(name), sentence)])
        }
    };
    let Certificate { plan, commitment, origin, slips, registration, .. } = &verified.certificate;
    let checkpoint = &registration.signed.checkpoint;
    let told = DrawTold {
        number: plan.number.clone(),
        title: plan.title.clone(),
        origin: checkpoint.origin.clone(),
        entry: registration.entry,
        checkpoint: DrawCheckpoint { size: checkpoint.size, time: checkpoint.time.clone() },
        commitment: hex::write(&commitment.whole),
        public: PublicValue {
            source: plan.public.source.clone(),
            issue: plan.public.issue.clone(),
            day: plan.public.day.clone(),
            value: origin.value.clone(),
        },
        slips: slips.len() as u64,
    };
    DrawVerdict { assurance, fingerprint, told: Some(told), findings }
}

/// A certificate on one page, for a reader with a hash command; `file` is its name in the commands.
///
/// # Errors
/// The findings that say why it is refused: nothing is told of what was not recomputed.
pub fn explain_draw(text: &str, file: &str) -> Result<String, Vec<Finding>> {
    match lots::verify(text) {
        Ok(verified) => Ok(lots::explain(&verified.certificate, file)),
        Err(differences) => Err(refused(file, &differences).findings),
    }
}

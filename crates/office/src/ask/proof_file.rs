//! A proof file (存在证明) by itself: what an outsider checks without the server.

use crate::view::{ProofCheck, ProofView};
use finding::{Finding, Place};
use proof::{Digest, Keys, SALT, Sha256, Signed, Sm3, hex, salted_leaf, verify_inclusion};

/// The form of a proof file.
pub(super) const FORMAT: &str = "duheng-inclusion-proof/2";

/// Verifies a proof file by itself: leaves from body and salt, paths to both roots, both signatures of the checkpoint.
/// `key` is a key that the reader knows as the district's, by fingerprint or by the text of keys; an old one leads on to
/// those that it signed.
///
/// # Errors
/// The finding that says what does not hold.
pub fn verify_proof(text: &str, key: Option<&str>) -> std::result::Result<ProofCheck, Box<Finding>> {
    check(text, key)
        .map_err(|(code, sentence)| Box::new(Finding::error(code, Place::whole("证明"), sentence)))
}

fn check(text: &str, named: Option<&str>) -> std::result::Result<ProofCheck, (&'static str, String)> {
    let form = |sentence: &str| ("proof.form", sentence.to_owned());
    let proof: ProofView = serde_json::from_str(text).map_err(|_| form("不是存在证明文件"))?;
    if proof.format != FORMAT {
        return Err(form("不认识的证明格式"));
    }
    let digests =
        |path: &[String]| path.iter().map(|step| hex::digest(step)).collect::<Option<Vec<Digest>>>();
    let unread = || form("证明里的杂凑值读不成");
    let leaf = hex::digest(&proof.leaf).ok_or_else(unread)?;
    let twin = hex::digest(&proof.twin).ok_or_else(unread)?;
    let path = digests(&proof.path).ok_or_else(unread)?;
    let twin_path = digests(&proof.twin_path).ok_or_else(unread)?;
    let signed = Signed::read(&proof.checkpoint).ok_or_else(|| form("检查点读不成"))?;
    let keys = Keys::read(&proof.key).ok_or_else(|| form("公钥读不成"))?;
    match (&proof.body, &proof.salt) {
        (None, None) => {}
        (Some(text), Some(salt)) => {
            let salt = hex::read(salt).and_then(|salt| <[u8; SALT]>::try_from(salt).ok());
            let salt = salt.ok_or_else(|| form("盐读不成"))?;
            if salted_leaf::<Sm3>(&salt, text.as_bytes()) != leaf
                || salted_leaf::<Sha256>(&salt, text.as_bytes()) != twin
            {
                return Err(("proof.leaf", "条目的内容与叶子不符：内容被改动过".to_owned()));
            }
        }
        _ => return Err(form("内容和盐要么都在，要么都不在：少了一样，内容就无从核对")),
    }
    let checkpoint = &signed.checkpoint;
    if !keys.signed(&signed) {
        return Err(("proof.signature", "检查点的签名不成立".to_owned()));
    }
    let (entry, size) = (proof.entry, checkpoint.size);
    let refused = |refused: proof::Refused| ("proof.path", refused.to_string());
    verify_inclusion::<Sm3>(entry, size, &leaf, &path, &checkpoint.root).map_err(refused)?;
    verify_inclusion::<Sha256>(entry, size, &twin, &twin_path, &checkpoint.twin).map_err(refused)?;
    let fingerprint = keys.within(size).newest().fingerprint();
    if named.is_some_and(|named| !keys.is(named)) {
        let sentence = format!("检查点是用另一把钥匙签的：{fingerprint}");
        return Err(("proof.other-key", sentence));
    }
    Ok(ProofCheck { fingerprint, is_named: named.is_some(), changes: crate::signing::changes(&keys), proof })
}

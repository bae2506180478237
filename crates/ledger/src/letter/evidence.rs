//! Whether an acknowledgement is proved: each way leaves evidence that anyone with the rows can check.

use super::{Refusal, refuse};
use define::NoticeWay;
use proof::{Hash, Sm3, hex};

/// What a letter holds against which evidence is checked, fixed when recipients were frozen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keys<'k> {
    /// SM3 of the token (令牌) that only the household's link carries, in hexadecimal.
    pub token: &'k str,
    /// The digest of the code to reply with, which only who holds the notice key can make.
    pub code: &'k str,
}

/// What an acknowledgement brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence<'e> {
    /// By which way.
    pub way: Option<NoticeWay>,
    /// The token, or the digest of the code that came back.
    pub given: &'e str,
    /// Who recorded it.
    pub by: &'e str,
}

/// Holds evidence against a letter's keys: the token must be the one whose SM3 was fixed, the code the one that was sent,
/// a record must name who made it. `ways` are those that the notice allows. It proves nothing against the office itself,
/// which holds the notice key and can make tokens and digests.
///
/// # Errors
/// `notice.unproved` without a way, `notice.way` for one that is not allowed, `notice.token-forged`, `notice.code-wrong`,
/// `notice.record-unnamed`.
pub fn proved(evidence: &Evidence<'_>, keys: &Keys<'_>, ways: &[NoticeWay]) -> Result<NoticeWay, Refusal> {
    let Some(way) = evidence.way else {
        let sentence = "应答没有写明方式：送达不等于应答".to_owned();
        return refuse("notice.unproved", sentence);
    };
    if !ways.contains(&way) {
        return refuse("notice.way", format!("这项通知不认“{}”的应答", way.word()));
    }
    match way {
        NoticeWay::Link => {
            let digest = Sm3::digest(&[evidence.given.as_bytes()]);
            if keys.token.is_empty() || !proof::same(hex::write(&digest).as_bytes(), keys.token.as_bytes()) {
                return refuse("notice.token-forged", "链接里的令牌不是这封信的".to_owned());
            }
        }
        NoticeWay::Code => {
            if keys.code.is_empty() || !proof::same(evidence.given.as_bytes(), keys.code.as_bytes()) {
                return refuse("notice.code-wrong", "回复码不是这封信的".to_owned());
            }
        }
        NoticeWay::Record => {
            if evidence.by.trim().is_empty() {
                return refuse("notice.record-unnamed", "登记的应答要写明经办人".to_owned());
            }
        }
    }
    Ok(way)
}

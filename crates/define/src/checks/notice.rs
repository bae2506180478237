//! The message of a notice: nothing personal in the body, and what is needed to acknowledge.

use super::unknown;
use crate::types::{CODE, LINK, Piece, pieces};
use crate::{Notice, NoticeWay, Pack, sensitive};
use finding::Finding;

/// Reports placeholders that are no fields or are sensitive ones, personal data in the text itself, and a way of
/// acknowledging that the message does not offer.
pub fn check(notice: &Notice, pack: &Pack, findings: &mut Vec<Finding>) {
    let body = &notice.body;
    let whole = || body.at(0..body.text.len());
    if let Some(register) = pack.register(&notice.recipients.register.text) {
        let known: Vec<&str> = register.fields.iter().map(|field| field.name.as_str()).collect();
        for (name, at) in notice.holes() {
            let place = || body.at(at..at + name.len());
            match register.field(name) {
                None => {
                    let mut written = body.clone();
                    written.text = name.to_owned();
                    let finding = unknown(&written, &format!("“{}”字段", register.name), &known);
                    findings.push(Finding { place: place(), ..finding });
                }
                Some((_, field)) if field.sensitive => {
                    let sentence = format!("“{name}”是敏感字段，不能写进正文");
                    findings.push(Finding::error("define.notice-sensitive", place(), sentence));
                }
                Some(_) => {}
            }
        }
    }
    for text in [&body.text, &notice.title] {
        if let Some(found) = sensitive(text) {
            let sentence = format!("正文里有“{found}”：身份证号和残疾类别不能写进消息");
            findings.push(Finding::error("define.notice-sensitive", whole(), sentence));
        }
    }
    let has = |hole| pieces(&body.text).any(|piece| matches!(piece, Piece::Hole(name, _) if name == hole));
    for (way, hole) in [(NoticeWay::Link, LINK), (NoticeWay::Code, CODE)] {
        if notice.ways.contains(&way) != has(hole) {
            let sentence = format!("应答方式“{}”和正文里的{{{hole}}}要么都有，要么都没有", way.key());
            findings.push(Finding::error("define.notice-answer", whole(), sentence));
        }
    }
}

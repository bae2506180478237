//! Acknowledging (应答): by the one-tap link, by the code sent back, by a named person's record.

use super::outbox::seconds;
use super::rows::{LetterEvent, Registers, put_event};
use super::secret::{Secret, parts};
use crate::district::{Inner, by_id};
use crate::view::{AcknowledgedView, TapView};
use crate::writer::Writer;
use crate::{Error, Office, Result};
use assess::{Kept, SentNotice};
use define::{LINK, Notice, NoticeWay, Pack, Piece, pieces};
use finding::{Finding, Place};
use ledger::letter::{Event, Evidence, Happening, Keys, proved};
use std::sync::Arc;

/// Who acts when a household does.
const HOUSEHOLD: &str = "家庭";
/// Longest address of a link that is looked at, in bytes.
const ADDRESS_LIMIT: usize = 400;

/// How a household or a teacher acknowledges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acknowledging<'a> {
    /// With the token of the link.
    Link(&'a str),
    /// With the code.
    Code(&'a str),
    /// Recorded by a named person.
    Record(&'a str),
}

impl Office {
    /// What a one-tap address shows. None when it is no address of a letter here: unknown, changed or forged, without
    /// saying which.
    ///
    /// # Errors
    /// A store that refuses.
    pub fn notice_tap(&self, address: &str) -> Result<Option<TapView>> {
        let inner = &mut *self.turn();
        let Some(found) = self.tapped(inner, address)? else { return Ok(None) };
        let body = found.kept.body.as_ref().unwrap_or(&found.sent.body);
        let piece = |piece| match piece {
            Piece::Hole(name, _) if name == LINK => "本页".to_owned(),
            Piece::Hole(name, _) if name == define::CODE => found.kept.code.clone(),
            Piece::Hole(name, _) => format!("{{{name}}}"),
            Piece::Text(text) => text.to_owned(),
        };
        Ok(Some(TapView {
            title: found.sent.title.clone(),
            body: pieces(body).map(piece).collect(),
            by: found.notice(&found.pack)?.head.owner.clone(),
            sent: found.sent.at.clone(),
            acknowledged: found.kept.acknowledgement().map(|event| event.at.clone()),
        }))
    }

    /// Acknowledges by a one-tap address; once more changes nothing. None as of [`Office::notice_tap`].
    ///
    /// # Errors
    /// A store that refuses.
    pub fn notice_tap_acknowledge(&self, address: &str) -> Result<Option<AcknowledgedView>> {
        let inner = &mut *self.turn();
        let Some(found) = self.tapped(inner, address)? else { return Ok(None) };
        let token = parts(address).map(|(.., token)| token).unwrap_or_default();
        acknowledge(inner, found, Acknowledging::Link(token), HOUSEHOLD).map(Some)
    }

    /// Acknowledges a letter by its notice and household, as far as the evidence holds; once more changes nothing.
    ///
    /// # Errors
    /// A store that refuses. What speaks against it is in the outcome.
    pub fn notice_acknowledge(
        &self,
        notice: &str,
        household: &str,
        how: Acknowledging<'_>,
    ) -> Result<AcknowledgedView> {
        let inner = &mut *self.turn();
        let by = match how {
            Acknowledging::Record(by) => by,
            _ => HOUSEHOLD,
        };
        match found(inner, notice, household)? {
            Some(found) => acknowledge(inner, found, how, by),
            None => {
                let sentence = format!("通知“{notice}”没有发给“{household}”的信");
                let place = Place::whole(format!("{notice}/{household}"));
                let finding = Finding::error("notice.letter-unknown", place, sentence);
                Ok(AcknowledgedView { findings: vec![finding], ..AcknowledgedView::default() })
            }
        }
    }

    /// The letter of an address whose token is right, compared without telling where it differs.
    fn tapped(&self, inner: &mut Inner, address: &str) -> Result<Option<Found>> {
        if address.len() > ADDRESS_LIMIT {
            return Ok(None);
        }
        let Some((notice, household, token)) = parts(address) else { return Ok(None) };
        let Ok(secret) = Secret::read(self.dir()) else { return Ok(None) };
        if !proof::same(secret.token(&notice, &household).as_bytes(), token.as_bytes()) {
            return Ok(None);
        }
        found(inner, &notice, &household)
    }
}

/// A letter with all that it stands in.
struct Found {
    pack: Arc<Pack>,
    sent: SentNotice,
    household: String,
    kept: Kept,
}

impl Found {
    fn notice<'p>(&self, pack: &'p Pack) -> Result<&'p Notice> {
        super::send::known(pack, &self.sent.definition)
    }
}

fn found(inner: &mut Inner, id: &str, household: &str) -> Result<Option<Found>> {
    let size = inner.store.size()?;
    let pack = inner.pack(size)?;
    for notice in &pack.forms.notices {
        let registers = Registers::of(&pack)?;
        let Some(sent) = registers.sent(&inner.store, id)? else { continue };
        if sent.definition == notice.head.id {
            let kept = registers.letter(&inner.store, notice, id, household)?;
            let made = |kept| Found { pack: pack.clone(), sent, household: household.to_owned(), kept };
            return Ok(kept.map(made));
        }
    }
    Ok(None)
}

fn acknowledge(
    inner: &mut Inner,
    found: Found,
    how: Acknowledging<'_>,
    by: &str,
) -> Result<AcknowledgedView> {
    let pack = found.pack.clone();
    let notice = found.notice(&pack)?;
    let registers = Registers::of(&pack)?;
    let (way, given, recorder) = match how {
        Acknowledging::Link(token) => (NoticeWay::Link, token, ""),
        Acknowledging::Code(code) => (NoticeWay::Code, code, ""),
        Acknowledging::Record(by) => (NoticeWay::Record, "", by),
    };
    let letter = (found.sent.id.as_str(), found.household.as_str());
    let mut outcome = AcknowledgedView {
        notice: found.sent.id.clone(),
        household: found.household.clone(),
        ..AcknowledgedView::default()
    };
    let place = || Place::whole(format!("{}/{}", letter.0, letter.1));
    let evidence = Evidence { way: Some(way), given, by: recorder };
    let keys = Keys { token: &found.kept.token, code: &found.kept.code };
    if let Err(why) = proved(&evidence, &keys, &notice.ways) {
        outcome.findings.push(Finding::error(why.code, place(), why.sentence));
        return Ok(outcome);
    }
    let all = by_id(&pack);
    let Inner { store, signer, origin, clock, entropy, .. } = inner;
    let at = clock.now();
    store.write(|store| {
        // Within the transaction the letter is read anew: a sender may have recorded something of it since.
        let missing = || Error::damaged("一封信不见了");
        let kept = registers.letter(store, notice, letter.0, letter.1)?.ok_or_else(missing)?;
        if let Some(event) = kept.acknowledgement() {
            (outcome.already, outcome.at) = (true, event.at.clone());
            return Ok((false, ()));
        }
        let rung = kept.letter.rung().max(1);
        let when = seconds(at).max(kept.letter.last());
        let event = Event { what: Happening::Acknowledged, rung, attempt: 0, at: when };
        if let Err(why) = kept.letter.step(&event) {
            outcome.findings.push(Finding::error(why.code, place(), why.sentence));
            return Ok((false, ()));
        }
        let channel = notice.rung(rung).map(|rung| rung.channel.word()).unwrap_or_default();
        let mut what = LetterEvent::new(event, channel);
        (what.way, what.given, what.by) = (Some(way), given.to_owned(), recorder.to_owned());
        let mut writer = Writer::begin(store, at, by, &mut **entropy)?;
        let order = kept.letter.events() + 1;
        outcome.entry = put_event(&mut writer, store, &all, registers.events, letter, order, &what)?;
        outcome.at = crate::instant(when);
        writer.seal(origin, &**signer)?;
        Ok((true, ()))
    })?;
    Ok(outcome)
}

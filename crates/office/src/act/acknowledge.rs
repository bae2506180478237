//! Acknowledging (应答): by the one-tap link, by the code sent back, by a named person's record.

use super::batch::Batch;
use super::letter::{LetterEvent, put_event};
use super::outbox::seconds;
use crate::clock::instant;
use crate::district::Office;
use crate::error::Result;
use crate::letters::Registers;
use crate::look::Look;
use crate::secret::{Secret, parts};
use crate::session::{Session, Via, Who};
use crate::store::Store;
use crate::view::{AcknowledgedView, TapView};
use assess::{Kept, SentNotice};
use define::{LINK, Notice, NoticeWay, Pack, Piece, pieces};
use finding::{Finding, Place};
use ledger::letter::{Event, Evidence, Happening, Keys, proved};
use std::sync::Arc;

/// Code of the finding that there is no such letter.
const UNKNOWN: &str = "notice.letter-unknown";
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
        let store = self.house.lend()?;
        let Some((notice, household, _)) = self.proved(&store, address)? else { return Ok(None) };
        let code = Secret::read(&self.house.dir, &store)?.code(&notice, &household);
        let look = Look { store: &store, house: &self.house };
        let Some(found) = found(look, &notice, &household)? else { return Ok(None) };
        let body = found.kept.body.as_ref().unwrap_or(&found.sent.body);
        let piece = |piece| match piece {
            Piece::Hole(name, _) if name == LINK => "下面的按钮".to_owned(),
            Piece::Hole(name, _) if name == define::CODE => code.clone(),
            Piece::Hole(name, _) => format!("{{{name}}}"),
            Piece::Text(text) => text.to_owned(),
        };
        Ok(Some(TapView {
            title: found.sent.title.clone(),
            body: pieces(body).map(piece).collect(),
            by: found.notice()?.head.owner.clone(),
            sent: found.sent.at.clone(),
            acknowledged: found.kept.acknowledgement().map(|event| event.at.clone()),
        }))
    }

    /// Acknowledges by a one-tap address; once more changes nothing. None as of [`Office::notice_tap`]. The address is
    /// the permission: the session is the household's.
    ///
    /// # Errors
    /// A store that refuses.
    pub fn notice_tap_acknowledge(&self, address: &str) -> Result<Option<AcknowledgedView>> {
        let proved = self.proved(&*self.house.lend()?, address)?;
        let Some((notice, household, token)) = proved else { return Ok(None) };
        let session = self.session(Who::Household(household.clone()), Via::Page);
        let outcome = self.notice_acknowledge(&session, &notice, &household, Acknowledging::Link(&token))?;
        let unknown = outcome.findings.iter().any(|finding| finding.code == UNKNOWN);
        Ok((!unknown).then_some(outcome))
    }

    /// Acknowledges a letter by its notice and household, as far as the evidence holds; once more changes nothing.
    ///
    /// # Errors
    /// A store that refuses. What speaks against it is in the outcome.
    pub fn notice_acknowledge(
        &self,
        session: &Session,
        notice: &str,
        household: &str,
        how: Acknowledging<'_>,
    ) -> Result<AcknowledgedView> {
        let (mut outcome, committed) =
            self.commit(session, |batch| match found(batch.look(), notice, household)? {
                Some(found) => batch.acknowledge(&found, how),
                None => {
                    let sentence = format!("通知“{notice}”没有发给“{household}”的信");
                    let place = Place::whole(format!("{notice}/{household}"));
                    batch.findings.push(Finding::error(UNKNOWN, place, sentence));
                    Ok(AcknowledgedView::default())
                }
            })?;
        outcome.entry = committed.first;
        outcome.findings = committed.findings;
        Ok(outcome)
    }

    /// Notice, household and token of an address whose token is right, compared without telling where it differs. No
    /// row is looked at before.
    fn proved(&self, store: &Store, address: &str) -> Result<Option<(String, String, String)>> {
        let Some((notice, household, token)) = parts(address).filter(|_| address.len() <= ADDRESS_LIMIT)
        else {
            return Ok(None);
        };
        let Some(secret) = Secret::known(&self.house.dir, store)? else { return Ok(None) };
        let same = proof::same(secret.token(&notice, &household).as_bytes(), token.as_bytes());
        Ok(same.then(|| (notice, household, token.to_owned())))
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
    fn notice(&self) -> Result<&Notice> {
        super::notice::known(&self.pack, &self.sent.definition)
    }
}

fn found(look: Look<'_>, id: &str, household: &str) -> Result<Option<Found>> {
    let pack = look.state(look.store.size()?)?.pack.clone();
    for notice in &pack.forms.notices {
        let registers = Registers::of(&pack)?;
        let Some(sent) = registers.sent(look.store, id)? else { continue };
        if sent.definition == notice.head.id {
            let kept = registers.letter(look.store, notice, id, household)?;
            let made = |kept| Found { pack: pack.clone(), sent, household: household.to_owned(), kept };
            return Ok(kept.map(made));
        }
    }
    Ok(None)
}

impl Batch<'_> {
    fn acknowledge(&mut self, found: &Found, how: Acknowledging<'_>) -> Result<AcknowledgedView> {
        let notice = found.notice()?;
        let registers = Registers::of(&found.pack)?;
        let letter = (found.sent.id.as_str(), found.household.as_str());
        let digest;
        let (way, given, recorder) = match how {
            Acknowledging::Link(token) => (NoticeWay::Link, token, ""),
            Acknowledging::Code(code) => {
                let secret = Secret::known(self.dir(), self.store)?;
                digest =
                    secret.map(|secret| secret.code_digest(letter.0, letter.1, code)).unwrap_or_default();
                (NoticeWay::Code, digest.as_str(), "")
            }
            Acknowledging::Record(by) => (NoticeWay::Record, "", by),
        };
        let mut outcome = AcknowledgedView {
            notice: found.sent.id.clone(),
            household: found.household.clone(),
            ..AcknowledgedView::default()
        };
        let place = || Place::whole(format!("{}/{}", letter.0, letter.1));
        let evidence = Evidence { way: Some(way), given, by: recorder };
        let keys = Keys { token: &found.kept.token, code: &found.kept.code };
        if let Err(why) = proved(&evidence, &keys, &notice.ways) {
            self.findings.push(Finding::error(why.code, place(), why.sentence));
            return Ok(outcome);
        }
        // The letter was read within the transaction: what a sender has recorded of it is in it.
        let kept = &found.kept;
        if let Some(event) = kept.acknowledgement() {
            (outcome.already, outcome.at) = (true, event.at.clone());
            return Ok(outcome);
        }
        let rung = kept.letter.rung().max(1);
        let when = seconds(self.at).max(kept.letter.last());
        let event = Event { what: Happening::Acknowledged, rung, attempt: 0, at: when };
        if let Err(why) = kept.letter.step(&event) {
            self.findings.push(Finding::error(why.code, place(), why.sentence));
            return Ok(outcome);
        }
        let channel = notice.rung(rung).map(|rung| rung.channel.word()).unwrap_or_default();
        let mut what = LetterEvent::new(event, channel);
        (what.way, what.given, what.by) = (Some(way), given.to_owned(), recorder.to_owned());
        let order = kept.letter.events() + 1;
        put_event(self, registers.events, letter, order, &what)?;
        outcome.at = instant(when);
        Ok(outcome)
    }
}

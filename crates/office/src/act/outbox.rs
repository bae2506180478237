//! The outbox (待发箱): every open letter, what is due of it and when, and the transaction that records what happened.
//!
//! Exactly once goes like this. A letter is recorded as 交付中 before the first byte leaves the house. Whoever finds it so
//! — after a time-out, after a crash — asks the gateway what it has under the letter's key before anything else, and only
//! a clear "not here" lets it be sent again. See docs/decisions/0013-exactly-once-hand-over.md.

use super::batch::Batch;
use super::letter::{LetterEvent, put_event};
use crate::ask::{AsOf, Reading};
use crate::district::{Office, Writing};
use crate::error::{Error, Result};
use crate::letters::Registers;
use crate::secret::{Secret, address};
use crate::session::Session;
use crate::store::GATEWAY;
use assess::{Book, Household, Kept};
use define::{CODE, Channel, LINK, Notice, Pack, Piece, pieces};
use ledger::letter::{Event, Happening, Next, State};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

/// A letter on its way out of the house.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// Its place in the outbox.
    pub slot: usize,
    /// Names this hand-over among all: notice, household, rung. The gateway is asked by it.
    pub key: String,
    /// By which channel.
    pub channel: Channel,
    /// Where to: sensitive, and nowhere written down.
    pub address: String,
    /// The heading.
    pub title: String,
    /// The message.
    pub text: String,
    /// The rung.
    pub rung: u32,
    /// The attempt on it.
    pub attempt: u32,
}

/// What is to be done next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Due {
    /// To be recorded as 交付中, then handed over.
    HandOver(Outgoing),
    /// To be asked of the gateway: the outcome of an earlier hand-over is not known.
    Ask(Outgoing),
    /// To be asked of the gateway before it is handed over: this district is a copy, and the one that it was copied from
    /// may have handed it over since.
    AskFirst(Outgoing),
    /// To be recorded as being on a named person's list.
    List(usize, LetterEvent),
}

struct Slot {
    notice: usize,
    household: String,
    kept: Kept,
    addresses: BTreeMap<u32, String>,
    persons: BTreeMap<u32, String>,
}

struct Sent {
    id: String,
    definition: Notice,
    title: String,
    body: String,
}

/// Open letters in memory. What is recorded is recorded by [`Office::notice_record`] alone.
pub struct Outbox {
    pack: Arc<Pack>,
    sent: Vec<Sent>,
    slots: Vec<Slot>,
    places: BTreeMap<(String, String), usize>,
    ready: VecDeque<usize>,
    waiting: BTreeSet<(i64, usize)>,
    secret: Secret,
    link: String,
    grace: i64,
    /// Of a copy the entries that it had when it was made.
    copied: Option<u64>,
    /// Letters of a copy whose hand-over the gateway does not know, each with its rung.
    cleared: BTreeSet<(usize, u32)>,
}

impl Office {
    /// The outbox of all notices, or of one. `link` is the address before the token of a one-tap link; a hand-over in
    /// doubt is asked about not before `grace` milliseconds have passed.
    ///
    /// # Errors
    /// A notice that is not there, or a store that refuses.
    pub fn notice_outbox(
        &self,
        session: &Session,
        only: Option<&str>,
        link: &str,
        grace: i64,
    ) -> Result<Outbox> {
        let reading = self.at(session, &AsOf::Now, None)?;
        let (secret, copied) = {
            let Writing { store, entropy, .. } = &mut *self.turn();
            let copied = crate::backup::copied_at(store)?;
            (Secret::made(&self.house.dir, store, &mut **entropy)?, copied)
        };
        let pack = reading.pack().clone();
        let mut outbox = Outbox {
            pack: pack.clone(),
            sent: Vec::new(),
            slots: Vec::new(),
            places: BTreeMap::new(),
            ready: VecDeque::new(),
            waiting: BTreeSet::new(),
            secret,
            link: link.trim_end_matches('/').to_owned(),
            grace,
            copied,
            cleared: BTreeSet::new(),
        };
        let now = self.now();
        for notice in &pack.forms.notices {
            outbox.load(&reading, notice, only, now)?;
        }
        if let Some(only) = only.filter(|_| outbox.sent.is_empty()) {
            return Err(Error::Unknown(format!("没有通知“{only}”")));
        }
        Ok(outbox)
    }

    /// Records what happened to letters, each with its place in the outbox, in one transaction. An event that cannot be,
    /// because somebody else recorded one in the meantime, is left out: its letter is read again. True for each that was
    /// recorded.
    ///
    /// # Errors
    /// A store that refuses; nothing is recorded then.
    pub fn notice_record(
        &self,
        session: &Session,
        outbox: &mut Outbox,
        events: &[(usize, LetterEvent)],
    ) -> Result<Vec<bool>> {
        let ((done, changed), committed) = self.commit(session, |batch| batch.happened(outbox, events))?;
        if committed.is_refused() {
            let why = committed.findings.first().map(ToString::to_string).unwrap_or_default();
            return Err(Error::Unknown(format!("信件动态没有记成：{why}")));
        }
        let now = self.now();
        for (place, kept) in changed {
            outbox.slots[place].kept = kept;
            outbox.plan(place, now);
        }
        Ok(done)
    }

    /// A fact that a sender keeps about a gateway, such as how far its reports were read.
    ///
    /// # Errors
    /// A store that refuses.
    pub fn notice_mark(&self, gateway: &str) -> Result<Option<String>> {
        self.house.lend()?.meta(&format!("{GATEWAY}{gateway}"))
    }

    /// Keeps such a fact. It saves reading again and decides nothing: reports that were read are known by the letters.
    ///
    /// # Errors
    /// A store that refuses.
    pub fn set_notice_mark(&self, gateway: &str, mark: &str) -> Result<()> {
        let store = &mut self.turn().store;
        store.write(|store| Ok((true, store.set_meta(&format!("{GATEWAY}{gateway}"), mark)?)))
    }
}

/// Events that could be recorded, and the letters as they stand with them.
type Happened = (Vec<bool>, BTreeMap<usize, Kept>);

impl Batch<'_> {
    fn happened(&mut self, outbox: &Outbox, events: &[(usize, LetterEvent)]) -> Result<Happened> {
        let mut done = vec![false; events.len()];
        let mut changed: BTreeMap<usize, Kept> = BTreeMap::new();
        for ((place, what), done) in events.iter().zip(&mut done) {
            let Some(slot) = outbox.slots.get(*place) else { continue };
            let sent = &outbox.sent[slot.notice];
            let registers = Registers::of(&outbox.pack)?;
            let kept = changed.entry(*place).or_insert_with(|| slot.kept.clone());
            // What is in memory may be behind the rows by an acknowledgement.
            for fresh in [false, true] {
                if fresh {
                    match registers.letter(self.store, &sent.definition, &sent.id, &slot.household)? {
                        Some(found) => *kept = found,
                        None => break,
                    }
                }
                let Ok(next) = kept.letter.step(&what.event) else { continue };
                let order = kept.letter.events() + 1;
                let letter = (sent.id.as_str(), slot.household.as_str());
                if let Some(number) = put_event(self, registers.events, letter, order, what)? {
                    kept.letter = next;
                    kept.events.push(what.kept(number, order));
                    *done = true;
                    break;
                }
            }
        }
        Ok((done, changed))
    }
}

impl Outbox {
    fn load(&mut self, reading: &Reading, notice: &Notice, only: Option<&str>, now: i64) -> Result<()> {
        let records = reading.records(notice)?;
        let book = Book::among(notice, &records);
        if book.notices.is_empty() {
            return Ok(());
        }
        // Addresses are looked up now, by the rows that were frozen: a telephone number that changed since is the one to
        // call. Whom the notice goes to is frozen, and stays.
        let (households, _) = Household::all(notice, &records, reading.today());
        let by_member: BTreeMap<&String, &Household> =
            households.iter().flat_map(|one| one.members.iter().map(move |member| (member, one))).collect();
        let mut places = BTreeMap::new();
        for sent in book.notices.values().filter(|sent| only.is_none_or(|only| sent.id == only)) {
            places.insert(sent.id.clone(), self.sent.len());
            self.sent.push(Sent {
                id: sent.id.clone(),
                definition: notice.clone(),
                title: sent.title.clone(),
                body: sent.body.clone(),
            });
        }
        for ((id, household), kept) in book.letters {
            let Some(notice) = places.get(&id) else { continue };
            let found = kept.members.iter().filter_map(|member| by_member.get(member));
            let (mut addresses, mut persons) = (BTreeMap::new(), BTreeMap::new());
            for one in found {
                one.addresses.iter().for_each(|(rung, text)| {
                    addresses.entry(*rung).or_insert_with(|| text.clone());
                });
                one.persons.iter().for_each(|(rung, name)| {
                    persons.entry(*rung).or_insert_with(|| name.clone());
                });
            }
            let last = u32::try_from(self.sent[*notice].definition.ladder.len()).unwrap_or(0);
            persons.entry(last).or_insert_with(|| kept.person.clone());
            let place = self.slots.len();
            self.places.insert((id, household.clone()), place);
            self.slots.push(Slot { notice: *notice, household, kept, addresses, persons });
            self.plan(place, now);
        }
        Ok(())
    }

    /// Puts a letter where it belongs by what is to be done about it.
    fn plan(&mut self, place: usize, now: i64) {
        let Some(slot) = self.slots.get(place).filter(|slot| slot.kept.wrong.is_none()) else { return };
        let definition = &self.sent[slot.notice].definition;
        match slot.kept.letter.next(definition, |rung| self.reaches(slot, rung), now) {
            Next::Nothing | Next::Reconcile if slot.kept.letter.acknowledged() => {}
            Next::Nothing => {}
            Next::Wait(at) => {
                self.waiting.insert((at, place));
            }
            Next::Reconcile => {
                self.waiting.insert((slot.kept.letter.last() + self.grace, place));
            }
            Next::HandOver { .. } | Next::List { .. } => self.ready.push_back(place),
        }
    }

    /// Whether a letter can be brought to a rung: an address, or a name for a list. The last rung always has a name.
    fn reaches(&self, slot: &Slot, rung: u32) -> bool {
        slot.addresses.contains_key(&rung)
    }

    /// What is due now, at most `limit`; what is given out is not given again until something was recorded of it or
    /// [`Outbox::put_off`] was said.
    pub fn due(&mut self, now: i64, limit: usize) -> Vec<Due> {
        while let Some((at, place)) = self.waiting.first().copied().filter(|(at, _)| *at <= now) {
            self.waiting.remove(&(at, place));
            self.ready.push_back(place);
        }
        let mut due = Vec::new();
        while due.len() < limit
            && let Some(place) = self.ready.pop_front()
        {
            let slot = &self.slots[place];
            let definition = &self.sent[slot.notice].definition;
            let letter = &slot.kept.letter;
            match letter.next(definition, |rung| self.reaches(slot, rung), now) {
                Next::Nothing => {}
                Next::Wait(at) => {
                    self.waiting.insert((at, place));
                }
                Next::Reconcile if letter.last() + self.grace > now => {
                    self.waiting.insert((letter.last() + self.grace, place));
                }
                Next::Reconcile => {
                    due.extend(self.outgoing(place, letter.rung(), letter.attempt()).map(Due::Ask))
                }
                Next::HandOver { rung, attempt } => {
                    let first = self.copied.is_some() && !self.cleared.contains(&(place, rung));
                    let made = if first { Due::AskFirst } else { Due::HandOver };
                    due.extend(self.outgoing(place, rung, attempt).map(made));
                }
                Next::List { rung } => {
                    let event = Event { what: Happening::Listed, rung, attempt: 0, at: seconds(now) };
                    let mut listed = LetterEvent::new(event, word(definition, rung));
                    let person = slot.persons.get(&rung).unwrap_or(&slot.kept.person);
                    listed.person.clone_from(person);
                    due.push(Due::List(place, listed));
                }
            }
        }
        due
    }

    /// Looks at a letter again not before a time: its outcome could not be found out.
    pub fn put_off(&mut self, place: usize, until: i64) {
        self.waiting.insert((until, place));
    }

    /// The gateway does not have it: it is handed over like any other.
    pub fn clear(&mut self, letter: &Outgoing) {
        self.cleared.insert((letter.slot, letter.rung));
        self.ready.push_back(letter.slot);
    }

    /// Whether the letter was written before this district was copied.
    pub fn is_older_than_copy(&self, letter: &Outgoing) -> bool {
        let slot = self.slots.get(letter.slot);
        slot.zip(self.copied).is_some_and(|(slot, copied)| slot.kept.number < copied)
    }

    /// When the next letter is due; none when nothing is to be done any more.
    pub fn next_due(&self, now: i64) -> Option<i64> {
        if self.ready.is_empty() { self.waiting.first().map(|(at, _)| *at) } else { Some(now) }
    }

    fn outgoing(&self, place: usize, rung: u32, attempt: u32) -> Option<Outgoing> {
        let slot = self.slots.get(place)?;
        let sent = &self.sent[slot.notice];
        let body = slot.kept.body.as_ref().unwrap_or(&sent.body);
        let piece = |piece| match piece {
            Piece::Hole(name, _) if name == LINK => {
                let token = self.secret.token(&sent.id, &slot.household);
                format!("{}/k/{}", self.link, address(&sent.id, &slot.household, &token))
            }
            Piece::Hole(name, _) if name == CODE => self.secret.code(&sent.id, &slot.household),
            Piece::Hole(name, _) => format!("{{{name}}}"),
            Piece::Text(text) => text.to_owned(),
        };
        Some(Outgoing {
            slot: place,
            key: format!("{}/{}/{rung}", sent.id, slot.household),
            channel: sent.definition.rung(rung)?.channel,
            address: slot.addresses.get(&rung).cloned().unwrap_or_default(),
            title: sent.title.clone(),
            text: pieces(body).map(piece).collect(),
            rung,
            attempt,
        })
    }

    /// The event of a hand-over.
    pub fn event(&self, what: Happening, letter: &Outgoing, now: i64) -> LetterEvent {
        let event =
            Event { what, rung: letter.rung, attempt: letter.attempt, at: self.not_before(letter.slot, now) };
        LetterEvent::new(event, letter.channel.word())
    }

    /// The event that a gateway reports under a key, when there is such a letter and it is news: delivered, not
    /// delivered, or the code sent back.
    pub fn report(&self, key: &str, report: Reported<'_>, now: i64) -> Option<(usize, LetterEvent)> {
        let (letter, rung) = key.rsplit_once('/')?;
        let (notice, household) = letter.split_once('/')?;
        let place = *self.places.get(&(notice.to_owned(), household.to_owned()))?;
        let slot = self.slots.get(place)?;
        let rung: u32 = rung.parse().ok()?;
        let definition = &self.sent[slot.notice].definition;
        let at = self.not_before(place, now);
        let event = |what| LetterEvent::new(Event { what, rung, attempt: 0, at }, word(definition, rung));
        let made = match report {
            Reported::Delivered => event(Happening::Delivered),
            Reported::Undeliverable => event(Happening::Undeliverable),
            Reported::Reply(code) => {
                let mut made = event(Happening::Acknowledged);
                made.way = Some(define::NoticeWay::Code);
                made.given = self.secret.code_digest(notice, household, code);
                let keys = ledger::letter::Keys { token: &slot.kept.token, code: &slot.kept.code };
                let evidence = ledger::letter::Evidence { way: made.way, given: &made.given, by: "" };
                ledger::letter::proved(&evidence, &keys, &definition.ways).ok()?;
                made
            }
        };
        slot.kept.letter.step(&made.event).ok().map(|_| (place, made))
    }

    /// Whether it is not known yet what became of the hand-over under a key.
    pub fn in_doubt(&self, key: &str) -> bool {
        let place = key.rsplit_once('/').and_then(|(letter, rung)| {
            let (notice, household) = letter.split_once('/')?;
            let place = *self.places.get(&(notice.to_owned(), household.to_owned()))?;
            Some((place, rung.parse::<u32>().ok()?))
        });
        let letter = place.and_then(|(place, rung)| Some((&self.slots.get(place)?.kept.letter, rung)));
        letter.is_some_and(|(letter, rung)| {
            let ended = matches!(letter.state(), State::Acknowledged | State::Listed);
            // What the original of a copy has handed over is news of a rung that this one has not come to yet.
            let ahead = self.copied.is_some() && !ended && letter.rung() < rung;
            letter.pending() && letter.rung() == rung || ahead
        })
    }

    /// How many letters stand in each state.
    pub fn states(&self) -> BTreeMap<State, usize> {
        let mut states = BTreeMap::new();
        self.slots.iter().for_each(|slot| *states.entry(slot.kept.letter.state()).or_default() += 1);
        states
    }

    /// A time as rows write it, to the second, not before the letter's last event.
    fn not_before(&self, place: usize, now: i64) -> i64 {
        let last = self.slots.get(place).map_or(0, |slot| slot.kept.letter.last());
        seconds(now).max(last)
    }
}

/// What a gateway reports of a letter that it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reported<'r> {
    /// It is on the device.
    Delivered,
    /// It cannot be brought there.
    Undeliverable,
    /// The household has sent this back.
    Reply(&'r str),
}

fn word(notice: &Notice, rung: u32) -> &'static str {
    notice.rung(rung).map(|rung| rung.channel.word()).unwrap_or_default()
}

/// To the second, as rows write times.
pub(super) fn seconds(at: i64) -> i64 {
    at.div_euclid(1_000) * 1_000
}

//! What the office can do: one file an act, and the one way in which anything is written.
//!
//! | act | file |
//! |---|---|
//! | make a district, adopt a pack | `init`, `adopt` |
//! | take in files | `import` |
//! | record rows by hand, a form, a pasted block, steps of cases | `record`, `form`, `block`, `steps` |
//! | open the cases that rows ask for | `open` |
//! | report that nothing happened | `nil` |
//! | look at what is masked | `disclose` |
//! | take in a file in pieces, attach a file to rows, take it off | `arrive`, `attach` |
//! | withdraw a row, erase an entry, close a year | `withdraw`, `erase`, `close` |
//! | put a report forward, freeze it when it is issued | `edition` |
//! | seal lists, draw at random, open a slip | `seal`, `draw`, `reveal` |
//! | send a notice, hand letters over, acknowledge | `notice`, `outbox`, `acknowledge` |
//! | take in signals, watch devices | `signals`, `watch` |
//! | give the signing key up for another one | `rotate` |
//! | make the rows anew | `rebuild` |
//! | tell who came in and what was refused | `security` |
//!
//! `moment` says when a batch is made, `veil` takes sensitive cells out of what it says.

mod acknowledge;
mod adopt;
mod arrive;
mod attach;
mod batch;
mod block;
mod checks;
mod close;
mod disclose;
mod draft;
mod draw;
mod edition;
mod effect;
mod entry;
mod erase;
mod form;
mod import;
mod init;
mod letter;
mod merge;
mod moment;
mod nil;
mod notice;
mod open;
mod outbox;
mod permission;
mod projection;
mod rebuild;
mod record;
mod reveal;
mod rotate;
mod seal;
mod security;
mod signals;
mod sitting;
mod steps;
mod veil;
mod watch;
mod withdraw;

pub use acknowledge::Acknowledging;
pub use attach::Attaching;
pub use block::{Block, Taking};
pub use edition::Forward;
pub use import::{ImportOptions, Progress, Refused};
pub use letter::LetterEvent;
pub use merge::Merging;
pub use outbox::{Due, Outbox, Outgoing, Reported};
pub use record::Given;
pub use reveal::{Opened, verify_opening};
pub use seal::Sealing;
pub use steps::StepGiven;

use crate::audit::{Audit, Audited};
use crate::district::{Office, Writing};
use crate::end::End;
use crate::error::{Error, Result};
use crate::look::Look;
use crate::round::{Coming, Round, arrived};
use crate::session::Session;
use crate::state::State;
use crate::store::Store;
use batch::Batch;
use define::Pack;
use draft::Drafted;
use entry::Writer;
use finding::{Finding, has_error};
use ledger::Row;
use moment::Moment;
use permission::Allowed;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::sync_channel;

/// What became of a batch.
#[derive(Debug, Default)]
pub(crate) struct Committed {
    /// What was found; with an error among it nothing was written.
    pub findings: Vec<Finding>,
    /// The first entry written.
    pub first: Option<u64>,
    /// How many were.
    pub entries: u64,
}

impl Committed {
    /// Whether anything speaks against what was asked.
    pub fn is_refused(&self) -> bool {
        has_error(&self.findings)
    }

    /// Whether it is who asks that speaks against it.
    pub fn is_denied(&self) -> bool {
        self.findings.iter().any(|finding| finding.code.starts_with("access."))
    }
}

impl Office {
    /// Writes what `work` puts into a batch: the only way in which anything is written. In one transaction and in this
    /// order: cells (as each row is put), permission, row checks, forms, plausibility; then journal and rows; the
    /// signed checkpoint follows with the end of the round. With a finding of grade error nothing is written.
    ///
    /// # Errors
    /// A store that refuses; nothing is written then.
    pub(crate) fn commit<T>(
        &self,
        session: &Session,
        work: impl FnOnce(&mut Batch<'_>) -> Result<T>,
    ) -> Result<(T, Committed)> {
        self.commit_under(session, None, work)
    }

    /// As [`Office::commit`], under a pack that is not adopted yet, when a district is made.
    pub(crate) fn commit_under<T>(
        &self,
        session: &Session,
        pack: Option<Arc<Pack>>,
        work: impl FnOnce(&mut Batch<'_>) -> Result<T>,
    ) -> Result<(T, Committed)> {
        let began = std::time::Instant::now();
        let mut turn = self.house.turn_among();
        let done = self.put(turn.writing(), (session, pack), work);
        let outcome = turn.leave(self.sitting.as_deref());
        // What could not be done is told before what became of the others.
        let done = done?;
        // A sitting waits at its end.
        if let (Some(outcome), None) = (outcome?, &self.sitting) {
            outcome.wait()?;
        }
        log(session, &done.1, began.elapsed());
        if done.1.is_denied() {
            self.tell_refused(session, &done.1);
        }
        Ok(done)
    }

    /// Puts one act into the round that is open, or begins one with it.
    fn put<T>(
        &self,
        writing: &mut Writing,
        (session, pack): (&Session, Option<Arc<Pack>>),
        work: impl FnOnce(&mut Batch<'_>) -> Result<T>,
    ) -> Result<(T, Committed)> {
        let (house, archive) = (&*self.house, &self.house.archive);
        let Writing { store, entropy, seen, round, end, .. } = writing;
        let (began, mut written, mut signers) = (std::time::Instant::now(), None, Vec::new());
        let before = round.as_mut().map(Round::state).transpose()?;
        let round_end = round.as_ref().map(|round| &round.end);
        let follows_others = before.is_some();
        let act = |store: &Store| {
            archive.look_out(store, seen)?;
            let end = match round_end {
                Some(end) => end,
                None => end_of(store, &archive.audit, end)?,
            };
            let (size, signer) = (end.size(), house.signer()?);
            let pack = match (&before, pack) {
                (_, Some(pack)) => pack,
                (Some(state), None) => state.pack.clone(),
                (None, None) => archive.pack_of(store, size, None)?,
            };
            let head = match before {
                Some(state) => state,
                None => archive.state(store, size, &pack)?,
            };
            let Moment { at, today, told } = Moment::of(store, size, house)?;
            let look = Look { store, house };
            let mut batch = Batch::new(look, head.clone(), session, at, today, &mut **entropy);
            let answer = work(&mut batch)?;
            // Who may not is told that, and nothing of what the rows he named are like.
            let allowed = match permission::decide(session, &batch)? {
                Ok(allowed) => allowed,
                Err(denied) => {
                    let findings = denied.into_iter().map(|finding| batch.veil.over(finding)).collect();
                    return Ok((false, (answer, Committed { findings, ..Committed::default() })));
                }
            };
            if !batch.is_refused() && !batch.is_empty() {
                written = look_and_write(&mut batch, end, &allowed)?;
            }
            signers = [Some(signer), batch.heir.take()].into_iter().flatten().collect();
            let mut committed = Committed { findings: batch.told_findings(), ..Committed::default() };
            committed.entries = batch.len() as u64;
            // Nothing to record is recorded under no clock.
            if !batch.is_empty() {
                committed.findings.extend(told);
            }
            if written.is_none() || has_error(&committed.findings) {
                return Ok((false, (answer, committed)));
            }
            committed.first = Some(head.size);
            Ok((true, (answer, committed)))
        };
        let done = if follows_others { store.go_on(act) } else { store.begin(act) };
        match (&done, written) {
            (Ok((true, _)), Some(written)) => {
                // Until the round is durable nobody but those of the round goes by it: others read what is in the file.
                archive.audit.keep_open(written.end.open(&archive.audit.origin));
                let Written { end, next, alone } = written;
                match round {
                    Some(round) => round.follow(next, alone, (end, signers)),
                    None => *round = Some(Round::of(next, alone, (end, signers), began)),
                }
            }
            (Err(_), _) if store.gave_up() => round.iter_mut().for_each(Round::lose),
            _ => {}
        }
        done.map(|(_, answer)| answer)
    }
}

/// One line an act: which entries, what kind of author by which door, how long it took. No name, no cell, no key.
fn log(session: &Session, committed: &Committed, took: std::time::Duration) {
    let (who, via) = (session.who.kind(), session.via.word());
    let milliseconds = took.as_millis() as u64;
    match committed.first {
        Some(first) => tracing::info!(first, entries = committed.entries, who, via, milliseconds, "recorded"),
        None if committed.is_refused() => {
            let codes: Vec<&str> = committed.findings.iter().map(|finding| finding.code).take(5).collect();
            tracing::info!(
                findings = committed.findings.len(),
                codes = codes.join(" "),
                who,
                via,
                milliseconds,
                "refused"
            );
        }
        None => tracing::debug!(who, via, milliseconds, "nothing to record"),
    }
}

/// Entries of a batch that is drafted where it is looked at: another core would be asked for longer than it works.
const SMALL: usize = 8;

/// Parcels of entries that are drafted ahead of what is written; a small batch has room in them.
const AHEAD: usize = 8;

/// What the draft hands on to be written.
enum Parcel {
    Entries(Vec<Drafted>),
    End(Box<End>),
}

/// The end of the journal as the round before left it, or as the file tells it when somebody else has written since.
fn end_of<'e>(store: &Store, audit: &Audit, kept: &'e mut Option<End>) -> Result<&'e End> {
    let sealed = audit.newest(store)?;
    match kept.take().filter(|end| Arc::ptr_eq(&end.sealed, &sealed)) {
        Some(end) => Ok(kept.insert(end)),
        None => Ok(kept.insert(End::read(store, sealed)?)),
    }
}

/// A batch that is written and not yet durable.
struct Written {
    end: End,
    /// The state that it leads to, being made; none when more than rows changed.
    next: Coming,
    /// Whether more than rows changed.
    alone: bool,
}

/// Looks at a batch, and drafts it meanwhile on another core; with nothing against it, it is written as it was drafted. None
/// when it is not to be written.
fn look_and_write(batch: &mut Batch<'_>, end: &End, allowed: &Allowed<'_>) -> Result<Option<Written>> {
    let look = |batch: &mut Batch<'_>| {
        batch.check_rows()?;
        batch.check_forms()?;
        Ok(!batch.is_refused() && !batch.is_doubted())
    };
    if batch.is_dry() {
        look(batch)?;
        batch.check_plausible()?;
        return Ok(None);
    }
    let written = beside(batch, end, allowed, look)?;
    if written.is_some() || batch.is_refused() {
        return Ok(written);
    }
    batch.check_plausible()?;
    match batch.is_refused() {
        true => Ok(None),
        // What was doubted has got its reasons, which are rows too.
        false => beside(batch, end, allowed, |_| Ok(true)),
    }
}

/// Drafts a batch while it is looked at, and writes it when that says so; while it is made durable, the state is made to which
/// it leads. A small one is looked at first.
fn beside(
    batch: &mut Batch<'_>,
    end: &End,
    allowed: &Allowed<'_>,
    look: impl FnOnce(&mut Batch<'_>) -> Result<bool>,
) -> Result<Option<Written>> {
    let (ground, planned, head) = (batch.ground(end, allowed)?, batch.planned.clone(), batch.head.clone());
    let (alone, small) = (planned.iter().any(|one| one.moved.is_none()), planned.len() <= SMALL);
    let (sender, parcels) = sync_channel::<Parcel>(AHEAD);
    let gone = batch.gone();
    let draft = move || {
        let _dropped_at_the_end = gone;
        let hand_on = |some| sender.send(Parcel::Entries(some)).is_ok();
        let Some(end) = ground.draft(&planned, &head.pack, hand_on)? else { return Ok(None) };
        let (sealed, size) = (end.sealed.clone(), end.size());
        match sender.send(Parcel::End(Box::new(end))) {
            Ok(()) => Ok(follows(&head, (&sealed, size), &planned).map(Arc::new)),
            Err(_) => Ok(None),
        }
    };
    let next = if small {
        if !look(batch)? {
            return Ok(None);
        }
        Coming::Made(draft())
    } else {
        let drafting = std::thread::Builder::new().name("draft".to_owned()).spawn(draft);
        let drafting = drafting.map_err(Error::file(batch.dir()))?;
        if !look(batch)? {
            return Ok(None);
        }
        Coming::Making(drafting)
    };
    let writer = Writer::begin(batch.store, batch.at, allowed);
    for parcel in parcels {
        match parcel {
            Parcel::Entries(some) => some.iter().try_for_each(|one| writer.write(one))?,
            Parcel::End(end) => return Ok(Some(Written { end: *end, next, alone })),
        }
    }
    arrived(next)?;
    Err(Error::damaged("起草中断"))
}

/// The state that a batch leads to; none when more than rows changed.
fn follows(head: &State, end: (&Arc<Audited>, u64), planned: &[batch::Planned]) -> Option<State> {
    let mut last: BTreeMap<&str, BTreeMap<u64, Option<Arc<Row>>>> = BTreeMap::new();
    for one in planned {
        let (register, number, row) = one.moved.as_ref()?;
        last.entry(register).or_default().insert(*number, row.clone());
    }
    let moves =
        last.into_iter().map(|(register, rows)| (register.to_owned(), rows.into_iter().collect())).collect();
    Some(head.followed_by(end, &moves))
}

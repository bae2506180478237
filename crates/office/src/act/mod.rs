//! What the office can do: one file an act, and the one way in which anything is written.
//!
//! | act | file |
//! |---|---|
//! | make a district, adopt a pack | `init`, `adopt` |
//! | take in files | `import` |
//! | record rows by hand, a form, steps of cases | `record`, `form`, `steps` |
//! | look at what is masked | `disclose` |
//! | withdraw a row, erase an entry, close a year | `withdraw`, `erase`, `close` |
//! | seal lists, draw at random, open a slip | `seal`, `draw`, `reveal` |
//! | send a notice, hand letters over, acknowledge | `notice`, `outbox`, `acknowledge` |
//! | take in signals, watch devices | `signals`, `watch` |
//! | give the signing key up for another one | `rotate` |
//! | make the rows anew | `rebuild` |
//!
//! `moment` says when a batch is made, `veil` takes sensitive cells out of what it says.

mod acknowledge;
mod adopt;
mod batch;
mod checks;
mod close;
mod disclose;
mod draw;
mod entry;
mod erase;
mod form;
mod import;
mod init;
mod letter;
mod moment;
mod notice;
mod outbox;
mod permission;
mod projection;
mod rebuild;
mod record;
mod reveal;
mod rotate;
mod seal;
mod signals;
mod steps;
mod veil;
mod watch;
mod withdraw;

pub use acknowledge::Acknowledging;
pub use import::{ImportOptions, Progress, Refused};
pub use letter::LetterEvent;
pub use outbox::{Due, Outbox, Outgoing, Reported};
pub use record::Given;
pub use reveal::{Opened, verify_opening};
pub use seal::Sealing;
pub use steps::StepGiven;

use crate::audit::Audited;
use crate::district::{Office, Writing};
use crate::error::Result;
use crate::look::Look;
use crate::session::Session;
use crate::state::State;
use crate::store::Store;
use batch::Batch;
use define::Pack;
use entry::Writer;
use finding::{Finding, has_error};
use ledger::Row;
use moment::Moment;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

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
}

impl Office {
    /// Writes what `work` puts into a batch: the only way in which anything is written. In one transaction and in this
    /// order: cells (as each row is put), permission, row checks, forms, plausibility; then journal, rows and a signed
    /// checkpoint. With a finding of grade error nothing is written.
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
        let (house, archive) = (&*self.house, &self.house.archive);
        let mut writing = self.turn();
        let Writing { store, entropy, seen } = &mut *writing;
        let (began, mut next, mut kept) = (std::time::Instant::now(), None, None);
        let done: (T, Committed) = store.write(|store| {
            archive.look_out(store, seen)?;
            let sealed = archive.audit.newest(store)?;
            let (size, signer) = (sealed.size, house.signer()?);
            let pack = match pack {
                Some(pack) => pack,
                None => archive.pack_of(store, size, None)?,
            };
            let head = archive.state(store, size, &pack)?;
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
                batch.check_rows()?;
                batch.check_forms()?;
                batch.check_plausible()?;
            }
            let mut committed = Committed { findings: batch.told_findings(), ..Committed::default() };
            committed.entries = batch.len() as u64;
            // Nothing to record is recorded under no clock.
            if !batch.is_empty() {
                committed.findings.extend(told);
            }
            if has_error(&committed.findings) || batch.is_dry() || batch.is_empty() {
                return Ok((false, (answer, committed)));
            }
            let heir = batch.heir.take();
            let (planned, entropy) = batch.planned();
            for register in registers(&planned) {
                archive.audit.agree(store, register, size)?;
            }
            let mut writer = Writer::begin(store, &sealed, at, &allowed, (planned.len(), entropy))?;
            for one in &planned {
                writer.record(&one.act, one.before.as_ref(), |id| head.pack.register_by_id(id))?;
            }
            let signers = [Some(signer), heir].into_iter().flatten().collect::<Vec<_>>();
            let sealed = Arc::new(writer.seal(&archive.audit.origin, &signers)?);
            committed.first = Some(head.size);
            next = follows(&head, store, &sealed, planned)?;
            kept = Some(sealed);
            Ok((true, (answer, committed)))
        })?;
        if let Some(sealed) = kept {
            archive.audit.keep_newest(sealed);
        }
        if let Some(next) = next {
            archive.publish(next);
        }
        log(session, &done.1, began.elapsed());
        Ok(done)
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

/// The state that a batch leads to; none when more than rows changed.
fn follows(
    head: &State,
    store: &Store,
    sealed: &Arc<Audited>,
    planned: Vec<batch::Planned>,
) -> Result<Option<State>> {
    let mut last: BTreeMap<String, BTreeMap<u64, Option<Arc<Row>>>> = BTreeMap::new();
    for one in planned {
        let Some((register, number, row)) = one.moved else { return Ok(None) };
        last.entry(register).or_default().insert(number, row);
    }
    let moves = last.into_iter().map(|(register, rows)| (register, rows.into_iter().collect())).collect();
    head.followed_by(store, sealed, &moves).map(Some)
}

/// The registers whose rows a batch changes.
fn registers(planned: &[batch::Planned]) -> BTreeSet<&str> {
    planned.iter().filter_map(|one| one.moved.as_ref()).map(|(register, ..)| register.as_str()).collect()
}

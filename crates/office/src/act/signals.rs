//! Signals (信号): what devices say is taken in beside the journal; the watch makes cases of it, which are rows.

use crate::ask::AsOf;
use crate::district::{Office, Writing};
use crate::error::{Error, Result};
use crate::intake::{Intake, Roll, Turn, Work};
use crate::keys::KeyFile;
use crate::refusal;
use crate::session::{Via, Who};
use crate::state::locked;
use crate::store::SignalStore;
use crate::view::{Receipt, SignalRefusal};
use ledger::{ENVELOPE_AGE, Envelope, LineFault};
use std::sync::Arc;

/// Who asks for the list of devices.
const INTAKE: &str = "信号接收";
/// How old the list of devices may become before it is looked at again, in milliseconds.
const STALE: i64 = 5_000;
/// How soon it is looked at again for a sender that did not prove himself.
const AGAIN: i64 = 1_000;

impl Office {
    /// Takes in a batch under its sender's signature: heartbeats, alarms, lists of devices (`docs/zh/signals.md`). The good
    /// lines are taken, the bad ones told. When this answers, what was taken is on the disk.
    ///
    /// # Errors
    /// In the outer result a store that refuses; in the inner one why the batch as a whole was not taken.
    pub fn take_in(
        &self,
        envelope: &Envelope<'_>,
        body: &[u8],
    ) -> Result<std::result::Result<Receipt, SignalRefusal>> {
        let intake = self.intake()?;
        let (sender, now) = (envelope.sender, self.now());
        let Some((roll, epoch)) = self.signed_for(&intake, envelope, body, now)? else {
            return Ok(Err(refusal::unknown()));
        };
        if !(-ENVELOPE_AGE..=ENVELOPE_AGE).contains(&now.saturating_sub(envelope.time)) {
            return Ok(Err(refusal::untimely(now)));
        }
        if !intake.pace.may(sender, now) {
            return Ok(Err(refusal::often()));
        }
        let (told, mut faults) = match ledger::read_batch(body) {
            Ok(read) => read,
            Err(fault) => return Ok(Err(refusal::broken(fault))),
        };
        let mut work = Work::default();
        let mut taken = 0;
        for one in told {
            match work.add(&roll, sender, &one, now) {
                Ok(()) => taken += 1,
                Err(fault) => faults.push(fault),
            }
        }
        faults.sort_by_key(|fault: &LineFault| fault.line);
        let turn = Turn { sender: sender.to_owned(), epoch, counter: envelope.counter };
        if taken > 0
            && let Err(refusal) = intake.give(turn, work, taken)?
        {
            return Ok(Err(refusal));
        }
        intake.pace.note(sender, now);
        Ok(Ok(refusal::receipt(taken, faults, now)))
    }

    /// The key with which a device signs, hexadecimal: made from the district's secret, the number and the epoch in the
    /// register of devices, so that none is kept.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a number that is no device in use, or whose key is revoked.
    pub fn signal_key(&self, device: &str) -> Result<String> {
        let intake = self.intake()?;
        let roll = self.refreshed(&intake, self.now())?;
        let Some((_, found)) = roll.of(device) else {
            return Err(Error::Unknown(format!("台账里没有在用的设备“{device}”")));
        };
        match found.epoch {
            Some(epoch) => Ok(proof::hex::write(&intake.key(device, epoch))),
            None => Err(Error::Unknown(format!("设备“{device}”的密钥已经吊销"))),
        }
    }

    /// The intake, begun when first asked for.
    pub(super) fn intake(&self) -> Result<Arc<Intake>> {
        let mut held = locked(&self.house.intake);
        if let Some(intake) = &*held {
            return Ok(intake.clone());
        }
        let secret = {
            let Writing { store, entropy, .. } = &mut *self.turn();
            KeyFile::Signals.made(self.dir(), store, &mut **entropy)?
        };
        let store = SignalStore::open(&self.house.home)?;
        let roll = self.roll(None, self.now())?.unwrap_or_default();
        let intake = Arc::new(Intake::begin(store, secret, roll)?);
        *held = Some(intake.clone());
        Ok(intake)
    }

    /// The list of devices as the rows have it; none when `old` still holds.
    fn roll(&self, old: Option<&Roll>, now: i64) -> Result<Option<Roll>> {
        let session = self.session(Who::Service(INTAKE.to_owned()), Via::Signal);
        self.at(&session, &AsOf::Now, None)?.roll(old, now)
    }

    /// The list of devices and the epoch of the sender's key, when the signature holds. The list is looked at again when
    /// it is old, and for whoever did not prove himself: an unknown number and a wrong key cost the same.
    fn signed_for(
        &self,
        intake: &Intake,
        envelope: &Envelope<'_>,
        body: &[u8],
        now: i64,
    ) -> Result<Option<(Arc<Roll>, u32)>> {
        let held = |roll: &Roll| {
            let epoch = roll.of(envelope.sender).and_then(|(_, device)| device.epoch);
            let holds = envelope.holds(&intake.key(envelope.sender, epoch.unwrap_or(0)), body);
            epoch.filter(|_| holds)
        };
        let mut roll = intake.roll();
        if now.saturating_sub(roll.at) > STALE {
            roll = self.refreshed(intake, now)?;
        }
        let mut epoch = held(&roll);
        if epoch.is_none() && now.saturating_sub(roll.at) > AGAIN {
            roll = self.refreshed(intake, now)?;
            epoch = held(&roll);
        }
        Ok(epoch.map(|epoch| (roll, epoch)))
    }

    /// Reads the list of devices again, if anything in it may have changed.
    pub(super) fn refreshed(&self, intake: &Intake, now: i64) -> Result<Arc<Roll>> {
        let old = intake.roll();
        let fresh = self.roll(Some(&old), now)?;
        Ok(intake.keep(fresh.unwrap_or_else(|| Roll { at: now, ..(*old).clone() })))
    }
}

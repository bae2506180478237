//! Signals (信号): what devices say is taken in beside the journal; the watch makes cases of it, which are rows.

use crate::ask::AsOf;
use crate::clock::Entropy;
use crate::district::{Office, SIGNALS};
use crate::error::{Error, Result};
use crate::intake::{Intake, Roll, Work};
use crate::refusal;
use crate::session::{Via, Who};
use crate::state::locked;
use crate::store::SignalStore;
use crate::view::{Receipt, SignalRefusal};
use ledger::LineFault;
use std::path::Path;
use std::sync::Arc;

/// Who asks for the list of devices.
const INTAKE: &str = "信号接收";
/// Name of the secret from which the devices' keys are made.
const SECRET: &str = "signals.key";
/// How old the list of devices may become before it is looked at again, in milliseconds.
const STALE: i64 = 5_000;
/// How soon it is looked at again for a sender that is not on it.
const AGAIN: i64 = 1_000;

impl Office {
    /// Takes in a batch that `sender` gives under its key: heartbeats, alarms, lists of devices (`docs/zh/signals.md`).
    /// The good lines are taken, the bad ones told. When this answers, what was taken is on the disk.
    ///
    /// # Errors
    /// In the outer result a store that refuses; in the inner one why the batch as a whole was not taken.
    pub fn take_in(
        &self,
        sender: &str,
        key: &str,
        body: &[u8],
    ) -> Result<std::result::Result<Receipt, SignalRefusal>> {
        let intake = self.intake()?;
        let now = self.now();
        let roll = match self.known(&intake, sender, now)? {
            Some(roll) => roll,
            None => return Ok(Err(refusal::unknown("signal.sender", "台账里没有这台在用的设备"))),
        };
        if !intake.holds(sender, key) {
            return Ok(Err(refusal::unknown("signal.key", "密钥不符")));
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
        if taken > 0
            && let Err(refusal) = intake.give(work, taken)?
        {
            return Ok(Err(refusal));
        }
        Ok(Ok(refusal::receipt(taken, faults, now)))
    }

    /// The key under which a device sends: made from the district's secret, so that none is kept.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a number that is no device in use.
    pub fn signal_key(&self, device: &str) -> Result<String> {
        let intake = self.intake()?;
        match self.known(&intake, device, self.now())? {
            Some(_) => Ok(intake.key(device)),
            None => Err(Error::Unknown(format!("台账里没有在用的设备“{device}”"))),
        }
    }

    /// The intake, begun when first asked for.
    pub(super) fn intake(&self) -> Result<Arc<Intake>> {
        let mut held = locked(&self.house.intake);
        if let Some(intake) = &*held {
            return Ok(intake.clone());
        }
        let secret = secret(&self.dir().join(SECRET), &mut *self.turn().entropy)?;
        let store = SignalStore::open(&self.dir().join(SIGNALS))?;
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

    /// The list of devices, if the sender is on it; looked at again when it is old, or does not know the sender.
    fn known(&self, intake: &Intake, sender: &str, now: i64) -> Result<Option<Arc<Roll>>> {
        let mut roll = intake.roll();
        let age = now.saturating_sub(roll.at);
        if age > STALE || (age > AGAIN && !roll.devices.contains_key(sender)) {
            roll = self.refreshed(intake, now)?;
        }
        Ok(roll.devices.contains_key(sender).then_some(roll))
    }

    /// Reads the list of devices again, if anything in it may have changed.
    pub(super) fn refreshed(&self, intake: &Intake, now: i64) -> Result<Arc<Roll>> {
        let old = intake.roll();
        let fresh = self.roll(Some(&old), now)?;
        Ok(intake.keep(fresh.unwrap_or_else(|| Roll { at: now, ..(*old).clone() })))
    }
}

/// Reads the secret, making it when there is none.
fn secret(path: &Path, entropy: &mut dyn Entropy) -> Result<Vec<u8>> {
    match std::fs::read_to_string(path) {
        Ok(text) => match proof::hex::read(text.trim()) {
            Some(secret) if secret.len() == 32 => Ok(secret.to_vec()),
            _ => Err(Error::damaged(format!("{} 不是信号密钥", path.display()))),
        },
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let mut secret = [0; 32];
            entropy.fill(&mut secret)?;
            crate::private::write(path, proof::hex::write(&secret).as_bytes())?;
            Ok(secret.to_vec())
        }
        Err(error) => Err(Error::file(path)(error)),
    }
}

//! The queue and its one writer: batches that wait while the disk is written are written together.

use crate::error::{Error, Result};
use crate::pace::Pace;
use crate::store::{Beat, SignalStore, Told};
use crate::view::SignalRefusal;
use assess::signal::Device;
use define::{Date, Signal};
use ledger::{Cause, CauseKind, LineFault, SignalKind, cause_key, drift, drifts};
use proof::{Digest, hmac_sm3};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, RwLock};

/// What a device's key is made of, before the device's number.
const PURPOSE: &str = "duheng/signals/";
/// Most signals that may wait; a sender beyond that is asked to come again.
const WAITING: usize = 60_000;
/// Most signals written together.
const TOGETHER: usize = 8_000;

/// Devices in use, each with the signal whose device it is.
#[derive(Clone, Default)]
pub(crate) struct Roll {
    /// When it was looked at.
    pub at: i64,
    /// What it was read from: entries that changed the registers, and the day.
    pub stamp: Option<(u64, Date)>,
    /// The definitions.
    pub signals: Arc<Vec<Signal>>,
    /// Devices by number; the first signal that has it.
    pub devices: Arc<BTreeMap<String, (usize, Device)>>,
}

impl Roll {
    /// The signal and the device of a number.
    pub fn of(&self, id: &str) -> Option<(&Signal, &Device)> {
        let (at, device) = self.devices.get(id)?;
        Some((self.signals.get(*at)?, device))
    }
}

/// What a batch comes to: reports of one device or cause are joined before they are written.
#[derive(Default)]
pub(crate) struct Work {
    beats: BTreeMap<String, Beat>,
    causes: BTreeMap<String, Told>,
    lists: BTreeMap<String, (i64, Vec<String>)>,
}

impl Work {
    /// Adds a line that `sender` gave.
    pub fn add(
        &mut self,
        roll: &Roll,
        sender: &str,
        told: &ledger::Told,
        now: i64,
    ) -> std::result::Result<(), LineFault> {
        let fault = |code, sentence: String| Err(LineFault::new(told.line, code, sentence));
        let Some((signal, device)) = roll.of(&told.device) else {
            return fault("signal.device-unknown", format!("台账里没有在用的设备“{}”", told.device));
        };
        if told.device != sender && device.gateway.as_deref() != Some(sender) {
            return fault("signal.device-foreign", format!("“{sender}”不能替“{}”上报", told.device));
        }
        let parts = |fields: &[String]| fields.iter().map(String::as_str).collect::<Vec<_>>().join("\u{1f}");
        match told.kind {
            SignalKind::Alarm => {
                if !signal.causes.contains(&told.cause) {
                    let known = signal.causes.join("、");
                    let sentence = format!("“{}”不报“{}”；可报：{known}", signal.head.name, told.cause);
                    return fault("signal.cause-unknown", sentence);
                }
                self.report(signal, device, CauseKind::Alarm, &told.cause, &parts(&device.alarm_by), now);
            }
            SignalKind::List => {
                if !signal.lists {
                    return fault("signal.list-unasked", format!("“{}”不报名册", signal.head.name));
                }
                self.lists.insert(told.device.clone(), (now, told.devices.clone()));
            }
            SignalKind::Heartbeat => {}
        }
        if told.kind == SignalKind::Heartbeat {
            let beat = Beat { seen: now, clock: told.at, times: 1 };
            match self.beats.entry(told.device.clone()) {
                Entry::Vacant(place) => _ = place.insert(beat),
                Entry::Occupied(mut place) => *place.get_mut() = place.get().joined(beat),
            }
            if let (Some(limit), Some(clock)) = (signal.drift, told.at)
                && drifts(drift(clock, now), limit)
            {
                self.report(signal, device, CauseKind::Drift, "", &device.id, now);
            }
        }
        Ok(())
    }

    fn report(
        &mut self,
        signal: &define::Signal,
        device: &assess::signal::Device,
        kind: CauseKind,
        what: &str,
        by: &str,
        now: i64,
    ) {
        let parts: Vec<&str> = by.split('\u{1f}').collect();
        let key = cause_key(&signal.head.id, kind, what, &parts);
        let once = Cause::once(now);
        match self.causes.entry(key) {
            Entry::Occupied(mut place) => {
                let told = place.get_mut();
                told.cause = told.cause.joined(once);
            }
            Entry::Vacant(place) => {
                place.insert(Told {
                    signal: signal.head.id.clone(),
                    device: device.id.clone(),
                    kind,
                    what: what.to_owned(),
                    cause: once,
                    opened: None,
                    recovered: None,
                });
            }
        }
    }

    fn join(&mut self, other: Work) {
        for (device, beat) in other.beats {
            match self.beats.entry(device) {
                Entry::Vacant(place) => _ = place.insert(beat),
                Entry::Occupied(mut place) => *place.get_mut() = place.get().joined(beat),
            }
        }
        for (key, told) in other.causes {
            match self.causes.entry(key) {
                Entry::Vacant(place) => _ = place.insert(told),
                Entry::Occupied(mut place) => {
                    let cause = &mut place.get_mut().cause;
                    *cause = cause.joined(told.cause);
                }
            }
        }
        self.lists.extend(other.lists);
    }

    fn write(&self, store: &SignalStore) -> Result<()> {
        self.beats.iter().try_for_each(|(device, beat)| store.beat(device, beat))?;
        self.causes.iter().try_for_each(|(key, told)| store.cause(key, told))?;
        self.lists.iter().try_for_each(|(gateway, (at, devices))| store.list(gateway, *at, devices))
    }
}

/// A batch that waits, and where its sender waits.
struct Parcel {
    turn: Turn,
    work: Work,
    count: usize,
    answer: Sender<Written>,
}

/// What became of a batch: written, or none that is new; or why nothing could be written.
type Written = std::result::Result<bool, String>;

/// The intake while the office is open.
pub(crate) struct Intake {
    queue: SyncSender<Parcel>,
    waiting: Arc<AtomicUsize>,
    roll: RwLock<Arc<Roll>>,
    secret: Digest,
    /// How often each device was heard lately.
    pub pace: Pace,
}

impl Intake {
    /// Begins the writer, which ends when the intake does.
    pub fn begin(store: SignalStore, secret: Digest, roll: Roll) -> Result<Intake> {
        let (queue, parcels) = sync_channel(WAITING);
        let waiting = Arc::new(AtomicUsize::new(0));
        let left = waiting.clone();
        let writer = std::thread::Builder::new().name("signals".to_owned());
        writer
            .spawn(move || write(&store, &parcels, &left))
            .map_err(|error| Error::file(std::path::Path::new("signals"))(error))?;
        Ok(Intake { queue, waiting, roll: RwLock::new(Arc::new(roll)), secret, pace: Pace::default() })
    }

    /// Waits until the work is on the disk; or refuses at once when too much waits already, and in its turn when the sender
    /// has given one of that counter before.
    pub fn give(
        &self,
        turn: Turn,
        work: Work,
        count: usize,
    ) -> Result<std::result::Result<(), SignalRefusal>> {
        let before = self.waiting.fetch_add(count, Ordering::SeqCst);
        if before > 0 && before + count > WAITING {
            self.waiting.fetch_sub(count, Ordering::SeqCst);
            return Ok(Err(crate::refusal::busy()));
        }
        let (answer, done) = channel();
        let lost = || Error::damaged("信号库的写入已经停了");
        self.queue.send(Parcel { turn, work, count, answer }).map_err(|_| lost())?;
        match done.recv() {
            Ok(Ok(true)) => Ok(Ok(())),
            Ok(Ok(false)) => Ok(Err(crate::refusal::replayed())),
            Ok(Err(why)) => Err(Error::damaged(format!("信号没有写成：{why}"))),
            Err(_) => Err(lost()),
        }
    }

    /// The devices' list as it was last looked at.
    pub fn roll(&self) -> Arc<Roll> {
        self.roll.read().unwrap_or_else(|poisoned| poisoned.into_inner()).clone()
    }

    /// Keeps a newer list.
    pub fn keep(&self, roll: Roll) -> Arc<Roll> {
        let roll = Arc::new(roll);
        *self.roll.write().unwrap_or_else(|poisoned| poisoned.into_inner()) = roll.clone();
        roll
    }

    /// A device's key of an epoch.
    pub fn key(&self, device: &str, epoch: u32) -> Digest {
        // The length comes first, so that no two pairs give the same text.
        hmac_sm3(&self.secret, format!("{PURPOSE}{}/{device}/{epoch}", device.len()).as_bytes())
    }
}

/// Who sends, under which key, as the how manieth: what makes a batch new.
#[derive(Clone, Debug)]
pub(crate) struct Turn {
    /// Number of the sender.
    pub sender: String,
    /// Epoch of its key.
    pub epoch: u32,
    /// Its counter.
    pub counter: u64,
}

/// Writes what waits, together, and then says so.
fn write(store: &SignalStore, parcels: &Receiver<Parcel>, waiting: &AtomicUsize) {
    while let Ok(first) = parcels.recv() {
        let mut together = vec![first];
        let mut count = together[0].count;
        while count < TOGETHER {
            let Ok(next) = parcels.try_recv() else { break };
            count += next.count;
            together.push(next);
        }
        let done = written(store, &mut together).map_err(|error| error.to_string());
        waiting.fetch_sub(count, Ordering::SeqCst);
        for (nth, parcel) in together.into_iter().enumerate() {
            // A sender that went away has no use for it.
            parcel.answer.send(done.clone().map(|new| new[nth])).ok();
        }
    }
}

/// Writes batches in one transaction, the counters of their senders with them: what was given before is left out, also
/// when another process took it.
fn written(store: &SignalStore, together: &mut [Parcel]) -> Result<Vec<bool>> {
    store.write(|| {
        let (mut all, mut new) = (Work::default(), Vec::with_capacity(together.len()));
        for Parcel { turn, work, .. } in together {
            let fresh = store.count(&turn.sender, turn.epoch, turn.counter)?;
            if fresh {
                all.join(std::mem::take(work));
            }
            new.push(fresh);
        }
        all.write(store)?;
        Ok(new)
    })
}

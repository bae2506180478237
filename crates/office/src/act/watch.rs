//! The watch (值守): one pass over what was counted, from which cases are opened, and open ones are looked after.

use super::record::Given;
use crate::ask::{AsOf, Reading, silent_from};
use crate::clock::instant;
use crate::district::Office;
use crate::error::Result;
use crate::intake::Roll;
use crate::session::{Session, Via, Who};
use crate::store::{SignalStore, Told};
use crate::view::WatchOutcome;
use assess::signal::{Case, Device};
use define::Signal;
use define::house::DeviceCase;
use finding::has_error;
use ledger::{Cause, CauseKind, cause_key, mismatch};
use proof::{Hash, Sm3, hex};
use std::collections::BTreeMap;

/// Who acts when a case is opened by signals.
const ACTOR: &str = "信号值守";
/// Cases opened in one transaction.
const AT_ONCE: usize = 500;

impl Office {
    /// One pass: devices gone silent, lists that differ, causes that wait — each gets its case, unless it has an open
    /// one; silence that ended is noted on its case; causes of closed cases are forgotten. Whatever happens between two
    /// writes, the next pass goes on where this one ended: the number of a case follows from its cause.
    ///
    /// # Errors
    /// A store that refuses. What speaks against a case is in the outcome.
    pub fn watch(&self) -> Result<WatchOutcome> {
        let intake = self.intake()?;
        let session = self.session(Who::Service(ACTOR.to_owned()), Via::Job);
        let roll = self.refreshed(&intake, session.at)?;
        let store = SignalStore::open(&self.house.home)?;
        self.pass(&session, &store, &roll)
    }

    fn pass(&self, session: &Session, store: &SignalStore, roll: &Roll) -> Result<WatchOutcome> {
        let (now, reading) = (session.at, self.at(session, &AsOf::Now, None)?);
        let mut outcome = WatchOutcome { at: instant(now), ..WatchOutcome::default() };
        let silent = silent(store, roll, now)?;
        outcome.silent = silent.devices;
        let mut causes = store.causes()?;
        let cases = reading.signal_cases()?;
        self.look_after(&reading, store, &mut causes, &cases, &silent.causes, &mut outcome)?;
        // What is silent, or listed otherwise, and not told yet.
        let mut fresh = silent.causes;
        fresh.extend(lists(store, roll)?);
        fresh.retain(|key, _| !causes.contains_key(key));
        store.write(|| fresh.iter().try_for_each(|(key, told)| store.cause(key, told)))?;
        causes.extend(fresh);
        let open: BTreeMap<&str, &str> = cases
            .values()
            .filter(|case| case.closed.is_none())
            .map(|case| (case.key.as_str(), case.number.as_str()))
            .collect();
        let mut given: Vec<(String, String, Given)> = Vec::new();
        for (key, told) in causes.iter().filter(|(_, told)| told.opened.is_none()) {
            // Opened before the power went, or by hand.
            if let Some(number) = open.get(key.as_str()) {
                store.opened(key, number)?;
                continue;
            }
            let mut told = told.clone();
            let found = loop {
                let Some(found) = row_of(roll, key, &told) else { break None };
                let Some(closed) = cases.get(&found.2).and_then(|case| case.closed) else {
                    break Some(found);
                };
                // That very case was closed. A device that is silent all the same has another one from then on; a list
                // waits for the next list.
                if told.kind != CauseKind::Silence {
                    break None;
                }
                told.cause.first = reading.entry_time(closed)?.unwrap_or(now) + 1;
            };
            let Some((signal, row, number)) = found else { continue };
            given.push((
                key.clone(),
                number,
                Given { register: signal.case.register.text.clone(), cells: row },
            ));
        }
        for chunk in given.chunks(AT_ONCE) {
            let rows: Vec<Given> = chunk.iter().map(|(_, _, given)| given.clone()).collect();
            let done = self.record(session, &rows)?;
            if has_error(&done.findings) {
                // One that cannot be opened does not keep the others from it.
                for (key, number, row) in chunk {
                    let done = self.record(session, std::slice::from_ref(row))?;
                    if has_error(&done.findings) {
                        outcome.findings.extend(done.findings);
                    } else {
                        store.opened(key, number)?;
                        outcome.opened += 1;
                    }
                }
                continue;
            }
            store.write(|| chunk.iter().try_for_each(|(key, number, _)| store.opened(key, number)))?;
            outcome.opened += chunk.len() as u64;
        }
        Ok(outcome)
    }

    /// Causes whose case was closed, and silence that ended or began again while its case is open.
    fn look_after(
        &self,
        reading: &Reading,
        store: &SignalStore,
        causes: &mut BTreeMap<String, Told>,
        cases: &BTreeMap<String, Case>,
        silent: &BTreeMap<String, Told>,
        outcome: &mut WatchOutcome,
    ) -> Result<()> {
        let (pack, now) = (reading.pack(), reading.session().at);
        let mut forgotten = false;
        for (key, told) in causes.iter() {
            let Some(case) = told.opened.as_ref().and_then(|number| cases.get(number)) else { continue };
            if let Some(step) = case.closed {
                let at = reading.entry_time(step)?.unwrap_or(now);
                store.closed(key, at)?;
                outcome.closed += 1;
                forgotten = true;
                continue;
            }
            if told.kind != CauseKind::Silence {
                continue;
            }
            let ended = !silent.contains_key(key);
            if ended == told.recovered.is_some() {
                continue;
            }
            let register = pack.forms.signals.iter().find(|signal| signal.head.id == told.signal);
            let Some(register) = register.and_then(|signal| pack.register(&signal.case.register.text)) else {
                continue;
            };
            let Some(row) = reading.row_of(register, case.row)? else { continue };
            let mut cells: Vec<(String, String)> = register
                .fields
                .iter()
                .zip(&row.values)
                .filter_map(|(field, value)| Some((field.name.clone(), value.as_ref()?.to_string())))
                .filter(|(name, _)| name != DeviceCase::RECOVERED.name)
                .collect();
            if ended {
                cells.push((DeviceCase::RECOVERED.name.to_owned(), instant(now)));
            }
            let done = self.record(reading.session(), &[Given { register: register.name.clone(), cells }])?;
            if has_error(&done.findings) {
                outcome.findings.extend(done.findings);
                continue;
            }
            store.recovered(key, ended.then_some(now))?;
            outcome.recovered += u64::from(ended);
        }
        if forgotten {
            *causes = store.causes()?;
        }
        Ok(())
    }
}

/// Devices that are silent, and what they come to.
struct Silent {
    devices: u64,
    causes: BTreeMap<String, Told>,
}

fn silent(store: &SignalStore, roll: &Roll, now: i64) -> Result<Silent> {
    let mut silent = Silent { devices: 0, causes: BTreeMap::new() };
    for (id, beat) in store.beats()? {
        let Some((signal, device)) = roll.of(&id) else { continue };
        let Some(since) = silent_from(signal, device, beat.seen, now) else { continue };
        silent.devices += 1;
        let parts: Vec<&str> = device.silence_by.iter().map(String::as_str).collect();
        let key = cause_key(&signal.head.id, CauseKind::Silence, "", &parts);
        let told = told(signal, device, CauseKind::Silence, String::new(), since);
        // A cause that joins devices began with the first of them.
        silent
            .causes
            .entry(key)
            .and_modify(|other| {
                if told.cause.first < other.cause.first {
                    *other = told.clone();
                }
            })
            .or_insert(told);
    }
    Ok(silent)
}

fn told(signal: &Signal, device: &Device, kind: CauseKind, what: String, at: i64) -> Told {
    Told {
        signal: signal.head.id.clone(),
        device: device.id.clone(),
        kind,
        what,
        cause: Cause::once(at),
        opened: None,
        recovered: None,
    }
}

/// Gateways whose last list is not what the register has.
fn lists(store: &SignalStore, roll: &Roll) -> Result<BTreeMap<String, Told>> {
    let mut behind: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (_, device) in roll.devices.values() {
        if let Some(gateway) = &device.gateway {
            behind.entry(gateway).or_default().push(&device.id);
        }
    }
    let mut found = BTreeMap::new();
    for (gateway, at, listed) in store.lists()? {
        let Some((signal, device)) = roll.of(&gateway) else { continue };
        let registered = behind.get(gateway.as_str()).into_iter().flatten().copied();
        if let Some(sentence) = mismatch(listed.iter().map(String::as_str), registered).sentence() {
            let key = cause_key(&signal.head.id, CauseKind::List, "", &[&device.id]);
            found.insert(key, told(signal, device, CauseKind::List, sentence, at));
        }
    }
    Ok(found)
}

/// The signal of a case, the cells of its row, and its number.
type Opened<'r> = (&'r Signal, Vec<(String, String)>, String);

/// The row of the case of a cause, and its number.
fn row_of<'r>(roll: &'r Roll, key: &str, told: &Told) -> Option<Opened<'r>> {
    let signal = roll.signals.iter().find(|signal| signal.head.id == told.signal)?;
    let (_, device) = roll.of(&told.device)?;
    let first = instant(told.cause.first);
    let day = first.get(..10)?;
    let digest = Sm3::digest(&[key.as_bytes(), b"\0", told.cause.first.to_string().as_bytes()]);
    let number = format!("YJ{}-{}", day.replace('-', ""), hex::write(&digest[..5]));
    let what = match told.kind {
        CauseKind::Alarm | CauseKind::List => told.what.clone(),
        CauseKind::Silence => "心跳中断".to_owned(),
        CauseKind::Drift => "设备时钟与收到的时间不符".to_owned(),
    };
    let case = DeviceCase {
        number: number.clone(),
        signal: signal.head.id.clone(),
        device: device.id.clone(),
        campus: device.campus.clone(),
        kind: told.kind.word().to_owned(),
        what,
        key: key.to_owned(),
        day: day.parse().ok(),
        first,
        recovered: String::new(),
    };
    let cells = case.write().into_iter().map(|(field, text)| (field.to_owned(), text)).collect();
    Some((signal, cells, number))
}

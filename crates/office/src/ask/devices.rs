//! The devices as they stand now: who was heard, who is tested, which campus has an open case.

use super::Reading;
use crate::clock::{end_of_day, instant};
use crate::error::Result;
use crate::state::locked;
use crate::store::{Beat, SignalStore, Told};
use crate::view::{
    CampusDevices, CampusState, DevicesView, OpenSignal, Point, Rate, RateKind, SignalCause, SilentDevice,
};
use assess::signal::Device;
use define::house::Boundary;
use define::{FieldType, Signal};
use ledger::CauseKind;
use std::collections::{BTreeMap, BTreeSet};

impl Reading {
    /// The devices in use, by campus: online, before the gate, tested; with numerator, denominator and the time at
    /// which that was so. `campus` (code) looks at one alone.
    ///
    /// # Errors
    /// A store that refuses.
    pub fn devices(&self, campus: Option<&str>) -> Result<DevicesView> {
        for signal in &self.pack().forms.signals {
            self.sight.needs_all(self.pack(), &signal.devices.list.register.text)?;
        }
        let mut looked = locked(&self.house.looked);
        if looked.store.is_none() {
            looked.store = SignalStore::reading(&self.house.home)?;
        }
        let version = looked.store.as_ref().map(SignalStore::version).transpose()?;
        let heard = looked.last.as_ref().is_some_and(|(_, view)| view.heard > 0);
        // What is silent changes with the clock; where nothing is heard it does not.
        let second = if heard { self.session.at / 1_000 } else { 0 };
        let key = format!("{} {} {version:?} {second} {}", self.size(), self.pack().hash, self.today());
        if let (None, Some((last, view))) = (campus, &looked.last)
            && *last == key
        {
            return Ok(view.clone());
        }
        let (beats, causes) = match &looked.store {
            Some(store) => (store.beats()?, store.causes()?),
            None => (BTreeMap::new(), BTreeMap::new()),
        };
        let view = self.devices_by(campus, &beats, &causes)?;
        if campus.is_none() {
            looked.last = Some((key, view.clone()));
        }
        Ok(view)
    }

    fn devices_by(
        &self,
        campus: Option<&str>,
        beats: &BTreeMap<String, Beat>,
        causes: &BTreeMap<String, Told>,
    ) -> Result<DevicesView> {
        let (pack, now) = (self.pack(), self.session.at);
        // Where nothing was ever heard there is nothing live to see: a year that is over is looked at as it ended.
        let ended = pack.year.and_then(|year| end_of_day(&format!("{year}-12-31")));
        let now = if beats.is_empty() { ended.map_or(now, |ended| ended.min(now)) } else { now };
        let roll = self.roll_of(now)?;
        let cases = self.signal_cases()?;
        let (directory, by) = pack
            .forms
            .signals
            .iter()
            .find_map(|signal| {
                let register = pack.register(&signal.devices.list.register.text)?;
                match &register.field(&signal.devices.campus.text)?.1.kind {
                    FieldType::Ref { register, by } => Some((register.clone(), by.clone())),
                    _ => None,
                }
            })
            .unwrap_or_default();
        let names: BTreeSet<String> = [directory.clone(), Boundary::HOUSE.register.to_owned()].into();
        let records = self.state.records(&self.store, &names)?;
        let by = pack.register(&directory).and_then(|register| register.field(&by)).map(|(_, field)| field);
        let labels = records.all(&directory).filter_map(|record| Some((record.text(by?), record.label())));
        let labels: BTreeMap<String, String> = labels.collect();
        let mut campuses: BTreeMap<&str, CampusDevices> = BTreeMap::new();
        let mut silent = Vec::new();
        let (mut online, mut heard, mut tested, mut gate) = ((0, 0), 0, (0, 0), (0, 0));
        for (at, device) in roll.devices.values() {
            if campus.is_some_and(|only| only != device.campus) {
                continue;
            }
            let Some(signal) = roll.signals.get(*at) else { continue };
            let one = campuses.entry(&device.campus).or_insert_with(|| CampusDevices {
                code: device.campus.clone(),
                name: labels.get(&device.campus).cloned().unwrap_or_default(),
                devices: 0,
                online: 0,
                heard: 0,
                silent: 0,
                tested: 0,
                open: 0,
                state: CampusState::Well,
                place: None,
            });
            if one.place.is_none() {
                one.place = device
                    .place
                    .as_ref()
                    .and_then(|(x, y)| Some(Point { longitude: millionths(x)?, latitude: millionths(y)? }));
            }
            one.devices += 1;
            let seen = beats.get(&device.id).map(|beat| beat.seen);
            let lost = seen.and_then(|seen| silent_from(signal, device, seen, now));
            if let Some(seen) = seen {
                heard += 1;
                one.heard += 1;
                match lost {
                    None => one.online += 1,
                    Some(since) => {
                        one.silent += 1;
                        silent.push(SilentDevice {
                            device: device.id.clone(),
                            signal: signal.head.name.clone(),
                            campus: one.name.clone(),
                            seen: instant(seen),
                            since: instant(since),
                        });
                    }
                }
            }
            online.1 += 1;
            online.0 += u64::from(seen.is_some() && lost.is_none());
            if let Some(holds) = device.tested {
                tested.1 += 1;
                tested.0 += u64::from(holds);
                one.tested += u64::from(holds);
            }
            if let Some(near) = device.gate {
                gate.1 += 1;
                gate.0 += u64::from(near);
            }
        }
        let mut open = Vec::new();
        for case in cases.values().filter(|case| case.closed.is_none()) {
            let Some(one) = campuses.get_mut(case.campus.as_str()) else { continue };
            one.open += 1;
            open.push(OpenSignal {
                number: case.number.clone(),
                campus: one.name.clone(),
                device: case.device.clone(),
                kind: kind(&case.kind),
                what: case.what.clone(),
                first: case.first.clone(),
                recovered: case.recovered.clone(),
                times: causes.get(&case.key).map_or(0, |told| told.cause.times),
            });
        }
        let waiting = causes.values().filter(|told| told.opened.is_none()).count() as u64;
        for one in campuses.values_mut() {
            one.state = match () {
                () if one.open > 0 => CampusState::Open,
                () if one.silent > 0 => CampusState::Silent,
                () if one.tested < one.devices => CampusState::Untested,
                () if one.online < one.devices => CampusState::Unheard,
                () => CampusState::Well,
            };
        }
        let whole = campuses.values().filter(|one| one.tested == one.devices).count() as u64;
        let rates = vec![
            Rate::new(RateKind::Online, online.0, online.1),
            Rate::new(RateKind::Tested, tested.0, tested.1),
            Rate::new(RateKind::Gate, gate.0, gate.1),
            Rate::new(RateKind::CampusesTested, whole, campuses.len() as u64),
        ];
        silent.sort_by(|a, b| a.since.cmp(&b.since));
        let boundary = records.of_house(&Boundary::HOUSE).filter_map(|record| {
            let point = Boundary::read(&record);
            let longitude = millionths(&point.longitude?.to_string())?;
            Some(Point { longitude, latitude: millionths(&point.latitude?.to_string())? })
        });
        Ok(DevicesView {
            at: instant(now),
            heard,
            waiting,
            rates,
            campuses: campuses.into_values().collect(),
            silent,
            open,
            boundary: boundary.collect(),
        })
    }
}

/// Since when a device that was heard last at `seen` is silent.
pub(crate) fn silent_from(signal: &Signal, device: &Device, seen: i64, now: i64) -> Option<i64> {
    ledger::silent_since(seen, device.every?, signal.silence.as_ref()?.missed, now)
}

/// The kind of cause that a case's row names.
fn kind(word: &str) -> Option<SignalCause> {
    let kind = CauseKind::ALL.into_iter().find(|kind| kind.word() == word)?;
    Some(match kind {
        CauseKind::Alarm => SignalCause::Alarm,
        CauseKind::Silence => SignalCause::Silence,
        CauseKind::Drift => SignalCause::Drift,
        CauseKind::List => SignalCause::List,
    })
}

/// Degrees as written, in millionths.
fn millionths(text: &str) -> Option<i64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let part: String = part.chars().chain("000000".chars()).take(6).collect();
    whole.parse::<i64>().ok()?.checked_mul(1_000_000)?.checked_add(part.parse().ok()?)
}

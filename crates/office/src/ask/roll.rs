//! The list of devices (名册), read from the rows.

use super::Reading;
use crate::clock::day_of;
use crate::error::Result;
use crate::intake::Roll;
use crate::state::Needs;
use assess::signal;
use define::house::Step;
use define::{Form, Pack, Signal};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

impl Reading {
    /// The list of devices as it stood at a moment; none when `old` still holds.
    pub(crate) fn roll(&self, old: Option<&Roll>, now: i64) -> Result<Option<Roll>> {
        let (pack, today) = (self.pack(), day_of(now));
        let mut changed = 0;
        let mut registers: Vec<&str> =
            pack.forms.signals.iter().map(|signal| signal.devices.list.register.text.as_str()).collect();
        registers.dedup();
        for name in registers {
            if let Some(register) = pack.register(name) {
                changed = changed.max(self.store.changed(&register.id)?);
            }
        }
        let adopted = self.store.adoptions(self.size())?.last().map_or(0, |one| one.seq + 1);
        let stamp = Some((changed.max(adopted), today));
        if old.is_some_and(|old| old.stamp == stamp) {
            return Ok(None);
        }
        Ok(Some(Roll { stamp, ..(*self.roll_of(now)?).clone() }))
    }

    /// The list of devices on the day of a moment, made once as long as no register of it changes.
    pub(crate) fn roll_of(&self, now: i64) -> Result<Arc<Roll>> {
        let (pack, today) = (self.pack(), day_of(now));
        let names = registers_of_signals(pack);
        let roll = self.state.answer(&format!("roll {today}"), Needs::Registers(names.clone()), || {
            let records = self.state.records(&self.store, &names)?;
            let mut devices = BTreeMap::new();
            for (at, definition) in pack.forms.signals.iter().enumerate() {
                for device in signal::devices(definition, &records, today) {
                    devices.entry(device.id.clone()).or_insert((at, device));
                }
            }
            let signals = Arc::new(pack.forms.signals.clone());
            Ok(Roll { at: now, stamp: None, signals, devices: Arc::new(devices) })
        })?;
        Ok(Arc::new(Roll { at: now, ..(*roll).clone() }))
    }

    /// The cases of all signals by number.
    pub(crate) fn signal_cases(&self) -> Result<Arc<BTreeMap<String, signal::Case>>> {
        let pack = self.pack();
        let mut names: BTreeSet<String> = [Step::HOUSE.register.to_owned()].into();
        names.extend(pack.forms.signals.iter().map(|signal| signal.case.register.text.clone()));
        self.state.answer("signal cases", Needs::Registers(names.clone()), || {
            let records = self.state.records(&self.store, &names)?;
            let all = pack.forms.signals.iter().flat_map(|signal| signal::cases(signal, &records));
            Ok(all.map(|case| (case.number.clone(), case)).collect())
        })
    }
}

/// The registers that the signals of a pack look at.
fn registers_of_signals(pack: &Pack) -> BTreeSet<String> {
    let of = |signal: &Signal| {
        let mut names = assess::registers_of(pack, signal);
        let others = assess::CALENDAR.into_iter().chain(signal.house()).map(|house| house.register);
        let others: BTreeSet<&str> = others.chain([signal.case.register.text.as_str()]).collect();
        names.retain(|name| !others.contains(name.as_str()));
        names
    };
    pack.forms.signals.iter().flat_map(of).collect()
}

//! The list of devices (名册) as the intake needs it: who may speak, for whom, about what.

use crate::Result;
use crate::district::Inner;
use crate::forms::{records, registers_of_signals};
use assess::signal::{self, Device};
use define::{Date, Signal};
use std::collections::BTreeMap;
use std::sync::Arc;

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
    /// Reads it. None when `old` still holds.
    pub fn read(inner: &mut Inner, old: Option<&Roll>, now: i64) -> Result<Option<Roll>> {
        let size = inner.store.size()?;
        let pack = inner.pack(size)?;
        let today = crate::instant(now).get(..10).and_then(|day| day.parse().ok()).unwrap_or(inner.today());
        let mut changed = 0;
        let mut registers: Vec<&str> =
            pack.forms.signals.iter().map(|signal| signal.devices.list.register.text.as_str()).collect();
        registers.dedup();
        for name in registers {
            if let Some(register) = pack.register(name) {
                changed = changed.max(inner.store.changed(&register.id)?);
            }
        }
        inner.store.each_adopting(|seq| changed = changed.max(seq + 1))?;
        let stamp = Some((changed, today));
        if old.is_some_and(|old| old.stamp == stamp) {
            return Ok(None);
        }
        let records = records(&inner.store, &pack, &registers_of_signals(&pack), size)?;
        let mut devices = BTreeMap::new();
        for (at, definition) in pack.forms.signals.iter().enumerate() {
            for device in signal::devices(definition, &records, today) {
                devices.entry(device.id.clone()).or_insert((at, device));
            }
        }
        let signals = Arc::new(pack.forms.signals.clone());
        Ok(Some(Roll { at: now, stamp, signals, devices: Arc::new(devices) }))
    }

    /// The signal and the device of a number.
    pub fn of(&self, id: &str) -> Option<(&Signal, &Device)> {
        let (at, device) = self.devices.get(id)?;
        Some((self.signals.get(*at)?, device))
    }
}

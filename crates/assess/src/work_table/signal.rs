//! Signals as tables: one line for each device in use.

use super::{Cell, Sources, sheet::Sheet};
use crate::Records;
use crate::forms::signal::{Case, cases, devices};
use define::words::device;
use define::{Date, Signal};
use ledger::CauseKind;
use std::collections::BTreeMap;
use std::sync::Arc;

/// 信号: every device in use on a day.
pub(super) fn fill(signal: &Signal, records: &Records, day: Date, sheet: &mut Sheet<'_>) {
    let (register, case_register): (Arc<str>, Arc<str>) =
        (signal.devices.list.register.text.as_str().into(), signal.case.register.text.as_str().into());
    let all = cases(signal, records);
    let mut open: BTreeMap<&str, Vec<&Case>> = BTreeMap::new();
    for case in all
        .iter()
        .filter(|case| case.is_open(day) || case.lasts(day) && case.kind == CauseKind::Silence.word())
    {
        open.entry(&case.device).or_default().push(case);
    }
    for device in devices(signal, records, day) {
        let own = open.get(device.id.as_str()).map_or(&[][..], Vec::as_slice);
        let silent = own.iter().any(|case| case.kind == CauseKind::Silence.word() && case.lasts(day));
        let mut sources: Sources = vec![(register.clone(), device.number)];
        sources.extend(own.iter().map(|case| (case_register.clone(), case.row)));
        sheet.line(
            [
                (device::DEVICE, Cell::Text(device.id.clone())),
                (device::CAMPUS, Cell::Text(device.campus.clone())),
                (device::TESTED, device.tested.map_or(Cell::None, Cell::Truth)),
                (device::AT_GATE, Cell::Truth(device.gate.is_some())),
                (device::NEAR, device.gate.map_or(Cell::None, Cell::Truth)),
                (device::SILENT, Cell::Truth(silent)),
                (device::OPEN_CASES, Cell::count(own.iter().filter(|case| case.is_open(day)).count())),
            ],
            sources,
        );
    }
}

//! What a signal offers: one row for each device in use.

use super::words::device;
use super::{WorkTable, number, pointing, repeating, truth};
use crate::{Form, Pack, Signal};

pub(crate) fn tables(signal: &Signal, pack: &Pack) -> Vec<WorkTable> {
    let devices = &signal.devices;
    let register = pack.register(&devices.list.register.text);
    let columns = vec![
        pointing(device::DEVICE, register, register.and_then(|register| register.single_key())),
        repeating(device::CAMPUS, pack, &devices.list.register, &Some(devices.campus.clone())),
        truth(device::TESTED),
        truth(device::AT_GATE),
        truth(device::NEAR),
        truth(device::SILENT),
        number(device::OPEN_CASES, "件"),
    ];
    let counter = register.map_or("", |register| register.counter.as_str());
    vec![WorkTable::new(signal.family(), &signal.head, counter, columns)]
}

//! Signals (信号): what devices say, and what follows from their silence.

use super::{Form, FormHead, Gives, List};
use crate::house::{DeviceCase, House, Step};
use crate::{Dated, Pack, WorkTable, Written};

/// A definition of what a kind of device says, and what follows from its silence (信号).
///
/// Heartbeats are no rows: they are counted beside the journal. What follows from signals — a case — is a row of the
/// register named under `case`, one open case for each cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signal {
    /// What it says of itself.
    pub head: FormHead,
    /// The devices, and which fields say what of them.
    pub devices: Devices,
    /// What makes a device count as tested.
    pub test: Option<DeviceTest>,
    /// Which devices stand before a gate, and which of these are near enough.
    pub gate: Option<DeviceGate>,
    /// What such a device may raise an alarm about; anything else is refused.
    pub causes: Vec<String>,
    /// Fields of the device that, with what happened, make one cause: `校园` joins all devices of a campus.
    pub alarm_by: Vec<Written>,
    /// When a device that has been heard counts as silent; never without.
    pub silence: Option<Silence>,
    /// How far a device's clock may be off, in seconds; not looked at without.
    pub drift: Option<u32>,
    /// Whether such a device reports which devices hang on it (设备名册).
    pub lists: bool,
    /// Where cases are kept.
    pub case: SignalCase,
}

/// The devices of a signal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Devices {
    /// Register and condition.
    pub list: List,
    /// The field that points to the campus.
    pub campus: Written,
    /// The field that names the device which speaks for it, if any may.
    pub gateway: Option<Written>,
    /// The field with the seconds between two heartbeats.
    pub interval: Option<Written>,
    /// Fields with the first day in use and the day from which it is no more.
    pub from: Option<Written>,
    /// As `from`.
    pub to: Option<Written>,
    /// Fields with longitude and latitude in degrees.
    pub longitude: Option<Written>,
    /// As `longitude`.
    pub latitude: Option<Written>,
    /// The field with the epoch (代次) of the device's key, from 1; a greater one makes all earlier keys void.
    pub key_epoch: Option<Written>,
    /// The field that says whether the key is revoked: nothing that the device sends is taken then.
    pub key_revoked: Option<Written>,
}

/// What makes a device count as tested on a day: the result is `passed`, the day of the test is past, the end of its
/// validity is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceTest {
    /// Field: the day of the last test.
    pub day: Written,
    /// Field: its result.
    pub result: Written,
    /// The result that counts.
    pub passed: String,
    /// Field: the last day on which it holds.
    pub until: Written,
}

/// Devices before a gate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceGate {
    /// Row formula: whether the device stands before a gate.
    pub at: Written,
    /// Row formula: whether it is near enough.
    pub within: Written,
}

/// When a device counts as silent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Silence {
    /// So many heartbeats missed.
    pub missed: u32,
    /// Fields of the device that make one cause.
    pub by: Vec<Written>,
}

/// Where the cases of a signal are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignalCase {
    /// The register.
    pub register: Written,
    /// Id of the loop through which a case goes.
    pub through: String,
    /// Steps that end a case.
    pub closed: Vec<String>,
}

impl Signal {
    /// Where the tests of a device stand that came before its last one.
    pub fn earlier_tests<'p>(&self, pack: &'p Pack) -> Option<&'p Dated> {
        pack.register(&self.devices.list.register.text)?.dated_by(&self.test.as_ref()?.day.text)
    }
}

impl Form for Signal {
    fn head(&self) -> &FormHead {
        &self.head
    }

    fn family(&self) -> &'static str {
        crate::words::family::DEVICE
    }

    fn tables(&self, pack: &Pack) -> Vec<WorkTable> {
        crate::tables::signal(self, pack)
    }

    fn states(&self) -> Vec<(&Written, &Written)> {
        let of = &self.devices.list.register;
        let days = self.devices.from.iter().chain(self.test.iter().map(|test| &test.day));
        days.map(|day| (of, day)).collect()
    }

    fn names(&self) -> Vec<(&Written, Vec<&Written>)> {
        let devices = &self.devices;
        let mut fields = vec![&devices.campus];
        fields
            .extend([&devices.gateway, &devices.interval, &devices.from, &devices.to].into_iter().flatten());
        fields.extend([&devices.longitude, &devices.latitude].into_iter().flatten());
        fields.extend([&devices.key_epoch, &devices.key_revoked].into_iter().flatten());
        fields.extend(self.test.iter().flat_map(|test| [&test.day, &test.result, &test.until]));
        fields.extend(&self.alarm_by);
        fields.extend(self.silence.iter().flat_map(|silence| &silence.by));
        vec![(&devices.list.register, fields), (&self.case.register, Vec::new())]
    }

    fn lines(&self, pack: &Pack, _family: &str) -> Vec<(String, String)> {
        let devices = &self.devices.list.register.text;
        let key = pack.register(devices).and_then(|register| register.single_key());
        let device = key.map(|key| (devices.clone(), key.name.clone()));
        let case = (self.case.register.text.clone(), DeviceCase::DEVICE.name.to_owned());
        let test = self.earlier_tests(pack).map(|dated| (dated.earlier.text.clone(), dated.of.text.clone()));
        device.into_iter().chain([case]).chain(test).collect()
    }

    fn house(&self) -> Vec<House> {
        vec![Step::HOUSE]
    }

    fn known_as(&self) -> Vec<&str> {
        vec![&self.head.id, &self.case.through]
    }

    fn housed(&self) -> Vec<(&Written, House)> {
        vec![(&self.case.register, DeviceCase::HOUSE)]
    }

    fn formulas(&self) -> Vec<(&Written, &Written, Gives)> {
        let register = &self.devices.list.register;
        let gate = self.gate.iter().flat_map(|gate| [&gate.at, &gate.within]);
        let all = self.devices.list.condition.iter().chain(gate);
        all.map(|formula| (formula, register, Gives::Truth)).collect()
    }
}

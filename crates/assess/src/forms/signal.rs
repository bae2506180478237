//! Signals over records: which devices are in use, which of them count as tested, which cases are open.

use super::{Practice, Shown, Written};
use crate::{Record, Records};
use define::house::{DeviceCase, Step};
use define::{Date, DeviceTest, Signal};
use finding::{Finding, Place};
use formula::Answer;
use ledger::{CauseKind, holds_on};
use quantity::Truth;
use std::collections::{BTreeMap, BTreeSet};

/// A device of a signal, on a day.
#[derive(Clone, Debug)]
pub struct Device {
    /// Number of its row.
    pub number: u64,
    /// What names it: 500152-SX-00001.
    pub id: String,
    /// The campus it is at, as its row points to it.
    pub campus: String,
    /// The device that speaks for it.
    pub gateway: Option<String>,
    /// The epoch of its key; none when it is revoked, or what stands there is no number.
    pub epoch: Option<u32>,
    /// Seconds between two heartbeats.
    pub every: Option<u32>,
    /// Whether its test counts on the day; none when the signal asks for no test.
    pub tested: Option<bool>,
    /// Whether it stands before a gate and, if so, whether near enough. Cannot be told counts as not near enough.
    pub gate: Option<bool>,
    /// Longitude and latitude as written.
    pub place: Option<(String, String)>,
    /// Its fields that make one cause: of an alarm, of silence.
    pub alarm_by: Vec<String>,
    /// As `alarm_by`.
    pub silence_by: Vec<String>,
}

/// A case of a signal.
#[derive(Clone, Debug)]
pub struct Case {
    /// Number of its row.
    pub row: u64,
    /// 案号.
    pub number: String,
    /// 归并: what joins reports.
    pub key: String,
    /// The device that first told.
    pub device: String,
    /// The campus.
    pub campus: String,
    /// 类别: 报警, 失联 ….
    pub kind: String,
    /// 原因.
    pub what: String,
    /// 首次时间.
    pub first: String,
    /// 恢复时间; empty while it lasts, or when there is nothing to end.
    pub recovered: String,
    /// The day on which it was opened.
    pub opened: Option<Date>,
    /// The row of the step that closed it; none while open.
    pub closed: Option<u64>,
    /// The day of that step.
    pub closed_on: Option<Date>,
}

impl Case {
    /// Whether it was open at the end of a day.
    pub fn is_open(&self, day: Date) -> bool {
        self.opened.is_none_or(|opened| opened <= day)
            && (self.closed.is_none() || self.closed_on.is_some_and(|closed| closed > day))
    }

    /// Whether what it is about lasted at the end of a day.
    pub fn lasts(&self, day: Date) -> bool {
        let recovered = self.recovered.get(..10).and_then(|text| text.parse::<Date>().ok());
        self.opened.is_none_or(|opened| opened <= day) && recovered.is_none_or(|on| on > day)
    }
}

/// A test that a device has passed or not.
struct Tested {
    day: Date,
    passed: bool,
    until: Option<Date>,
}

impl Tested {
    /// A test as a row says it, whose fields bear the names that `called` gives.
    fn read<'f>(
        record: &Record<'_>,
        test: &'f DeviceTest,
        called: impl Fn(&'f define::Written) -> Option<&'f define::Written>,
    ) -> Option<Tested> {
        Some(Tested {
            day: record.date(called(&test.day)?)?,
            passed: record.text(called(&test.result)?) == test.passed,
            until: record.date(called(&test.until)?),
        })
    }
}

/// The tests of devices that came before their last ones.
fn earlier_tests(signal: &Signal, records: &Records) -> BTreeMap<String, Vec<Tested>> {
    let mut tests: BTreeMap<String, Vec<Tested>> = BTreeMap::new();
    let Some((test, dated)) = signal.test.as_ref().zip(signal.earlier_tests(records.pack())) else {
        return tests;
    };
    for record in records.all(&dated.earlier.text) {
        let read = Tested::read(&record, test, |field| dated.there(&field.text));
        tests.entry(record.text(&dated.of)).or_default().extend(read);
    }
    tests
}

/// The devices of a signal that are in use on a day, in the order of their rows.
pub fn devices(signal: &Signal, records: &Records, day: Date) -> Vec<Device> {
    let of = &signal.devices;
    let chosen = records.chosen(&of.list, day.year).0;
    let truth = |formula: &define::Written| -> BTreeMap<u64, Answer> {
        records.answers(formula, &of.list.register.text, day.year)
    };
    let earlier = earlier_tests(signal, records);
    let gate = signal.gate.as_ref().map(|gate| (truth(&gate.at), truth(&gate.within)));
    let yes = |answers: &BTreeMap<u64, Answer>, number: u64| {
        answers.get(&number).map(Answer::truth) == Some(Truth::Yes)
    };
    let used = |record: &Record<'_>| {
        let day_of = |field: &Option<define::Written>| field.as_ref().and_then(|field| record.date(field));
        day_of(&of.from).is_none_or(|from| from <= day) && day_of(&of.to).is_none_or(|to| day < to)
    };
    let text = |record: &Record<'_>, field: &Option<define::Written>| {
        let text = field.as_ref().map(|field| record.text(field));
        text.filter(|text| !text.is_empty())
    };
    let texts = |record: &Record<'_>, fields: &[define::Written]| {
        fields.iter().map(|field| record.text(field)).collect()
    };
    let device = |record: Record<'_>| Device {
        number: record.number,
        id: record.id(),
        campus: record.text(&of.campus),
        gateway: text(&record, &of.gateway),
        epoch: match text(&record, &of.key_revoked).is_some_and(|revoked| revoked != "否") {
            true => None,
            false => text(&record, &of.key_epoch).map_or(Some(1), |epoch| epoch.parse().ok()),
        },
        every: text(&record, &of.interval).and_then(|text| text.parse().ok()),
        tested: signal.test.as_ref().map(|test| {
            let own = Tested::read(&record, test, Some);
            let of = earlier.get(&record.id()).into_iter().flatten().chain(&own);
            let last = of.filter(|one| one.day <= day).max_by_key(|one| one.day);
            last.is_some_and(|one| holds_on(one.passed, Some(one.day), one.until, day))
        }),
        gate: gate
            .as_ref()
            .and_then(|(at, within)| yes(at, record.number).then(|| yes(within, record.number))),
        place: text(&record, &of.longitude).zip(text(&record, &of.latitude)),
        alarm_by: texts(&record, &signal.alarm_by),
        silence_by: signal.silence.iter().flat_map(|silence| texts(&record, &silence.by)).collect(),
    };
    chosen.into_iter().filter(used).map(device).collect()
}

/// The cases of a signal, open and closed, in the order of their rows.
pub fn cases(signal: &Signal, records: &Records) -> Vec<Case> {
    let mut closed: BTreeMap<String, (u64, Option<Date>)> = BTreeMap::new();
    let steps = records.of_house(&Step::HOUSE);
    for step in steps.filter(|step| step.says(&Step::LOOP, &signal.case.through)) {
        if signal.case.closed.contains(&step.text(&Step::STEP)) {
            closed.insert(step.text(&Step::CASE), (step.number, step.date(&Step::DAY)));
        }
    }
    let of_signal = records.all(&signal.case.register.text);
    let of_signal = of_signal.filter(|record| record.text(&DeviceCase::SIGNAL) == signal.head.id);
    let case = |record: Record<'_>| {
        let case = DeviceCase::read(&record);
        Case {
            row: record.number,
            key: case.key,
            device: case.device,
            campus: case.campus,
            kind: case.kind,
            what: case.what,
            first: case.first,
            recovered: case.recovered,
            opened: case.day,
            closed: closed.get(&case.number).map(|(row, _)| *row),
            closed_on: closed.get(&case.number).and_then(|(_, day)| *day),
            number: case.number,
        }
    };
    of_signal.map(case).collect()
}

impl Practice for Signal {
    fn shown(&self, records: &Records, today: Date) -> Shown {
        let devices = devices(self, records, today);
        let cases = cases(self, records);
        let ids = |keep: &dyn Fn(&Device) -> bool| -> Vec<String> {
            devices.iter().filter(|device| keep(device)).map(|device| device.id.clone()).collect()
        };
        let share = |part: usize, whole: usize| vec![format!("{part}/{whole}")];
        let gate = ids(&|device| device.gate.is_some());
        let mut shown = Shown::new();
        shown.insert("devices", ids(&|_| true));
        shown.insert("tested", share(ids(&|device| device.tested == Some(true)).len(), devices.len()));
        shown.insert("untested", ids(&|device| device.tested == Some(false)));
        shown.insert("gate", share(ids(&|device| device.gate == Some(true)).len(), gate.len()));
        shown.insert("far", ids(&|device| device.gate == Some(false)));
        let open = cases.iter().filter(|case| case.closed.is_none());
        shown.insert("open", open.map(|case| format!("{}:{}", case.number, case.key)).collect());
        shown
    }

    /// A case must be of a known device of this signal, about something that such a device may tell, and the only open
    /// one of its cause.
    fn against(&self, records: &Records, written: &Written, today: Date) -> Vec<Finding> {
        let Some(rows) = written.numbers(&self.case.register.text) else { return Vec::new() };
        let cases = cases(self, records);
        let mine: Vec<&Case> = cases.iter().filter(|case| rows.contains(&case.row)).collect();
        if mine.is_empty() {
            return Vec::new();
        }
        let told: BTreeSet<&str> = mine.iter().map(|case| case.device.as_str()).collect();
        let of_them = |record: &Record<'_>| record.is_among(&told);
        let devices = records.chosen_in(&self.devices.list, today.year, of_them);
        let known: BTreeSet<String> = devices.iter().map(Record::id).collect();
        let mut open: BTreeMap<&str, usize> = BTreeMap::new();
        for case in cases.iter().filter(|case| case.closed.is_none()) {
            *open.entry(&case.key).or_default() += 1;
        }
        let mut findings = Vec::new();
        for case in mine {
            let mut tell = |code, sentence| {
                let place = Place::whole(format!("{}/{}", self.case.register.text, case.number));
                findings.push(Finding::error(code, place, sentence));
            };
            if !known.contains(&case.device) {
                tell("signal.case-device", format!("“{}”不是“{}”的设备", case.device, self.head.name));
            }
            if case.kind == CauseKind::Alarm.word() && !self.causes.contains(&case.what) {
                tell("signal.case-cause", format!("“{}”不能报“{}”", self.head.name, case.what));
            }
            if case.closed.is_none() && open.get(case.key.as_str()).is_some_and(|count| *count > 1) {
                tell("signal.case-twice", format!("“{}”已有一件未结的案件，不能再立", case.key));
            }
        }
        findings
    }

    fn heeds(&self, written: &Written) -> bool {
        written.touches(&self.case.register.text)
    }
}

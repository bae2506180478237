//! Cases that devices raised (预警事件) since the platform began in autumn: alarms, cameras that fell silent, and how each was
//! handled.

use crate::cases::Steps;
use crate::chance::Chance;
use crate::day::Day;
use crate::devices;
use crate::safety::Campus;
use crate::spec::Spec;
use crate::table::{File, Table};

/// How many cases; of a hundred silences so many last.
const CASES: u64 = 90;
const LASTING: u64 = 72;

/// A case each on a day of its own camera; what lasts to the end of the year fell silent in December.
pub(crate) fn file(spec: &Spec, campuses: &[Campus], steps: &mut Steps) -> File {
    let mut chance = Chance::named(spec.seed, "alarms");
    let mut table = Table::new("预警事件", "案号 信号 设备 校园 类别 原因 归并 日期 首次时间 恢复时间");
    let owners = owners(spec, campuses);
    let cameras = chance.order(owners.len());
    let mut cases: Vec<(Day, u64, usize)> = (0..CASES.min(spec.cameras / 60))
        .map(|nth| {
            let lasts = nth % 100 < LASTING * CASES.min(spec.cameras / 60) / 100;
            let (from, within) = if lasts { ((12, 5), 24) } else { ((9, 26), 60) };
            (Day::of(spec.year, from.0, from.1).after(chance.between(0, within)), nth, cameras[nth as usize])
        })
        .collect();
    cases.sort();
    for (at, (day, nth, camera)) in cases.into_iter().enumerate() {
        let number = spec.number("YJ", at + 1);
        let device = format!("{}-SX-{:05}", spec.code, camera + 1);
        let campus = &campuses[owners[camera]].code;
        let lasts = nth % 100 < LASTING * CASES.min(spec.cameras / 60) / 100;
        let alarm = !lasts && nth % 3 == 0;
        let (kind, cause, by) = match alarm {
            true => ("报警", "遮挡", campus.as_str()),
            false => ("失联", "没有心跳", device.as_str()),
        };
        let key = format!("campus-cameras/{kind}/{cause}/{by}");
        let time = |hour: u64| format!("{day}T{hour:02}:20:00+08:00");
        let back = if lasts || alarm { String::new() } else { time(15) };
        table.row(&[&number, &"campus-cameras", &device, campus, &kind, &cause, &key, &day, &time(9), &back]);
        handled(steps, number, day, lasts);
    }
    table.file()
}

/// The campus takes it up and sees to it; another verifies. What still lasts is under way.
fn handled(steps: &mut Steps, number: String, day: Day, lasts: bool) {
    let mut case = steps.of("alarm-handling", number);
    let next = day.after(1).workday();
    case.did("受理", next, ("样例校园安全员", "校园"), ["", "", ""]);
    if lasts {
        return;
    }
    case.did("处置", next, ("样例校园安全员", "校园"), ["样例处置照片", "", ""]);
    case.did("销号", next.after(1).workday(), ("样例科员甲", "安全稳定科"), ["", "", ""]);
}

/// The campus of each camera, by the order of their numbers.
fn owners(spec: &Spec, campuses: &[Campus]) -> Vec<usize> {
    let counts = devices::counts(spec, campuses);
    let of = |(at, counts): (usize, &Vec<u64>)| vec![at; counts.iter().sum::<u64>() as usize];
    counts.iter().enumerate().flat_map(of).collect()
}

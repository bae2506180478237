//! Against drowning (防溺水): where something is put up, what was broadcast on each day of the season, and what every town
//! reports every month, were it that nothing happened.

use crate::chance::Chance;
use crate::day::Day;
use crate::spec::Spec;
use crate::table::{File, Table};

/// The days of the season.
const SEASON: ((i64, i64), (i64, i64)) = ((5, 1), (9, 30));

pub(crate) fn files(spec: &Spec) -> Vec<File> {
    vec![points(spec), publicity(spec), nil_reports(spec)]
}

/// A loudspeaker and a sign in every village, and a lifebuoy where there is water.
fn points(spec: &Spec) -> File {
    let mut chance = Chance::named(spec.seed, "water-points");
    let mut table = Table::new("防溺水点位", "编号 村社区 种类 设置日期 撤除日期");
    let mut number = 0;
    for village in &spec.villages {
        for kind in ["广播", "警示牌", "救生器材"] {
            if kind == "救生器材" && !chance.percent(25) {
                continue;
            }
            number += 1;
            let from = Day::of(spec.year - chance.between(0, 2) as i64, 4, 11).after(chance.between(0, 18));
            table.row(&[&spec.number("DW", number), &village.code, &kind, &from.workday(), &""]);
        }
    }
    table.file()
}

/// One row a town and day.
pub(crate) fn publicity(spec: &Spec) -> File {
    let mut table = Table::new("防溺水宣传", "日期 镇街 播放人");
    let ((first, from), (last, to)) = SEASON;
    for day in Day::of(spec.year, first, from).until(Day::of(spec.year, last, to)) {
        for (at, town) in spec.towns.iter().enumerate() {
            table.row(&[&day, &town.code, &format!("样例播放人{:02}", at + 1)]);
        }
    }
    table.file()
}

pub(crate) fn nil_reports(spec: &Spec) -> File {
    let mut table = Table::new("零报告", "期 单位 期间 日期 报告人");
    for month in 1..=12 {
        let next = if month == 12 { Day::of(spec.year + 1, 1, 1) } else { Day::of(spec.year, month + 1, 1) };
        let (period, last) = (format!("{}-{month:02}", spec.year), next.before(1));
        for (at, town) in spec.towns.iter().enumerate() {
            table.row(&[&"drowning-nil", &town.code, &period, &last, &format!("样例报告人{:02}", at + 1)]);
        }
    }
    table.file()
}

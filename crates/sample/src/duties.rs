//! What is done on a rhythm: the reminders of 1530, drills, inspectors' visits, member units.

use crate::calendar::{Stretch, stretches, taught_in};
use crate::chance::Chance;
use crate::day::Day;
use crate::preschool::Kindergarten;
use crate::safety::Campus;
use crate::schools::Schools;
use crate::spec::Spec;
use crate::table::{File, Table};

/// Member units (成员单位) of the leading group, as the sample has them.
pub(crate) const UNITS: [&str; 22] = [
    "区委组织部",
    "区委宣传部",
    "区委政法委",
    "区委编办",
    "区发展改革委",
    "区教委",
    "区科技局",
    "区公安局",
    "区民政局",
    "区司法局",
    "区财政局",
    "区人力社保局",
    "区规划自然资源局",
    "区住房城乡建委",
    "区文化旅游委",
    "区卫生健康委",
    "区应急局",
    "区市场监管局",
    "区体育局",
    "团区委",
    "区妇联",
    "区残联",
];

pub(crate) fn files(
    spec: &Spec,
    made: &Schools,
    kindergartens: &[Kindergarten],
    campuses: &[Campus],
) -> Vec<File> {
    vec![
        reminders(spec, made),
        school_drills(spec, made),
        kindergarten_drills(spec, kindergartens),
        visits(spec, campuses),
    ]
}

/// The units that owe a yearly report.
pub(crate) fn units() -> File {
    let mut table = Table::new("成员单位", "名称");
    for unit in UNITS {
        table.row(&[&unit]);
    }
    table.file()
}

/// One row a school and week, and one more for the days before a holiday in its middle: how many of its taught days had their minute, whether the week had its five, whether the
/// day before a holiday had its thirty.
fn reminders(spec: &Spec, made: &Schools) -> File {
    let mut table =
        Table::new("安全提醒教育", "日期 学校 每天次数 每天时长 每周次数 每周时长 放假前次数 放假前时长");
    let mut chance = Chance::named(spec.seed, "reminders");
    for Stretch { days, eve, ends_week } in stretches(spec.year) {
        let Some(last) = days.last() else { continue };
        let (times, minutes) = if eve { ("1", "30") } else { ("", "") };
        let (weekly, five) = if ends_week { (1, 5) } else { (0, 0) };
        for school in &made.schools {
            // Some schools miss a day of a week now and then: the week is not done.
            let taught = days.len() - usize::from(chance.between(1, 400) == 1);
            table.row(&[last, &school.code, &taught, &1, &weekly, &five, &times, &minutes]);
        }
    }
    table.file()
}

/// Months with taught days.
fn months(spec: &Spec) -> Vec<Vec<Day>> {
    (1..=12).map(|month| taught_in(spec.year, month)).filter(|days| !days.is_empty()).collect()
}

fn school_drills(spec: &Spec, made: &Schools) -> File {
    let mut chance = Chance::named(spec.seed, "school-drills");
    let mut table = Table::new("校内演练", "日期 学校 类型 参加人数");
    for (month, days) in months(spec).iter().enumerate() {
        for (at, school) in made.schools.iter().enumerate() {
            // Two schools miss a month each: a gap that the coverage matrix shows.
            if (at, month) == (17, 3) || (at, month) == (58, 8) {
                continue;
            }
            let day = days[chance.between(0, days.len() as u64 - 1) as usize];
            let kind = chance.pick(&["消防疏散", "地震避险", "防暴恐", "防踩踏"]);
            let joined = (made.all_pupils(school) * chance.between(85, 100) / 100).max(1);
            table.row(&[&day, &school.code, &kind, &joined]);
        }
    }
    table.file()
}

fn kindergarten_drills(spec: &Spec, kindergartens: &[Kindergarten]) -> File {
    let mut chance = Chance::named(spec.seed, "kindergarten-drills");
    let mut table = Table::new("幼儿园演练", "日期 幼儿园 类型");
    for month in [3, 6, 9, 12] {
        let days = taught_in(spec.year, month);
        if days.is_empty() {
            continue;
        }
        for kindergarten in kindergartens {
            let day = days[chance.between(0, days.len() as u64 - 1) as usize];
            let kind = chance.pick(&["消防疏散", "地震避险", "防暴恐"]);
            table.row(&[&day, &kindergarten.code, &kind]);
        }
    }
    table.file()
}

/// Each campus's inspector comes every month in which schools teach; one visit is missing.
fn visits(spec: &Spec, campuses: &[Campus]) -> File {
    let mut chance = Chance::named(spec.seed, "supervisor-visits");
    let mut table = Table::new("督学到校", "日期 校园 督学 督导事项");
    for (month, days) in months(spec).iter().enumerate() {
        for (at, campus) in campuses.iter().enumerate() {
            if (at, month) == (41, 6) {
                continue;
            }
            let day = days[chance.between(0, days.len() as u64 - 1) as usize];
            let matter = chance.pick(&["校园安全", "作业管理", "课后服务", "食堂管理"]);
            let number = spec.number("DX", at % spec.supervisors + 1);
            table.row(&[&day, &campus.code, &number, &format!("样例督导：{matter}")]);
        }
    }
    table.file()
}

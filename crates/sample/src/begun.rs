//! The year after the district's year as far as it has gone (已开始的下一年): what comes back on its rhythm, the meetings and
//! inspections of the first half, the summer's assignments, and the first draws of that year beside those of the one before.

use crate::day::Day;
use crate::schools::{self, Schools};
use crate::spec::Spec;
use crate::table::{File, Table};
use crate::year::{self, Day as Played};
use crate::{calendar, duties, leadership, preschool, resources, rosters, safety, supervision, water};

/// The last day that is played: month and day.
const UNTIL: (i64, i64) = (7, 14);

/// Days on or after which the lists of draws are sealed.
const DRAWS: &[(&str, &str)] = &[
    ("01-09", "school-safety"),
    ("02-20", "school-safety"),
    ("03-13", "school-safety"),
    ("04-11", "training-institutions"),
    ("04-17", "school-safety"),
    ("05-15", "school-safety"),
    ("06-12", "school-safety"),
];

/// The days of the year that has begun, in their order: they go on where [`crate::year`] ends, and change nothing of it.
///
/// ```
/// let days = sample::begun(&sample::Spec::tongnan_2022());
/// assert_eq!(days[0].date, "2023-01-03");
/// assert!(days.last().unwrap().date.as_str() <= "2023-07-14");
/// assert!(days.iter().any(|day| day.seals == ["training-institutions"]));
/// ```
pub fn begun(spec: &Spec) -> Vec<Played> {
    let next = Spec { year: spec.year + 1, ..spec.clone() };
    let mut made = schools::schools(spec);
    resources::staff(spec, &mut made);
    let kindergartens = preschool::kindergartens(spec);
    let campuses = safety::campuses(spec, &made, &kindergartens);
    let files = [
        calendar::next_files(spec),
        duties::files(&next, &made, &kindergartens, &campuses),
        vec![water::publicity(&next), water::nil_reports(&next), nothing_down(&next)],
        vec![leadership::ideology(&next, &made), meetings(&next), rounds(&next, &made), inspections(&next)],
        vec![supervision::supervisors(&next), rosters::summer(&next)],
    ]
    .concat();
    let until = Day::of(next.year, UNTIL.0, UNTIL.1).to_string();
    let mut days = year::laid(&next, files, (format!("{}-01-03", next.year), until.clone()), DRAWS);
    days.retain(|day| day.date <= until);
    days
}

/// The links to schools were not down in these months.
fn nothing_down(next: &Spec) -> File {
    let mut table = Table::new("零报告", "期 单位 期间 日期 报告人");
    for month in 1..=6 {
        let last = Day::of(next.year, month + 1, 1).before(1);
        let period = format!("{}-{month:02}", next.year);
        table.row(&[&"network-monthly", &"全区", &period, &last, &"样例网络管理员"]);
    }
    table.file()
}

/// The joint meetings of the first two quarters.
fn meetings(next: &Spec) -> File {
    let mut table = Table::new("会议", "会议编号 日期 会议类型 纪要编号");
    let kinds = ["校园安全防护工作联席会议", "意识形态工作联席会议", "双减工作联席会议"];
    for (at, (month, kind)) in
        [2, 5].iter().flat_map(|month| kinds.iter().map(move |kind| (month, kind))).enumerate()
    {
        let day = Day::of(next.year, *month, 14).after(at as u64).workday();
        let minutes = format!("样例纪要〔{}〕{}号", next.year, at + 1);
        table.row(&[&next.number("HY23", at + 1), &day, kind, &minutes]);
    }
    table.file()
}

/// Each town looked at in each of the first two quarters, a school each month, and the first half-year's special round.
fn rounds(next: &Spec, made: &Schools) -> File {
    let mut table = Table::new("督查检查", "检查编号 日期 类别 对象 镇街 学校 发现问题");
    let mut number = 0;
    for month in [3, 6] {
        for (at, town) in next.towns.iter().enumerate() {
            let day = Day::of(next.year, month, 6).after(at as u64 % 18).workday();
            number += 1;
            let own = next.number("DC23", number);
            table.row(&[&own, &day, &"镇街专项检查", &town.name, &town.code, &"", &""]);
        }
    }
    for (month, school) in (1..=6).zip(&made.schools) {
        number += 1;
        let day = Day::of(next.year, month, 23).workday();
        let number = next.number("DC23", number);
        table.row(&[&number, &day, &"学校专项抽查", &school.name, &"", &school.code, &""]);
    }
    let day = Day::of(next.year, 4, 20).workday();
    table.row(&[&next.number("DC23", number + 1), &day, &"专项督查", &"样例全区专项督查", &"", &"", &""]);
    table.file()
}

/// The first inspections of training institutions: what draws weigh by.
fn inspections(next: &Spec) -> File {
    let mut table =
        Table::new("执法检查", "检查编号 日期 机构 形式 参与部门 检查人员 发现问题 整改通知书 整改期限");
    for at in 0..6 {
        let day = Day::of(next.year, 2, 20).after(at * 4).workday();
        let institution = next.number("PX", at as usize * 7 + 1);
        let officers =
            format!("{}、{}", next.number("RY", at as usize + 3), next.number("RY", at as usize + 4));
        let number = next.number("JC23", at as usize + 1);
        table.row(&[&number, &day, &institution, &"明查暗访", &"样例联合检查组", &officers, &"", &"", &""]);
    }
    table.file()
}

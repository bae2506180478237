//! What the self-evaluation of the year before owned up to (自评问题), each with the data in which it must improve.

use crate::cases::Steps;
use crate::day::Day;
use crate::spec::Spec;
use crate::table::{File, Table};

/// Problem, group, data, unit in charge, what it told of its progress.
const OWNED: [(&str, &str, &str, &str, &str); 4] = [
    ("城区学校大班额没有消除", "双创", "大班额班级数", "区教委", "起始年级按标准班额编班"),
    ("部分学校规模过大", "双创", "大校额学校数", "区教委", "新建小学分流起始年级学生"),
    ("城区学校缺编", "师资", "城区学校缺编人数", "区委编办", "空余编制调往城区缺编学校"),
    ("部分学校没有心理健康教师", "安全", "没有心理健康教师的学校", "区教委", "安排兼职教师参加培训"),
];

/// All were told of when the year began to run, and none is closed: the data have not become better.
pub(crate) fn file(spec: &Spec, steps: &mut Steps) -> File {
    let mut table = Table::new("自评问题", "编号 问题 组别 对应数据 责任单位 提出日期 期限 销号日期");
    let (told, due) = (Day::of(spec.year, 3, 15), Day::of(spec.year + 1, 12, 29));
    for (at, (problem, group, data, unit, progress)) in OWNED.into_iter().enumerate() {
        let number = spec.number("ZP", at + 1);
        table.row(&[&number, &problem, &group, &data, &unit, &told, &due, &""]);
        let day = Day::of(spec.year, 10, 20).after(at as u64 * 7).workday();
        let mut case = steps.of("self-problems", number);
        case.did("报告进展", day, ("样例承办人", "责任单位"), ["样例进展报告", "", progress]);
    }
    table.file()
}

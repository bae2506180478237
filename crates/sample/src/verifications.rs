//! What the reviewers of the supervision office found of the points, indicator by indicator: mostly what was computed, of two of
//! them less. The others are still to be decided on.

use crate::day::Day;
use crate::spec::Spec;
use crate::table::{File, Table};

const DECISIONS: [(&str, &str, &str); 10] = [
    ("party-study", "2.5", "会议纪要与议题逐次核对，一致"),
    ("ideology-duty", "2.5", "抽看四个季度的报送，一致"),
    ("law-education", "5", "聘书、授课记录抽查一致"),
    ("only-rise", "2.5", "与决算批复核对，一致"),
    ("per-pupil-and-floor", "2.5", "与决算批复和统计年报核对，一致"),
    ("preschool-rates", "5", "抽查十所园，人数与在园名册一致"),
    ("vocational", "4", "引进高职院校只有意向，尚无协议"),
    ("pay-parity", "3", "与工资统计年报核对，一致"),
    ("training-fund", "3", "与预算批复核对，一致"),
    ("safety-duty", "4", "抽查的两个村社区网格公示牌没有更新"),
];

pub(crate) fn file(spec: &Spec) -> File {
    let mut table = Table::new("得分核定", "年度 核定指标 自评人 核定得分 理由 核定人 核定日期");
    let day = Day::of(spec.year, 12, 30).workday();
    for (at, (indicator, points, reason)) in DECISIONS.iter().enumerate() {
        let (filed, by) = (format!("样例自评人{:02}", at % 4 + 1), format!("样例评审员{:02}", at % 3 + 1));
        table.row(&[&spec.year, indicator, &filed, points, reason, &by, &day]);
    }
    table.file()
}

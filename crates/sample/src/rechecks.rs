//! Looking back (回头看): campaigns and problems of the year before, closed then and looked at again in this one.

use crate::cases::Steps;
use crate::day::Day;
use crate::spec::Spec;
use crate::table::{File, Table};

/// Name, kind, unit in charge, subject of the recheck.
const CAMPAIGNS: [(&str, &str, &str, &str); 2] = [
    ("规范民办义务教育专项整治", "专项整治", "区教委", "教育收费"),
    ("学校食堂采购专项检查反馈意见整改", "专项检查", "区市场监管局", "清廉"),
];

/// What they had found.
const FOUND: [[&str; 6]; 2] = [
    [
        "一所民办学校招生简章没有备案",
        "办学许可证到期没有换发",
        "董事会会议记录不全",
        "收费标准没有在校门口公示",
        "财务报告没有按时报送",
        "学籍信息与实际不符",
    ],
    [
        "食材采购没有集体研究",
        "供货合同没有约定退换货",
        "出入库记录缺签字",
        "膳食委员会没有家长代表",
        "陪餐记录漏记",
        "大宗食材询价材料不全",
    ],
];

/// The problem that nobody looked at again.
const FORGOTTEN: usize = 9;

fn campaign(spec: &Spec, at: usize) -> String {
    spec.number(&format!("ZX{}", spec.year - 1), at + 1)
}

fn problem(spec: &Spec, at: usize) -> String {
    spec.number(&format!("ZG{}", spec.year - 1), at + 1)
}

/// Their rows: ended in the autumn before, looked at again in the summer.
pub(crate) fn campaigns(spec: &Spec, table: &mut Table, steps: &mut Steps) {
    for (at, (name, kind, unit, _)) in CAMPAIGNS.into_iter().enumerate() {
        let number = campaign(spec, at);
        let begun = Day::of(spec.year - 1, 3, 15).after(at as u64 * 7).workday();
        let ended = Day::of(spec.year - 1, 11, 15).after(at as u64 * 7).workday();
        table.row(&[&number, &name, &kind, &"区委工作安排", &unit, &begun, &ended]);
        let mut case = steps.of("campaign-follow-up", number);
        case.did("办结", ended, ("样例牵头人", "牵头单位"), ["样例专项总结", "", ""]);
        case.did("回头看", looked(spec, at), ("样例督导员", "督导室"), ["样例复查表", "", ""]);
    }
}

fn looked(spec: &Spec, at: usize) -> Day {
    Day::of(spec.year, 6, 14).after(at as u64 * 7).workday()
}

/// Their problems: each fixed by one person and struck off by another within the year before.
pub(crate) fn problems(spec: &Spec, table: &mut Table, steps: &mut Steps) {
    for (at, found) in FOUND.iter().flatten().enumerate() {
        let of = at / FOUND[0].len();
        let number = problem(spec, at);
        let day = Day::of(spec.year - 1, 4, 12).after(at as u64 * 3).workday();
        let (done, struck) = (day.after(20).workday(), day.after(26).workday());
        let (fixer, reviewer) = ("样例上年整改人", "样例上年复核人");
        let mut case = steps.of("rectification", number.clone());
        case.did("制定方案", day.after(3).workday(), (fixer, "责任单位"), ["样例整改方案", "", ""]);
        case.did("完成整改", done, (fixer, "责任单位"), ["样例整改照片", "", ""]);
        case.did("复核销号", struck, (reviewer, "督导室"), ["样例复核单", "", ""]);
        table.row(&[
            &number,
            found,
            &"专项行动",
            &campaign(spec, of),
            &CAMPAIGNS[of].2,
            &fixer,
            &day,
            &day.after(30),
            &done,
            &reviewer,
            &struck,
            &"一般",
            &"否",
        ]);
    }
}

/// What was found when they were looked at again: all hold, one was forgotten.
pub(crate) fn files(spec: &Spec) -> Vec<File> {
    let mut again = Table::new("合规复查", "专项行动 日期 事项 复查人 结论 整改问题");
    for (at, (.., subject)) in CAMPAIGNS.into_iter().enumerate() {
        again.row(&[&campaign(spec, at), &looked(spec, at), &subject, &"样例督导员", &"巩固", &""]);
    }
    let mut back = Table::new("整改回看", "日期 问题 回看人 结论");
    for at in (0..FOUND.iter().flatten().count()).filter(|at| *at != FORGOTTEN) {
        let day = Day::of(spec.year, 6, 20).after(at as u64 * 6).workday();
        back.row(&[&day, &problem(spec, at), &"样例回看人", &"没有反弹"]);
    }
    vec![again.file(), back.file()]
}

//! Money: the education budget to the fen, the operating-fund floor, funding lines, pay and training.

use crate::before;
use crate::chance::Chance;
use crate::day::Day;
use crate::safety::{Campus, SPECIAL_SCHOOL};
use crate::schools::{School, Schools, Stage};
use crate::share::share;
use crate::spec::Spec;
use crate::table::{File, Table, hundredths};

pub(crate) fn files(spec: &Spec, made: &Schools, campuses: &[Campus]) -> Vec<File> {
    vec![
        budget(spec),
        stage_pupils(spec, made),
        operating(spec, made, campuses),
        lines(spec, made),
        pay(spec),
        training(spec),
    ]
}

/// Stages of the budget beside primary and junior: subject code and name, weight in the rest of the budget.
const SUBJECTS: [(&str, &str, &str, u64); 8] = [
    ("2050101", "行政运行", "不分学段", 3),
    ("2050201", "学前教育", "学前教育", 16),
    ("2050204", "高中教育", "高中", 28),
    ("2050299", "其他普通教育支出", "不分学段", 19),
    ("2050302", "中等职业教育", "中职", 13),
    ("2050701", "特殊学校教育", "特殊教育", 2),
    ("2050801", "教师进修", "不分学段", 2),
    ("2059999", "其他教育支出", "不分学段", 17),
];

const KINDS: [(&str, u64); 3] = [("教育事业费", 93), ("基本建设经费", 4), ("教育费附加", 3)];

fn budget(spec: &Spec) -> File {
    let mut table = Table::new("教育经费", "年度 科目编码 科目名称 经费类别 学段 资金口径 金额")
        .declared("样例财政决算批复", Day::of(spec.year + 1, 2, 20));
    let mut spent = Vec::new();
    for (at, (last, growth)) in spec.stage_budget.iter().enumerate() {
        let now: u64 = spec.pupils[if at == 0 { 0..6 } else { 6..9 }].iter().sum();
        // Per pupil it grows by so many ten thousandths: last · now / before · (1 + growth).
        let grown = u128::from(*last) * u128::from(now) * u128::from(10_000 + growth);
        spent.push([*last, (grown / (u128::from(spec.last_pupils[at]) * 10_000)) as u64]);
    }
    let weights: Vec<u64> = SUBJECTS.iter().map(|(.., weight)| *weight).collect();
    for (at, total) in [(0, spec.budget.0), (1, spec.budget.1)] {
        let year = spec.year - 1 + at as i64;
        let rest = share(total - spent[0][at] - spent[1][at], &weights);
        let compulsory =
            [("2050202", "小学教育", "小学", spent[0][at]), ("2050203", "初中教育", "初中", spent[1][at])];
        let others =
            SUBJECTS.iter().zip(rest).map(|((code, name, stage, _), sum)| (*code, *name, *stage, sum));
        let mut subjects: Vec<_> = compulsory.into_iter().chain(others).collect();
        subjects.sort_by_key(|(code, ..)| *code);
        for (code, name, stage, sum) in subjects {
            let parts = share(sum, &KINDS.map(|(_, weight)| weight));
            for ((kind, _), fen) in KINDS.iter().zip(parts) {
                table.row(&[&year, &code, &name, kind, &stage, &"一般公共预算", &hundredths(fen)]);
            }
        }
        // Beside the general public budget, and never in its totals.
        for (code, name, kind, fund, share_of) in [
            ("2290401", "其他政府性基金安排的支出", "基本建设经费", "政府性基金", 31),
            ("2050204", "高中教育", "其他经费", "事业收入", 53),
        ] {
            let stage = if fund == "事业收入" { "高中" } else { "不分学段" };
            table.row(&[&year, &code, &name, &kind, &stage, &fund, &hundredths(total * share_of / 1000)]);
        }
    }
    table.file()
}

fn stage_pupils(spec: &Spec, made: &Schools) -> File {
    let mut table = Table::new("学段学生", "年度 学段 在校学生")
        .declared("样例教育事业统计年报", Day::of(spec.year, 11, 30));
    let (primary, junior): (u64, u64) = (spec.pupils[..6].iter().sum(), spec.pupils[6..].iter().sum());
    let special = (spec.placements.1 as u64).max(1);
    let senior: u64 = senior_highs(spec, made).iter().map(|(_, _, pupils, _)| pupils).sum();
    let last = spec.last_pupils;
    for (stage, before, now) in [
        ("学前教育", before::children(spec), spec.children.0),
        ("小学", last[0], primary),
        ("初中", last[1], junior),
        ("高中", before::seniors(senior), senior),
        ("中职", junior * 21 / 100 + 12, junior * 21 / 100),
        ("特殊教育", special, special),
    ] {
        table.row(&[&(spec.year - 1), &stage, &before]);
        table.row(&[&spec.year, &stage, &now]);
    }
    table.file()
}

/// Pupils with disabilities in the ordinary classes of each school: the larger schools share those of the district.
pub(crate) fn in_ordinary_classes(spec: &Spec, made: &Schools, public: &[&School]) -> Vec<u64> {
    let pupils = |school: &School| made.of(school).map(|section| section.pupils).sum::<u64>();
    let weights: Vec<u64> = public.iter().map(|school| pupils(school) / 600).collect();
    match weights.iter().any(|weight| *weight > 0) {
        true => share(spec.placements.0 as u64, &weights),
        false => vec![0; public.len()],
    }
}

/// The rule of the year: 650 and 850 yuan a pupil, 200 more for a boarder, 6,000 instead for a pupil with a disability, a
/// school below a hundred pupils counts a hundred, and no school below 300,000 yuan; all pupils of the special school are such; 5% of
/// it trains teachers.
fn operating(spec: &Spec, made: &Schools, campuses: &[Campus]) -> File {
    let mut table = Table::new("公用经费核定", "年度 学校 学校名称 预算金额 教师培训费")
        .declared("样例预算批复文件", Day::of(spec.year, 2, 15));
    let public: Vec<&School> = made.schools.iter().filter(|school| school.public).collect();
    let special = in_ordinary_classes(spec, made, &public);
    for (school, special) in public.into_iter().zip(special) {
        let of = |stage: Stage| made.of(school).filter(|s| s.stage == stage).map(|s| s.pupils).sum::<u64>();
        let (primary, junior) = (of(Stage::Primary), of(Stage::Junior));
        let lack = 100u64.saturating_sub(primary + junior);
        let (counted, counted_junior) =
            if primary > 0 { (primary + lack, junior) } else { (primary, junior + lack) };
        let more = special * (6_000 - if primary > 0 { 650 } else { 850 });
        let sum = counted * 650 + counted_junior * 850 + boarders(school, primary + junior) * 200 + more;
        let budget = sum.max(300_000);
        let training = hundredths(budget * 5);
        table.row(&[&spec.year, &school.code, &school.name, &hundredths(budget * 100), &training]);
    }
    for campus in campuses.iter().filter(|campus| campus.kind == SPECIAL_SCHOOL) {
        let budget = (campus.pupils * 6_000).max(300_000);
        let training = hundredths(budget * 5);
        table.row(&[&spec.year, &campus.code, &campus.name, &hundredths(budget * 100), &training]);
    }
    table.file()
}

fn boarders(school: &School, pupils: u64) -> u64 {
    school.boarders.min(pupils)
}

/// The senior highs of the district: complete schools, then those with senior classes only.
pub(crate) fn senior_highs(spec: &Spec, made: &Schools) -> Vec<(String, String, u64, u64)> {
    let mut chance = Chance::named(spec.seed, "senior");
    let complete = made.sections.iter().filter(|section| section.stage == Stage::Senior).map(|section| {
        let school = &made.schools[section.school];
        (school.code.clone(), school.name.clone(), section.pupils, section.class_count)
    });
    let mut all: Vec<_> = complete.collect();
    for (at, word) in ["一", "二", "三"].iter().enumerate() {
        let classes = chance.between(24, 60);
        let code = format!("34{}{:06}", spec.serial.0, spec.serial.1 + 101 + at as u64);
        all.push((code, format!("样例第{word}高级中学"), classes * chance.between(48, 53), classes));
    }
    all
}

fn lines(spec: &Spec, made: &Schools) -> File {
    let mut table = Table::new("经费项目", "年度 项目 单位 预算 拨付 上解")
        .declared("样例预算指标文件", Day::of(spec.year, 12, 20));
    let schools = senior_highs(spec, made);
    let weights: Vec<u64> = schools.iter().map(|(_, _, pupils, _)| *pupils).collect();
    let names = ["高中生均公用经费", "高中改善办学条件", "高中公用经费补助", "高中教育收费返还"];
    for (line, total) in names.iter().zip(spec.senior_funds) {
        for ((_, school, ..), sum) in schools.iter().zip(share(total, &weights)) {
            let sum = hundredths(sum);
            let remitted = if *line == "高中教育收费返还" { sum.as_str() } else { "" };
            table.row(&[&spec.year, line, school, &sum, &sum, &remitted]);
        }
    }
    for (part, sum) in [("样例城域网出口扩容", 6_240), ("样例核心交换设备更新", 3_760)] {
        table.row(&[&spec.year, &"教育城域网出口带宽", &part, &hundredths(sum), &hundredths(sum), &""]);
    }
    table.file()
}

fn pay(spec: &Spec) -> File {
    let mut table = Table::new("工资统计", "年度 人员群体 单位 人数 工资总额 口径")
        .declared("样例工资统计年报", Day::of(spec.year + 1, 1, 31));
    let basis = "应发工资收入，含津贴补贴和年终一次性奖金";
    let groups: [(&str, &[(&str, u64)]); 2] = [
        ("公务员", &[("样例区级机关", 58), ("样例镇街机关", 42)]),
        ("义务教育教师", &[("样例城区学校", 41), ("样例镇区学校", 36), ("样例乡村学校", 23)]),
    ];
    for ((group, units), (heads, average)) in groups.iter().zip(spec.pay) {
        let weights: Vec<u64> = units.iter().map(|(_, weight)| *weight).collect();
        let heads_by_unit = share(heads, &weights);
        let slopes: Vec<u64> =
            heads_by_unit.iter().enumerate().map(|(at, heads)| heads * (100 + at as u64)).collect();
        let sums = share(heads * average, &slopes);
        for (((unit, _), heads), sum) in units.iter().zip(heads_by_unit).zip(sums) {
            table.row(&[&spec.year, group, unit, &heads, &hundredths(sum), &basis]);
        }
    }
    table.file()
}

fn training(spec: &Spec) -> File {
    let mut table = Table::new("职工教育经费", "年度 单位 计提基数 预算金额 支出金额")
        .declared("样例预算指标文件", Day::of(spec.year, 12, 20));
    let units =
        [("样例中学", 43), ("样例小学", 48), ("样例幼儿园", 5), ("样例特殊教育学校", 1), ("样例进修学校", 3)];
    let weights = units.map(|(_, weight)| weight);
    let bases = share(spec.training_base, &weights);
    // 1.5% of the whole base, rounded once, then divided: the parts add up to the printed sum.
    let budgets = share((spec.training_base * 15 + 500) / 1000, &bases);
    for (((unit, _), base), budget) in units.iter().zip(&bases).zip(budgets) {
        table.row(&[
            &spec.year,
            unit,
            &hundredths(*base),
            &hundredths(budget),
            &hundredths(budget * 97 / 100),
        ]);
    }
    table.file()
}

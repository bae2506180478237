//! Law and order: legal vice-principals, activities and drills, special campaigns, inspections, and the problems that
//! all of them put on the rectification list.

use crate::cases::Steps;
use crate::chance::Chance;
use crate::day::Day;
use crate::roll::new_year;
use crate::schools::Schools;
use crate::share::share_above;
use crate::spec::Spec;
use crate::table::{File, Table, yes};

/// A problem that somebody found: source, number of the record, responsible unit, day.
pub(crate) struct Problem {
    source: &'static str,
    number: String,
    unit: String,
    day: Day,
}

pub(crate) fn files(spec: &Spec, made: &Schools, steps: &mut Steps) -> Vec<File> {
    let mut problems = Vec::new();
    let mut files = vec![tutors(spec, made), activities(spec, made)];
    files.push(drills(spec, made, &mut problems));
    files.push(campaigns(spec, &mut problems));
    files.push(checks(spec, made, &mut problems));
    files.push(rectification(spec, problems, steps));
    files
}

/// Every school has a vice-principal; who is left tutors a school, and a third of the persons serve a second one.
fn tutors(spec: &Spec, made: &Schools) -> File {
    let mut chance = Chance::named(spec.seed, "tutors");
    let mut table =
        Table::new("法治副校长", "年度 人员编号 姓名 类型 派出机关 学校 起聘日期 到期日期 授课学时");
    let bodies = ["公安机关", "人民检察院", "人民法院", "司法行政机关"];
    let (from, to) = (Day::of(spec.year, 5, 9), Day::of(spec.year + 3, 5, 8));
    let count = made.schools.len();
    for person in 0..spec.legal_tutors {
        let kind = if person < count { "法治副校长" } else { "法治辅导员" };
        let first = person % count;
        // Persons beyond one per school keep to large schools; the second school is never the first.
        let second = Some((first + count / 2) % count).filter(|second| person % 3 == 0 && *second != first);
        for school in [Some(first), second].into_iter().flatten() {
            table.row(&[
                &spec.year,
                &spec.number("FZ", person + 1),
                &format!("样例法治{:03}", person + 1),
                &kind,
                &bodies[person % 4],
                &made.schools[school].code,
                &from,
                &to,
                &chance.between(4, 8),
            ]);
        }
    }
    table.file()
}

fn activities(spec: &Spec, made: &Schools) -> File {
    const TOPICS: [&str; 7] =
        ["法治安全", "防范校园欺凌", "毒品预防", "反诈", "交通安全", "防溺水", "消防安全"];
    let mut chance = Chance::named(spec.seed, "activities");
    let mut table = Table::new("安全法治活动", "活动编号 日期 学校 主题 主讲人编号 参加学生 宣传资料");
    let (count, leaflets, _) = spec.activities;
    let schools: Vec<usize> = (0..count).map(|at| at % made.schools.len()).collect();
    let joined: Vec<u64> = schools
        .iter()
        .map(|at| (made.pupils(&made.schools[*at]) * chance.between(25, 95) / 100).max(1))
        .collect();
    let handed = share_above(leaflets, &joined, 10);
    let mut days: Vec<Day> =
        (0..count).map(|_| new_year(spec).after(chance.between(45, 350)).workday()).collect();
    days.sort();
    for at in 0..count {
        table.row(&[
            &spec.number("HD", at + 1),
            &days[at],
            &made.schools[schools[at]].code,
            &chance.pick(&TOPICS),
            &spec.number("FZ", at * 11 % spec.legal_tutors + 1),
            &joined[at],
            &handed[at],
        ]);
    }
    table.file()
}

fn drills(spec: &Spec, made: &Schools, problems: &mut Vec<Problem>) -> File {
    const KINDS: [&str; 6] = ["消防疏散", "地震避险", "防暴恐", "防踩踏", "食品安全", "防溺水救援"];
    let mut chance = Chance::named(spec.seed, "drills");
    let mut table = Table::new("应急演练", "演练编号 日期 学校 类型 参加人数 用时 发现问题 指导单位");
    let mut days: Vec<Day> =
        (0..spec.activities.2).map(|_| new_year(spec).after(chance.between(50, 345)).workday()).collect();
    days.sort();
    for (at, day) in days.into_iter().enumerate() {
        let school = &made.schools[at * 3 % made.schools.len()];
        let found = u64::from(chance.percent(12));
        let number = spec.number("YL", at + 1);
        if found > 0 {
            problems.push(Problem {
                source: "应急演练",
                number: number.clone(),
                unit: school.name.clone(),
                day,
            });
        }
        let unit = chance.pick(&["样例公安派出所", "样例消防救援站", "样例应急办"]);
        let joined = (made.all_pupils(school) * chance.between(60, 98) / 100).max(1);
        table.row(&[
            &number,
            &day,
            &school.code,
            &chance.pick(&KINDS),
            &joined,
            &chance.between(4, 25),
            &found,
            &unit,
        ]);
    }
    table.file()
}

fn campaigns(spec: &Spec, problems: &mut Vec<Problem>) -> File {
    let mut table = Table::new("专项行动", "编号 名称 类别 来源 牵头单位 启动日期 办结日期");
    let source = "中央巡视反馈意见";
    for (at, (name, kind, unit, found)) in [
        ("公参民专项整治", "专项整治", "区教委", 3),
        ("教育收费专项整治", "专项整治", "区市场监管局", 5),
        ("教育改革专项整治", "专项整治", "区教委", 4),
        ("选人用人专项检查反馈意见整改", "专项检查", "区委组织部", 6),
        ("意识形态专项检查反馈意见整改", "专项检查", "区委宣传部", 5),
    ]
    .into_iter()
    .enumerate()
    {
        let number = spec.number("ZX", at + 1);
        let day = Day::of(spec.year, 3, 7).after(at as u64 * 9).workday();
        for nth in 0..found {
            problems.push(Problem {
                source: "专项行动",
                number: number.clone(),
                unit: "区教委".into(),
                day: day.after(10 + nth * 3).workday(),
            });
        }
        table.row(&[&number, &name, &kind, &source, &unit, &day, &Day::of(spec.year, 12, 20)]);
    }
    table.file()
}

/// Two half-yearly checks, every town every quarter, every month a round through some schools.
fn checks(spec: &Spec, made: &Schools, problems: &mut Vec<Problem>) -> File {
    let mut chance = Chance::named(spec.seed, "checks");
    let mut table = Table::new("督查检查", "检查编号 日期 类别 对象 镇街 学校 发现问题 未整改问题");
    let mut rows: Vec<(Day, &'static str, String, String, String)> = Vec::new();
    for half in 1..=2 {
        rows.push((
            Day::of(spec.year, half * 6 - 1, 18).workday(),
            "专项督查",
            "样例全区专项督查".into(),
            String::new(),
            String::new(),
        ));
    }
    for quarter in 1..=4 {
        for town in &spec.towns {
            let day = Day::of(spec.year, quarter * 3 - 1, 1).after(chance.between(0, 50)).workday();
            rows.push((day, "镇街专项检查", town.name.clone(), town.code.clone(), String::new()));
        }
    }
    for month in 1..=12 {
        let round = chance.order(made.schools.len());
        for at in round.into_iter().take(8) {
            let school = &made.schools[at];
            let day = Day::of(spec.year, month, 10).after(chance.between(0, 10)).workday();
            rows.push((day, "学校专项抽查", school.name.clone(), String::new(), school.code.clone()));
        }
    }
    rows.sort();
    for (at, (day, kind, object, town, school)) in rows.into_iter().enumerate() {
        let number = spec.number("DC", at + 1);
        let found = if kind == "专项督查" { 4 } else { u64::from(chance.percent(28)) };
        let late = day > Day::of(spec.year, 11, 20) && found > 0;
        for _ in 0..found {
            let unit = if kind == "专项督查" { "区教委".to_owned() } else { object.clone() };
            problems.push(Problem { source: kind, number: number.clone(), unit, day });
        }
        table.row(&[&number, &day, &kind, &object, &town, &school, &found, &u64::from(late)]);
    }
    table.file()
}

/// Found, fixed by one person, verified and struck off by another; what was found late in the year is still open, and a
/// few older ones are overdue.
fn rectification(spec: &Spec, mut problems: Vec<Problem>, steps: &mut Steps) -> File {
    let mut chance = Chance::named(spec.seed, "rectification");
    let mut table = Table::new(
        "整改问题",
        "编号 问题 来源 来源编号 责任单位 整改责任人 发现日期 整改期限 完成日期 复核人 销号日期 严重程度",
    );
    problems.sort_by(|a, b| (a.day, &a.number).cmp(&(b.day, &b.number)));
    let close_of_year = Day::of(spec.year, 12, 31);
    for (at, problem) in problems.into_iter().enumerate() {
        let due = problem.day.after(30);
        let overdue = at % 41 == 17;
        let done = problem.day.after(chance.between(8, 28)).workday();
        let struck = done.after(chance.between(2, 9)).workday();
        let closed = !overdue && struck <= close_of_year;
        let cell = |filled: bool, text: String| if filled { text } else { String::new() };
        let (fixer, reviewer) =
            (format!("样例整改人{:03}", at % 60 + 1), format!("样例复核人{:02}", at % 15 + 1));
        let planned = problem.day.after(3).workday();
        if planned <= close_of_year {
            let mut case = steps.of("rectification", spec.number("ZG", at + 1));
            case.did("制定方案", planned, (&fixer, "责任单位"), ["样例整改方案", "", ""]);
            if closed {
                case.did("完成整改", done, (&fixer, "责任单位"), ["样例整改照片", "", ""]);
                case.did("复核销号", struck, (&reviewer, "督导室"), ["样例复核单", "", ""]);
            }
        }
        table.row(&[
            &spec.number("ZG", at + 1),
            &format!("样例问题：{}发现的第{}个问题", problem.source, at + 1),
            &problem.source,
            &problem.number,
            &problem.unit,
            &fixer,
            &problem.day,
            &due,
            &cell(closed, done.to_string()),
            &cell(closed, reviewer),
            &cell(closed, struck.to_string()),
            &chance.pick(&["一般", "一般", "一般", "较重", "严重"]),
        ]);
    }
    table.file()
}

/// The clauses of the list on teachers' conduct: thirty of what is asked, thirty of what is barred.
pub(crate) fn clauses() -> File {
    const DUTIES: [&str; 10] = [
        "备课上课",
        "作业布置",
        "考试评价",
        "班级管理",
        "家校沟通",
        "课后服务",
        "同事协作",
        "学生安全",
        "个人修养",
        "进修学习",
    ];
    const ASKED: [&str; 3] = ["按规定认真履行", "公平对待每一名学生", "主动接受监督"];
    const BARRED: [&str; 3] = ["不得敷衍塞责", "不得歧视或者体罚学生", "不得谋取不当利益"];
    let mut table = Table::new("师德清单条款", "版本 序号 性质 内容 现行");
    let mut number = 0;
    for (kind, wordings) in [("正面", ASKED), ("负面", BARRED)] {
        for duty in DUTIES {
            for wording in wordings {
                number += 1;
                table.row(&[&"2021", &number, &kind, &format!("样例条款：{duty}方面{wording}"), &yes(true)]);
            }
        }
    }
    table.file()
}

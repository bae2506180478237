//! Who answers for what: counsellors, experts, joint tasks, escorts at the gates, teachers of single cases, the summer's
//! share of training institutions among the inspectors.

use crate::chance::Chance;
use crate::day::Day;
use crate::safety::Campus;
use crate::schools::Schools;
use crate::spec::Spec;
use crate::table::{File, Table};

pub(crate) fn files(spec: &Spec, made: &Schools, campuses: &[Campus]) -> Vec<File> {
    let mut files = vec![counsellors(spec, made), experts(spec)];
    files.extend(joint(spec));
    files.extend(escorts(spec, campuses));
    files.extend([case_teachers(spec), summer(spec)]);
    files
}

/// As many as each school's row says, by name.
fn counsellors(spec: &Spec, made: &Schools) -> File {
    let mut chance = Chance::named(spec.seed, "counsellors");
    let mut table = Table::new("心理健康教师", "人员编号 姓名 学校 任职 资格证书 任职日期");
    let mut number = 0;
    for school in &made.schools {
        for nth in 0..school.counsellors {
            number += 1;
            let kind = if nth == 0 && chance.percent(40) { "专职" } else { "兼职" };
            let from = Day::of(spec.year - chance.between(1, 4) as i64, 9, 1);
            let name = format!("样例心理教师{number:03}");
            let proof = "样例心理健康教育证书";
            table.row(&[&spec.number("XL", number), &name, &school.code, &kind, &proof, &from]);
        }
    }
    table.file()
}

/// The committee of experts is the second of the district's bodies.
fn experts(spec: &Spec) -> File {
    let mut table = Table::new("残疾儿童教育专家", "专家编号 姓名 单位 专业 委员会 起聘日期 到期日期");
    let (from, to) = (Day::of(spec.year, 5, 9), Day::of(spec.year + 3, 5, 8));
    let fields = ["教育", "教育", "心理", "康复", "康复", "医学", "社会工作"];
    for (at, field) in fields.into_iter().enumerate() {
        table.row(&[
            &spec.number("ZJ", at + 1),
            &format!("样例专家{:02}", at + 1),
            &format!("样例单位{:02}", at + 1),
            &field,
            &spec.number("JG", 2),
            &from,
            &to,
        ]);
    }
    table.file()
}

/// Joint tasks and who takes which part; of the last task one actor has not been named.
fn joint(spec: &Spec) -> Vec<File> {
    const FIVE: [&str; 5] = ["样例主体一", "样例主体二", "样例主体三", "样例主体四", "样例主体五"];
    const JUSTICE: [&str; 4] = ["公安机关", "人民检察院", "人民法院", "司法行政机关"];
    let mut tasks = Table::new("联动事项", "编号 事项 机制 领域 起始日期");
    let mut duties = Table::new("联动责任", "事项 主体 责任单位 责任内容 起始日期");
    for (at, (title, kind, field, month, actors)) in [
        ("样例事项：教育发展年度任务", "五主联动", "教育领导", 2, &FIVE[..]),
        ("样例事项：校园周边整治", "五主联动", "校园安全", 3, &FIVE[..]),
        ("样例事项：防溺水联防", "五主联动", "校园安全", 5, &FIVE[..]),
        ("样例事项：上下学交通秩序", "五主联动", "校园安全", 9, &FIVE[..4]),
        ("样例事项：预防校园欺凌普法", "公检法司联动", "法治教育", 3, &JUSTICE[..]),
        ("样例事项：涉校纠纷联合处置", "公检法司联动", "法治教育", 4, &JUSTICE[..]),
    ]
    .into_iter()
    .enumerate()
    {
        let (number, from) = (spec.number("LD", at + 1), Day::of(spec.year, month, 7).workday());
        tasks.row(&[&number, &title, &kind, &field, &from]);
        for (nth, actor) in actors.iter().enumerate() {
            let unit = format!("样例责任单位{:02}", at * 5 + nth + 1);
            duties.row(&[&number, actor, &unit, &"样例责任内容", &from]);
        }
    }
    vec![tasks.file(), duties.file()]
}

/// The days of the last whole week of the year on which schools teach.
fn last_week(spec: &Spec) -> Vec<Day> {
    let from = Day::of(spec.year, 12, 25).after(1);
    (0..5).map(|day| from.after(day)).filter(|day| *day == day.workday()).collect()
}

/// A teacher, parents and an officer at every gate; who stands there in the last week, and who came. An officer serves
/// five gates.
fn escorts(spec: &Spec, campuses: &[Campus]) -> Vec<File> {
    let mut chance = Chance::named(spec.seed, "escorts");
    let mut members = Table::new("护校队员", "队员编号 姓名 校园 身份 起始日期 终止日期");
    let mut posts = Table::new("护学岗排班", "校园 时段 队员 起始日期 终止日期");
    let mut came = Table::new("护学岗签到", "日期 校园 时段 队员");
    let (from, to) = (Day::of(spec.year, 1, 1), Day::of(spec.year, 12, 31));
    let week = last_week(spec);
    let mut number = 0;
    let mut arrivals: Vec<(Day, &str, &str, String)> = Vec::new();
    for (at, campus) in campuses.iter().enumerate() {
        let mut team = Vec::new();
        for kind in ["教师骨干", "家长志愿者"] {
            number += 1;
            let (own, name) = (spec.number("DY", number), format!("样例队员{number:03}"));
            members.row(&[&own, &name, &campus.code, &kind, &from, &to]);
            team.push(own);
        }
        let officer = at / 5 + 1;
        let name = format!("样例民警{officer:02}");
        // A few far campuses have no officer yet.
        if at % 50 != 33 {
            members.row(&[&spec.number("MJ", officer), &name, &campus.code, &"公安民警", &from, &to]);
        }
        let (Some(first), Some(last)) = (week.first(), week.last()) else { continue };
        for (slot, own) in ["上学", "放学"].into_iter().zip(team) {
            posts.row(&[&campus.code, &slot, &own, first, last]);
            for day in week.iter().filter(|_| !chance.percent(1)) {
                arrivals.push((*day, &campus.code, slot, own.clone()));
            }
        }
    }
    arrivals.sort();
    for (day, campus, slot, own) in arrivals {
        came.row(&[&day, &campus, &slot, &own]);
    }
    vec![members.file(), posts.file(), came.file()]
}

/// Every child that is placed has a teacher, who has five at most.
fn case_teachers(spec: &Spec) -> File {
    let mut table = Table::new("个案责任教师", "个案编号 教师编号 教师 责任 起始日期");
    let (ordinary, special, home) = spec.placements;
    let from = Day::of(spec.year, 9, 1);
    for at in 0..ordinary + special + home {
        let kind = match at {
            _ if at < ordinary => "资源教师",
            _ if at < ordinary + special => "特教教师",
            _ => "送教教师",
        };
        let teacher = at / 5 + 1;
        let name = format!("样例责任教师{teacher:03}");
        table.row(&[&spec.number("样例个案", at + 1), &spec.number("ZR", teacher), &name, &kind, &from]);
    }
    table.file()
}

/// Institutions beyond the campaign that had an inspector for the summer and were not visited.
const SHUT: usize = 3;

/// Every institution of the campaign has its inspector, who has been there; the first ones beyond it were given out too, and
/// had shut before anybody came.
pub(crate) fn summer(spec: &Spec) -> File {
    let mut chance = Chance::named(spec.seed, "summer");
    let mut table = Table::new("暑期督导分工", "年度 机构 责任督学 分工日期 督导日期");
    let (_, inspected, _) = spec.institutions;
    let from = Day::of(spec.year, 7, 4).workday();
    for at in 0..spec.institutions.0.min(inspected + SHUT) {
        let inspector = (at + spec.supervisors - inspected % spec.supervisors) % spec.supervisors;
        let day = from.after(chance.between(3, 48)).workday().to_string();
        let day = if at < inspected { day } else { String::new() };
        let cells = (spec.number("PX", at + 1), spec.number("DX", inspector + 1));
        table.row(&[&spec.year, &cells.0, &cells.1, &from, &day]);
    }
    table.file()
}

//! Law and order: legal vice-principals, activities and drills, special campaigns, inspections, and the problems that
//! all of them put on the rectification list.

use crate::calendar::taught_in;
use crate::cases::Steps;
use crate::chance::Chance;
use crate::day::Day;
use crate::problems::{Problem, found, rectification};
use crate::rechecks;
use crate::roll::new_year;
use crate::schools::Schools;
use crate::share::share_above;
use crate::spec::Spec;
use crate::table::{File, Table};

pub(crate) fn files(spec: &Spec, made: &Schools, mut problems: Vec<Problem>, steps: &mut Steps) -> Vec<File> {
    let mut files = vec![tutors(spec, made), activities(spec, made)];
    files.push(drills(spec, made, &mut problems));
    files.push(campaigns(spec, &mut problems, steps));
    files.push(checks(spec, made, &mut problems));
    files.extend(rectification(spec, problems, steps));
    files.extend(rechecks::files(spec));
    files
}

/// A person at a school: number of the person, place of the school, whether as vice-principal.
type Post = (usize, usize, bool);

/// Every school has a vice-principal; who is left tutors a school, and a third of the persons serve a second one.
fn posts(spec: &Spec, made: &Schools) -> Vec<Post> {
    let count = made.schools.len();
    let mut posts = Vec::new();
    for person in 0..spec.legal_tutors {
        let first = person % count;
        // The second school is never the first.
        let second = Some((first + count / 2) % count).filter(|second| person % 3 == 0 && *second != first);
        posts.extend(
            [Some(first), second].into_iter().flatten().map(|school| (person, school, person < count)),
        );
    }
    posts
}

/// Vice-principals serve from the May in which they were asked for; tutors from the school year before.
fn since(spec: &Spec, vice: bool) -> Day {
    if vice { Day::of(spec.year, 5, 9) } else { Day::of(spec.year - 1, 9, 1) }
}

fn tutors(spec: &Spec, made: &Schools) -> File {
    let mut table = Table::new("法治副校长", "人员编号 姓名 类型 派出机关 学校 起聘日期 到期日期");
    let bodies = ["公安机关", "人民检察院", "人民法院", "司法行政机关"];
    for (person, school, vice) in posts(spec, made) {
        let (kind, until) = match vice {
            true => ("法治副校长", Day::of(spec.year + 3, 5, 8)),
            false => ("法治辅导员", Day::of(spec.year + 2, 8, 31)),
        };
        table.row(&[
            &spec.number("FZ", person + 1),
            &format!("样例法治{:03}", person + 1),
            &kind,
            &bodies[person % 4],
            &made.schools[school].code,
            &since(spec, vice),
            &until,
        ]);
    }
    table.file()
}

/// Lessons, each at a school that its speaker serves: two double ones of every vice-principal at every school, the rest by
/// tutors in turn.
fn activities(spec: &Spec, made: &Schools) -> File {
    const TOPICS: [&str; 7] =
        ["法治安全", "防范校园欺凌", "毒品预防", "反诈", "交通安全", "防溺水", "消防安全"];
    let mut chance = Chance::named(spec.seed, "activities");
    let mut table = Table::new("安全法治活动", "活动编号 日期 学校 主题 主讲人编号 课时 参加学生 宣传资料");
    let (count, leaflets, _) = spec.activities;
    let (vice, tutors): (Vec<Post>, Vec<Post>) = posts(spec, made).into_iter().partition(|(.., vice)| *vice);
    let turns = vice.iter().chain(&vice).chain(tutors.iter().cycle()).chain(vice.iter().cycle());
    let mut lessons: Vec<(Day, Post, u64)> = Vec::new();
    for post in turns.take(count) {
        let hours = if post.2 { 2 } else { chance.between(1, 2) };
        lessons.push((taught_day(spec, post.2, &mut chance), *post, hours));
    }
    lessons.sort();
    let joined: Vec<u64> = lessons
        .iter()
        .map(|(_, (_, school, _), _)| {
            (made.pupils(&made.schools[*school]) * chance.between(25, 95) / 100).max(1)
        })
        .collect();
    let handed = share_above(leaflets, &joined, 10);
    for (at, (day, (person, school, _), hours)) in lessons.into_iter().enumerate() {
        table.row(&[
            &spec.number("HD", at + 1),
            &day,
            &made.schools[school].code,
            &chance.pick(&TOPICS),
            &spec.number("FZ", person + 1),
            &hours,
            &joined[at],
            &handed[at],
        ]);
    }
    table.file()
}

/// A day on which schools teach, after the speaker was appointed.
fn taught_day(spec: &Spec, vice: bool, chance: &mut Chance) -> Day {
    let months: &[i64] = if vice { &[6, 9, 10, 11, 12] } else { &[3, 4, 5, 6, 9, 10, 11, 12] };
    let month = chance.pick(months);
    chance.pick(&taught_in(spec.year, month))
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
        let number = spec.number("YL", at + 1);
        let mut trouble = "";
        if chance.percent(12) {
            let problem =
                Problem { source: "应急演练", number: number.clone(), unit: school.name.clone(), day };
            trouble = found(spec, &problem, 0);
            problems.push(problem);
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
            &trouble,
            &unit,
        ]);
    }
    table.file()
}

/// Each led to its end by the unit in charge, which then says so.
fn campaigns(spec: &Spec, problems: &mut Vec<Problem>, steps: &mut Steps) -> File {
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
        let ended = Day::of(spec.year, 11, 21).after(at as u64 * 7).workday();
        let mut case = steps.of("campaign-follow-up", number.clone());
        case.did("办结", ended, ("样例牵头人", "牵头单位"), ["样例专项总结", "", ""]);
        table.row(&[&number, &name, &kind, &source, &unit, &day, &ended]);
    }
    rechecks::campaigns(spec, &mut table, steps);
    table.file()
}

/// Two half-yearly checks, every town every quarter, every month a round through some schools.
fn checks(spec: &Spec, made: &Schools, problems: &mut Vec<Problem>) -> File {
    let mut chance = Chance::named(spec.seed, "checks");
    let mut table = Table::new("督查检查", "检查编号 日期 类别 对象 镇街 学校 发现问题");
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
        let troubles = if kind == "专项督查" { 4 } else { u64::from(chance.percent(28)) };
        let mut words = "";
        for nth in 0..troubles {
            let unit = if kind == "专项督查" { "区教委".to_owned() } else { object.clone() };
            let problem = Problem { source: kind, number: number.clone(), unit, day };
            if nth == 0 {
                words = found(spec, &problem, 0);
            }
            problems.push(problem);
        }
        table.row(&[&number, &day, &kind, &object, &town, &school, &words]);
    }
    table.file()
}

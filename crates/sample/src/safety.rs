//! Safety: campuses with what was checked there and their guards.

use crate::chance::Chance;
use crate::day::Day;
use crate::grid;
use crate::money::senior_highs;
use crate::preschool::Kindergarten;
use crate::schools::{Area, Schools};
use crate::share::share;
use crate::spec::Spec;
use crate::table::{File, Table, yes};

/// Kind of the campus of the school for children with disabilities.
pub(crate) const SPECIAL_SCHOOL: &str = "特殊教育学校";

/// A place with a gate: what the three 100% (三个100%) are about.
pub(crate) struct Campus {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) kind: &'static str,
    pub(crate) area: Area,
    pub(crate) town: usize,
    pub(crate) pupils: u64,
    pub(crate) boarders: u64,
}

pub(crate) fn campuses(spec: &Spec, made: &Schools, kindergartens: &[Kindergarten]) -> Vec<Campus> {
    let mut campuses: Vec<Campus> = made
        .schools
        .iter()
        .map(|school| Campus {
            code: school.code.clone(),
            name: school.name.clone(),
            kind: "中小学",
            area: school.area,
            town: school.town,
            pupils: made.all_pupils(school),
            boarders: school.boarders,
        })
        .collect();
    campuses.extend(kindergartens.iter().filter(|k| !k.attached).map(|k| Campus {
        code: k.code.clone(),
        name: k.name.clone(),
        kind: "幼儿园",
        area: k.area,
        town: k.town,
        pupils: k.children,
        boarders: 0,
    }));
    for (code, name, pupils, _) in senior_highs(spec, made) {
        if campuses.iter().all(|campus| campus.code != code) {
            campuses.push(Campus {
                code,
                name,
                kind: "普通高中",
                area: Area::Urban,
                town: 0,
                pupils,
                boarders: 0,
            });
        }
    }
    let (province, base) = spec.serial;
    for (category, name, kind, pupils) in [
        (36, "样例职业教育中心", "中等职业学校", spec.pupils[6..].iter().sum::<u64>() * 21 / 100),
        (51, "样例特殊教育学校", SPECIAL_SCHOOL, spec.placements.1 as u64),
    ] {
        campuses.push(Campus {
            code: format!("{category}{province}{:06}", base + 1),
            name: name.into(),
            kind,
            area: Area::Urban,
            town: 0,
            pupils,
            boarders: 0,
        });
    }
    campuses
}

pub(crate) fn files(spec: &Spec, made: &Schools, campuses: &[Campus]) -> Vec<File> {
    vec![
        other_classes(spec, campuses),
        security(spec, campuses),
        checks(spec, campuses),
        guards(spec, campuses),
        grid::file(spec, made),
    ]
}

/// The classes of the vocational school (中等职业学校) and of the special school (特殊教育学校), small ones there.
fn other_classes(spec: &Spec, campuses: &[Campus]) -> File {
    let mut table = Table::new("中职特教班级", "学年 班级编号 学校 年级 班名 学生数");
    for campus in campuses {
        let (size, grades): (u64, &[&str]) = match campus.kind {
            "中等职业学校" => (46, &["一年级", "二年级", "三年级"]),
            SPECIAL_SCHOOL => (8, &["低年级", "中年级", "高年级"]),
            _ => continue,
        };
        let sizes = share(campus.pupils, &vec![1; campus.pupils.div_ceil(size) as usize]);
        for (at, pupils) in sizes.into_iter().enumerate() {
            let (grade, number) = (at % grades.len(), at / grades.len() + 1);
            let own = format!("{}-{}{number:02}", campus.code, grade + 1);
            let (word, name) = (grades[grade], &campus.name);
            table.row(&[&spec.year, &own, &campus.code, &word, &format!("{name}{word}{number}班"), &pupils]);
        }
    }
    table.file()
}

fn security(spec: &Spec, campuses: &[Campus]) -> File {
    let mut table = Table::new("校园安防", "学年 标识码 名称 校园类别 城乡 镇街");
    for campus in campuses {
        let town = &spec.towns[campus.town].code;
        table.row(&[&spec.year, &campus.code, &campus.name, &campus.kind, &campus.area.word(), town]);
    }
    table.file()
}

/// What was checked at each campus in September. Some gates had failed in spring and were put right; some campuses are not
/// yet joined to the police.
fn checks(spec: &Spec, campuses: &[Campus]) -> File {
    let mut chance = Chance::named(spec.seed, "security");
    let mut table =
        Table::new("安防核验", "校园 项目 日期 核验人 结论 每日值守 每日巡查 有效期至 复查合格日期");
    for (at, campus) in campuses.iter().enumerate() {
        let checker = format!("样例核验人{:02}", at % 12 + 1);
        let mut row = |item: &str, day: Day, passed: bool, again: &str| {
            let until = if passed { day.after(364).to_string() } else { String::new() };
            let found = if passed { "合格" } else { "不合格" };
            let (watch, patrols) = match item {
                "门卫值守" => ("24", ""),
                // Where it was too seldom a patrol was left out at noon.
                "重点部位巡查" if passed => ("", "5"),
                "重点部位巡查" => ("", "4"),
                _ => ("", ""),
            };
            table.row(&[&campus.code, &item, &day, &checker, &found, &watch, &patrols, &until, &again]);
        };
        let spring = Day::of(spec.year, 3, 14).after(chance.between(0, 30)).workday();
        if at % 31 == 12 {
            let again = spring.after(chance.between(7, 30)).workday().to_string();
            row("封闭化管理", spring, false, &again);
        }
        let autumn = Day::of(spec.year, 9, 5).after(chance.between(0, 20)).workday();
        row("封闭化管理", autumn, true, "");
        row("公安联网", autumn, at % 60 != 41, "");
        row("门卫值守", autumn, true, "");
        let again = autumn.after(14).workday();
        if at % 50 == 7 {
            row("重点部位巡查", autumn, false, &again.to_string());
        }
        row("重点部位巡查", if at % 50 == 7 { again } else { autumn }, true, "");
    }
    table.file()
}

/// How many guards a campus must have: one below a hundred pupils, two below a thousand, three from there and one more
/// for every further five hundred (GB/T 29315-2022); where pupils board two, and one more for every three hundred boarders
/// beyond the first three hundred.
pub(crate) fn guards_needed(pupils: u64, boarders: u64) -> u64 {
    let by_pupils = match pupils {
        0..100 => 1,
        100..1000 => 2,
        _ => 3 + (pupils - 1000) / 500,
    };
    let by_boarders = if boarders == 0 { 0 } else { 2 + boarders.saturating_sub(300) / 300 };
    by_pupils.max(by_boarders)
}

/// Guards who have left by the end of the year.
const LEFT: usize = 8;

fn guards(spec: &Spec, campuses: &[Campus]) -> File {
    let mut table = Table::new(
        "保安员",
        "保安编号 姓名 校园 保安员证 背景审查 上岗日期 离岗日期 最近考核日期 考核结论 考核有效期至",
    );
    let mut chance = Chance::named(spec.seed, "guard-tests");
    let needed: Vec<u64> =
        campuses.iter().map(|campus| guards_needed(campus.pupils, campus.boarders)).collect();
    let spare = spec.guards.saturating_sub(needed.iter().sum());
    let weights: Vec<u64> = campuses.iter().map(|campus| campus.pupils).collect();
    let mut number = 0;
    for (campus, (needed, more)) in campuses.iter().zip(needed.iter().zip(share(spare, &weights))) {
        for nth in 0..needed + more {
            number += 1;
            let from = Day::of(spec.year - 1 - (nth % 4) as i64, 9, 1);
            let tested = Day::of(spec.year, 4, 1).after(chance.between(0, 120)).workday();
            table.row(&[
                &spec.number("BA", number),
                &format!("样例保安{number:03}"),
                &campus.code,
                &yes(true),
                &yes(true),
                &from,
                &"",
                &tested,
                &"合格",
                &tested.after(364),
            ]);
        }
    }
    // Some left in summer; others had taken their posts by then.
    for (at, campus) in campuses.iter().step_by(campuses.len().div_ceil(LEFT).max(1)).enumerate() {
        let own = spec.number("BA", number + at + 1);
        let name = format!("样例保安{:03}", number + at + 1);
        let (from, to) = (Day::of(spec.year - 3, 9, 1), Day::of(spec.year, 7, 10));
        table.row(&[&own, &name, &campus.code, &yes(true), &yes(true), &from, &to, &"", &"", &""]);
    }
    table.file()
}

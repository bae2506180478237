//! Safety: campuses with their guards, reminders, publicity against drowning, the grid of chiefs.

use crate::chance::Chance;
use crate::day::Day;
use crate::money::senior_highs;
use crate::preschool::Kindergarten;
use crate::schools::{Area, Schools};
use crate::share::share;
use crate::spec::Spec;
use crate::table::{File, Table, yes};

/// A place with a gate: what the three 100% (三个100%) are about.
pub(crate) struct Campus {
    pub(crate) code: String,
    name: String,
    kind: &'static str,
    pub(crate) area: Area,
    pub(crate) pupils: u64,
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
            pupils: made.all_pupils(school),
        })
        .collect();
    campuses.extend(kindergartens.iter().filter(|k| !k.attached).map(|k| Campus {
        code: k.code.clone(),
        name: k.name.clone(),
        kind: "幼儿园",
        area: k.area,
        pupils: k.children,
    }));
    for (code, name, pupils, _) in senior_highs(spec, made) {
        if campuses.iter().all(|campus| campus.code != code) {
            campuses.push(Campus { code, name, kind: "普通高中", area: Area::Urban, pupils });
        }
    }
    let (province, base) = spec.serial;
    for (category, name, kind, pupils) in [
        (36, "样例职业教育中心", "中等职业学校", spec.pupils[6..].iter().sum::<u64>() * 21 / 100),
        (51, "样例特殊教育学校", "特殊教育学校", spec.placements.1 as u64),
    ] {
        campuses.push(Campus {
            code: format!("{category}{province}{:06}", base + 1),
            name: name.into(),
            kind,
            area: Area::Urban,
            pupils,
        });
    }
    campuses
}

pub(crate) fn files(spec: &Spec, made: &Schools, campuses: &[Campus]) -> Vec<File> {
    vec![security(spec, campuses), guards(spec, campuses), publicity(spec), grid(spec, made)]
}

fn security(spec: &Spec, campuses: &[Campus]) -> File {
    let mut chance = Chance::named(spec.seed, "security");
    let mut table = Table::new(
        "校园安防",
        "学年 标识码 名称 校园类别 城乡 学生数 封闭化管理 一键式报警 视频监控 公安联网 护校队教师 护校队家长志愿者 护学岗对接 核验日期",
    );
    for campus in campuses {
        let teachers = 2 + campus.pupils / 250;
        let day = Day::of(spec.year, 9, 5).after(chance.between(0, 20)).workday();
        table.row(&[
            &spec.year,
            &campus.code,
            &campus.name,
            &campus.kind,
            &campus.area.word(),
            &campus.pupils,
            &yes(true),
            &yes(true),
            &yes(true),
            &yes(true),
            &teachers,
            &(teachers * 2 + chance.between(0, 6)),
            &yes(true),
            &day,
        ]);
    }
    table.file()
}

/// How many guards a campus must have: one below a hundred pupils, two below a thousand, three from there and one more
/// for every further five hundred (GB/T 29315-2022).
pub(crate) fn guards_needed(pupils: u64) -> u64 {
    match pupils {
        0..100 => 1,
        100..1000 => 2,
        _ => 3 + (pupils - 1000) / 500,
    }
}

fn guards(spec: &Spec, campuses: &[Campus]) -> File {
    let mut table = Table::new(
        "保安员",
        "保安编号 姓名 校园 保安员证 背景审查 上岗日期 最近考核日期 考核结论 考核有效期至",
    );
    let mut chance = Chance::named(spec.seed, "guard-tests");
    let needed: Vec<u64> = campuses.iter().map(|campus| guards_needed(campus.pupils)).collect();
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
                &tested,
                &"合格",
                &tested.after(364),
            ]);
        }
    }
    table.file()
}

fn publicity(spec: &Spec) -> File {
    let mut chance = Chance::named(spec.seed, "publicity");
    let mut table =
        Table::new("防溺水宣传", "年度 月份 镇街 应播天数 已播天数 应设点位 已设点位 溺亡人数 填报日期");
    for (month, days) in [(5, 31), (6, 30), (7, 31), (8, 31), (9, 30)] {
        let last = Day::of(spec.year, month, days);
        for (at, town) in spec.towns.iter().enumerate() {
            let villages = spec.villages.iter().filter(|village| village.town == at).count() as u64;
            let points = villages * 2 + chance.between(1, 6);
            table.row(&[&spec.year, &month, &town.code, &days, &days, &points, &points, &0, &last]);
        }
    }
    table.file()
}

/// The grid of six chiefs: a town, under it its villages and their cells; a school, its teachers and its parents beside
/// them. Who exactly the six are is not published; the levels are the pack's placeholders.
fn grid(spec: &Spec, made: &Schools) -> File {
    let mut table = Table::new("网格责任人", "网格编号 层级 责任人 镇街 村社区 学校 上级网格");
    for (at, town) in spec.towns.iter().enumerate() {
        let own = format!("{}-WG", town.code);
        table.row(&[&own, &"镇街长", &format!("样例镇街长{:02}", at + 1), &town.code, &"", &"", &""]);
        for (nth, village) in spec.villages.iter().filter(|village| village.town == at).enumerate() {
            let (number, cell) = (format!("{:02}{:02}", at + 1, nth + 1), format!("{}-WG", village.code));
            let chief = format!("样例村社长{number}");
            table.row(&[&cell, &"村社长", &chief, &town.code, &village.code, &"", &own]);
            let chief = format!("样例网格长{number}");
            table.row(&[&format!("{cell}1"), &"网格长", &chief, &town.code, &village.code, &"", &cell]);
        }
    }
    for (at, school) in made.schools.iter().enumerate() {
        let town = &spec.towns[school.town].code;
        let mut above = format!("{town}-WG");
        for (level, mark) in [("校长", "X"), ("师长", "S"), ("家长", "J")] {
            let own = format!("{}-W{mark}", school.code);
            let chief = format!("样例{level}{:03}", at + 1);
            table.row(&[&own, &level, &chief, town, &"", &school.code, &above]);
            above = own;
        }
    }
    table.file()
}

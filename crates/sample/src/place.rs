//! The district itself: towns, villages, children of school age, staffing quotas, children with disabilities.

use crate::chance::Chance;
use crate::day::Day;
use crate::money::senior_highs;
use crate::preschool::Kindergarten;
use crate::schools::{Area, Schools, Stage};
use crate::share::share;
use crate::spec::Spec;
use crate::table::{File, Table, hundredths};

pub(crate) fn files(spec: &Spec, made: &Schools, kindergartens: &[Kindergarten]) -> Vec<File> {
    vec![
        district(spec),
        towns(spec),
        villages(spec),
        population(spec),
        seniors(spec, made),
        staffing(spec, made, kindergartens),
    ]
}

fn district(spec: &Spec) -> File {
    let mut table = Table::new("区县", "区划代码 名称 上级 幅员面积 户籍人口 常住人口").recorded(spec.real);
    let (land, registered, resident) = spec.land;
    table.row(&[
        &spec.code,
        &spec.name,
        &spec.above,
        &hundredths(land),
        &hundredths(registered),
        &hundredths(resident),
    ]);
    table.file()
}

fn towns(spec: &Spec) -> File {
    let mut table = Table::new("镇街", "代码 名称 类型").recorded(spec.real);
    for (at, town) in spec.towns.iter().enumerate() {
        table.row(&[&town.code, &town.name, &(if at < spec.streets { "街道" } else { "镇" })]);
    }
    table.file()
}

fn villages(spec: &Spec) -> File {
    let mut table = Table::new("村社区", "代码 名称 类型 镇街").recorded(spec.real);
    for village in &spec.villages {
        let kind = if village.name.contains("居民委员会") || village.name.contains("社区") {
            "社区"
        } else {
            "村"
        };
        table.row(&[&village.code, &village.name, &kind, &spec.towns[village.town].code]);
    }
    table.file()
}

fn population(spec: &Spec) -> File {
    let mut chance = Chance::named(spec.seed, "population");
    let mut table = Table::new("适龄人口", "年度 镇街 年龄段 人数")
        .declared("样例户籍人口统计", Day::of(spec.year, 9, 30));
    let weights: Vec<u64> = (0..spec.towns.len())
        .map(|at| {
            let villages = spec.villages.iter().filter(|village| village.town == at).count() as u64;
            villages * if at < spec.streets { 9 } else { 2 } * chance.between(90, 110)
        })
        .collect();
    let (primary, junior): (u64, u64) = (spec.pupils[..6].iter().sum(), spec.pupils[6..].iter().sum());
    for (ages, total) in [
        ("三至五岁", spec.children.3),
        ("六至十一岁", primary * 1004 / 1000),
        ("十二至十四岁", junior * 1003 / 1000),
    ] {
        for (town, count) in spec.towns.iter().zip(share(total, &weights)) {
            table.row(&[&spec.year, &town.code, &ages, &count]);
        }
    }
    table.file()
}

fn seniors(spec: &Spec, made: &Schools) -> File {
    let mut table = Table::new("普通高中", "学年 标识码 名称 合作名校");
    for (at, (code, name, ..)) in senior_highs(spec, made).into_iter().enumerate() {
        let partner = if at < 3 { format!("样例名校{}", at + 1) } else { String::new() };
        table.row(&[&spec.year, &code, &name, &partner]);
    }
    table.file()
}

/// Quotas: village schools are over theirs, urban schools under, and each kind of unit has its exact totals.
fn staffing(spec: &Spec, made: &Schools, kindergartens: &[Kindergarten]) -> File {
    let mut chance = Chance::named(spec.seed, "quotas");
    let mut table = Table::new("编制", "年度 单位代码 单位名称 单位类别 城乡 核定编制 在编人数")
        .declared("样例编制核定文件", Day::of(spec.year, 10, 31));
    let mut units: Vec<(String, String, Area, u64)> = made
        .schools
        .iter()
        .filter(|school| school.public)
        .map(|school| {
            let staff = made.of(school).filter(|s| s.stage != Stage::Senior).map(|s| s.staff).sum();
            (school.code.clone(), school.name.clone(), school.area, staff)
        })
        .collect();
    let complete = made
        .schools
        .iter()
        .filter(|school| school.sections.iter().any(|at| made.sections[*at].stage == Stage::Senior))
        .count();
    for (code, name, pupils, _) in senior_highs(spec, made).into_iter().skip(complete) {
        units.push((code, name, Area::Urban, pupils / 13));
    }
    let gardens = kindergartens.iter().filter(|k| k.public && !k.attached);
    let gardens: Vec<_> = gardens.map(|k| (k.code.clone(), k.name.clone(), k.area, k.classes + 1)).collect();
    let special = vec![(
        format!("51{}{:06}", spec.serial.0, spec.serial.1 + 1),
        "样例特殊教育学校".to_owned(),
        Area::Urban,
        24,
    )];
    for (kind, units, (posts, quota)) in [
        ("中小学", units, spec.quotas[0]),
        ("公办幼儿园", gardens, spec.quotas[1]),
        ("特殊教育学校", special, spec.quotas[2]),
    ] {
        let held = share(posts, &units.iter().map(|unit| unit.3).collect::<Vec<_>>());
        let weights: Vec<u64> = units
            .iter()
            .zip(&held)
            .map(|((_, _, area, _), held)| {
                // The share of the quota that is in use, in percent, before the totals are met.
                let used = match area {
                    Area::Urban => chance.between(86, 92),
                    Area::Seat => chance.between(95, 103),
                    Area::Rural => chance.between(106, 124),
                };
                held * 100_000 / used
            })
            .collect();
        for ((code, name, area, _), (held, quota)) in
            units.iter().zip(held.iter().zip(share(quota, &weights)))
        {
            table.row(&[&spec.year, code, name, &kind, &area.word(), &quota, held]);
        }
    }
    table.file()
}

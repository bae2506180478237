//! What may be done, and the scenarios in which it is compared.

use super::{Ground, between, spot};
use crate::chance::Chance;
use crate::schools::{Area, School, Schools, Stage};
use crate::spec::Spec;
use crate::table::{File, Table};

/// A measure; money in 万元.
pub(super) struct Measure {
    number: String,
    name: String,
    kind: &'static str,
    stage: Stage,
    school: String,
    /// Subdistrict of a new one.
    town: Option<usize>,
    classes: u64,
    cost: u64,
    year: i64,
}

/// Four new schools, wider ones that stand, the smallest village point closed.
pub(super) fn measures(spec: &Spec, made: &Schools) -> Vec<Measure> {
    let mut all = Vec::new();
    for (at, (name, stage, classes, cost, after)) in [
        ("城北小学", Stage::Primary, 36, 12_600, 2),
        ("城东小学", Stage::Primary, 24, 9_200, 3),
        ("滨江初级中学", Stage::Junior, 36, 16_200, 3),
        ("城南初级中学", Stage::Junior, 24, 11_500, 2),
    ]
    .into_iter()
    .enumerate()
    {
        let (town, name) = (Some(at % spec.streets), format!("新建样例{name}"));
        all.push((name, "新建", stage, String::new(), town, classes, cost, after));
    }
    let urban: Vec<&School> =
        made.schools.iter().filter(|one| one.public && one.area == Area::Urban).collect();
    let of =
        |stage: Stage| urban.iter().filter(move |one| made.of(one).any(|section| section.stage == stage));
    let grow = |stage: Stage, nth: usize| of(stage).nth(nth).map(|one| (one.name.clone(), one.code.clone()));
    for (stage, nth, classes, cost, after) in [
        (Stage::Primary, 0, 13, 2_080, 1),
        (Stage::Primary, 1, 12, 1_860, 2),
        (Stage::Primary, 2, 12, 1_920, 2),
        (Stage::Primary, 5, 6, 1_530, 2),
        (Stage::Primary, 13, 8, 2_240, 3),
        (Stage::Junior, 0, 6, 2_460, 3),
        (Stage::Junior, 1, 8, 2_960, 2),
        (Stage::Junior, 2, 2, 900, 2),
    ] {
        if let Some((name, code)) = grow(stage, nth) {
            let name = format!("{}扩建{classes}个班", name.trim_end_matches("（样例）"));
            all.push((name, "改扩", stage, code, None, classes, cost, after));
        }
    }
    let village = made.schools.iter().filter(|one| one.area == Area::Rural && one.sections.len() == 1);
    if let Some(one) = village.min_by_key(|one| (made.pupils(one), one.code.clone())) {
        all.push((format!("撤并{}", one.name), "撤并", Stage::Primary, one.code.clone(), None, 0, 60, 1));
    }
    let measure = |(at, (name, kind, stage, school, town, classes, cost, after))| Measure {
        number: spec.number("CS", at + 1),
        name,
        kind,
        stage,
        school,
        town,
        classes,
        cost,
        year: spec.year + after,
    };
    all.into_iter().enumerate().map(measure).collect()
}

/// Ways to the schools that are only thought of.
pub(super) fn ways(spec: &Spec, measures: &[Measure], ground: &mut Ground) {
    for (at, measure) in measures.iter().enumerate() {
        let Some(town) = measure.town else { continue };
        let there = spot(spec, town, 500, &mut Chance::named(at as u64, "new school"));
        for (village, one) in spec.villages.iter().enumerate().filter(|(_, one)| one.town < spec.streets) {
            let home = spot(spec, one.town, 600, &mut Chance::named(village as u64, "home"));
            let way = 200 + between(home, there);
            if way <= 4_000 {
                ground.ways.insert((village, measure.stage, measure.number.clone()), way);
            }
        }
    }
}

pub(super) fn file(measures: &[Measure]) -> File {
    let mut table = Table::new("布局措施", "编号 名称 类别 学段 学校 增班 投资 最早年");
    for one in measures {
        table.row(&[
            &one.number,
            &one.name,
            &one.kind,
            &one.stage.word(),
            &one.school,
            &one.classes,
            &one.cost,
            &one.year,
        ]);
    }
    table.file()
}

pub(super) fn scenarios(spec: &Spec) -> File {
    let mut table = Table::new("规划情景", "编号 名称 规划 起始年 终止年 达标年 预算 状态");
    let (from, to) = (spec.year, spec.year + 3);
    for (at, (name, due, budget, state)) in [
        ("期末达标", to, 150_000_000u64, "采用"),
        ("提前一年达标", to - 1, 150_000_000, "比选"),
        ("只有六千万元", to, 60_000_000, "比选"),
        ("建成城北小学", to, 250_000_000, "比选"),
    ]
    .into_iter()
    .enumerate()
    {
        table.row(&[&spec.number("QJ", at + 1), &name, &"学位", &from, &to, &due, &budget, &state]);
    }
    for (at, (name, state)) in
        [("照国家标准调剂", "采用"), ("统一到市级标准", "比选")].into_iter().enumerate()
    {
        table.row(&[&spec.number("QJ", at + 11), &name, &"师资", &from, &from, &from, &"", &state]);
    }
    for (at, (name, due, state)) in
        [("照当年标准核定", from, "采用"), ("照下一年标准核定", from + 1, "比选")].into_iter().enumerate()
    {
        table.row(&[&spec.number("QJ", at + 21), &name, &"公用经费测算", &from, &due, &due, &"", &state]);
    }
    table.file()
}

/// One scenario has its new school decided, one its standard.
pub(super) fn choices(spec: &Spec) -> File {
    let mut table = Table::new("规划取舍", "情景 措施 取舍");
    table.row(&[&spec.number("QJ", 4), &spec.number("CS", 1), &"必做"]);
    table.row(&[&spec.number("QJ", 12), &"市级编制标准", &"必做"]);
    table.file()
}

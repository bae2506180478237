//! The layout of schools (学校布局): who will go to school where in the years of the plan, how far it is, what may be done, and
//! the scenarios that are compared. All of it is synthetic; the ways are not those of real roads.

use crate::chance::Chance;
use crate::schools::{Area, Schools, Section, Stage};
use crate::share::share;
use crate::spec::Spec;
use crate::table::{File, Table};
use std::collections::BTreeMap;

mod measures;

/// Years that the plan looks ahead, with the first.
const YEARS: usize = 4;
const STAGES: [Stage; 2] = [Stage::Primary, Stage::Junior];

/// Pupils of each year in thousandths of the first: in the city, then in the country.
fn course(stage: Stage, urban: bool) -> [u64; YEARS] {
    match (stage, urban) {
        (Stage::Primary, true) => [1_000, 1_018, 1_036, 1_050],
        (Stage::Primary, false) => [1_000, 975, 945, 915],
        (_, true) => [1_000, 992, 985, 978],
        (_, false) => [1_000, 980, 960, 940],
    }
}

/// Pupils by village and stage in the first year, and the ways to schools in metres.
#[derive(Default)]
struct Ground {
    pupils: BTreeMap<(usize, Stage), u64>,
    ways: BTreeMap<(usize, Stage, String), u64>,
}

pub(crate) fn files(spec: &Spec, made: &Schools) -> Vec<File> {
    let measures = measures::measures(spec, made);
    let mut ground = Ground::default();
    for stage in STAGES {
        urban(spec, made, stage, &mut ground);
        rural(spec, made, stage, &mut ground);
    }
    measures::ways(spec, &measures, &mut ground);
    vec![
        forecast(spec, &ground),
        measures::file(&measures),
        ways(spec, &ground),
        measures::scenarios(spec),
        measures::choices(spec),
    ]
}

/// The compulsory sections of a stage in the city, or outside.
fn sections(made: &Schools, stage: Stage, urban: bool) -> Vec<&Section> {
    let here = |one: &&Section| one.stage == stage && (made.schools[one.school].area == Area::Urban) == urban;
    made.sections.iter().filter(here).collect()
}

/// A place in the city, in metres: each subdistrict lies beside the others.
fn spot(spec: &Spec, town: usize, spread: u64, chance: &mut Chance) -> (u64, u64) {
    let (column, row) = (town % 2, town / 2 % (spec.streets / 2 + 1));
    let off = |chance: &mut Chance| 1_500 - spread + chance.between(0, 2 * spread);
    (column as u64 * 1_600 + off(chance), row as u64 * 1_500 + off(chance))
}

fn between(one: (u64, u64), other: (u64, u64)) -> u64 {
    one.0.abs_diff(other.0) + one.1.abs_diff(other.1)
}

/// In the city a community reaches every school that is not across the town; who lives where is shared out.
fn urban(spec: &Spec, made: &Schools, stage: Stage, ground: &mut Ground) {
    let mut chance =
        Chance::named(spec.seed, if stage == Stage::Primary { "urban" } else { "urban juniors" });
    let here: Vec<usize> =
        (0..spec.villages.len()).filter(|at| spec.villages[*at].town < spec.streets).collect();
    let sections = sections(made, stage, true);
    let total: u64 = sections.iter().map(|section| section.pupils).sum();
    let weights: Vec<u64> = here.iter().map(|_| chance.between(70, 130)).collect();
    if here.is_empty() {
        return;
    }
    for (village, pupils) in here.iter().zip(share(total, &weights)) {
        ground.pupils.insert((*village, stage), pupils);
        let home = spot(spec, spec.villages[*village].town, 600, &mut Chance::named(*village as u64, "home"));
        for section in &sections {
            let school = &made.schools[section.school];
            let there = spot(spec, school.town, 700, &mut Chance::named(section.school as u64, "school"));
            let way = 200 + between(home, there);
            if way <= 4_000 {
                ground.ways.insert((*village, stage, school.code.clone()), way);
            }
        }
    }
}

/// In the country a village has its school, and knows the others of its town.
fn rural(spec: &Spec, made: &Schools, stage: Stage, ground: &mut Ground) {
    let mut chance =
        Chance::named(spec.seed, if stage == Stage::Primary { "rural" } else { "rural juniors" });
    let furthest = if stage == Stage::Primary { 3_000 } else { 8_000 };
    let sections = sections(made, stage, false);
    let towns: Vec<usize> = (spec.streets..spec.towns.len()).collect();
    let of_town = |town: usize| sections.iter().filter(move |one| made.schools[one.school].town == town);
    for (at, town) in towns.iter().enumerate() {
        // A town without a school goes to the next one that has one.
        let round = (0..towns.len()).map(|step| towns[(at + step) % towns.len()]);
        let Some(seat) = round.into_iter().find(|town| of_town(*town).next().is_some()) else { continue };
        let there: Vec<&&Section> = of_town(seat).collect();
        let served: Vec<usize> = towns
            .iter()
            .enumerate()
            .filter(|(other, _)| {
                let mut round = (0..towns.len()).map(|step| towns[(other + step) % towns.len()]);
                round.find(|town| of_town(*town).next().is_some()) == Some(seat)
            })
            .map(|(_, town)| *town)
            .collect();
        let villages: Vec<usize> =
            (0..spec.villages.len()).filter(|at| served.contains(&spec.villages[*at].town)).collect();
        if *town != seat || villages.is_empty() {
            continue;
        }
        for (nth, section) in there.iter().enumerate() {
            let own: Vec<usize> = match there.len() <= villages.len() {
                true => villages.iter().copied().skip(nth).step_by(there.len()).collect(),
                false => vec![villages[nth % villages.len()]],
            };
            let weights: Vec<u64> = own.iter().map(|_| chance.between(60, 140)).collect();
            let code = &made.schools[section.school].code;
            for (village, pupils) in own.iter().zip(share(section.pupils, &weights)) {
                *ground.pupils.entry((*village, stage)).or_default() += pupils;
                let way = chance.between(furthest / 8, furthest * 14 / 15);
                ground.ways.insert((*village, stage, code.clone()), way);
            }
            for village in &villages {
                let way = chance.between(furthest / 2, furthest * 2);
                ground.ways.entry((*village, stage, code.clone())).or_insert(way);
            }
        }
    }
}

fn forecast(spec: &Spec, ground: &Ground) -> File {
    let mut table = Table::new("学龄预测", "年度 村社区 学段 人数");
    for ((village, stage), pupils) in &ground.pupils {
        let village = &spec.villages[*village];
        for (after, part) in course(*stage, village.town < spec.streets).into_iter().enumerate() {
            let year = spec.year + after as i64;
            table.row(&[&year, &village.code, &stage.word(), &(pupils * part / 1_000)]);
        }
    }
    table.file()
}

fn ways(spec: &Spec, ground: &Ground) -> File {
    let mut table = Table::new("就学路程", "村社区 学位点 学段 路程");
    for ((village, stage, to), way) in &ground.ways {
        if ground.pupils.contains_key(&(*village, *stage)) {
            table.row(&[&spec.villages[*village].code, to, &stage.word(), way]);
        }
    }
    table.file()
}

//! What schools report of their teachers, and the teachers who were moved.

use crate::chance::Chance;
use crate::day::Day;
use crate::schools::{School, Schools, Stage};
use crate::spec::Spec;
use crate::table::{File, Table, yes};

pub(crate) fn files(spec: &Spec, made: &Schools) -> Vec<File> {
    vec![teachers(spec, made), rotation(spec, made)]
}

/// Teachers of the compulsory stages, those who may be moved, and those who are.
fn moved(made: &Schools, school: &School, chance: &mut Chance) -> (u64, u64, u64, u64) {
    let teachers: u64 = made.of(school).filter(|s| s.stage != Stage::Senior).map(|s| s.teachers).sum();
    let eligible = if school.public { teachers * chance.between(40, 60) / 100 } else { 0 };
    let moved = (eligible * chance.between(105, 160)).div_ceil(1000).min(eligible);
    let backbone = (moved * chance.between(20, 38)).div_ceil(100);
    (teachers, eligible, moved, backbone)
}

fn teachers(spec: &Spec, made: &Schools) -> File {
    let mut chance = Chance::named(spec.seed, "teachers");
    let mut table = Table::new("教师队伍", "学年 学校 持证教师 完成培训教师 符合交流条件教师")
        .declared("样例教师队伍统计表", Day::of(spec.year, 9, 15));
    for school in &made.schools {
        let (teachers, eligible, ..) = moved(made, school, &mut chance);
        table.row(&[&spec.year, &school.code, &teachers, &teachers, &eligible]);
    }
    table.file()
}

/// One row a teacher who went to another school this year: to the next public one of the list.
fn rotation(spec: &Spec, made: &Schools) -> File {
    let mut chance = Chance::named(spec.seed, "teachers");
    let mut table = Table::new("交流轮岗", "学年 教师编号 原学校 交流学校 骨干教师 到任日期");
    let public: Vec<&School> = made.schools.iter().filter(|school| school.public).collect();
    let from = Day::of(spec.year, 9, 1);
    let (mut number, mut place) = (0, 0);
    for school in &made.schools {
        let (_, _, moved, backbone) = moved(made, school, &mut chance);
        for nth in 0..moved {
            let (own, to) = ((number + 1) as usize, (place + 1 + nth as usize) % public.len());
            // Nobody is sent to where he comes from.
            let to = if public[to].code == school.code { (to + 1) % public.len() } else { to };
            number += 1;
            let cells = (spec.number("JL", own), &public[to].code, yes(nth < backbone));
            table.row(&[&spec.year, &cells.0, &school.code, cells.1, &cells.2, &from]);
        }
        place += usize::from(school.public);
    }
    table.file()
}

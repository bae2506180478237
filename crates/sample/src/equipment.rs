//! Computers, books and the rooms of music and art of every school: with rooms, grounds and teachers what the basic balance (基本均衡) is measured by.

use crate::chance::Chance;
use crate::schools::{Area, Schools};
use crate::spec::Spec;
use crate::table::{File, Table};

/// What schools have, in the order of the schools: fuller where they are small.
pub(crate) fn file(spec: &Spec, made: &Schools) -> File {
    let mut chance = Chance::named(spec.seed, "equipment");
    let mut table = Table::new("学校装备", "学年 学校 教学用计算机 图书 最小音乐教室 最小美术教室");
    for (at, school) in made.schools.iter().enumerate() {
        let (low, high) = match school.area {
            Area::Urban => (90, 115),
            Area::Seat => (95, 130),
            Area::Rural => (105, 190),
        };
        let pupils = made.all_pupils(school);
        let computers = (pupils * 12 * chance.between(low, high)).div_ceil(10_000).max(10);
        let books = pupils * 25 * chance.between(low, high) / 100;
        // Schools built until 2016 may have smaller rooms; a few have smaller ones still.
        let (music, art) = if school.built <= 2016 { (73, 67) } else { (96, 90) };
        let short = if at % 31 == 9 { 4 } else { 0 };
        let (music, art) = (music + chance.between(0, 24) - short, art + chance.between(0, 20) - short);
        table.row(&[&spec.year, &school.code, &computers, &books, &music, &art]);
    }
    table.file()
}

/// Teachers of the middle grade of titles (中级职务) and above in each section, in the order of the sections.
pub(crate) fn titled(spec: &Spec, made: &Schools) -> Vec<u64> {
    let mut chance = Chance::named(spec.seed, "titles");
    made.sections.iter().map(|section| section.teachers * chance.between(45, 62) / 100).collect()
}

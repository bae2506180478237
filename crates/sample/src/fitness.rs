//! Yearly tests of pupils' fitness (体质测试), this year's and those of the three years before, by which a fall is known.

use crate::chance::Chance;
use crate::day::Day;
use crate::schools::Schools;
use crate::spec::Spec;
use crate::table::{File, Table};

/// Good or better of a hundred pupils, from three years ago to now: it fell once, in the year without lessons at school.
const GOOD: [u64; 4] = [49, 45, 48, 51];

pub(crate) fn file(spec: &Spec, made: &Schools) -> File {
    let mut chance = Chance::named(spec.seed, "fitness");
    let mut table = Table::new("体质测试", "学校 测试日期 参测学生 及格学生 优良学生");
    for (year, good) in (spec.year - 3..).zip(GOOD) {
        for (at, school) in made.schools.iter().enumerate() {
            let day = Day::of(year, 10, 11).after(at as u64 % 40).workday();
            // Some are ill, or free of sports.
            let tested = (made.pupils(school) * chance.between(965, 999) / 1000).max(1);
            let good = tested * chance.between(good - 4, good + 4) / 100;
            let passed = (tested * chance.between(92, 98) / 100).max(good);
            table.row(&[&school.code, &day, &tested, &passed, &good]);
        }
    }
    table.file()
}

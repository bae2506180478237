//! Who teaches what (教师任教): every teacher of a public school's compulsory stages, with subject, first year there and town of home.
//! All of it is synthetic. Country schools have fewer teachers of English, science and the arts than hours ask for, and more of Chinese.

use crate::chance::Chance;
use crate::schools::{Area, School, Schools, Section, Stage};
use crate::share::share;
use crate::spec::Spec;
use crate::table::{File, Table, yes};

/// Subjects with weights by the hours of a primary class and of a junior one; those of the arts and sports come after.
const PLAIN: [(&str, u64, u64); 12] = [
    ("语文", 70, 55),
    ("数学", 45, 50),
    ("英语", 20, 50),
    ("道德与法治", 20, 20),
    ("科学", 20, 0),
    ("劳动与综合实践", 35, 25),
    ("信息科技", 5, 5),
    ("历史", 0, 20),
    ("地理", 0, 15),
    ("物理", 0, 20),
    ("化学", 0, 10),
    ("生物学", 0, 15),
];
/// Arts and sports likewise.
const ARTS: [(&str, u64, u64); 3] = [("体育与健康", 35, 30), ("音乐", 15, 10), ("美术", 15, 10)];
/// Most years that somebody has been at a school.
const YEARS: u64 = 12;

pub(crate) fn file(spec: &Spec, made: &Schools) -> File {
    let mut chance = Chance::named(spec.seed, "who teaches what");
    let mut table = Table::new("教师任教", "学年 教师编号 学校 学段 学科 到校年份 骨干教师 住处");
    let mut number = 0;
    for school in made.schools.iter().filter(|school| school.public) {
        for section in made.of(school).filter(|section| section.stage != Stage::Senior) {
            let stage = section.stage.word();
            for (at, subject) in subjects(school, section).into_iter().enumerate() {
                number += 1;
                let many = section.teachers.max(1);
                let backbone = |at: u64| at * section.backbone / many;
                let first = yes(backbone(at as u64 + 1) > backbone(at as u64));
                let since = spec.year - chance.between(0, YEARS) as i64;
                let home = home(spec, school, &mut chance);
                let code = spec.number("RJ", number);
                table.row(&[&spec.year, &code, &school.code, &stage, &subject, &since, &first, home]);
            }
        }
    }
    table.file()
}

/// The subject of every teacher of a section.
fn subjects(school: &School, section: &Section) -> Vec<&'static str> {
    let junior = section.stage != Stage::Primary;
    let arts = section.arts.min(section.teachers);
    let weight = |one: &(&str, u64, u64)| {
        let hours = if junior { one.2 } else { one.1 };
        match (school.area, one.0) {
            (Area::Rural, "英语" | "科学" | "信息科技") => hours / 2,
            (Area::Rural, "语文") => hours * 3 / 2,
            (Area::Urban, "劳动与综合实践") => hours / 2,
            _ => hours,
        }
    };
    let (plain, of_arts): (Vec<u64>, Vec<u64>) =
        (PLAIN.iter().map(weight).collect(), ARTS.iter().map(weight).collect());
    let counts = share(section.teachers - arts, &plain).into_iter().chain(share(arts, &of_arts));
    let names = PLAIN.iter().chain(&ARTS).map(|(name, ..)| *name);
    names.zip(counts).flat_map(|(name, many)| std::iter::repeat_n(name, many as usize)).collect()
}

/// Most live in the school's own town, others anywhere.
fn home<'s>(spec: &'s Spec, school: &School, chance: &mut Chance) -> &'s String {
    let own = chance.percent(70);
    let other = chance.between(0, spec.towns.len() as u64 - 1) as usize;
    &spec.towns[if own { school.town } else { other }].code
}

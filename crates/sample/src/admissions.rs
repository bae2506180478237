//! Who comes and who leaves (入学、毕业): new pupils of their own quarter, those who stayed their three years at junior high,
//! and the places of good senior highs that are given to junior schools.

use crate::chance::Chance;
use crate::money::senior_highs;
use crate::schools::{Area, Schools, Section, Stage};
use crate::share::share;
use crate::spec::Spec;
use crate::table::{File, Table, yes};

pub(crate) fn files(spec: &Spec, made: &Schools) -> Vec<File> {
    let (plans, quotas) = places(spec, made);
    vec![graduates(spec, made), quarters(spec, made), plans, quotas]
}

/// Pupils of a grade of a section.
fn grade(section: &Section, grade: usize) -> u64 {
    section.classes.iter().filter(|class| class.grade == grade).map(|class| class.pupils).sum()
}

fn graduates(spec: &Spec, made: &Schools) -> File {
    let mut chance = Chance::named(spec.seed, "graduates");
    let mut table = Table::new("初中毕业生", "年度 学校 毕业学生 入学学生 转入学生 转出学生 死亡学生");
    for section in made.sections.iter().filter(|section| section.stage == Stage::Junior) {
        let began = grade(section, 9);
        let came = began * chance.between(3, 15) / 1000;
        let left = began * chance.between(5, 25) / 1000;
        let lost = began * chance.between(0, 12) / 1000;
        let school = &made.schools[section.school].code;
        table.row(&[&spec.year, school, &(began + came - left - lost), &began, &came, &left, &0]);
    }
    table.file()
}

fn quarters(spec: &Spec, made: &Schools) -> File {
    let mut chance = Chance::named(spec.seed, "quarters");
    let mut table = Table::new("划片入学", "学年 学校 学段 划片学生");
    for section in &made.sections {
        let school = &made.schools[section.school];
        let new = match section.stage {
            Stage::Primary => grade(section, 1),
            Stage::Junior if school.area != Area::Rural => grade(section, 7) * chance.between(95, 100) / 100,
            Stage::Junior => grade(section, 7),
            Stage::Senior => continue,
        };
        if school.public {
            table.row(&[&spec.year, &school.code, &section.stage.word(), &new]);
        }
    }
    table.file()
}

/// What senior highs plan to take in, and how the places of the good ones are given to junior schools: villages get more.
fn places(spec: &Spec, made: &Schools) -> (File, File) {
    let mut plans = Table::new("高中招生计划", "年度 学校 优质 招生计划");
    let mut quotas = Table::new("名额分配", "年度 学校 初中 名额");
    let juniors: Vec<&Section> =
        made.sections.iter().filter(|section| section.stage == Stage::Junior).collect();
    let weights: Vec<u64> = juniors
        .iter()
        .map(|section| {
            let more = if made.schools[section.school].area == Area::Rural { 12 } else { 10 };
            grade(section, 9) * more
        })
        .collect();
    for (at, (code, _, pupils, _)) in senior_highs(spec, made).into_iter().enumerate() {
        let (good, planned) = (at < 2, pupils / 3);
        plans.row(&[&spec.year, &code, &yes(good), &planned]);
        if good {
            for (section, places) in juniors.iter().zip(share(planned * 55 / 100, &weights)) {
                quotas.row(&[&spec.year, &code, &made.schools[section.school].code, &places]);
            }
        }
    }
    (plans.file(), quotas.file())
}

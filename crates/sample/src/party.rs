//! Party building: how each school is led, the rules of its meetings, the duties that its people have signed for.

use crate::chance::Chance;
use crate::day::Day;
use crate::schools::Schools;
use crate::spec::Spec;
use crate::table::{File, Table};

pub(crate) fn files(spec: &Spec, made: &Schools) -> Vec<File> {
    vec![led(spec, made), rules(spec, made), duties(spec, made)]
}

/// Public schools, each with the day since which it is led by its party organisation.
fn led(spec: &Spec, made: &Schools) -> File {
    let mut chance = Chance::named(spec.seed, "party");
    let mut table =
        Table::new("学校党建", "学年 学校 党组织名称 党组织类型 书记校长 领导体制实施日期 实施文件");
    for school in made.schools.iter().filter(|school| school.public) {
        let teachers: u64 = made.of(school).map(|s| s.teachers).sum();
        let (word, split) = match teachers {
            300.. => ("党委", true),
            120..300 => ("党总支", true),
            _ => ("党支部", false),
        };
        let name = format!("{}{word}", school.name);
        let posts = if split { "分设" } else { "一肩挑" };
        let since = Day::of(spec.year, 4, 1).after(chance.between(0, 120)).workday();
        table.row(&[&spec.year, &school.code, &name, &word, &posts, &since, &"样例批复"]);
    }
    table.file()
}

/// Two sets of rules a school, passed and filed in the spring.
fn rules(spec: &Spec, made: &Schools) -> File {
    let mut chance = Chance::named(spec.seed, "rules");
    let mut table = Table::new("学校议事规则", "学校 规则 通过日期 备案日期");
    for school in &made.schools {
        for kind in ["党组织会议议事规则", "校长办公会议议事规则"] {
            let passed = Day::of(spec.year, 3, 1).after(chance.between(0, 90)).workday();
            let filed = passed.after(chance.between(3, 20)).workday();
            table.row(&[&school.code, &kind, &passed, &filed]);
        }
    }
    table.file()
}

/// Three duties a school, each signed for by one person, for a year from March on and signed anew when it is over.
fn duties(spec: &Spec, made: &Schools) -> File {
    let mut table = Table::new("党建责任清单", "学校 责任 责任人 签订日期 到期日期");
    for (at, school) in made.schools.iter().enumerate() {
        for (nth, duty) in ["党建领航", "书记领责", "党员领先"].into_iter().enumerate() {
            let who = format!("样例党建{:03}", at * 3 + nth + 1);
            let signed = Day::of(spec.year, 3, 1).after(at as u64 % 10).workday();
            let until = Day::of(spec.year + 1, 3, 15);
            table.row(&[&school.code, &duty, &who, &signed, &until]);
        }
    }
    table.file()
}

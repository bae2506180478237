//! Households (家庭): guardians of pupils of every school, who are written to and answer.

use crate::chance::Chance;
use crate::schools::Schools;
use crate::spec::Spec;
use crate::table::{File, Table};

/// How many households of each school the sample keeps.
const EACH: usize = 4;

/// A household as letters reach it.
pub(crate) struct Household {
    pub(crate) number: String,
    pub(crate) school: String,
    /// Pupils and guardians: their rows.
    pub(crate) members: (u64, u64),
    /// Whether a guardian has a telephone.
    pub(crate) reached: bool,
    /// The teacher of the class.
    pub(crate) teacher: String,
    /// Its village, or none in a town without.
    pub(crate) village: Option<usize>,
}

/// Brothers and sisters share the household, some households have two guardians, and some guardians have no number.
pub(crate) fn households(spec: &Spec, made: &Schools) -> Vec<Household> {
    let mut chance = Chance::named(spec.seed, "households");
    let mut kept = Vec::new();
    for (at, school) in made.schools.iter().enumerate() {
        let villages: Vec<usize> =
            (0..spec.villages.len()).filter(|one| spec.villages[*one].town == school.town).collect();
        for _ in 0..EACH {
            kept.push(Household {
                number: spec.number("JT", kept.len() + 1),
                school: school.code.clone(),
                members: (1 + u64::from(chance.percent(12)), 1 + u64::from(chance.percent(25))),
                reached: chance.percent(95),
                teacher: format!("样例班主任{:03}", at + 1),
                village: (!villages.is_empty()).then(|| chance.pick(&villages)),
            });
        }
    }
    kept
}

fn class(chance: &mut Chance) -> String {
    format!("{}年级样例班", chance.between(1, 6))
}

/// The class of the first household's first pupil, in the first school: that of the class teacher who signs in.
pub(crate) fn first_class(spec: &Spec) -> String {
    let mut chance = Chance::named(spec.seed, "contacts");
    // Whether the guardian has an account is decided before the class.
    let _ = chance.percent(60);
    class(&mut chance)
}

/// One row for a guardian of a pupil.
pub(crate) fn file(spec: &Spec, made: &Schools, households: &[Household]) -> File {
    let mut chance = Chance::named(spec.seed, "contacts");
    let mut table =
        Table::new("家庭联系", "家庭编号 学生序 监护人序 学校 班级 联系电话 企业微信 邮箱 班主任 网格编号");
    for (at, household) in households.iter().enumerate() {
        let cell = match household.village {
            Some(village) => format!("{}-WG1", spec.villages[village].code),
            None => format!("{}-WG", spec.towns[made.schools[at / EACH].town].code),
        };
        let (pupils, guardians) = household.members;
        for pupil in 1..=pupils {
            for guardian in 1..=guardians {
                // Numbers of a series that is not given out, one for each guardian; one in twenty has none.
                let telephone = match household.reached {
                    true => format!("199000{:05}", (at as u64 + 1) * 2 + guardian),
                    false => String::new(),
                };
                let account = match chance.percent(60) {
                    true => format!("样例微信{:04}-{guardian}", at + 1),
                    false => String::new(),
                };
                let class = class(&mut chance);
                table.row(&[
                    &household.number,
                    &pupil,
                    &guardian,
                    &household.school,
                    &class,
                    &telephone,
                    &account,
                    &"",
                    &household.teacher,
                    &cell,
                ]);
            }
        }
    }
    table.file()
}

//! Households (家庭): guardians of pupils of some schools, who are written to and answer.

use crate::chance::Chance;
use crate::schools::Schools;
use crate::spec::Spec;
use crate::table::{File, Table};

/// Schools whose households the sample keeps, and how many of each.
const SCHOOLS: usize = 16;
const EACH: u64 = 24;

/// One row for a guardian of a pupil: brothers and sisters share the household, some households have two guardians, and
/// some guardians have no number.
pub(crate) fn files(spec: &Spec, made: &Schools) -> Vec<File> {
    let mut chance = Chance::named(spec.seed, "households");
    let mut table =
        Table::new("家庭联系", "家庭编号 学生序 监护人序 学校 班级 联系电话 企业微信 邮箱 班主任 网格编号");
    let mut number: usize = 0;
    for (at, school) in made.schools.iter().take(SCHOOLS).enumerate() {
        let villages: Vec<_> = spec.villages.iter().filter(|village| village.town == school.town).collect();
        for _ in 0..EACH {
            number += 1;
            let household = spec.number("JT", number);
            let cell = match villages.is_empty() {
                true => format!("{}-WG", spec.towns[school.town].code),
                false => {
                    format!("{}-WG1", villages[chance.between(0, villages.len() as u64 - 1) as usize].code)
                }
            };
            let (pupils, guardians) = (1 + u64::from(chance.percent(12)), 1 + u64::from(chance.percent(25)));
            // Numbers of a series that is not given out, one for each guardian; one in twenty has none.
            let reached = chance.percent(95);
            for pupil in 1..=pupils {
                for guardian in 1..=guardians {
                    let telephone = match reached {
                        true => format!("199000{:05}", number as u64 * 2 + guardian),
                        false => String::new(),
                    };
                    let account = if chance.percent(60) {
                        format!("样例微信{number:04}-{guardian}")
                    } else {
                        String::new()
                    };
                    let class = format!("{}年级样例班", chance.between(1, 6));
                    table.row(&[
                        &household,
                        &pupil,
                        &guardian,
                        &school.code,
                        &class,
                        &telephone,
                        &account,
                        &"",
                        &format!("样例班主任{:03}", at + 1),
                        &cell,
                    ]);
                }
            }
        }
    }
    vec![table.file()]
}

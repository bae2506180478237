//! Pupils whose guardians cannot look after them well (监护风险名单), by number alone, and who visited them at home.

use crate::cases::Steps;
use crate::chance::Chance;
use crate::day::Day;
use crate::schools::Schools;
use crate::spec::Spec;
use crate::table::{File, Table};

/// How many are on the list.
const LISTED: usize = 40;
/// Every so manyth is not visited in time at the end of the year.
const NEGLECTED: usize = 19;
/// Every so manyth leaves the list in autumn.
const LEAVES: usize = 8;

/// One row each; all else are steps.
pub(crate) fn file(spec: &Spec, made: &Schools, steps: &mut Steps) -> File {
    const KINDS: [&str; 5] = ["留守", "留守", "隔代监护", "单亲或重组", "监护人失能"];
    let mut chance = Chance::named(spec.seed, "guardianship");
    let mut table = Table::new("监护风险名单", "编号 学校 风险类型 走访责任人 纳入日期");
    for at in 0..LISTED {
        let (number, school) = (spec.number("JH", at + 1), at * 7 % made.schools.len());
        let visitor = format!("样例走访人{:03}", school + 1);
        let listed = Day::of(spec.year, 3, 1).after(chance.between(0, 150)).workday();
        table.row(&[&number, &made.schools[school].code, &chance.pick(&KINDS), &visitor, &listed]);
        let leaves = at % LEAVES == 5;
        let until = match () {
            () if leaves => Day::of(spec.year, 10, 20),
            () if at % NEGLECTED == 11 => Day::of(spec.year, 11, 10),
            () => Day::of(spec.year, 12, 31),
        };
        let mut case = steps.of("guardianship", number);
        let mut day = listed.after(chance.between(6, 20)).workday();
        while day <= until {
            case.did("入户走访", day, (&visitor, "走访责任人"), ["样例走访记录", "", ""]);
            day = day.after(chance.between(16, 25)).workday();
        }
        if leaves {
            let why = ["", "", "样例理由：父母返乡"];
            case.did("移出", until.workday(), (&format!("样例德育副校长{:03}", school + 1), "学校"), why);
        }
    }
    table.file()
}

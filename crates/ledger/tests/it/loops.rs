//! Courses of cases over random steps: closer is never fixer, what stands stands by itself, clocks only move forward.

use define::{Date, File, Loop, PackFiles};
use ledger::loops::{Course, Standing, Taken, Times, course, places};
use ledger::{Calendar, plus_days};
use proptest::prelude::*;
use std::collections::BTreeMap;

const LOOP: &str = r#"
name = "整改销号"
source = { document = "样例制度", status = "local" }
case = { register = "问题", opened = "发现日期" }
first = "发现"
stages = [
    { name = "发现", days = 5 }, { name = "整改中", days = 20 }, { name = "待复核", days = 5 },
    { name = "已销号", closed = true },
]
steps = [
    { name = "制定方案", from = ["发现"], to = "整改中", role = ["责任单位"], evidence = true },
    { name = "进展", from = ["整改中"], to = "整改中", renews = true },
    { name = "完成整改", from = ["整改中"], to = "待复核", role = ["责任单位"], after = [{ step = "进展", actors = 2 }] },
    { name = "退回", from = ["待复核"], to = "整改中", reason = true },
    { name = "复核销号", from = ["待复核"], to = "已销号", role = ["督导室"], other_than = ["制定方案", "完成整改"] },
    { name = "重开", from = ["已销号"], to = "整改中", reason = true },
]
"#;
const STEPS: [&str; 7] = ["制定方案", "进展", "完成整改", "退回", "复核销号", "重开", "没有这一步"];
/// Two persons and a third; the second of the names is the first person's, typed otherwise.
const PEOPLE: [&str; 4] = ["Ａ 甲", "a甲\u{200b}", "乙", "丙"];
const ROLES: [&str; 2] = ["责任单位", "督导室"];

fn definition() -> Loop {
    let register = |name: &str, field: &str| {
        format!(
            "name = \"{name}\"\nkind = \"state\"\nperiod = \"none\"\nkey = [\"{field}\"]\n\
             source = {{ document = \"样例\", status = \"local\" }}\n\
             [[fields]]\nname = \"{field}\"\ntype = \"date\"\nrequired = true\n"
        )
    };
    let files = vec![
        File::new("pack.toml", "name = \"样例\"\nyear = 2022\n"),
        File::new("registers/case.toml", register("问题", "发现日期")),
        File::new("registers/step.toml", register("办理步骤", "日期")),
        File::new("registers/extension.toml", register("延期", "日期")),
        File::new("loops/l.toml", LOOP),
    ];
    let checked = define::check(&[PackFiles::new("p", files)]);
    let pack = checked.pack.unwrap_or_else(|| panic!("{:?}", checked.findings));
    pack.forms.loops[0].clone()
}

fn opened() -> Date {
    Date::new(2022, 3, 1).unwrap()
}

fn go(definition: &Loop, opened: Date, taken: &[Taken]) -> Course {
    let (calendar, dues) = (Calendar::default(), BTreeMap::new());
    course(
        definition,
        &Times { calendar: &calendar, opened, dues: &dues, extensions: &[], signers: None },
        taken,
    )
}

/// A step: what, who, role, how many days after the one before, material, reason, slip of the number.
type Drawn = (usize, usize, usize, i32, bool, bool, bool);

fn taken(drawn: &[Drawn]) -> Vec<Taken> {
    let mut day = opened();
    let each = drawn.iter().enumerate().map(|(at, (step, by, role, later, evidence, reason, slip))| {
        day = plus_days(day, *later);
        Taken {
            number: at as u64 + 1,
            nth: at as i64 + 1 + i64::from(*slip),
            step: STEPS[*step].into(),
            day: Some(day),
            by: PEOPLE[*by].into(),
            role: ROLES[*role].into(),
            evidence: if *evidence { "照片".into() } else { String::new() },
            basis: String::new(),
            note: if *reason { "理由".into() } else { String::new() },
            ..Taken::default()
        }
    });
    each.collect()
}

fn drawn() -> impl Strategy<Value = Vec<Drawn>> {
    let step = (
        0..STEPS.len(),
        0..PEOPLE.len(),
        0..ROLES.len(),
        -1..9i32,
        prop::bool::weighted(0.9),
        prop::bool::weighted(0.9),
        prop::bool::weighted(0.02),
    );
    prop::collection::vec(step, 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn no_case_is_closed_by_who_fixed_it(drawn in drawn()) {
        let definition = definition();
        let taken = taken(&drawn);
        let course = go(&definition, opened(), &taken);
        for (at, nth) in course.stands.iter().enumerate() {
            if taken[*nth].step == "复核销号" {
                let mut earlier = course.stands[..at].iter().map(|nth| &taken[*nth]);
                let fixed = earlier.any(|one| ledger::same_person(&one.by, &taken[*nth].by) && one.step != "进展" && one.step != "退回"
                    && one.step != "重开" && one.step != "复核销号");
                prop_assert!(!fixed, "{taken:?}");
            }
        }
    }

    #[test]
    fn what_stands_stands_by_itself(drawn in drawn()) {
        let definition = definition();
        let all = taken(&drawn);
        let course = go(&definition, opened(), &all);
        let kept: Vec<Taken> = course.stands.iter().enumerate()
            .map(|(at, nth)| Taken { nth: at as i64 + 1, ..all[*nth].clone() })
            .collect();
        let again = go(&definition, opened(), &kept);
        prop_assert_eq!(&again.wrong, &Vec::new());
        prop_assert_eq!(again.stage(), course.stage());
        prop_assert_eq!(&again.stays, &course.stays);
        for (nth, one) in all.iter().enumerate() {
            let told = course.wrong.iter().any(|wrong| wrong.number == one.number);
            let first = course.wrong.first().is_none_or(|wrong| one.number <= wrong.number);
            prop_assert!(!first || told != course.stands.contains(&nth), "the first that falls says why");
        }
    }

    #[test]
    fn stays_follow_each_other_and_the_clock_only_grows(drawn in drawn(), later in 0..60i32) {
        let definition = definition();
        let course = go(&definition, opened(), &taken(&drawn));
        prop_assert!(course.stays.windows(2).all(|two| two[0].to == Some(two[1].from)));
        prop_assert!(course.stays.iter().all(|stay| stay.deadline.is_none_or(|day| day > stay.from)));
        let last = course.stays.last().unwrap().from;
        let calendar = Calendar::default();
        let days = (0..later).map(|day| course.overdue(&calendar, plus_days(last, day)));
        let days: Vec<Option<u32>> = days.collect();
        prop_assert!(days.is_sorted(), "{days:?}");
    }

    #[test]
    fn a_later_opening_never_brings_an_earlier_deadline(a in 0..400i32, b in 0..400i32) {
        let definition = definition();
        let deadline = |day: i32| go(&definition, plus_days(opened(), day), &[]).deadline().unwrap();
        let (early, late) = (a.min(b), a.max(b));
        prop_assert!(deadline(early) <= deadline(late));
    }

    #[test]
    fn places_do_not_depend_on_the_order_and_equal_units_share(
        units in prop::collection::vec((0..6u64, 0..6u64, 0..4u64), 1..12), turn in 0..12usize, skips: bool,
    ) {
        let units: Vec<Standing> = units.iter().enumerate().map(|(at, (closed, in_time, overdue))| Standing {
            unit: format!("单位{at:02}"), closed: *closed, in_time: *in_time.min(closed), overdue: *overdue,
        }).collect();
        let mut turned = units.clone();
        turned.rotate_left(turn % units.len());
        let placed = places(units, skips);
        prop_assert_eq!(&placed, &places(turned, skips));
        for two in placed.windows(2) {
            let equal = two[0].standing.in_time * two[1].standing.due() == two[1].standing.in_time * two[0].standing.due()
                && two[0].standing.overdue == two[1].standing.overdue;
            prop_assert_eq!(equal, two[0].place == two[1].place);
        }
        if let (true, Some(last)) = (skips, placed.last()) {
            prop_assert!(last.place <= placed.len() as u64);
        }
    }
}

#[test]
fn an_extension_counts_only_while_the_deadline_is_ahead() {
    let definition = definition();
    let (calendar, dues) = (Calendar::default(), BTreeMap::new());
    let day = |month, day| Date::new(2022, month, day).unwrap();
    let with = |extensions: &[(u64, Date, Date)]| {
        let times = Times { calendar: &calendar, opened: opened(), dues: &dues, extensions, signers: None };
        let course = course(&definition, &times, &[]);
        (course.deadline(), course.late_extensions)
    };
    assert_eq!(with(&[]), (Some(day(3, 8)), vec![]), "five worked days behind Tuesday the first");
    assert_eq!(with(&[(7, day(3, 8), day(3, 20))]), (Some(day(3, 20)), vec![]), "on the last day");
    assert_eq!(with(&[(7, day(3, 9), day(3, 20))]), (Some(day(3, 8)), vec![7]), "a day too late");
    assert_eq!(with(&[(7, day(3, 2), day(3, 7))]), (Some(day(3, 8)), vec![7]), "puts nothing off");
}

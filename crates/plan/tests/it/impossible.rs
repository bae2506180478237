//! Problems without a solution name the smallest set of rules that contradict each other.

use crate::problem;
use plan::solve::Rule;
use plan::{Format, Found, Unhurried};

/// The rules, by name.
fn rules(text: &str, format: Format) -> Vec<String> {
    let problem = problem(text, format);
    let Found::Nothing(conflict) = plan::solve(&problem, 1, &mut Unhurried) else {
        panic!("there is a plan")
    };
    let name = |rule: &Rule| format!("{rule:?}").split('(').next().unwrap().to_owned();
    conflict.0.iter().map(name).collect()
}

#[test]
fn too_little_room_is_one_rule_alone() {
    assert_eq!(rules("2 2\n3 5\n3 6\n4\n3\n1 1\n1 1\n", Format::Holmberg), ["Room"]);
}

#[test]
fn whole_villages_that_do_not_fit_are_room_and_not_to_be_split() {
    // Six places, two villages of two and one of two: three wholes of 2 into 3 and 3.
    assert_eq!(rules("2 3\n3 5\n3 6\n2 2 2\n1 1 1\n1 1 1\n", Format::Holmberg), ["Room", "Whole"]);
}

#[test]
fn a_village_that_reaches_nothing_is_named() {
    let text = "村庄,学生,甲校,乙校\n东村,3,1,2\n西村,4,不可达,不可达\n";
    assert_eq!(rules(text, Format::Csv), ["Reach"]);
    let problem = problem(text, Format::Csv);
    let Found::Nothing(conflict) = plan::solve(&problem, 1, &mut Unhurried) else { panic!() };
    assert!(conflict.words()[0].contains("西村"), "{conflict:?}");
}

#[test]
fn a_closed_school_that_alone_can_be_reached_is_two_rules() {
    let text = "村庄,学生,甲校,乙校\n状态,,不开,可开\n东村,3,1,2\n西村,4,2,不可达\n";
    assert_eq!(rules(text, Format::Csv), ["Closed", "Reach"]);
}

#[test]
fn more_schools_that_stay_than_may_be_open() {
    let text = "村庄,学生,甲校,乙校\n状态,,已开,已开\n所数,1\n东村,3,1,2\n";
    assert_eq!(rules(text, Format::Csv), ["Count", "Opened"]);
}

#[test]
fn more_schools_than_there_are() {
    assert_eq!(rules("3 2 5\n1 2 1\n2 3 1\n", Format::OrlibPmed), ["Count"]);
}

#[test]
fn villages_that_crowd_one_school() {
    let text = "村庄,学生,甲校,乙校\n学位,,5,50\n可分,是\n东村,3,1,不可达\n西村,4,2,不可达\n";
    assert_eq!(rules(text, Format::Csv), ["Room", "Reach"]);
}

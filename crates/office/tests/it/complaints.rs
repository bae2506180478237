//! What people complained of in other systems, as tests here: an approver who may write, a count that is not what came in, a history that
//! tells the new school what was the old one's.

use crate::by;
use crate::rights::{A, B, guard, house};
use office::{Given, ImportOptions, RowQuery, StepGiven};

#[test]
fn who_may_do_a_step_alters_no_field_of_the_case() {
    let house = house();
    let problem = |number: &str, text: &str| {
        let cells = [("编号", number), ("问题", text), ("来源", "责任督学督导"), ("来源编号", "DX-1-1")];
        let who = [("责任单位", "甲小学"), ("整改责任人", "样例校长"), ("严重程度", "一般")];
        let days = [("发现日期", "2022-06-01"), ("整改期限", "2030-08-31")];
        Given::new("整改问题", &[&cells[..], &who, &days].concat())
    };
    house.given(&[problem("ZG-1", "样例：器材过期")]);
    assert_eq!(
        house.codes("学校甲", problem("ZG-1", "样例：没有问题")),
        ["access.denied"],
        "the words of the case"
    );
    assert_eq!(
        house.codes("学校甲", problem("ZG-2", "样例：另一件")),
        ["access.denied"],
        "and no case of its own"
    );
    let step = |name: &str| StepGiven {
        loop_id: "rectification".to_owned(),
        case: "ZG-1".to_owned(),
        step: name.to_owned(),
        evidence: "样例方案".to_owned(),
        basis: String::new(),
        note: String::new(),
        more: Vec::new(),
    };
    let done = house.office.steps(&house.page("学校甲").in_post("责任单位"), &[step("制定方案")]).unwrap();
    assert!(done.first_entry.is_some(), "{:?}", done.findings);
    let rows = house.see("督导丁").rows("整改问题", &RowQuery::default()).unwrap();
    assert_eq!(rows.rows.len(), 1);
    assert!(rows.rows[0].cells.iter().any(|cell| cell == "样例：器材过期"));
}

#[test]
fn what_came_in_is_what_is_told_and_what_is_there() {
    let house = house();
    let rows = |from: u32, to: u32| {
        let row = |nth: u32| format!("B-{nth},样例{nth},{A},2022-02-01,是,是\n");
        let head = "保安编号,姓名,校园,上岗日期,保安员证,背景审查\n".to_owned();
        (from..to).fold(head, |text, nth| text + &row(nth)).into_bytes()
    };
    let import = |name: &str, bytes: Vec<u8>| {
        let options = ImportOptions { register: Some("保安员".to_owned()), ..ImportOptions::default() };
        let session = by(&house.office, "本机");
        house.office.import(&session, &[(name.to_owned(), bytes)], &options, &mut |_| {}).unwrap()
    };
    let there = || house.see("督导丁").rows("保安员", &RowQuery::default()).unwrap().register.rows;
    let first = import("二千零一.csv", rows(0, 2_001));
    assert!(first.recorded, "{:?}", first.findings);
    assert_eq!((first.rows, first.entries, there()), (2_001, 2_001, 2_001));
    // More than any one before, two thousand of them there already.
    let second = import("二万零一.csv", rows(0, 20_001));
    assert!(second.recorded, "{:?}", second.findings);
    assert_eq!((second.rows, second.entries, there()), (20_001, 18_000, 20_001));
}

#[test]
fn the_history_of_a_row_that_moved_tells_each_school_its_own_part() {
    let house = house();
    house.given(&[guard("B-1", A, "样例在甲")]);
    house.given(&[guard("B-1", B, "样例在乙")]);
    let number = house.see("督导丁").rows("保安员", &RowQuery::default()).unwrap().rows[0].number;
    let versions = |name: &str| -> Option<Vec<String>> {
        let history = house.see(name).row("保安员", number).ok()?;
        let name_of =
            |row: &office::view::RowView| row.cells.iter().find(|cell| cell.starts_with("样例在")).cloned();
        Some(history.versions.iter().filter_map(|version| name_of(&version.row)).collect())
    };
    assert_eq!(versions("督导丁").unwrap(), ["样例在乙", "样例在甲"]);
    assert_eq!(versions("学校乙").unwrap(), ["样例在乙"], "what was said before is not its own");
    assert_eq!(versions("学校甲"), None, "the row has gone");
    // The entries behind the versions open for whom the versions do.
    let entries = house.see("督导丁").row("保安员", number).unwrap();
    let entries: Vec<u64> = entries.versions.iter().map(|version| version.row.entry).collect();
    let opens = |name: &str, at: usize| house.see(name).entry(entries[at]).is_ok();
    assert_eq!([opens("学校乙", 0), opens("学校乙", 1)], [true, false]);
    assert_eq!([opens("学校甲", 0), opens("学校甲", 1)], [false, false]);
}

//! What people complained of in other systems, as tests here: an approver who may write, a count that is not what came in, a history that
//! tells the new school what was the old one's.

use crate::by;
use crate::rights::{A, B, guard, house};
use office::{Block, Given, ImportOptions, RowQuery, StepGiven, Taking};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

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
        ..StepGiven::default()
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
    let third = import("二十万零一.csv", rows(0, 200_001));
    assert!(third.recorded, "{:?}", third.findings);
    assert_eq!((third.rows, third.entries, there()), (200_001, 180_000, 200_001));
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

#[test]
fn what_a_row_said_on_a_day_is_told_within_ones_scope() {
    let house = house();
    house.given(&[guard("B-1", A, "样例在甲")]);
    let first = house.office.today();
    house.wait(3);
    house.given(&[guard("B-1", B, "样例在乙")]);
    let second = house.office.today();
    house.wait(3);
    let number = house.see("督导丁").rows("保安员", &RowQuery::default()).unwrap().rows[0].number;
    let said = |name: &str, day: office::Date| -> Option<String> {
        let reading = house.see(name);
        let history = reading.row("保安员", number).ok()?;
        let at = reading.version_on(&history, day).unwrap()?;
        history.versions[at].row.cells.iter().find(|cell| cell.starts_with("样例在")).cloned()
    };
    let days = [first, second, house.office.today()];
    let told = |name: &str| days.map(|day| said(name, day));
    let (a, b) = (Some("样例在甲".to_owned()), Some("样例在乙".to_owned()));
    assert_eq!(told("督导丁"), [a, b.clone(), b.clone()]);
    assert_eq!(told("学校乙"), [None, b.clone(), b], "before it came it was not its own");
    assert_eq!(told("学校甲"), [None, None, None], "the row has gone");
    assert_eq!(said("督导丁", "2022-12-01".parse().unwrap()), None, "before it was recorded");
}

#[test]
fn who_held_what_on_a_day_is_told_within_ones_scope() {
    let house = house();
    let given = |person: &str, from: &str, to: &str| {
        let cells = [("任职人", person), ("角色", "学校经办"), ("单位", "甲小学"), ("起始日期", from)];
        let end = [("截止日期", to)];
        Given::new("任职", &[&cells[..], if to.is_empty() { &[] } else { &end }].concat())
    };
    house.given(&[given("前任子", "2021-01-01", "2021-12-31")]);
    let held = |who: &str, day: &str| -> Vec<(String, String, String)> {
        let view = house.see(who).people(day.parse().ok()).unwrap();
        let roles = view.people.iter().flat_map(|one| one.held.iter().map(move |held| (one, held)));
        let roles = roles.filter(|(_, held)| held.of == "甲小学");
        roles.map(|(one, held)| (one.name.clone(), held.title.clone(), held.until.clone())).collect()
    };
    let one = |name: &str, until: &str| vec![(name.to_owned(), "学校经办".to_owned(), until.to_owned())];
    assert_eq!(held("安全己", "2021-06-01"), one("前任子", "2021-12-31"));
    assert_eq!(held("安全己", "2022-06-01"), one("学校甲", ""));
    assert_eq!(held("审计辛", "2022-06-01"), one("学校甲", ""));
    for nobody in ["学校甲", "督导丁", "系统庚", "路人"] {
        assert_eq!(held(nobody, "2022-06-01"), [], "{nobody} sees no appointments: they are rights");
    }
    assert!(house.see("安全己").people("1022-01-01".parse().ok()).is_err(), "a day far from the data");
}

#[test]
fn a_row_changed_by_any_channel_opens_the_verification_of_its_indicator_again_and_of_no_other() {
    let house = house();
    let problem = |day: &str| {
        let cells =
            [("编号", "ZG-1"), ("问题", "样例：器材过期"), ("来源", "责任督学督导"), ("来源编号", "DX-1-1")];
        let who = [("责任单位", "甲小学"), ("整改责任人", "样例校长"), ("严重程度", "一般")];
        Given::new("整改问题", &[&cells[..], &who, &[("发现日期", day), ("整改期限", "2030-08-31")]].concat())
    };
    let verified = |indicator: &str| {
        let cells = [("年度", "2022"), ("核定指标", indicator), ("自评人", "样例甲"), ("核定得分", "1")];
        let more = [("理由", "样例：属实"), ("核定人", "样例乙"), ("核定日期", "2023-01-05")];
        Given::new("得分核定", &[&cells[..], &more].concat())
    };
    house.given(&[problem("2022-06-01")]);
    house.given(&[verified("problems-found"), verified("problems-closed"), verified("guards")]);
    // Both are of that case: how many were found, and how many of them were closed.
    let of_it = ["problems-found", "problems-closed"];
    let open = || -> Vec<&str> {
        let reading = house.see("督导丁");
        let all = ["problems-found", "problems-closed", "guards", "guard-rate"];
        all.into_iter().filter(|one| reading.reopened(one).unwrap().is_some()).collect()
    };
    assert_eq!(open(), [] as [&str; 0]);
    let row = || house.see("督导丁").rows("整改问题", &RowQuery::default()).unwrap().rows[0].clone();
    let inspector = house.page("督学戊");
    // By a form: out of the year.
    let seen = Some((row().number, row().entry));
    let done = house.office.record_form(&inspector, &problem("2021-06-01"), seen).unwrap();
    assert!(done.number.is_some(), "{:?}", done.findings);
    assert_eq!(open(), of_it);
    // By the grid: back again, as it was verified.
    let text = "编号\t问题\t来源\t来源编号\t责任单位\t整改责任人\t发现日期\t整改期限\t严重程度\n\
                ZG-1\t样例：器材过期\t责任督学督导\tDX-1-1\t甲小学\t样例校长\t2022-06-01\t2030-08-31\t一般\n";
    let seen = BTreeMap::from([(row().number, row().entry)]);
    let block = Block { register: "整改问题".to_owned(), text: text.to_owned(), seen };
    let told = house.office.block(&inspector, &block, Taking::All, &mut |_| {}).unwrap();
    assert_eq!(told.entries, 1, "{told:?}");
    assert_eq!(open(), [] as [&str; 0], "what was verified is so again");
    // By a file.
    let file = text.replace('\t', ",").replace("2022-06-01", "2021-06-01").into_bytes();
    let options = ImportOptions { register: Some("整改问题".to_owned()), ..ImportOptions::default() };
    let files = [("整改问题.csv".to_owned(), file)];
    let done = house.office.import(&by(&house.office, "本机"), &files, &options, &mut |_| {}).unwrap();
    assert!(done.recorded, "{:?}", done.findings);
    assert_eq!(open(), of_it);
    // Verified anew, it stands, and the other is still open.
    let again = verified("problems-found").cells.into_iter().map(|(name, text)| match name.as_str() {
        "理由" => (name, "样例：重新核定".to_owned()),
        _ => (name, text),
    });
    house.given(&[Given { register: "得分核定".to_owned(), cells: again.collect() }]);
    assert_eq!(open(), ["problems-closed"]);
    assert_eq!(house.see("督导丁").reopened("problems-found").unwrap(), None);
    assert!(
        house.see("学校甲").reopened("problems-found").is_err(),
        "what is judged of the district is a right"
    );
}

#[test]
fn the_history_of_one_row_among_many_revisions_comes_at_once() {
    let house = house();
    let (rows, revisions) = (1_000, 20);
    for revision in 0..revisions {
        let row = |nth: u32| format!("B-{nth},样例{nth}改{revision},{A},2022-02-01,是,是\n");
        let head = "保安编号,姓名,校园,上岗日期,保安员证,背景审查\n".to_owned();
        let text = (0..rows).fold(head, |text, nth| text + &row(nth)).into_bytes();
        let options = ImportOptions { register: Some("保安员".to_owned()), ..ImportOptions::default() };
        let files = [("保安员.csv".to_owned(), text)];
        let done = house.office.import(&by(&house.office, "本机"), &files, &options, &mut |_| {}).unwrap();
        assert_eq!(done.entries, u64::from(rows), "{:?}", done.findings);
    }
    let first = house.see("督导丁").rows("保安员", &RowQuery::default()).unwrap().rows[0].number;
    let ask = |turn: u64| {
        let (began, number) = (Instant::now(), first + turn * 7 % u64::from(rows));
        let history = house.see("督导丁").row("保安员", number).unwrap();
        assert_eq!(history.versions.len(), revisions as usize);
        began.elapsed()
    };
    ask(0);
    let mut times: Vec<Duration> = (1..=20).map(ask).collect();
    times.sort();
    // A million of them: `duheng bench history`.
    assert!(times[18] <= Duration::from_millis(50), "{times:?}");
}

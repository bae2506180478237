//! `duheng plan placement` and `plan routes` over a district's own rows: what is changed there moves who goes where.

use crate::{Scratch, at, duheng, said};
use serde_json::Value;
use std::path::PathBuf;

fn file(scratch: &Scratch, name: &str, text: &str) -> PathBuf {
    let path = scratch.path(name);
    std::fs::write(&path, text).unwrap();
    path
}

fn sample(name: &str) -> String {
    std::fs::read_to_string(format!("../../samples/tongnan-2022/{name}")).unwrap()
}

/// The answer of a verb, however it ends.
fn asked(words: &[&str]) -> Value {
    let output = duheng(&[words, &["--json"]].concat());
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"))
}

fn placed(district: &Scratch) -> Value {
    asked(&["plan", "placement", at(&district.0), "--on", "2022-12-31"])
}

/// Children on each way, the preferred first.
fn children(view: &Value) -> Vec<i64> {
    view["ways"].as_array().unwrap().iter().map(|way| way["children"].as_i64().unwrap()).collect()
}

fn import(district: &Scratch, name: &str, text: &str) {
    said(&["import", at(&district.0), at(&file(district, name, text))]);
}

#[test]
fn children_are_placed_by_assessment_room_and_distance_and_no_number_is_shown() {
    let district = Scratch::district("children");
    let before = placed(&district);
    let ways = children(&before);
    assert_eq!(ways.iter().sum::<i64>(), 335, "everybody has a way: {}", before["ways"]);
    assert_eq!(
        (&before["unplaced"], &before["fits"], &before["checked"]),
        (&0.into(), &true.into(), &true.into())
    );
    assert!(!before.to_string().contains("样例个案"), "a number of a case is shown");
    assert!(
        before["lines"].as_array().unwrap().iter().all(|line| line["reason"] != ""),
        "{}",
        before["lines"]
    );

    // Visits at home go by the ways of the register.
    let visits = asked(&["plan", "placement", at(&district.0), "--on", "2022-12-31", "--visits"]);
    let trips = visits["visits"]["trips"].as_array().unwrap();
    let visited: usize = trips.iter().map(|trip| trip["stops"].as_array().unwrap().len()).sum();
    assert_eq!(
        (visited as i64, &visits["visits"]["checked"]),
        (ways[3], &true.into()),
        "{}",
        visits["visits"]
    );

    // An assessment.
    let cases = sample("安置个案.csv");
    let head = cases.lines().next().unwrap();
    let first = cases.lines().find(|line| line.starts_with("500152-样例个案-001,")).unwrap();
    let other = first.replacen(",是,是,", ",否,是,", 1);
    assert_ne!(first, other);
    import(&district, "安置个案.csv", &format!("{head}\n{other}\n"));
    let assessed = placed(&district);
    let now = children(&assessed);
    assert_eq!((now[0], now[1] + now[2]), (ways[0] - 1, ways[1] + ways[2] + 1), "{}", assessed["ways"]);

    // Room: the special school shrinks, somebody has no way, and it is said which rules clash.
    let places = sample("特教学位.csv");
    let school = places.lines().find(|line| line.contains("特教学校")).unwrap();
    let cells: Vec<&str> = school.split(',').collect();
    let small = format!("学年,学校,名称,类别,学位\n{},{},{},特教学校,40\n", cells[0], cells[1], cells[2]);
    import(&district, "特教学位.csv", &small);
    let short = placed(&district);
    assert!(short["unplaced"].as_u64() > Some(0), "{}", short["ways"]);
    assert_eq!((&short["fits"], &short["checked"]), (&false.into(), &true.into()));
    assert!(!short["clash"].as_array().unwrap().is_empty());
    let line = &short["lines"][0];
    assert_eq!(line["way"], "");
    assert!(line["reason"].as_str().unwrap().contains("特校就读够得着的1处没有空位；"), "{line}");

    // Distance: what is too far is taught at home.
    let ways = sample("路上时间.csv");
    let far = ways.lines().filter(|line| line.contains("样例特殊教育学校")).map(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        format!("{},{},500\n", cells[0], cells[1])
    });
    import(&district, "路上时间.csv", &format!("起点,终点,分钟\n{}", far.collect::<String>()));
    let away = placed(&district);
    assert_eq!(children(&away)[2], 0, "{}", away["ways"]);
    assert!(away["lines"].to_string().contains("特校就读没有够得着的"), "{}", away["lines"]);
}

#[test]
fn trips_go_by_the_ways_of_the_register() {
    let district = Scratch::district("ways");
    let verb = ["plan", "routes", at(&district.0), "school-safety-2022-12"];
    let before = asked(&verb);
    let trips = before["trips"].as_array().unwrap();
    assert!(!trips.is_empty() && before["checked"] == true, "{before}");
    let ways = sample("路上时间.csv");
    let slower = ways.lines().skip(1).map(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        format!("{},{},{}\n", cells[0], cells[1], cells[2].parse::<u32>().unwrap() + 7)
    });
    import(&district, "路上时间.csv", &format!("起点,终点,分钟\n{}", slower.collect::<String>()));
    let after = asked(&verb);
    assert!(after["cost"].as_i64() > before["cost"].as_i64(), "{} {}", before["cost"], after["cost"]);
    let of_trip = |trip: &Value| {
        let stops = trip["stops"].as_array().unwrap().iter();
        let sum: i64 = stops.map(|stop| stop["way"].as_i64().unwrap() + stop["stay"].as_i64().unwrap()).sum();
        sum + trip["back"].as_i64().unwrap()
    };
    let all = after["trips"].as_array().unwrap();
    assert!(all.iter().all(|trip| Some(of_trip(trip)) == trip["minutes"].as_i64()), "{after}");
}

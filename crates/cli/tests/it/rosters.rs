//! `duheng rosters` on the sample district, and a load beyond its bound refused at the desk.

use crate::{Scratch, at, duheng, json, said};
use std::collections::BTreeMap;

#[test]
fn the_sample_districts_rosters_in_numbers() {
    let district = Scratch::district("rosters");
    let dir = at(&district.0);
    let view = json(&["rosters", dir, "--on", "2022-12-31", "--json"]);
    let number = |one: &serde_json::Value, key: &str| one[key].as_u64().unwrap();
    let rosters: BTreeMap<String, (u64, u64, u64, u64)> = view["rosters"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let counts = (
                number(one, "posts"),
                number(one, "covered"),
                number(one, "people"),
                number(one, "overloaded"),
            );
            (one["id"].as_str().unwrap().to_owned(), counts)
        })
        .collect();
    for (id, counts) in [
        ("leader-links", (94, 94, 72, 0)),
        ("legal-vice-principals", (94, 94, 94, 0)),
        ("responsible-inspectors", (207, 207, 69, 0)),
        ("campus-guards", (207, 207, 483, 0)),
        ("grid", (913, 911, 911, 0)),
        ("grid-villages", (608, 606, 606, 0)),
        ("school-counsellors", (94, 69, 83, 0)),
        ("five-actor-matrix", (20, 19, 19, 0)),
        ("escort-posts", (414, 414, 414, 0)),
    ] {
        assert_eq!(rosters.get(id), Some(&counts), "{id}");
    }
    let told = said(&["rosters", dir, "five-actor-matrix"]);
    let first = told.lines().find(|line| line.starts_with("样例事项")).unwrap();
    assert!(
        first.contains("样例主体五") && first.ends_with("空缺1"),
        "the missing actor comes first: {told}"
    );
    let before = said(&["rosters", dir, "legal-vice-principals", "--on", "2022-05-01"]);
    assert!(before.contains("岗位94个，到岗0个，空缺94个"), "{before}");
}

#[test]
fn the_call_chain_of_a_school_ends_at_its_town_and_a_day_that_is_none_is_refused() {
    let district = Scratch::district("chain");
    let dir = at(&district.0);
    let schools = json(&["rosters", dir, "grid-schools", "--json"]);
    let school = schools["posts"][0]["key"].as_str().unwrap();
    let told = said(&["rosters", dir, "grid", "--chain", school]);
    let chain = told.lines().find(|line| line.starts_with("呼叫链")).unwrap();
    let levels = ["家长 ", "→ 师长 ", "→ 校长 ", "→ 镇街长 "].map(|level| chain.find(level));
    assert!(levels.iter().all(Option::is_some) && levels.is_sorted() && !chain.contains("断"), "{chain}");
    for (words, code, why) in [
        (vec!["rosters", dir, "grid", "--chain", "X"], 2, "没有“X”的格"),
        (vec!["rosters", dir, "grid", "--on", "2022-02-30"], 2, "不是日历上的日期"),
        (vec!["rosters", dir, "gird"], 2, "现有"),
    ] {
        let output = duheng(&words);
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{told}");
        assert!(told.contains(why), "{told}");
    }
}

#[test]
fn a_third_school_for_one_vice_principal_is_refused_with_the_reason() {
    let district = Scratch::district("load");
    let dir = at(&district.0);
    let root = json(&["journal", "root", dir, "--json"]);
    let path = district.path("files").join("法治副校长.csv");
    let text = std::fs::read_to_string(&path).unwrap();
    let person = text.lines().nth(1).unwrap().split(',').next().unwrap().to_owned();
    // The first person has one school as 法治副校长 besides: two more make three.
    let mut rows = text.lines().filter(|line| line.contains("法治副校长") && !line.contains(&person));
    let mut more = text.lines().next().unwrap().to_owned();
    for _ in 0..2 {
        let mut cells: Vec<&str> = rows.next().unwrap().split(',').collect();
        cells[0] = &person;
        more += &format!("\n{}", cells.join(","));
    }
    std::fs::write(&path, more + "\n").unwrap();
    let output = duheng(&["import", dir, at(&path)]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("[roster.load]") && told.contains("最多2个"), "{told}");
    assert_eq!(json(&["journal", "root", dir, "--json"]), root, "nothing was recorded");
}

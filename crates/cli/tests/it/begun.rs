//! A year that has begun beside the one before it: what is due and done of it, its first draws and its summer's assignments;
//! what was submitted of the year before stays what it was.

use super::{Scratch, at, duheng, json};
use serde_json::Value;

const DAY: &str = "2023-07-14";

/// Value, print and verdict of each indicator, and of each figure.
fn submitted(dir: &str) -> Vec<(String, Value, Value, Value)> {
    let board = json(&["evaluate", dir, "--year", "2022", "--json"]);
    let figures = json(&["figures", dir, "--year", "2022", "--json"]);
    let of = |answer: &Value, key: &str| -> Vec<(String, Value, Value, Value)> {
        let all = answer[key].as_array().unwrap().iter();
        let told = |one: &Value| {
            let id = format!("{key} {}", one["id"].as_str().unwrap());
            (id, one["value"].clone(), one["printed"].clone(), one["verdict"].clone())
        };
        all.map(told).collect()
    };
    [of(&board, "indicators"), of(&figures, "figures")].concat()
}

#[test]
fn a_begun_year_shows_due_and_done_and_moves_nothing_of_the_one_before() {
    let (plain, begun) = (Scratch::district("begun-not"), Scratch::new("begun"));
    let said = duheng(&["demo", "--once", "--begun", at(&begun.0)]);
    assert!(said.status.success(), "{said:?}");
    let dir = at(&begun.0);
    let (before, after) = (submitted(at(&plain.0)), submitted(dir));
    assert!(before.len() > 400, "{} values", before.len());
    let moved: Vec<_> = before.iter().zip(&after).filter(|(before, after)| before != after).collect();
    assert_eq!((before.len(), moved), (after.len(), Vec::new()));

    let duties = json(&["duties", dir, "--year", "2023", "--on", DAY, "--json"]);
    let of = |id: &str, key: &str| {
        let duty = duties["duties"].as_array().unwrap().iter().find(|duty| duty["id"] == id);
        duty.unwrap_or_else(|| panic!("no duty {id}"))[key].as_u64().unwrap()
    };
    for (id, owed, done, nil, gaps) in [
        ("drowning-nil", 276, 0, 138, 0),
        ("ideology-reports", 376, 188, 0, 0),
        ("network-monthly", 12, 0, 6, 0),
        ("town-inspections", 92, 46, 0, 0),
        // Two of the five holidays lie in the middle of a week.
        ("reminder-holiday", 470, 470, 0, 0),
        ("reminder-weekly", 2_162, 2_162, 0, 0),
        ("school-spot-checks", 12, 6, 0, 0),
        // Nobody has looked at his negative list in the term that has ended.
        ("negative-list-checks", 94, 0, 0, 94),
    ] {
        let shown = (of(id, "owed"), of(id, "done"), of(id, "nil"), of(id, "gaps"));
        assert_eq!(shown, (owed, done, nil, gaps), "{id}");
    }
    assert!(of("reminder-daily", "done") > 2_000 && of("supervisor-monthly", "ahead") == 0);

    let draws = json(&["draw", "list", dir, "--json"]);
    let of_year = |draw: &str, year: u64| {
        let all = draws["draws"].as_array().unwrap().iter();
        all.filter(|one| one["draw"] == draw && one["year"] == year && one["state"] == "open").count()
    };
    let held =
        ["school-safety", "training-institutions"].map(|draw| (of_year(draw, 2022), of_year(draw, 2023)));
    assert_eq!(held, [(12, 6), (2, 1)]);

    let roster = |day: &str| {
        let rosters = json(&["rosters", dir, "--on", day, "--json"]);
        let summer =
            rosters["rosters"].as_array().unwrap().iter().find(|one| one["id"] == "summer-inspection");
        let summer = summer.unwrap().clone();
        ["posts", "covered", "unqualified"].map(|key| summer[key].as_u64().unwrap())
    };
    assert_eq!(roster("2022-12-31"), roster(DAY), "the second summer is given out as the first was");
}

//! The sample district's duties: what its calendar makes owed, where its gaps are, what an import may not claim.

use crate::{Scratch, at, duheng, json, said};
use serde_json::Value;

#[test]
fn the_year_of_the_sample_is_owed_by_its_calendar_and_its_gaps_are_told() {
    let district = Scratch::district("duties");
    let dir = at(&district.0);
    let all = json(&["duties", dir, "--year", "2022", "--json"]);
    let of = |id: &str| {
        let one = all["duties"].as_array().unwrap().iter().find(|one| one["id"] == id).unwrap();
        let number = |key: &str| one[key].as_u64().unwrap();
        (number("owed"), number("done"), number("gaps"))
    };
    assert_eq!(of("special-supervision"), (2, 2, 0), "F70");
    assert_eq!(of("town-inspections"), (92, 92, 0), "F71: four quarters of 23 towns");
    assert_eq!(of("school-spot-checks"), (12, 12, 0), "F72");
    assert_eq!(of("reminder-daily"), (94 * 41, 94 * 41 - 7, 7), "94 schools, 41 school weeks");
    assert_eq!(of("reminder-holiday"), (94 * 8, 94 * 8, 0), "eight eves");
    assert_eq!(of("school-drills"), (94 * 11, 94 * 11 - 2, 2));
    assert_eq!(of("supervisor-monthly").2, 1);
    let zero = all["duties"].as_array().unwrap().iter().find(|one| one["id"] == "ideology-reports").unwrap();
    assert_eq!(zero["zero"]["state"], "proved");
    let gaps = json(&["duties", dir, "school-drills", "--year", "2022", "--gaps", "--json"]);
    let missed: Vec<&Value> = gaps["units"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|unit| unit["cells"].as_array().unwrap())
        .filter(|cell| cell["state"] == "gap")
        .collect();
    assert_eq!(missed.len(), 2);
    let text = said(&["duties", dir, "town-inspections", "--on", "2022-05-20", "--gaps"]);
    assert!(text.contains("2022-Q2") && text.contains("还剩41天"), "{text}");
}

#[test]
fn an_imported_nil_report_is_held_against_the_duty() {
    let district = Scratch::district("nil");
    let file = district.path("零报告.csv");
    let lines = "期,单位,期间,日期,报告人,数据性质\nschool-drills,2150900001,2022-04,2022-04-30,样例,样例\n\
                 ideology-reports,2150900001,2022-Q1,2022-03-20,样例,样例\n";
    std::fs::write(&file, lines).unwrap();
    let told = duheng(&["import", at(&district.0), at(&file)]);
    assert_eq!(told.status.code(), Some(1), "{told:?}");
    let text = String::from_utf8_lossy(&told.stderr);
    assert!(text.contains("duty.nil-not-allowed") && text.contains("duty.nil-early"), "{text}");
}

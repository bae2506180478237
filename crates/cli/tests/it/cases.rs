//! `duheng cases` and `duheng step` on the sample district: what is found, closed and overdue, and what is refused.

use crate::{Scratch, at, duheng, json, said};

/// Ends with findings, none of the rows recorded.
fn refused(arguments: &[&str]) -> String {
    let output = duheng(arguments);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn found_closed_and_overdue_follow_from_the_steps() {
    let district = Scratch::district("cases");
    let dir = at(&district.0);
    let view = json(&["cases", dir, "--on", "2022-12-31", "--json"]);
    let loops = view["loops"].as_array().unwrap();
    let counts = |id: &str| {
        let one = loops.iter().find(|one| one["id"] == id).unwrap_or_else(|| panic!("{id}"));
        ["found", "closed", "overdue"].map(|key| one["tally"][key].as_u64().unwrap())
    };
    assert_eq!(counts("correction-notice"), [102, 102, 0], "102 notices, F51");
    assert_eq!(counts("penalty"), [4, 4, 0], "four cases, of which three penalties and three closures");
    assert_eq!(counts("practical-help-items"), [36, 34, 1], "34 accepted: printed as 30余件");
    let [found, closed, overdue] = counts("rectification");
    let summary = json(&["explain", dir, "problems-closed", "--json"]);
    assert!(found > closed && overdue == 1, "{summary}");
    let rectification = json(&["cases", dir, "rectification", "--overdue", "--on", "2022-12-31", "--json"]);
    let cases = rectification["cases"].as_array().unwrap();
    assert_eq!(cases.len() as u64, overdue);
    assert!(cases.iter().all(|case| case["escalated"] == "分管副区长" && case["stage"] == "整改中"));
    let sum: u64 = rectification["summary"]["sources"]
        .as_array()
        .unwrap()
        .iter()
        .map(|source| source["found"].as_u64().unwrap())
        .sum();
    assert_eq!(sum, found, "the sources add up");
    let day = json(&["cases", dir, "rectification", "--on", "2022-06-30", "--json"]);
    assert!(day["summary"]["tally"]["closed"].as_u64().unwrap() < closed, "looked at half a year earlier");
    let one = said(&["cases", dir, "penalty", "500152-AJ-001"]);
    for word in ["【已结案】", "调查取证", "国务院令第741号", "样例分管副主任"] {
        assert!(one.contains(word), "{word}: {one}");
    }
}

#[test]
fn a_step_is_refused_with_its_reason_or_changes_the_case() {
    let district = Scratch::district("step");
    let dir = at(&district.0);
    let open = json(&["cases", dir, "rectification", "--open", "--json"]);
    let case = open["cases"][0]["id"].as_str().unwrap().to_owned();
    let step = |name: &str, rest: &[&str]| -> Vec<String> {
        ["step", dir, "rectification", &case, name]
            .iter()
            .chain(rest)
            .map(|text| (*text).to_owned())
            .collect()
    };
    let run = |words: Vec<String>| duheng(&words.iter().map(String::as_str).collect::<Vec<_>>());
    let told = |words: Vec<String>| refused(&words.iter().map(String::as_str).collect::<Vec<_>>());
    let early = told(step("复核销号", &["--by", "丁", "--role", "督导室", "--evidence", "复核单"]));
    assert!(early.contains("loop.not-from-here") && early.contains("可以：完成整改"), "{early}");
    let bare = told(step("完成整改", &["--by", "甲", "--role", "路人"]));
    assert!(bare.contains("loop.role") && bare.contains("loop.evidence-missing"), "all at once: {bare}");
    let before = said(&["cases", dir, "rectification", &case]);
    assert!(!before.contains("照片"), "nothing of what was refused is there: {before}");
    let done = run(step("完成整改", &["--by", "甲", "--role", "责任单位", "--evidence", "照片"]));
    assert!(done.status.success(), "{done:?}");
    let own = told(step("复核销号", &["--by", "甲", "--role", "督导室", "--evidence", "复核单"]));
    assert!(own.contains("loop.closer-is-fixer") && own.contains("甲办过“完成整改”"), "{own}");
    let struck = run(step("复核销号", &["--by", "丁", "--role", "督导室", "--evidence", "复核单"]));
    assert!(struck.status.success(), "{struck:?}");
    let after = json(&["cases", dir, "rectification", &case, "--on", &next_year(), "--json"]);
    assert_eq!((&after["case"]["stage"], &after["differs"]), (&"已销号".into(), &serde_json::json!([])));
    let reopen = told(step("重开", &["--by", "丁", "--role", "督导室"]));
    assert!(reopen.contains("loop.reason-missing"), "{reopen}");
    let unknown = refused(&["step", dir, "rectification", "ZG-0", "重开", "--by", "丁"]);
    assert!(unknown.contains("loop.case-unknown"), "{unknown}");
    let opened = said(&["step", dir, "rectification", "--by", "督导室"]);
    assert!(opened.contains("立案"), "{opened}");
    let again = said(&["step", dir, "rectification", "--by", "督导室"]);
    assert!(again.contains("立案0件"), "at most one case a row: {again}");
    assert!(duheng(&["journal", "verify", dir]).status.success());
}

#[test]
fn an_imported_law_that_was_not_in_force_is_refused_with_its_dates() {
    let district = Scratch::district("law");
    let dir = at(&district.0);
    let file = district.path("办理步骤.csv");
    let law = "校外培训行政处罚暂行办法（教育部令第53号）";
    let header = "环,案号,步次,步骤,日期,经办人,角色,材料,依据,说明,数据性质";
    // The decision of case AJ-001 anew, resting on an order of 2023 for an act of March 2022.
    let steps = json(&["cases", dir, "penalty", "500152-AJ-001", "--json"]);
    let decision = steps["steps"].as_array().unwrap().iter().find(|step| step["step"] == "决定取缔").unwrap();
    let (nth, day) = (&decision["nth"], decision["day"].as_str().unwrap());
    let row =
        format!("penalty,500152-AJ-001,{nth},决定取缔,{day},样例分管副主任,区教委负责人,决定书,{law},,样例");
    std::fs::write(&file, format!("{header}\n{row}\n")).unwrap();
    let told = refused(&["import", dir, at(&file)]);
    assert!(told.contains("loop.law-not-in-force"), "{told}");
    assert!(told.contains("自2023-10-15施行，行为发生在2022-03-11"), "{told}");
    assert!(told.contains("国务院令第741号"), "what was in force then is named: {told}");
}

#[test]
fn restricted_loops_are_counted_and_not_shown() {
    let district = Scratch::district("restricted");
    let dir = at(&district.0);
    let view = json(&["cases", dir, "ideology-loop", "--json"]);
    assert_eq!((&view["summary"]["restricted"], &view["cases"]), (&true.into(), &serde_json::json!([])));
    let refused = duheng(&["cases", dir, "ideology-loop", "YS-1"]);
    assert!(!refused.status.success(), "{refused:?}");
}

/// A day to which everything done today is known, and not further from today than may be asked about.
fn next_year() -> String {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    format!("{}-12-31", 1971 + now.as_secs() / (365 * 86_400 + 6 * 3_600))
}

//! Steps of cases by a program: many at once, each with its own outcome; sent twice they are done once and answered the same.

use office::Given;
use serde_json::{Value, json};

use super::{Program, district, read, refused};
use crate::{Answer, District, by};

const STEPS: &str = "/api/cases/rectification/steps";

/// The district with cases of both schools.
fn with_cases(count: usize) -> District {
    let district = district();
    let office = office::Office::open(&district.folder).unwrap();
    let today = office.today().to_string();
    let problem = |nth: usize| {
        let (number, source) = (format!("Z-{nth:03}"), format!("DX-{nth}"));
        let unit = ["甲小学", "乙小学"][nth % 2];
        let cells = [("编号", number.as_str()), ("问题", "样例：标识脱落"), ("来源", "责任督学督导")];
        let who = [("来源编号", source.as_str()), ("责任单位", unit), ("整改责任人", "样例校长")];
        let days = [("发现日期", today.as_str()), ("整改期限", &today), ("严重程度", "一般")];
        Given::new("整改问题", &[&cells[..], &who, &days].concat())
    };
    let outcome = office.record(&by(&office, "本机"), &(0..count).map(problem).collect::<Vec<_>>()).unwrap();
    assert!(outcome.first_entry.is_some(), "{:?}", outcome.findings);
    district
}

fn plan(nth: usize, step: &str) -> Value {
    json!({ "case": format!("Z-{nth:03}"), "step": step, "evidence": "样例材料" })
}

fn sends(program: &Program<'_>, key: &str, steps: Vec<Value>) -> Answer {
    program.ask("POST", STEPS, &[("idempotency-key", key)], Some(json!({ "steps": steps })))
}

fn statuses(answer: &Answer) -> Vec<u64> {
    let told = read(answer);
    assert_eq!(answer.status.as_u16(), 200, "{told}");
    told["outcomes"].as_array().unwrap().iter().map(|one| one["status"].as_u64().unwrap()).collect()
}

fn entries(program: &Program<'_>) -> u64 {
    read(&program.get("/api/standing"))["size"].as_u64().unwrap()
}

#[test]
fn many_steps_have_an_outcome_each_and_sent_twice_are_done_once() {
    let district = with_cases(6);
    let school = Program::of(&district, "学校甲", true);
    // His own are done; another school's, one that is not there and one whose stage is another are not, and keep nobody from it.
    let all = vec![
        plan(0, "制定方案"),
        plan(1, "制定方案"),
        plan(2, "制定方案"),
        plan(0, "完成整改"),
        plan(4, "完成整改"),
        plan(99, "制定方案"),
    ];
    let first = sends(&school, "many-1", all.clone());
    let told = statuses(&first);
    assert_eq!([told[0], told[2], told[3]], [201, 201, 201], "{}", first.body);
    assert!([told[1], told[4], told[5]].iter().all(|status| (400..500).contains(status)), "{told:?}");
    assert_eq!(read(&first)["done"], 3);
    let outcomes = read(&first)["outcomes"].clone();
    for (one, given) in outcomes.as_array().unwrap().iter().zip(&all) {
        assert_eq!(one["case"], given["case"]);
        assert_eq!(one["findings"].as_array().unwrap().is_empty(), one["status"] == 201, "{one}");
    }
    let size = entries(&school);
    let again = sends(&school, "many-1", all.clone());
    assert_eq!((again.status, &again.body), (first.status, &first.body), "the same, byte for byte");
    assert_eq!(entries(&school), size, "and nothing is done");
    refused(&sends(&school, "many-1", all[..2].to_vec()), 422, "api.once.other");
    // Another's key of the same name is another key.
    let other = Program::of(&district, "学校乙", true);
    assert_eq!(statuses(&sends(&other, "many-1", vec![plan(1, "制定方案")])), [201]);

    refused(
        &school.ask("POST", STEPS, &[], Some(json!({ "steps": [plan(2, "完成整改")] }))),
        400,
        "api.once",
    );
    refused(&sends(&school, "many-2", Vec::new()), 422, "api.steps");
    refused(&sends(&school, "many-3", vec![plan(2, "完成整改"); 1_001]), 422, "api.steps");
    let reader = Program::of(&district, "学校甲", false);
    refused(&sends(&reader, "many-4", vec![plan(2, "完成整改")]), 403, "api.token");
}

#[test]
fn one_step_sent_twice_is_done_once() {
    let district = with_cases(2);
    let school = Program::of(&district, "学校甲", true);
    let path = "/api/cases/rectification/Z-000/steps";
    let body = json!({ "step": "制定方案", "evidence": "样例材料" });
    let send =
        |key: &str, body: &Value| school.ask("POST", path, &[("idempotency-key", key)], Some(body.clone()));
    let first = send("one-1", &body);
    assert_eq!(first.status.as_u16(), 201, "{}", first.body);
    let size = entries(&school);
    let again = send("one-1", &body);
    assert_eq!((again.status, &again.body, entries(&school)), (first.status, &first.body, size));
    refused(&send("one-1", &json!({ "step": "完成整改" })), 422, "api.once.other");
    assert!(send("one-2", &body).status.is_client_error(), "the case stands elsewhere now");
    // What was refused may come better under the same key.
    assert!(send("one-3", &json!({ "step": "没有这一步" })).status.is_client_error());
    let better = send("one-3", &json!({ "step": "完成整改", "evidence": "样例材料" }));
    assert_eq!(better.status.as_u16(), 201, "{}", better.body);
}

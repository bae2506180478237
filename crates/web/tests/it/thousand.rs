//! A thousand at once: cases given back with one reason, approved, each by itself; those that cannot be are listed and keep nobody from
//! the others.

use axum::http::StatusCode;
use office::{AsOf, Given, Office, StepGiven};

use crate::by;
use crate::hand::recorded;
use crate::recording::worked;
use crate::signing::{Browser, PASSWORD};

const CASES: usize = 1_000;

fn number(nth: usize) -> String {
    format!("ZM-{nth:04}")
}

/// A thousand cases of the school's, rectified and waiting for the office.
fn waiting(office: &Office) {
    let today = office.today().to_string();
    let problem = |nth: usize| {
        let (number, source) = (number(nth), format!("DX-{nth}"));
        let cells = [("编号", number.as_str()), ("问题", "样例：标识脱落"), ("来源", "责任督学督导")];
        let who = [("来源编号", source.as_str()), ("责任单位", "甲小学"), ("整改责任人", "样例校长")];
        let days = [("发现日期", today.as_str()), ("整改期限", &today), ("严重程度", "一般")];
        Given::new("整改问题", &[&cells[..], &who, &days].concat())
    };
    recorded(office, &(0..CASES).map(problem).collect::<Vec<_>>());
    rectified(office, &["制定方案", "完成整改"]);
}

fn rectified(office: &Office, steps: &[&str]) {
    let step = |step: &str, nth: usize| StepGiven {
        loop_id: "rectification".to_owned(),
        case: number(nth),
        step: step.to_owned(),
        evidence: "样例材料".to_owned(),
        ..StepGiven::default()
    };
    let given: Vec<StepGiven> =
        steps.iter().flat_map(|name| (0..CASES).map(move |nth| step(name, nth))).collect();
    let done = office.steps(&by(office, "学校甲").in_post("责任单位"), &given).unwrap();
    assert!(done.first_entry.is_some(), "{:?}", done.findings.first());
}

/// How many cases stand in each of two stages.
fn stages(office: &Office, names: [&str; 2]) -> [usize; 2] {
    let reading = office.at(&by(office, "本机"), &AsOf::Now, None).unwrap();
    let of = reading.cases("rectification", &office::CaseFilter::default(), Some(office.today())).unwrap();
    names.map(|name| of.cases.iter().filter(|case| case.id.starts_with("ZM-") && case.stage == name).count())
}

/// Does a step in all of them, and in one that is not there.
fn all_at_once(browser: &mut Browser<'_>, step: &str, word: &str) -> (usize, usize) {
    let numbers: Vec<String> = (0..CASES - 1).map(number).chain(["ZM-9999".to_owned()]).collect();
    let fields = [("word", word), ("step", step), ("evidence", "样例复核单"), ("note", "样例：照片不清")];
    let cases = numbers.iter().map(|number| ("case", number.as_str()));
    let answer = browser.post("/steps/rectification", &fields.into_iter().chain(cases).collect::<Vec<_>>());
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    (answer.body.matches("verdict met").count(), answer.body.matches("verdict not-met").count())
}

#[test]
fn a_thousand_cases_are_given_back_with_one_reason_and_approved_each_by_itself() {
    let district = worked();
    let office = Office::open(&district.folder).unwrap();
    waiting(&office);
    let mut one = Browser::of(&district);
    one.enters("督导丁", PASSWORD);
    let word = one.word("/steps/rectification");
    assert_eq!(all_at_once(&mut one, "退回", &word), (CASES - 1, 1), "and the one that is not there is told");
    assert_eq!(stages(&office, ["再整改", "待复核"]), [CASES - 1, 1], "the one that was not ticked stays");
    let reason = one.get(&format!("/cases/rectification/{}?on={}", number(7), office.today())).body;
    assert!(reason.contains("样例：照片不清"), "each has the reason: {reason}");
    // Approved while half are rectified: each keeps its own state.
    let step = |nth: usize| StepGiven {
        loop_id: "rectification".to_owned(),
        case: number(nth),
        step: "完成整改".to_owned(),
        evidence: "样例材料".to_owned(),
        ..StepGiven::default()
    };
    let half: Vec<StepGiven> = (0..CASES / 2).map(step).collect();
    let done = office.steps(&by(&office, "学校甲").in_post("责任单位"), &half).unwrap();
    assert!(done.first_entry.is_some(), "{:?}", done.findings.first());
    assert_eq!(all_at_once(&mut one, "复核销号", &word), (CASES / 2, CASES / 2));
    assert_eq!(stages(&office, ["已销号", "再整改"]), [CASES / 2, CASES / 2 - 1]);
    // More than a form may carry is not taken in part.
    let more: Vec<String> = (0..CASES + 200).map(number).collect();
    let fields = more.iter().map(|number| ("case", number.as_str())).chain([("word", word.as_str())]);
    let refused = one.post("/steps/rectification", &fields.collect::<Vec<_>>());
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
}

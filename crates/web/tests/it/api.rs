//! The interface for programs: a token of a person, questions, deeds, and a copy that follows the changes.

mod files;
mod mirror;
mod odata;
mod shapes;
mod steps;
mod webhooks;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use office::Given;
use serde_json::{Value, json};

use crate::signing::Browser;
use crate::{Answer, District, by, campus, guard};

const A: &str = "2150900001";
const B: &str = "2150900002";
const ROWS: &str = "/api/registers/guard/rows";

/// A district with an office that sees all and two schools, in which anybody may be anybody.
fn district() -> District {
    District::demo_on_days(|office, _| {
        let unit = |name: &str, code: &str| Given::new("单位树", &[("名称", name), ("代码", code)]);
        let post = |person: &str, role: &str, unit: &str| {
            let cells = [("任职人", person), ("角色", role), ("单位", unit), ("起始日期", "2022-01-01")];
            Given::new("任职", &cells)
        };
        let mut rows = vec![unit("督导室", ""), unit("安全稳定科", ""), unit("甲小学", A), unit("乙小学", B)];
        rows.extend([
            post("督导丁", "督导室经办", "督导室"),
            post("科室丙", "科室经办", "安全稳定科"),
            post("学校甲", "学校经办", "甲小学"),
            post("学校乙", "学校经办", "乙小学"),
        ]);
        rows.extend([campus(A, "甲小学"), campus(B, "乙小学")]);
        rows.extend([guard("B-1", A, "样例保甲"), guard("B-2", B, "样例保乙")]);
        let outcome = office.record(&by(office, "本机"), &rows).unwrap();
        assert!(outcome.first_entry.is_some(), "{:?}", outcome.findings);
    })
}

/// A program with a token.
struct Program<'d> {
    district: &'d District,
    token: String,
}

impl Program<'_> {
    /// One to which a person gives a token on the page of his account.
    fn of<'d>(district: &'d District, person: &str, writes: bool) -> Program<'d> {
        let mut browser = Browser::of(district);
        assert_eq!(
            browser.post("/login", &[("person", person), ("next", "/")]).status,
            StatusCode::SEE_OTHER
        );
        let word = browser.word("/me");
        let may = if writes { "yes" } else { "no" };
        let fields = [("word", word.as_str()), ("name", "样例程序"), ("days", "30"), ("writes", may)];
        let page = browser.post("/me/tokens", &fields);
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        let token = page.body.split("dh_").nth(1).unwrap().split('<').next().unwrap();
        assert!(!browser.get("/me").body.contains("dh_"), "it is shown once");
        Program { district, token: format!("dh_{token}") }
    }

    fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: Option<Value>) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header("host", "127.0.0.1:8080");
        if !self.token.is_empty() {
            request = request.header("authorization", format!("Bearer {}", self.token));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = match body {
            Some(body) => {
                request = request.header("content-type", "application/json");
                Body::from(body.to_string())
            }
            None => Body::empty(),
        };
        self.district.ask_bare(request.body(body).unwrap())
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[], None)
    }

    fn records(&self, key: &str, cells: Value) -> Answer {
        self.ask("POST", ROWS, &[("idempotency-key", key)], Some(json!({ "cells": cells })))
    }
}

fn read(answer: &Answer) -> Value {
    serde_json::from_str(&answer.body).unwrap_or_else(|_| panic!("{} {}", answer.status, answer.body))
}

/// What a program is told that was refused: a problem of that status and code.
fn refused(answer: &Answer, status: u16, code: &str) -> Value {
    let problem = read(answer);
    assert_eq!(answer.status.as_u16(), status, "{problem}");
    assert_eq!(answer.headers["content-type"], "application/problem+json");
    assert_eq!(problem["status"], status);
    assert_eq!(problem["code"], code, "{problem}");
    problem
}

fn a_guard(number: &str, campus: &str) -> Value {
    json!({ "保安编号": number, "姓名": "样例新保安", "校园": campus, "上岗日期": "2022-03-01",
            "保安员证": "是", "背景审查": "是" })
}

#[test]
fn a_program_asks_by_the_rights_of_who_gave_it_a_token_and_as_long_as_he_lets_it() {
    let district = district();
    let (office, school) = (Program::of(&district, "督导丁", false), Program::of(&district, "学校甲", false));
    let numbers = |program: &Program<'_>| {
        let page = read(&program.get(ROWS));
        page["rows"].as_array().unwrap().iter().map(|row| row["number"].as_u64().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!((numbers(&office).len(), numbers(&school).len()), (2, 1));
    let other = *numbers(&office).iter().find(|number| !numbers(&school).contains(number)).unwrap();
    refused(&school.get(&format!("{ROWS}/{other}")), 404, "api.not-found");
    assert_eq!(office.get(&format!("{ROWS}/{other}")).status, StatusCode::OK);
    let nobody = Program { district: &district, token: String::new() };
    let told = nobody.get(ROWS);
    assert_eq!(told.headers["www-authenticate"], "Bearer");
    refused(&told, 401, "api.refused");
    refused(&Program { district: &district, token: "dh_00".to_owned() }.get(ROWS), 401, "api.refused");
    // Pages are not for programs.
    assert_eq!(office.get("/registers").status, StatusCode::SEE_OTHER);
    let mut browser = Browser::of(&district);
    browser.post("/login", &[("person", "学校甲"), ("next", "/")]);
    let (word, page) = (browser.word("/me"), browser.get("/me").body);
    let id = page.split("name=\"end\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    browser.post("/me/tokens", &[("word", &word), ("end", &id)]);
    refused(&school.get(ROWS), 401, "api.refused");
    let journal = read(&office.get("/api/registers/security-event/rows?q=接口令牌")).to_string();
    for told in ["发接口令牌", "停接口令牌", "样例程序（只读）"] {
        assert!(journal.contains(told), "{told} in {journal}");
    }
}

#[test]
fn what_is_not_understood_is_refused_by_name_and_all_at_once() {
    let district = district();
    let program = Program::of(&district, "督导丁", true);
    let asked = format!("{ROWS}?lmit=5&limit=9999&descending=ja&sort=%E5%A7%93%E5%90%8D&sort=x&where=x");
    let problem = refused(&program.get(&asked), 400, "api.parameter.unknown");
    let at: Vec<&str> = problem["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["place"]["source"].as_str().unwrap())
        .collect();
    assert_eq!(at, ["lmit", "limit", "descending", "sort", "where"]);
    refused(&program.get("/api/nothing"), 404, "api.refused");
    refused(&program.get("/api/changes?since=999999"), 404, "api.not-found");
    refused(&program.ask("DELETE", ROWS, &[], None), 405, "api.refused");
    refused(&program.ask("POST", ROWS, &[("idempotency-key", "k")], None), 415, "api.body.kind");
    let body = json!({ "cells": {}, "cell": {} });
    refused(&program.ask("POST", ROWS, &[("idempotency-key", "k")], Some(body)), 400, "api.body");
    refused(&program.ask("POST", ROWS, &[], Some(json!({ "cells": {} }))), 400, "api.once");
    let unknown = program.records("k-0", json!({ "保安编号": "B-9", "姓名氏": "样例" }));
    let problem = refused(&unknown, 422, "record.field");
    assert!(!problem["findings"].as_array().unwrap().is_empty());
}

#[test]
fn a_row_is_recorded_once_corrected_by_who_saw_it_and_withdrawn_with_reason() {
    let district = district();
    let program = Program::of(&district, "学校甲", true);
    let first = program.records("k-1", a_guard("B-3", A));
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.body);
    let (number, address) =
        (read(&first)["number"].clone(), first.headers["location"].to_str().unwrap().to_owned());
    assert_eq!(read(&program.records("k-1", a_guard("B-3", A)))["number"], number, "sent again");
    refused(&program.records("k-1", a_guard("B-4", A)), 422, "api.once.other");
    assert_eq!(read(&program.get(ROWS))["rows"].as_array().unwrap().len(), 2);
    // Another's campus is not his to record.
    refused(&program.records("k-2", a_guard("B-5", B)), 403, "access.denied");
    let tag = program.get(&address).headers["etag"].to_str().unwrap().to_owned();
    let mut cells = a_guard("B-3", A);
    cells["姓名"] = json!("样例改名");
    let corrects = |tag: &str, cells: &Value| {
        let headers: &[(&str, &str)] = if tag.is_empty() { &[] } else { &[("if-match", tag)] };
        program.ask("PUT", &address, headers, Some(json!({ "cells": cells })))
    };
    refused(&corrects("", &cells), 428, "api.seen");
    assert_eq!(corrects(&tag, &cells).status, StatusCode::OK);
    cells["姓名"] = json!("样例又改");
    let late = corrects(&tag, &cells);
    assert_eq!(late.status, StatusCode::PRECONDITION_FAILED);
    assert!(read(&late)["theirs"].to_string().contains("样例改名"), "{}", late.body);
    let why = json!({ "reason": "样例：重复" });
    let withdraws =
        |program: &Program<'_>| program.ask("POST", &format!("{address}/withdrawal"), &[], Some(why.clone()));
    // It is not the school's to withdraw.
    refused(&withdraws(&program), 403, "access.denied");
    let gone = withdraws(&Program::of(&district, "科室丙", true));
    assert_eq!(gone.status, StatusCode::OK, "{}", gone.body);
    assert!(program.get(&address).headers.get("etag").is_none());
    // By whom, by which door.
    let office = Program::of(&district, "督导丁", false);
    let entries = read(&office.get("/api/journal/entries?limit=200"));
    let mine = entries
        .as_array()
        .unwrap()
        .iter()
        .filter(|entry| entry["actor"] == "学校甲" && entry["via"] == "api");
    assert_eq!(mine.count(), 2, "what he recorded and corrected");
}

#[test]
fn who_only_reads_records_nothing_and_a_page_does_not_record_by_this_door() {
    let district = district();
    let reader = Program::of(&district, "学校甲", false);
    refused(&reader.records("k-1", a_guard("B-3", A)), 403, "api.token");
    let mut browser = Browser::of(&district);
    browser.post("/login", &[("person", "学校甲"), ("next", "/")]);
    let request = Request::post(ROWS)
        .header("host", "127.0.0.1:8080")
        .header("cookie", &browser.cookie)
        .header("content-type", "application/json")
        .header("idempotency-key", "k-2");
    let body = json!({ "cells": a_guard("B-3", A) }).to_string();
    let answer = district.ask_bare(request.body(Body::from(body)).unwrap());
    refused(&answer, 403, "api.token");
    assert_eq!(read(&reader.get(ROWS))["rows"].as_array().unwrap().len(), 1);
}

//! The grid's page: a block is checked and recorded without script, the second of two is told so, a draft survives.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use std::time::{Duration, Instant};
use tower::ServiceExt;

use crate::recording::{value, worked};
use crate::signing::{Browser, PASSWORD};

const GRID: &str = "/registers/guard/grid";
const HEAD: &str = "保安编号\t姓名\t校园\t保安员证\t背景审查\t上岗日期";

fn text(name: &str) -> String {
    format!(
        "{HEAD}\r\nB-1\t{name}\t2150900001\t是\t\t2022-02-01\r\nB-8\t\"样例\"\"八\"\"\"\t甲小学\t是\t是\t2022-02-01"
    )
}

fn area(page: &str) -> String {
    let rest = page.split_once("name=\"block\"").unwrap().1.split_once('>').unwrap().1;
    rest.split_once("</textarea>").unwrap().0.trim_start_matches('\n').to_owned()
}

#[test]
fn a_block_is_checked_as_a_page_and_recorded_and_the_second_of_two_gets_both_values() {
    let district = worked();
    let (mut one, mut other) = (Browser::of(&district), Browser::of(&district));
    one.enters("学校甲", PASSWORD);
    other.enters("学校甲", PASSWORD);
    let loaded = one.get(&format!("{GRID}?fill=present")).body;
    assert!(
        area(&loaded).contains("B-1\t样例一") && !area(&loaded).contains("B-2"),
        "his rows alone: {loaded}"
    );
    let (word, seen) = (value(&loaded, "word"), value(&loaded, "seen"));
    let post = |browser: &mut Browser<'_>, word: &str, seen: &str, text: &str, what: &str| {
        browser.post(GRID, &[("word", word), ("seen", seen), ("block", text), ("reason", ""), ("do", what)])
    };
    let checked = post(&mut one, &word, &seen, &text("样例一改"), "check");
    assert_eq!(checked.status, StatusCode::OK);
    for part in ["新增 1　更改 1", "<del>样例一</del> 样例一改", "写的是名称"] {
        assert!(checked.body.contains(part), "{part}: {}", checked.body);
    }
    assert!(area(&one.get(GRID).body).contains("样例一改"), "the draft is there after a reload");
    assert!(area(&other.get(GRID).body).contains("样例一改"), "and in his other browser");
    let theirs = other.word(GRID);
    assert_eq!(post(&mut one, &word, &seen, &text("样例一改"), "record").status, StatusCode::OK);
    assert!(area(&one.get(GRID).body).is_empty(), "what is recorded is no draft");
    let late = post(&mut other, &theirs, &seen, &text("样例壹"), "record");
    assert_eq!(late.status, StatusCode::PRECONDITION_FAILED);
    assert!(late.body.contains("<del>样例一改</del> 样例壹"), "{}", late.body);
    let again = post(&mut other, &theirs, &value(&late.body, "seen"), &text("样例壹"), "record");
    assert_eq!(again.status, StatusCode::OK, "{}", again.body);
    // A form of nobody's page, of the machine, and of who may not.
    assert_eq!(post(&mut one, "x", "", &text("样例"), "record").status, StatusCode::FORBIDDEN);
    let mut machine = Browser::of(&district);
    machine.cookie = format!("duheng={}", crate::TICKET);
    assert_eq!(post(&mut machine, crate::TICKET, "", &text("样例"), "record").status, StatusCode::FORBIDDEN);
}

#[test]
fn names_of_columns_and_choices_come_from_a_closed_list() {
    let district = worked();
    let mut one = Browser::of(&district);
    one.enters("学校甲", PASSWORD);
    let word = one.word(GRID);
    let hostile = "保安编号\t姓名\t校园\t保安员证\t背景审查\t上岗日期\t'; DROP TABLE row --\nB-5\t<script>alert(1)</script>\t2150900001\t是\t是\t2022-02-01\tx";
    let answer = one.post(GRID, &[("word", &word), ("seen", "a:b,1:"), ("block", hostile), ("do", "record")]);
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        answer.body.contains("没有名为“&#x27;; DROP TABLE row --”的字段")
            || answer.body.contains("没有名为“&#39;; DROP TABLE row --”的字段"),
        "{}",
        answer.body
    );
    assert!(!answer.body.contains("<script>alert"), "what was written is shown as text");
    assert_eq!(one.get("/registers/guard?sort=x%27--").status, StatusCode::BAD_REQUEST);
    assert_eq!(one.get("/registers/none/grid").status, StatusCode::NOT_FOUND);
    let choices = one.get("/registers/guard/choices");
    assert!(choices.body.contains("2150900001") && !choices.body.contains("2150900002"), "{}", choices.body);
}

#[test]
fn four_thousand_rows_with_links_tell_how_far_they_are_and_go_on_though_the_browser_is_closed() {
    const ROWS: usize = 4_000;
    let district = worked();
    let mut one = Browser::of(&district);
    one.enters("学校甲", PASSWORD);
    let word = one.word(GRID);
    let row = |nth: usize| format!("\r\nQ-{nth}\t样例{nth}\t甲小学\t是\t是\t2022-02-01");
    let text: String = std::iter::once(HEAD.to_owned()).chain((0..ROWS).map(row)).collect();
    let fields = [("word", word.as_str()), ("seen", ""), ("block", &text), ("reason", ""), ("do", "record")];
    let body: Vec<String> =
        fields.iter().map(|(name, text)| format!("{name}={}", web::encoded(text))).collect();
    let request = Request::post(GRID)
        .header("host", "127.0.0.1:8080")
        .header("origin", "http://127.0.0.1:8080")
        .header("cookie", &one.cookie)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(body.join("&")))
        .unwrap();
    let began = Instant::now();
    let asked = crate::runtime().spawn(district.router.clone().oneshot(request));
    let mut progress = || one.get(&format!("{GRID}/progress")).body;
    while progress() == "null" {
        assert!(!asked.is_finished() && began.elapsed().as_secs() < 60, "it is told while it lasts");
    }
    assert!(progress().ends_with(&format!(",{ROWS}]")) || progress() == "[0,0]", "{}", progress());
    // The browser is closed: whoever asked is gone before there is an answer.
    asked.abort();
    while progress() != "null" {
        assert!(began.elapsed().as_secs() < 120);
        std::thread::sleep(Duration::from_millis(20));
    }
    let took = began.elapsed();
    println!("{ROWS} rows with links in {took:?}");
    assert!(cfg!(debug_assertions) || took <= Duration::from_secs(2), "{took:?}");
    assert!(area(&one.get(GRID).body).is_empty(), "nothing is left to be done");
    let page = one.get("/registers/guard?q=Q-3999").body;
    assert!(page.contains("Q-3999") && page.contains("共 4,001 行"), "{page}");
}

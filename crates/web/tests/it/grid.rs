//! The grid's page: a block is checked and recorded without script, the second of two is told so, a draft survives.

use axum::http::StatusCode;

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
    assert_eq!(one.get("/registers/guard?sort=x%27--").status, StatusCode::NOT_FOUND);
    assert_eq!(one.get("/registers/none/grid").status, StatusCode::NOT_FOUND);
    let choices = one.get("/registers/guard/choices");
    assert!(choices.body.contains("2150900001") && !choices.body.contains("2150900002"), "{}", choices.body);
}

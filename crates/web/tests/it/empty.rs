//! A district in which nothing has been imported yet: every page stands and says what to do next.

use axum::http::StatusCode;

use crate::District;

#[test]
fn every_page_stands_and_says_what_to_do_next() {
    let district = District::new();
    for path in
        ["/", "/indicators", "/figures", "/figures/F26", "/registers", "/registers/school", "/journal/0"]
    {
        let answer = district.get(path);
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
    }
    assert!(district.get("/").body.contains("duheng import"));
    assert!(district.get("/registers/school").body.contains("--register school"));
    let figure = district.get("/figures/F26").body;
    assert!(figure.contains("class=\"verdict cannot-tell\""), "a growth over nothing cannot be told");
}

#[test]
fn a_filter_that_finds_nothing_says_how_to_go_on() {
    let district = District::new();
    assert!(district.get("/figures?q=%E6%B2%A1%E6%9C%89").body.contains("清空筛选"));
    assert!(district.get("/registers?q=%E6%B2%A1%E6%9C%89").body.contains("清除筛选"));
    assert!(district.get("/registers/school?q=x").body.contains("清除筛选"));
}

#[test]
fn the_json_says_what_the_pages_say() {
    let district = District::new();
    let figures: serde_json::Value = serde_json::from_str(&district.get("/api/figures").body).unwrap();
    let listed = figures["figures"].as_array().unwrap();
    assert!(listed.len() > 50 && listed.iter().any(|figure| figure["id"] == "F26"));
    let board: serde_json::Value = serde_json::from_str(&district.get("/api/indicators").body).unwrap();
    let scheme: Vec<_> = board["aspects"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|a| a["indicators"].as_array().unwrap())
        .collect();
    assert_eq!(scheme.len(), 26);
    let judged = board["indicators"].as_array().unwrap();
    assert!(scheme.iter().all(|id| judged.iter().any(|one| one["id"] == **id && one["pack"].is_string())));
}

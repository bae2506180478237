//! The pages of loops: found and overdue by source, cases with their clocks, one case step by step, nothing restricted.

use crate::by;
use axum::http::StatusCode;
use office::{Given, Office};

use crate::District;

fn problem(number: &str, what: &str, due: &str, done: &str, sensitive: &str) -> Given {
    let mut cells = vec![
        ("编号", number),
        ("问题", what),
        ("来源", "专项督查"),
        ("来源编号", "DC-1"),
        ("责任单位", "样例小学"),
        ("整改责任人", "样例甲"),
        ("发现日期", "2022-03-01"),
        ("整改期限", due),
        ("严重程度", "一般"),
    ];
    cells.extend((!done.is_empty()).then_some(("完成日期", done)));
    cells.extend((!sensitive.is_empty()).then_some(("敏感", sensitive)));
    Given::new("整改问题", &cells)
}

fn step(case: &str, nth: &str, step: &str, day: &str) -> Given {
    let cells = [
        ("环", "rectification"),
        ("案号", case),
        ("步次", nth),
        ("步骤", step),
        ("日期", day),
        ("经办人", "样例甲"),
        ("角色", "责任单位"),
        ("材料", "照片<i>"),
    ];
    Given::new("办理步骤", &cells)
}

/// Two problems, one of them overdue, and one that is only counted; an event that is nobody's to read.
fn fill(office: &Office) {
    let rows = [
        problem("ZG-1", "护栏<b>松动", "2022-03-31", "2022-03-20", ""),
        problem("ZG-2", "通道堆物", "2022-03-31", "", ""),
        problem("ZG-3", "不宜公开的事", "2022-03-31", "", "是"),
        step("ZG-1", "1", "制定方案", "2022-03-04"),
        step("ZG-1", "2", "完成整改", "2022-03-20"),
        step("ZG-2", "1", "制定方案", "2022-03-04"),
        Given::new("镇街", &[("代码", "500152001"), ("名称", "样例镇"), ("类型", "镇")]),
        crate::rosters::school("2150900001", "样例小学"),
        Given::new(
            "意识形态事件",
            &[
                ("编号", "YS-1"),
                ("发生日期", "2022-03-01"),
                ("学校", "2150900001"),
                ("概况", "不宜公开的概况"),
                ("级别", "一般"),
            ],
        ),
    ];
    let outcome = office.record(&by(office, "样例"), &rows).unwrap();
    assert!(outcome.findings.is_empty(), "{:?}", outcome.findings);
}

#[test]
fn loops_are_counted_by_source_and_the_overdue_come_first() {
    let district = District::with(fill);
    let page = district.get("/cases?on=2022-04-01");
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("href=\"/cases/rectification?on=2022-04-01\""), "{}", page.body);
    assert!(page.body.contains("专项督查") && page.body.contains("<svg class=\"bar\""));
    let page = district.get("/cases/rectification?on=2022-04-01").body;
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words} is not on the page"));
    assert!(at("ZG-2</a>") < at("ZG-1</a>"), "the overdue case comes first");
    assert!(page.contains("超期1个工作日") && page.contains("责任单位负责人"), "its clock and whose it is");
    assert!(page.contains("护栏&#60;b&#62;松动") && !page.contains("护栏<b>松动"), "escaped");
    assert!(page.contains("<svg class=\"chart\"") && page.contains("待复核 1"), "the stages are drawn");
    let only = district.get("/cases/rectification?on=2022-04-01&overdue=1").body;
    assert!(only.contains("ZG-2</a>") && !only.contains("ZG-1</a>"));
    let english = district.get("/cases/rectification?on=2022-04-01&lang=en").body;
    assert!(english.contains("3 found, 0 closed"), "{english}");
    assert_eq!(district.get("/cases/rectification?on=2022-02-30").status, StatusCode::BAD_REQUEST);
    assert_eq!(district.get("/cases/no-such-loop").status, StatusCode::NOT_FOUND);
}

#[test]
fn a_case_is_told_step_by_step_and_what_is_restricted_only_counted() {
    let district = District::with(fill);
    let page = district.get("/cases/rectification/ZG-1?on=2022-04-01").body;
    for words in ["制定方案", "完成整改", "样例甲", "照片&#60;i&#62;", "/registers/case-step/", "2022-04-01"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(district.get("/cases/rectification/ZG-9").status, StatusCode::NOT_FOUND);
    let listed = district.get("/cases/rectification?on=2022-04-01").body;
    assert!(listed.contains("1件只计数") && !listed.contains("不宜公开的事"), "{listed}");
    assert_eq!(district.get("/cases/rectification/ZG-3").status, StatusCode::NOT_FOUND);
    let restricted = district.get("/cases/ideology-loop?on=2022-04-01");
    assert_eq!(restricted.status, StatusCode::OK);
    assert!(!restricted.body.contains("YS-1") && !restricted.body.contains("不宜公开的概况"));
    assert_eq!(district.get("/cases/ideology-loop/YS-1").status, StatusCode::NOT_FOUND);
}

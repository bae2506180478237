//! Recording by hand: a form for each register, decided again when it is sent; of two who change one row neither is lost.

use axum::http::StatusCode;
use office::{Given, Office};

use crate::signing::{Browser, PASSWORD, district};
use crate::{District, by, campus};

/// A district with a campus of the school's and one of another's, each with a guard, and a case of the school's.
pub(crate) fn worked() -> District {
    let district = district();
    let office = Office::open(&district.folder).unwrap();
    let today = office.today();
    let (found, due) = (today.to_string(), today.to_string());
    let problem = Given::new(
        "整改问题",
        &[
            ("编号", "ZG-1"),
            ("问题", "样例：器材过期"),
            ("来源", "责任督学督导"),
            ("来源编号", "DX-1"),
            ("责任单位", "甲小学"),
            ("整改责任人", "样例校长"),
            ("发现日期", &found),
            ("整改期限", &due),
            ("严重程度", "一般"),
        ],
    );
    let rows = [
        campus("2150900001", "甲小学"),
        campus("2150900002", "乙小学"),
        crate::guard("B-1", "2150900001", "样例一"),
        crate::guard("B-2", "2150900002", "样例二"),
        problem,
    ];
    let outcome = office.record(&by(&office, "本机"), &rows).unwrap();
    assert!(outcome.first_entry.is_some(), "{:?}", outcome.findings);
    district
}

pub(crate) fn value(page: &str, name: &str) -> String {
    let at = page.split_once(&format!("name=\"{name}\" value=\"")).unwrap().1;
    at.split('"').next().unwrap().to_owned()
}

/// The address of the only row of a register that a browser sees.
pub(crate) fn row(browser: &mut Browser<'_>, register: &str) -> String {
    let page = browser.get(&format!("/registers/{register}")).body;
    let head = format!("href=\"/registers/{register}/");
    let rest =
        page.split(&head).find(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit())).unwrap();
    format!("/registers/{register}/{}", rest.split('"').next().unwrap())
}

fn guard<'f>(page: &'f [(&'f str, String)], name: &'f str) -> Vec<(&'f str, &'f str)> {
    let cells =
        [("cell 保安编号", "B-1"), ("cell 姓名", name), ("cell 校园", "2150900001"), ("cell 保安员证", "是")];
    let head = page.iter().map(|(name, text)| (*name, text.as_str()));
    head.chain(cells).chain([("cell 上岗日期", "2022-02-01")]).collect()
}

#[test]
fn a_row_is_corrected_by_its_school_and_the_second_of_two_sees_both_values() {
    let district = worked();
    let (mut one, mut other) = (Browser::of(&district), Browser::of(&district));
    one.enters("学校甲", PASSWORD);
    other.enters("学校甲", PASSWORD);
    let address = row(&mut one, "guard");
    assert!(one.get(&address).body.contains(&format!("{address}/edit")));
    let form = |browser: &mut Browser<'_>| {
        let page = browser.get(&format!("{address}/edit")).body;
        assert!(page.contains("已有内容，遮盖着"), "what is masked is not shown");
        ["word", "number", "seen"].map(|name| (name, value(&page, name)))
    };
    let (mine, theirs) = (form(&mut one), form(&mut other));
    let saved = one.post("/registers/guard/rows", &guard(&mine, "样例一改"));
    assert_eq!(
        (saved.status, saved.headers["location"].to_str().unwrap()),
        (StatusCode::SEE_OTHER, address.as_str())
    );
    let late = other.post("/registers/guard/rows", &guard(&theirs, "样例壹"));
    assert_eq!(late.status, StatusCode::PRECONDITION_FAILED);
    assert!(late.body.contains("样例一改") && late.body.contains("样例壹"), "both values stand there");
    assert!(one.get(&address).body.contains("样例一改"), "nothing was written over");
    // Having seen both, he decides.
    let again = ["word", "number", "seen"].map(|name| (name, value(&late.body, name)));
    assert_eq!(other.post("/registers/guard/rows", &guard(&again, "样例壹")).status, StatusCode::SEE_OTHER);
    let history = one.get(&address).body;
    assert!(history.contains("样例一改") && history.contains("样例壹"), "old and new stand in its history");
    // What is masked stayed, and a new row of a key that is there takes nobody's place.
    let fresh = [("word", value(&one.get("/registers/guard/new").body, "word"))];
    let taken =
        one.post("/registers/guard/rows", &[guard(&fresh, "样例新"), vec![("cell 背景审查", "否")]].concat());
    assert_eq!(taken.status, StatusCode::PRECONDITION_FAILED);
    assert!(taken.body.contains("已有同一主键的一行"), "{}", taken.body);
}

#[test]
fn anothers_row_is_neither_shown_nor_written_and_the_answer_tells_nothing() {
    let district = worked();
    let (mut school, mut machine) = (Browser::of(&district), Browser::of(&district));
    school.enters("学校甲", PASSWORD);
    let word = school.word("/me");
    let row = |number: &'static str, campus: &'static str| {
        [
            ("cell 保安编号", number),
            ("cell 姓名", "样例二"),
            ("cell 校园", campus),
            ("cell 保安员证", "是"),
            ("cell 背景审查", "是"),
            ("cell 上岗日期", "2022-02-01"),
        ]
    };
    let mut said = Vec::new();
    // One that is there word for word, one of that key, one that never was.
    for (number, campus) in [("B-2", "2150900002"), ("B-2", "2150900001"), ("B-9", "2150900002")] {
        let answer = school
            .post("/registers/guard/rows", &[&[("word", word.as_str())], &row(number, campus)[..]].concat());
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{number} {campus}");
        assert!(!answer.body.contains("已有同一主键"), "{number}");
        said.push(answer.body.split("role=\"alert\">").nth(1).unwrap().split('<').next().unwrap().to_owned());
    }
    assert!(said.iter().all(|one| *one == said[0]), "{said:?}");
    // Without the word of his pages, with another's, and by whoever sits at the machine: nothing is taken.
    let bare = row("B-7", "2150900001");
    assert_eq!(school.post("/registers/guard/rows", &bare).status, StatusCode::FORBIDDEN);
    machine.cookie = format!("duheng={}", crate::TICKET);
    let told = machine.post("/registers/guard/rows", &[&[("word", crate::TICKET)], &bare[..]].concat());
    assert_eq!(told.status, StatusCode::FORBIDDEN);
    assert_eq!(machine.get("/registers/guard/new").status, StatusCode::FORBIDDEN);
    let office = Office::open(&district.folder).unwrap();
    let reading = office.at(&by(&office, "本机"), &office::AsOf::Now, None).unwrap();
    assert_eq!(reading.rows("保安员", &office::RowQuery::default()).unwrap().rows.len(), 2);
}

#[test]
fn a_case_waits_on_the_desk_of_whoever_may_do_its_next_step() {
    let district = worked();
    let (mut school, mut office) = (Browser::of(&district), Browser::of(&district));
    school.enters("学校甲", PASSWORD);
    office.enters("督导丁", PASSWORD);
    let case = "/cases/rectification/ZG-1/do";
    assert!(school.get("/").body.contains(case) && !office.get("/").body.contains(case));
    let word = school.word(case);
    let step = |browser: &mut Browser<'_>, word: &str, step: &str| {
        browser.post(case, &[("word", word), ("step", step), ("evidence", "样例照片"), ("note", "")]).status
    };
    for step_name in ["制定方案", "完成整改"] {
        assert_eq!(step(&mut school, &word, step_name), StatusCode::SEE_OTHER, "{step_name}");
    }
    assert!(!school.get("/").body.contains(case) && office.get("/").body.contains(case));
    assert!(school.get("/").body.contains("完成整改 ZG-1"), "done by me");
    assert_eq!(step(&mut school, &word, "复核销号"), StatusCode::UNPROCESSABLE_ENTITY, "not its own case");
    let word = office.word(case);
    assert_eq!(step(&mut office, &word, "复核销号"), StatusCode::SEE_OTHER);
    assert!(!office.get("/").body.contains(case));
}

#[test]
fn what_is_taken_away_is_what_whoever_asks_sees() {
    let district = worked();
    let mut school = Browser::of(&district);
    school.enters("学校甲", PASSWORD);
    let page = school.get("/registers/guard").body;
    assert!(page.contains("/registers/guard/xlsx") && page.contains("/registers/guard/csv"), "{page}");
    let lines = school.get("/registers/guard/csv?sort=-%E5%A7%93%E5%90%8D");
    let named = lines.headers["content-disposition"].to_str().unwrap();
    assert!(named.starts_with("attachment; ") && named.ends_with(".csv"), "{named}");
    assert_eq!(lines.body.lines().count(), 2, "the head and his own guard: {}", lines.body);
    assert!(lines.body.contains("B-1") && !lines.body.contains("B-2"), "{}", lines.body);
    let none = school.get("/registers/guard/csv?q=%E6%B2%A1%E6%9C%89").body;
    assert_eq!(none.lines().count(), 1, "{none}");
    let workbook = school.get("/registers/guard/xlsx");
    assert!(workbook.status == StatusCode::OK && workbook.body.starts_with("PK"));
    assert_eq!(school.get("/registers/nothing/csv").status, StatusCode::NOT_FOUND);
    let nobody = Browser::of(&district).get("/registers/guard/csv");
    assert!(!nobody.body.contains("B-1"), "{}", nobody.body);
}

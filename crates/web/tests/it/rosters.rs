//! The pages of rosters: vacancies first, sorted and chosen by address, call chains, nothing sensitive.

use crate::by;
use axum::http::StatusCode;
use office::{Given, Office};

use crate::District;

/// A primary school of the town.
pub(crate) fn school(code: &str, name: &str) -> Given {
    let zero = |field: &'static str| (field, "0");
    let mut cells = vec![
        ("学年", "2022"),
        ("标识码", code),
        ("名称", name),
        ("学校类型", "小学"),
        ("办别", "公办"),
        ("城乡", "镇区"),
        ("镇街", "500152001"),
    ];
    cells.extend(
        [
            "寄宿生",
            "占地面积",
            "校舍建筑面积",
            "教学及辅助用房面积",
            "室内体育用房面积",
            "运动场地面积",
            "教学仪器设备值",
            "网络多媒体教室",
            "音乐教室",
            "美术教室",
            "艺体教师应配",
        ]
        .map(zero),
    );
    Given::new("学校", &cells)
}

/// A town, three schools, two legal vice-principals, a grid of a town, a school and a class.
fn fill(office: &Office) {
    let tutor = |number: &str, name: &str, school: &str, to: &str| {
        let cells = [
            ("人员编号", number),
            ("姓名", name),
            ("类型", "法治副校长"),
            ("派出机关", "公安机关"),
            ("学校", school),
            ("起聘日期", "2022-05-09"),
            ("到期日期", to),
        ];
        Given::new("法治副校长", &cells)
    };
    let cell = |number: &str, level: &str, chief: &str, above: &str| {
        let mut cells = vec![("网格编号", number), ("层级", level), ("镇街", "500152001")];
        cells.extend((!chief.is_empty()).then_some(("责任人", chief)));
        cells.extend((!above.is_empty()).then_some(("上级网格", above)));
        Given::new("网格责任人", &cells)
    };
    let rows = [
        Given::new("镇街", &[("代码", "500152001"), ("名称", "样例镇"), ("类型", "镇")]),
        school("2150900001", "甲小学"),
        school("2150900002", "乙小学<b>"),
        school("2150900003", "丙小学"),
        tutor("FZ-1", "样例甲", "2150900001", "2025-05-08"),
        tutor("FZ-1", "样例甲", "2150900002", "2025-05-08"),
        cell("Z1", "镇街长", "样例镇街长", ""),
        cell("X1", "校长", "", "Z1"),
        cell("S1", "师长", "样例师长", "X1"),
    ];
    let outcome = office.record(&by(office, "样例"), &rows).unwrap();
    assert!(outcome.findings.is_empty(), "{:?}", outcome.findings);
}

#[test]
fn a_roster_lists_its_vacancy_first_and_what_is_chosen_and_sorted_by_the_address() {
    let district = District::with(fill);
    let page = district.get("/rosters?on=2022-12-31");
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("href=\"/rosters/legal-vice-principals?on=2022-12-31\""), "{}", page.body);
    assert!(page.body.contains("<td class=\"num\">2/3</td>"), "two of three schools");
    let page = district.get("/rosters/legal-vice-principals?on=2022-12-31").body;
    let at =
        |page: &str, words: &str| page.find(words).unwrap_or_else(|| panic!("{words} is not on the page"));
    assert!(at(&page, "丙小学") < at(&page, "甲小学"), "the vacancy comes first");
    assert!(page.contains("乙小学&#60;b&#62;") && !page.contains("乙小学<b>"), "names are escaped");
    assert!(page.contains("<span class=\"verdict not-met\">空缺</span>"));
    assert!(
        page.contains("2025-05-08") && page.contains("/registers/legal-tutor/"),
        "the term and the row behind it"
    );
    assert!(page.contains("<svg class=\"chart\""), "who holds two is drawn");
    let page = district.get("/rosters/legal-vice-principals?on=2022-12-31&sort=-state").body;
    assert!(at(&page, "甲小学") < at(&page, "丙小学") && page.contains("aria-sort=\"descending\""));
    let page = district.get("/rosters/legal-vice-principals?on=2022-12-31&state=vacant").body;
    assert!(page.contains("丙小学") && !page.contains("甲小学"), "only what was chosen");
    let before = district.get("/rosters/legal-vice-principals?on=2022-05-01&lang=en").body;
    assert!(before.contains("3 posts, 0 held, 3 vacant"), "before the terms began");
}

#[test]
fn who_answered_for_what_on_a_day_stands_under_his_name() {
    let district = District::with(fill);
    let page = district.get("/people?on=2022-12-31&q=样例甲");
    assert_eq!(page.status, StatusCode::OK);
    for told in ["样例甲", "甲小学", "乙小学&#60;b&#62;", "2025-05-08"] {
        assert!(page.body.contains(told), "{told}: {}", page.body);
    }
    assert!(
        page.body.contains("/rosters/legal-vice-principals?on=2022-12-31"),
        "and leads to the roster of that day"
    );
    assert!(!page.body.contains("样例镇街长"), "only who is looked for");
    let before = district.get("/people?on=2022-05-01").body;
    assert!(!before.contains("样例甲") && before.contains("样例镇街长"), "before his term began: {before}");
    assert_eq!(district.get("/people?on=yesterday").status, StatusCode::BAD_REQUEST);
}

#[test]
fn a_call_chain_names_the_vacancy_on_its_way_and_what_is_not_there_is_told() {
    let district = District::with(fill);
    let page = district.get("/rosters/grid?on=2022-12-31&chain=S1").body;
    let steps = ["样例师长", "X1", "样例镇街长"].map(|step| page.find(step).unwrap_or(usize::MAX));
    assert!(steps.is_sorted() && steps[2] < usize::MAX, "from the class up to the town: {steps:?}");
    let page = district.get("/rosters/grid?on=2022-12-31&chain=S9");
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("没有“S9”的格"), "{}", page.body);
    assert_eq!(district.get("/rosters/nothing").status, StatusCode::NOT_FOUND);
    assert_eq!(district.get("/rosters/grid?on=2022-13-01").status, StatusCode::BAD_REQUEST);
    assert_eq!(district.get("/rosters/grid?page=x").status, StatusCode::BAD_REQUEST);
}

#[test]
fn a_district_without_rows_says_so_in_both_languages() {
    let district = District::new();
    assert_eq!(district.get("/rosters").status, StatusCode::OK);
    let page = district.get("/rosters/case-teachers?lang=en").body;
    assert!(page.contains("0 posts, 0 held, 0 vacant") && page.contains("Work"));
}

//! What households said to a class teacher: recorded by him for his class, marked as given on behalf, and for no other household.

use axum::http::StatusCode;
use office::{AsOf, Given, Office, RowQuery};

use crate::hand::{recorded, school, sends};
use crate::signing::{Browser, district};
use crate::{District, by, doors};

const SCHOOL: &str = "2150900001";

fn guardian(household: &str, pupil: &str, class: &str, telephone: &str) -> Given {
    let cells =
        [("家庭编号", household), ("学生序", pupil), ("监护人序", "1"), ("学校", SCHOOL), ("班级", class)];
    Given::new(
        "家庭联系",
        &[&cells[..], &[("联系电话", telephone), ("班主任", "样例班主任"), ("网格编号", "WG-1")]].concat(),
    )
}

/// A school with two classes, their teachers, and a household in each and in both; a notice was sent to all.
fn sent() -> District {
    let mut district = district();
    let office = Office::open(&district.folder).unwrap();
    let post = |person: &str, class: &str| {
        let cells = [("任职人", person), ("角色", "班主任"), ("单位", "甲小学"), ("班级", class)];
        Given::new("任职", &[&cells[..], &[("起始日期", "2022-01-01")]].concat())
    };
    let town = [("代码", "500152001"), ("名称", "样例街道"), ("类型", "街道")];
    recorded(
        &office,
        &[
            Given::new("镇街", &town),
            school(SCHOOL, "甲小学"),
            post("一班师", "一班"),
            post("二班师", "二班"),
        ],
    );
    let cell = [("网格编号", "WG-1"), ("层级", "镇街长"), ("责任人", "样例街长"), ("镇街", "500152001")];
    recorded(&office, &[Given::new("网格责任人", &cell)]);
    let rows = [
        guardian("H-1", "1", "一班", "19900000001"),
        guardian("H-2", "1", "二班", "19900000002"),
        guardian("H-3", "1", "一班", "19900000003"),
        guardian("H-3", "2", "二班", "19900000003"),
        guardian("H-4", "1", "一班", "19900000004"),
    ];
    recorded(&office, &rows);
    assert_eq!(sends(&office, "four-knows-notice"), 4);
    district.router = web::router(office, web::Doors { demo: true, ..doors() });
    district
}

fn teacher<'d>(district: &'d District, office: &Office, person: &str) -> Browser<'d> {
    let mut browser = Browser::of(district);
    browser.cookie = format!("duheng={}", office.sign_in_as(person, "浏览器").unwrap());
    browser
}

#[test]
fn a_class_teacher_records_what_households_of_the_class_said_and_no_others() {
    let district = sent();
    let office = Office::open(&district.folder).unwrap();
    let mut first = teacher(&district, &office, "一班师");
    let desk = first.get("/").body;
    assert!(desk.contains("3 户未应答"), "{desk}");
    let address = desk.split("href=\"/notices/").nth(1).unwrap().split('"').next().unwrap();
    let address = format!("/notices/{address}");
    let page = first.get(&address).body;
    for (household, is_his) in [("H-1", true), ("H-2", false), ("H-3", true), ("H-4", true)] {
        assert_eq!(page.contains(household), is_his, "{household}");
    }
    assert!(page.contains("共 3 户") || page.contains("3"), "{page}");
    let word = first.word(&address);
    let fields = [("word", word.as_str()), ("household", "H-1"), ("household", "H-2"), ("household", "H-3")];
    let told = first.post(&address, &fields);
    assert_eq!(told.status, StatusCode::OK);
    let counts = |page: &str| {
        (page.matches("verdict met\">已办").count(), page.matches("verdict not-met\">没有办").count())
    };
    assert_eq!(counts(&told.body), (2, 1), "another class's is refused: {}", told.body);
    assert!(told.body.contains("代录（一班师）"), "marked, and by whom");
    assert!(first.get("/").body.contains("1 户未应答"));
    // The brother's teacher sees that it is done; the other household of his class is his own.
    let mut second = teacher(&district, &office, "二班师");
    let page = second.get(&address).body;
    assert!(page.contains("代录（一班师）") && page.contains("H-2") && !page.contains("H-4"), "{page}");
    // Who is of the school and has not the right does nothing, nor does anybody in another's name.
    let mut clerk = teacher(&district, &office, "学校甲");
    let own = clerk.word("/me");
    let refused = clerk.post(&address, &[("word", &own), ("household", "H-4")]);
    assert!(!counts(&refused.body).0 > 0, "{}", refused.body);
    let reading = office.at(&by(&office, "本机"), &AsOf::Now, None).unwrap();
    let events = reading.rows("信件动态", &RowQuery { limit: 500, ..RowQuery::default() }).unwrap();
    let given = events.rows.iter().filter(|row| row.cells.iter().any(|cell| cell == "一班师"));
    assert_eq!(given.count(), 2, "two acts in his name");
    let told = reading.rows("安全记录", &RowQuery { limit: 500, ..RowQuery::default() }).unwrap();
    let refused = told.rows.iter().filter(|row| row.cells[2] == "被拒绝" && row.cells[3] == "一班师");
    assert_eq!(refused.count(), 1, "what he tried for another class is told");
}

#[test]
fn a_teacher_whose_term_is_over_sees_no_letter() {
    let district = sent();
    let office = Office::open(&district.folder).unwrap();
    let ended = Given::new(
        "任职",
        &[
            ("任职人", "一班师"),
            ("角色", "班主任"),
            ("单位", "甲小学"),
            ("班级", "一班"),
            ("起始日期", "2022-01-01"),
            ("截止日期", "2022-02-01"),
        ],
    );
    recorded(&office, &[ended]);
    let mut first = teacher(&district, &office, "一班师");
    assert_eq!(first.get("/notices").status, StatusCode::FORBIDDEN);
    assert!(!first.get("/").body.contains("户未应答"));
}

//! Done by hand and many at once: nil reports, one step of several cases, households that acknowledged by telephone. Each is done
//! or refused by itself.

use axum::http::StatusCode;
use office::{Due, Given, Happening, Office};

use crate::by;
use crate::recording::worked;
use crate::signing::{Browser, PASSWORD};

pub(crate) fn recorded(office: &Office, rows: &[Given]) {
    let outcome = office.record(&by(office, "本机"), rows).unwrap();
    assert!(outcome.first_entry.is_some(), "{:?}", outcome.findings);
}

/// Sends a notice and hands its letters over; gives to how many households.
pub(crate) fn sends(office: &Office, definition: &str) -> usize {
    let session = by(office, "样例");
    let sent = office.notice_send(&session, definition).unwrap();
    assert!(!office::has_error(&sent.findings), "{:?}", sent.findings);
    let mut outbox = office.notice_outbox(&session, None, "http://x", 0).unwrap();
    // Nine in the morning, when letters may be handed over.
    let day = 86_400_000;
    let morning = (office.now() / day + 1) * day + 3_600_000;
    for due in outbox.due(morning, 10).to_vec() {
        let Due::HandOver(letter) = due else { continue };
        for what in [Happening::HandingOver, Happening::HandedOver] {
            let event = outbox.event(what, &letter, morning);
            office.notice_record(&session, &mut outbox, &[(letter.slot, event)]).unwrap();
        }
    }
    sent.households
}

/// A school of the year.
pub(crate) fn school(code: &str, name: &str) -> Given {
    let measures =
        ["寄宿生", "占地面积", "校舍建筑面积", "教学及辅助用房面积", "室内体育用房面积", "运动场地面积"];
    let counts = ["教学仪器设备值", "网络多媒体教室", "音乐教室", "美术教室", "艺体教师应配"];
    let named = [
        ("学年", "2022"),
        ("标识码", code),
        ("名称", name),
        ("学校类型", "小学"),
        ("办别", "公办"),
        ("城乡", "城区"),
        ("镇街", "500152001"),
    ];
    let zeros = measures.iter().chain(&counts).map(|field| (*field, "0"));
    Given::new("学校", &named.into_iter().chain(zeros).collect::<Vec<_>>())
}

#[test]
fn a_school_reports_nil_for_itself_and_for_no_other() {
    let district = worked();
    let office = Office::open(&district.folder).unwrap();
    let town = [("代码", "500152001"), ("名称", "样例街道"), ("类型", "街道")];
    recorded(
        &office,
        &[Given::new("镇街", &town), school("2150900001", "甲小学"), school("2150900002", "乙小学")],
    );
    let mut one = Browser::of(&district);
    one.enters("学校甲", PASSWORD);
    let address = "/duties/ideology-reports/nil";
    assert!(one.get("/").body.contains(address), "from the desk: {}", one.get("/").body);
    assert!(one.get("/duties/ideology-reports").body.contains(address), "and from the duty's page");
    let page = one.get(address).body;
    assert_eq!(page.matches("type=\"checkbox\"").count(), 4, "four quarters of his own school: {page}");
    let word = one.word(address);
    let ask = |one: &mut Browser<'_>, items: &[&str]| {
        let items = items.iter().map(|item| ("item", *item));
        one.post(address, &[("word", word.as_str())].into_iter().chain(items).collect::<Vec<_>>())
    };
    let told = ask(
        &mut one,
        &["2022-Q1 2150900001", "2022-Q2 2150900002", "2022-Q3 2150900001", "2022-Q9 2150900001"],
    );
    assert_eq!(told.status, StatusCode::OK);
    assert_eq!(told.body.matches("verdict met").count(), 2, "{}", told.body);
    assert_eq!(
        told.body.matches("verdict not-met").count(),
        2,
        "another's, and a period that is none: {}",
        told.body
    );
    assert_eq!(told.body.matches("type=\"checkbox\"").count(), 2);
    assert_eq!(one.post(address, &[("item", "2022-Q4 2150900001")]).status, StatusCode::FORBIDDEN);
}

#[test]
fn one_step_is_done_in_many_cases_each_by_itself() {
    let district = worked();
    let office = Office::open(&district.folder).unwrap();
    let today = office.today().to_string();
    let problem = |number: &str| {
        let cells = [
            ("编号", number),
            ("问题", "样例：标识脱落"),
            ("来源", "责任督学督导"),
            ("来源编号", "DX-1"),
            ("责任单位", "甲小学"),
            ("整改责任人", "样例校长"),
            ("发现日期", &today),
            ("整改期限", &today),
            ("严重程度", "一般"),
        ];
        Given::new("整改问题", &cells)
    };
    recorded(&office, &[problem("ZG-2"), problem("ZG-3")]);
    let mut one = Browser::of(&district);
    one.enters("学校甲", PASSWORD);
    let address = "/steps/rectification";
    assert!(one.get("/").body.contains(address), "{}", one.get("/").body);
    // All are ticked by a link, which needs no script; at first none is.
    let ticked = |body: &str| body.matches(" checked>").count();
    let page = one.get(address).body;
    let all = page.split("<a class=\"button\" href=\"").nth(1).unwrap().split('"').next().unwrap();
    let all = all.replace("&#38;", "&").replace("&amp;", "&");
    assert_eq!((ticked(&page), ticked(&one.get(&all).body)), (0, 3), "{all}");
    let word = one.word(address);
    let fields = [("word", word.as_str()), ("step", "制定方案"), ("evidence", "样例方案"), ("note", "")];
    let cases = [("case", "ZG-1"), ("case", "ZG-2"), ("case", "ZG-9")];
    let told = one.post(address, &[&fields[..], &cases].concat());
    assert_eq!(
        (told.body.matches("verdict met").count(), told.body.matches("verdict not-met").count()),
        (2, 1)
    );
    assert!(told.body.contains("value=\"ZG-3\"") && !told.body.contains("value=\"ZG-1\""), "{}", told.body);
    // A step that is another's to do is refused in each.
    let closing = [
        ("word", word.as_str()),
        ("step", "复核销号"),
        ("evidence", "样例"),
        ("case", "ZG-1"),
        ("case", "ZG-2"),
    ];
    assert_eq!(one.post(address, &closing).body.matches("verdict not-met").count(), 2);
    assert_eq!(one.get("/steps/none").status, StatusCode::NOT_FOUND);
}

#[test]
fn a_named_person_records_what_households_said_and_is_named_beside_it() {
    let district = worked();
    let office = Office::open(&district.folder).unwrap();
    let contact = |unit: &str, phone: &str| {
        let cells = [("单位", unit), ("联络员", "样例甲"), ("分管领导", "样例乙"), ("联系电话", phone)];
        Given::new("单位联系人", &cells)
    };
    recorded(&office, &[contact("甲小学", "13900000001")]);
    assert_eq!(sends(&office, "rectification-reminder"), 1);
    let (mut clerk, mut school) = (Browser::of(&district), Browser::of(&district));
    clerk.enters("督导丁", PASSWORD);
    school.enters("学校甲", PASSWORD);
    let notices = clerk.get("/notices").body;
    let id = notices.split("href=\"/notices/").nth(1).unwrap().split('"').next().unwrap();
    let address = format!("/notices/{id}");
    let word = clerk.word(&address);
    let fields = [("word", word.as_str()), ("household", "甲小学"), ("household", "无此户")];
    let told = clerk.post(&address, &fields).body;
    assert!(told.matches("verdict not-met\">没有办").count() == 1, "{told}");
    assert!(told.contains("（督导丁）"), "marked as recorded, by whom: {told}");
    let own = school.word("/me");
    let refused = school.post(&address, &[("word", &own), ("household", "甲小学")]);
    assert!(
        refused.status == StatusCode::FORBIDDEN || refused.status == StatusCode::NOT_FOUND,
        "{}",
        refused.body
    );
}

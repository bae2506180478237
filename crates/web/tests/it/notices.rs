//! A notice at the pages, and the one-tap page of a household: no account, no script, no way into the house.

use crate::by;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use office::{Due, Given, Happening, Office};

use crate::{Answer, District};

/// Three households of one school, one of them with two children; one letter handed over. The address of its link.
fn sent(office: &Office) -> String {
    let contact = |household: &str, pupil: &str, phone: &str| {
        Given::new(
            "单位联系人",
            &[
                ("单位", household),
                ("联络员", "样例甲"),
                ("分管领导", "样例乙"),
                ("联系电话", phone),
                ("邮箱", pupil),
            ],
        )
    };
    let problem = |number: &str, unit: &str| {
        Given::new(
            "整改问题",
            &[
                ("编号", number),
                ("问题", "样例问题"),
                ("来源", "自查"),
                ("来源编号", "样例"),
                ("责任单位", unit),
                ("整改责任人", "样例丙"),
                ("发现日期", "2026-03-01"),
                ("整改期限", "2026-12-01"),
                ("严重程度", "一般"),
            ],
        )
    };
    let given = [
        contact("样例单位<b>一</b>", "a@example.invalid", "13900000001"),
        contact("样例单位二", "b@example.invalid", "13900000002"),
        problem("W1", "样例单位<b>一</b>"),
        problem("W2", "样例单位二"),
        problem("W3", "样例单位二"),
    ];
    let recorded = office.record(&by(office, "样例"), &given).unwrap();
    assert!(recorded.findings.is_empty(), "{:?}", recorded.findings);
    let sent = office.notice_send(&by(office, "样例"), "one-tap").unwrap();
    assert!(sent.findings.is_empty(), "{:?}", sent.findings);
    assert_eq!(sent.households, 2);
    let mut outbox = office.notice_outbox(&by(office, "发信"), None, "http://x", 0).unwrap();
    let now = office.now();
    let due = outbox.due(now, 10);
    assert_eq!(due.len(), 2);
    let Due::HandOver(letter) = due[1].clone() else { panic!("{due:?}") };
    for what in [Happening::HandingOver, Happening::HandedOver] {
        let event = outbox.event(what, &letter, now);
        assert_eq!(
            office.notice_record(&by(office, "发信"), &mut outbox, &[(letter.slot, event)]).unwrap(),
            [true]
        );
    }
    let at = letter.text.find("/k/").unwrap();
    letter.text[at..].split(' ').next().unwrap().to_owned()
}

/// A district whose pack has a notice to units by link, without quiet hours.
pub(crate) fn district() -> (District, String) {
    let mut address = String::new();
    let district = District::of(
        |files| {
            let path = "chongqing-2023/notices/A3-依法治教与问题整改/rectification-reminder.toml";
            let (_, text) = files.iter().find(|(known, _)| known == path).cloned().unwrap();
            let text = text
                .replacen("name = \"整改未完成提醒\"", "name = \"整改未完成提醒（链接）\"", 1)
                .replace("[\"code\", \"record\"]", "[\"link\", \"record\"]")
                .replace("回复 {应答码} 表示收到", "请点 {链接} 应答")
                .replace("quiet = [\"20:00\", \"08:00\"]\n", "");
            files.push(("chongqing-2023/notices/one-tap.toml".to_owned(), text));
        },
        |office| address = sent(office),
    );
    (district, address)
}

fn post(district: &District, path: &str, origin: &str) -> Answer {
    let request = Request::post(path).header("host", "127.0.0.1:8080").header("origin", origin);
    district.ask(request.header("content-length", "0").body(Body::empty()).unwrap())
}

const OWN: &str = "http://127.0.0.1:8080";

#[test]
fn a_household_reads_presses_once_and_is_told() {
    let (district, address) = district();
    let page = district.get(&address);
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(page.body.contains("<button type=\"submit\" class=\"main\">我已知晓</button></form>"));
    assert!(!page.body.contains("<script"), "it works without script");
    assert!(!page.body.contains("href=\"/registers"), "no way into the house");
    assert!(!page.body.contains("1390000000"), "no telephone number");
    let policy = page.headers.get("content-security-policy").unwrap().to_str().unwrap();
    assert!(policy.contains("default-src 'none'") && policy.contains("form-action 'self'"));
    // Reading is not acknowledging.
    let letters = district.get("/notices");
    assert!(letters.body.contains("one-tap-"), "{}", letters.body);
    assert!(district.get(&address).body.contains("我已知晓"));
    let done = post(&district, &address, OWN);
    assert_eq!(done.status, StatusCode::OK);
    assert!(done.body.contains("已收到您的应答") && !done.body.contains("<button"), "{}", done.body);
    // Once more changes nothing.
    let again = post(&district, &address, OWN);
    assert_eq!(again.body, done.body);
    assert_eq!(district.get(&address).body, done.body);
    // The letter's page leads from the notice, and says by which way.
    let notices = district.get("/notices").body;
    let at = notices.find("/notices/one-tap-").unwrap();
    let href = notices[at..].split('"').next().unwrap();
    let notice = district.get(href).body;
    assert!(notice.contains("链接") && notice.contains("50%"), "{notice}");
    assert!(notice.contains("<svg"), "the funnel is drawn");
    assert!(!notice.contains("<b>一</b>") && notice.contains("&#60;b&#62;"), "material is escaped");
    assert!(!notice.contains("1390000000"), "telephone numbers are not shown");
    let listed = district.get(&format!("{href}?state=acknowledged")).body;
    assert!(listed.contains("样例单位二") && !listed.contains("&#60;b&#62;"), "{listed}");
}

#[test]
fn a_forged_or_changed_token_is_not_told_from_an_unknown_letter() {
    let (district, address) = district();
    let mut forged: Vec<String> = Vec::new();
    let last = address.chars().last().unwrap();
    let other = if last == '0' { '1' } else { '0' };
    forged.push(format!("{}{other}", &address[..address.len() - 1]));
    forged.push(address[..address.len() - 1].to_owned());
    forged.push(format!("{address}0"));
    forged.push("/k/nothing".to_owned());
    forged.push("/k/a~~b~~00".to_owned());
    forged.push(format!("/k/{}", "x".repeat(3_000)));
    let mut bodies = std::collections::BTreeSet::new();
    for path in &forged {
        for answer in [district.get(path), post(&district, path, OWN)] {
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
            bodies.insert(answer.body);
        }
    }
    assert_eq!(bodies.len(), 1, "one page for all of them");
    assert!(district.get(&address).body.contains("我已知晓"), "nothing was acknowledged by them");
}

#[test]
fn a_page_elsewhere_cannot_press_the_button_and_no_other_door_takes_anything() {
    let (district, address) = district();
    assert_eq!(post(&district, &address, "http://evil.example").status, StatusCode::FORBIDDEN);
    assert!(district.get(&address).body.contains("我已知晓"));
    assert_eq!(post(&district, "/rosters", OWN).status, StatusCode::METHOD_NOT_ALLOWED);
    assert_ne!(post(&district, "/notices", OWN).status, StatusCode::OK, "a notice is sent by who may alone");
}

#[test]
fn a_letter_is_limited_and_forged_links_count_for_nobody() {
    let (district, address) = district();
    for nth in 0..400 {
        let forged = district.get(&format!("/k/样例~~{nth}~~00ff").replace("样例", "x"));
        assert_eq!(forged.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(district.get(&address).status, StatusCode::OK, "a flood of others locks nobody out");
    let busy = (0..100).any(|_| district.get(&address).status == StatusCode::TOO_MANY_REQUESTS);
    assert!(busy);
}

#[test]
fn under_the_public_name_households_and_devices_need_no_account_and_all_others_do() {
    let (district, address) = district();
    let ask = |path: &str| {
        district
            .ask(Request::get(path).header("host", "edu.example.gov.cn").body(Body::empty()).unwrap())
            .status
    };
    assert_eq!(ask(&address), StatusCode::OK);
    assert_eq!(ask("/signals"), StatusCode::METHOD_NOT_ALLOWED);
    for path in ["/", "/notices", "/registers", "/claims"] {
        assert_eq!(ask(path), StatusCode::SEE_OTHER, "{path}");
    }
    assert_eq!(ask("/api/figures"), StatusCode::UNAUTHORIZED);
    for path in ["/k", "/signals/x"] {
        assert_eq!((ask(path), path), (StatusCode::NOT_FOUND, path));
    }
    let press = |host: &str, origin: &str| {
        let request = Request::post(&address).header("host", host).header("origin", origin);
        district.ask(request.header("content-length", "0").body(Body::empty()).unwrap()).status
    };
    assert_eq!(press("edu.example.gov.cn", "https://evil.example"), StatusCode::FORBIDDEN);
    assert_eq!(press("127.0.0.1:8080", "https://edu.example.gov.cn"), StatusCode::FORBIDDEN);
    assert_eq!(press("edu.example.gov.cn", "https://edu.example.gov.cn"), StatusCode::OK);
    assert_eq!(district.get(&address).status, StatusCode::OK);
    assert!(!district.get(&address).body.contains("<button"), "it was acknowledged");
}

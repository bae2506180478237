//! Where changes are pushed to is set on the page of one's own account, to addresses that are allowed.

use axum::http::StatusCode;
use office::{AllowedOrigins, Given};

use crate::signing::Browser;
use crate::{District, by, doors};

fn district(named: &[&str]) -> District {
    let named: Vec<String> = named.iter().map(|&one| one.to_owned()).collect();
    let pushes = AllowedOrigins::read(&named).unwrap();
    District::behind(
        web::Doors { demo: true, pushes, ..doors() },
        |_| {},
        |office, _| {
            let rows = [
                Given::new("单位树", &[("名称", "督导室"), ("代码", "")]),
                Given::new(
                    "任职",
                    &[
                        ("任职人", "督导丁"),
                        ("角色", "督导室经办"),
                        ("单位", "督导室"),
                        ("起始日期", "2022-01-01"),
                    ],
                ),
            ];
            assert!(office.record(&by(office, "本机"), &rows).unwrap().first_entry.is_some());
        },
    )
}

fn signed_in(district: &District) -> Browser<'_> {
    let mut browser = Browser::of(district);
    assert_eq!(browser.post("/login", &[("person", "督导丁"), ("next", "/")]).status, StatusCode::SEE_OTHER);
    browser
}

#[test]
fn a_webhook_is_set_where_it_is_allowed_begins_again_and_ends() {
    let district = district(&["https://data.example.cn"]);
    let mut browser = signed_in(&district);
    let word = browser.word("/me");
    let mut sends = |fields: &[(&str, &str)]| {
        browser.post("/me/webhooks", &[&[("word", word.as_str())], fields].concat())
    };
    for (address, from, said) in [
        ("https://other.example.cn/x", "0", "没有准许"),
        ("http://data.example.cn/x", "0", "https"),
        ("https://data.example.cn/x", "99999", "没有第99999条"),
        ("https://data.example.cn/x", "-1", "整数"),
    ] {
        let refused = sends(&[("address", address), ("from", from)]);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{address} {from}");
        assert!(refused.body.contains(said), "{address} {from}");
    }
    let set = sends(&[("address", "https://data.example.cn/x"), ("from", "0")]);
    assert_eq!(set.status, StatusCode::OK);
    assert!(set.body.contains("<code>whsec_") && set.body.contains("https://data.example.cn/x"));
    let id = set.body.split("name=\"replay\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(sends(&[("replay", &id), ("from", "2")]).status, StatusCode::SEE_OTHER);
    let again = browser.get("/me").body;
    assert!(again.contains("<td class=\"num\">2</td>") && !again.contains("whsec_"), "{again}");
    let mut sends = |fields: &[(&str, &str)]| {
        browser.post("/me/webhooks", &[&[("word", word.as_str())], fields].concat())
    };
    for _ in 0..4 {
        assert_eq!(sends(&[("address", "https://data.example.cn/x"), ("from", "0")]).status, StatusCode::OK);
    }
    let many = sends(&[("address", "https://data.example.cn/x"), ("from", "0")]);
    assert!(many.body.contains("最多5个"), "{}", many.body);
    assert_eq!(sends(&[("end", &id)]).status, StatusCode::SEE_OTHER);
    let told = browser.get("/registers/security-event").body;
    assert!(told.contains("设变更推送") && told.contains("停变更推送"));
}

#[test]
fn where_nothing_is_allowed_nothing_is_offered() {
    let district = district(&[]);
    let mut browser = signed_in(&district);
    let page = browser.get("/me").body;
    assert!(page.contains("接口令牌") && !page.contains("变更推送"));
    let word = browser.word("/me");
    let fields = [("word", word.as_str()), ("address", "https://data.example.cn/x"), ("from", "0")];
    assert_eq!(browser.post("/me/webhooks", &fields).status, StatusCode::UNPROCESSABLE_ENTITY);
}

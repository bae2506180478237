//! What one district gave is worth nothing at another: visits, words of forms, tokens, links, keys of devices, tags of files.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use office::{Clock, Envelope, Given, Office, Overseers};

use super::{Browser, HOST, server, two};
use crate::by;

#[test]
fn a_visit_of_one_district_is_none_at_another() {
    let (_folders, server) = two();
    let browser = Browser::entered(&server, "a", "督导丁");
    let ((name, path), token) = browser.cookies.iter().next().unwrap();
    assert_eq!((name.as_str(), path.as_str()), ("duheng.a", "/d/a/"));
    // Under every name that the other one might take it for.
    for cookie in [
        format!("duheng.a={token}"),
        format!("duheng.b={token}"),
        format!("duheng={token}"),
        format!("duheng-city={token}"),
        format!("duheng.a={token}; duheng.b={token}; duheng={token}"),
    ] {
        let mut thief = Browser::of(&server);
        for path in ["/d/b/", "/d/b/registers", "/d/b/me"] {
            let answer = thief.ask(Request::get(path).header("cookie", &cookie), Body::empty());
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path} {cookie}");
            assert!(answer.headers["location"].to_str().unwrap().starts_with("/d/b/login"), "{path}");
        }
        let api = thief.ask(Request::get("/d/b/api/desk").header("cookie", &cookie), Body::empty());
        assert_eq!(api.status, StatusCode::UNAUTHORIZED);
        let city = thief.ask(Request::get("/api/districts").header("cookie", &cookie), Body::empty());
        assert_eq!(city.status, StatusCode::UNAUTHORIZED, "and none at the city's");
    }
    // At its own it is one, and a name without the district is not.
    let mut own = Browser::of(&server);
    let with = |cookie: String| Request::get("/d/a/me").header("cookie", cookie);
    assert_eq!(own.ask(with(format!("duheng.a={token}")), Body::empty()).status, StatusCode::OK);
    assert_eq!(own.ask(with(format!("duheng={token}")), Body::empty()).status, StatusCode::SEE_OTHER);
}

#[test]
fn a_word_of_one_district_moves_nothing_at_another() {
    let (_folders, server) = two();
    let mut browser = Browser::entered(&server, "a", "督导丁");
    browser.cookies.extend(Browser::entered(&server, "b", "督导丁").cookies);
    let [of_a, of_b] = ["/d/a/me", "/d/b/me"].map(|path| browser.word(path));
    assert_ne!(of_a, of_b);
    let fields = |word| [("word", word), ("name", "样例"), ("days", "3"), ("writes", "no")];
    assert_eq!(browser.post("/d/b/me/tokens", &fields(&of_a)).status, StatusCode::FORBIDDEN);
    assert_eq!(browser.post("/d/b/me/tokens", &fields(&of_b)).status, StatusCode::OK, "its own does");
}

#[test]
fn a_token_of_one_district_asks_nothing_of_another() {
    let (_folders, server) = two();
    let mut browser = Browser::entered(&server, "a", "督导丁");
    let word = browser.word("/d/a/me");
    let page =
        browser.post("/d/a/me/tokens", &[("word", &word), ("name", "样例"), ("days", "3"), ("writes", "no")]);
    let token = format!("dh_{}", page.body.split("dh_").nth(1).unwrap().split('<').next().unwrap());
    let mut program = Browser::of(&server);
    let mut asks = |path: &str| {
        let request = Request::get(path).header("authorization", format!("Bearer {token}"));
        program.ask(request, Body::empty()).status
    };
    assert_eq!(asks("/d/a/api/desk"), StatusCode::OK);
    for path in ["/d/b/api/desk", "/d/b/odata", "/api/districts", "/overview.csv"] {
        assert_eq!(asks(path), StatusCode::UNAUTHORIZED, "{path}");
    }
}

#[test]
fn a_link_of_a_household_leads_nowhere_at_another_district() {
    let (first, address) = crate::notices::district();
    let (second, its) = crate::notices::district();
    let folders = [("a", first.folder.clone()), ("b", second.folder.clone())];
    let server = server(&folders, Overseers::default());
    let mut household = Browser::of(&server);
    let own = household.get(&format!("/d/a{address}"));
    assert_eq!(own.status, StatusCode::OK);
    assert!(own.body.contains("我已知晓") && !own.body.contains("=\"/k/"), "{}", own.body);
    assert_eq!(household.get(&format!("/d/b{its}")).status, StatusCode::OK);
    for path in [format!("/d/b{address}"), format!("/d/a{its}"), address.clone()] {
        assert_eq!(household.get(&path).status, StatusCode::NOT_FOUND, "{path}");
        let pressed = household.post(&path, &[]).status;
        assert!(
            pressed == StatusCode::NOT_FOUND || pressed == StatusCode::METHOD_NOT_ALLOWED,
            "{path} {pressed}"
        );
    }
    assert!(household.get(&format!("/d/b{its}")).body.contains("我已知晓"), "nobody pressed it");
}

#[test]
fn a_key_of_a_device_opens_the_door_of_its_district_alone() {
    let (folders, server) = two();
    let offices = folders.each_ref().map(|district| Office::open(&district.folder).unwrap());
    for office in &offices {
        let device = Given::new(
            "设备",
            &[
                ("编号", "WG-1"),
                ("类别", "网关"),
                ("校园", "2150900001"),
                ("部位", "机房"),
                ("心跳间隔", "3600"),
                ("启用日期", "2022-01-01"),
            ],
        );
        let outcome = office.record(&by(office, "本机"), &[device]).unwrap();
        assert!(outcome.first_entry.is_some(), "{:?}", outcome.findings);
    }
    let key = offices[0].signal_key("WG-1").unwrap();
    assert_ne!(key, offices[1].signal_key("WG-1").unwrap());
    let (body, mut count) = ("[]", 0);
    let mut device = Browser::of(&server);
    let mut says = |path: &str| {
        count += 1;
        let (time, sender) = (office::Machine.now(), "WG-1");
        let bare = Envelope { sender, time, counter: count, signature: "" };
        let signature = bare.sign(&key, body.as_bytes()).unwrap();
        let request = Request::post(path)
            .header("authorization", format!("HMAC-SM3 {sender}:{time}:{count}:{signature}"));
        device.ask(request.header("host", HOST), body).status
    };
    assert_ne!(says("/d/a/signals"), StatusCode::UNAUTHORIZED, "the signature holds");
    assert_eq!(says("/d/b/signals"), StatusCode::UNAUTHORIZED);
    assert_eq!(says("/signals"), StatusCode::METHOD_NOT_ALLOWED);
}

#[test]
fn a_tag_of_a_file_of_one_district_names_none_of_another() {
    let (folders, server) = two();
    // One row more, so that the files differ.
    let office = Office::open(&folders[1].folder).unwrap();
    let more = [crate::guard("B-9", "2150900001", "样例九")];
    assert!(office.record(&by(&office, "本机"), &more).unwrap().first_entry.is_some());
    let mut browser = Browser::entered(&server, "a", "督导丁");
    browser.cookies.extend(Browser::entered(&server, "b", "督导丁").cookies);
    let path = "registers/guard/csv";
    let whole = browser.get(&format!("/d/a/{path}"));
    assert_eq!(whole.status, StatusCode::OK, "{}", whole.body);
    let tag = whole.headers["etag"].to_str().unwrap().to_owned();
    let mut part = |base: &str| {
        let request =
            Request::get(format!("{base}/{path}")).header("range", "bytes=0-3").header("if-range", &tag);
        browser.ask(request, Body::empty()).status
    };
    assert_eq!(part("/d/a"), StatusCode::PARTIAL_CONTENT);
    assert_eq!(part("/d/b"), StatusCode::OK, "it gets the whole of its own");
}

#[test]
fn addresses_that_mean_to_leave_a_district_lead_nowhere() {
    let (_folders, server) = two();
    let mut browser = Browser::entered(&server, "a", "督导丁");
    for path in [
        "/d/a/../b/registers",
        "/d/a/%2e%2e/b/registers",
        "/d/a//d/b/registers",
        "/d/A/registers",
        "/d/%61/registers",
        "/d//registers",
    ] {
        let answer = browser.get(path);
        assert!(answer.status == StatusCode::NOT_FOUND, "{path} {}", answer.status);
    }
    // A way back that leaves the district is none.
    for next in ["//d/b/", "/\\d/b", "https://example.org/"] {
        let fields = [("login", "督导丁"), ("password", crate::signing::PASSWORD), ("next", next)];
        assert_eq!(browser.post("/d/a/login", &fields).headers["location"], "/d/a/", "{next}");
    }
    let fields = [("login", "督导丁"), ("password", crate::signing::PASSWORD), ("next", "/../b/registers")];
    let led = browser.post("/d/a/login", &fields).headers["location"].clone();
    assert!(led.to_str().unwrap().starts_with("/d/a/"), "{led:?}");
}

//! What is let in, and with which headers every answer goes out.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};

use crate::District;

#[test]
fn nothing_but_get_is_answered() {
    let district = District::new();
    for method in [Method::POST, Method::PUT, Method::DELETE, Method::PATCH, Method::OPTIONS] {
        let request = Request::builder().method(&method).uri("/indicators").header("host", "localhost");
        let answer = district.ask(request.body(Body::empty()).unwrap());
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
        assert_eq!(answer.headers["allow"], "GET,HEAD");
    }
}

#[test]
fn only_this_machines_names_are_answered() {
    let district = District::new();
    for host in ["example.org", "10.0.0.1:8080", "127.0.0.1.example.org"] {
        let answer = district.ask(Request::get("/").header("host", host).body(Body::empty()).unwrap());
        assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST, "{host}");
        assert!(!answer.body.contains("<html"), "{host}");
    }
    let nameless = district.ask(Request::get("/").body(Body::empty()).unwrap());
    assert_eq!(nameless.status, StatusCode::MISDIRECTED_REQUEST);
}

#[test]
fn a_page_elsewhere_leads_here_and_asks_nothing() {
    let district = District::new();
    let from = |mode: &str, dest: &str| {
        let request =
            Request::get("/indicators").header("host", "localhost").header("sec-fetch-site", "cross-site");
        let request = request.header("sec-fetch-mode", mode).header("sec-fetch-dest", dest);
        district.ask(request.body(Body::empty()).unwrap()).status
    };
    assert_eq!(from("navigate", "document"), StatusCode::OK);
    assert_eq!(from("no-cors", "image"), StatusCode::FORBIDDEN);
    assert_eq!(from("cors", "empty"), StatusCode::FORBIDDEN);
}

#[test]
fn a_day_far_from_the_data_is_not_looked_at() {
    let district = District::new();
    for path in ["/cases", "/rosters", "/duties"] {
        for day in ["9999-12-31", "0001-01-01", "2019-12-31"] {
            assert_eq!(
                district.get(&format!("{path}?on={day}")).status,
                StatusCode::NOT_FOUND,
                "{path} {day}"
            );
        }
        assert_eq!(district.get(&format!("{path}?on=2022-09-01")).status, StatusCode::OK, "{path}");
    }
}

#[test]
fn a_question_has_no_body_and_a_short_address() {
    let district = District::new();
    let carrying = Request::get("/").header("host", "localhost").header("content-length", "3");
    assert_eq!(district.ask(carrying.body(Body::from("abc")).unwrap()).status, StatusCode::PAYLOAD_TOO_LARGE);
    let long = format!("/registers/school?q={}", "a".repeat(9000));
    assert_eq!(district.get(&long).status, StatusCode::URI_TOO_LONG);
}

#[test]
fn every_answer_carries_the_policy() {
    let district = District::new();
    for path in ["/", "/nowhere", "/figures/F99", "/duheng.css", "/api/figures", "/report.txt"] {
        let answer = district.get(path);
        let policy = answer.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(answer.headers["x-content-type-options"], "nosniff", "{path}");
        assert_eq!(answer.headers["referrer-policy"], "same-origin", "{path}");
    }
    assert_eq!(district.get("/").headers["cache-control"], "no-store");
    assert!(district.get("/duheng.css").headers["cache-control"].to_str().unwrap().contains("immutable"));
}

#[test]
fn the_language_is_asked_for_once_and_kept_in_a_cookie() {
    let district = District::new();
    assert!(district.get("/").body.contains("<html lang=\"zh-CN\">"));
    let asked = district.get("/?lang=en");
    assert!(asked.body.contains("<html lang=\"en\">"));
    let cookie = asked.headers["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    let request = Request::get("/registers").header("host", "localhost").header("cookie", cookie);
    assert!(district.ask(request.body(Body::empty()).unwrap()).body.contains("<h1>Registers</h1>"));
}

#[test]
fn what_is_not_there_is_said_in_a_page() {
    let district = District::new();
    let paths =
        ["/nowhere", "/figures/F99", "/registers/no-such", "/registers/school/9", "/journal/9", "/journal/x"];
    for path in paths {
        let answer = district.get(path);
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(answer.body.contains("没有这一页") && answer.body.contains("回到概览"), "{path}");
    }
    for question in ["/journal?before=soon", "/indicators?year=last", "/rosters?on=soon"] {
        assert_eq!(district.get(question).status, StatusCode::BAD_REQUEST, "{question}");
    }
    let hostile = district.get("/figures/%3Cscript%3Ealert(1)%3C%2Fscript%3E");
    assert!(hostile.status == StatusCode::NOT_FOUND && !hostile.body.contains("<script>alert"));
}

#[test]
fn a_server_on_other_machines_addresses_is_refused() {
    let district = District::new();
    let office = office::Office::open(&district.folder).unwrap();
    let refused = web::serve(office, crate::doors(), "0.0.0.0:0".parse().unwrap(), |_| panic!("it listens"))
        .unwrap_err();
    assert!(matches!(refused, web::Error::NotLoopback(_)), "{refused}");
}

#[test]
fn what_is_refused_at_the_door_is_told_in_the_readers_language() {
    let district = District::new();
    let post = |path: &str| Request::post(path).header("host", "localhost").body(Body::empty()).unwrap();
    assert!(district.ask(post("/figures")).body.contains("只供查看"));
    assert!(district.ask(post("/figures?lang=en")).body.contains("read-only"));
    let elsewhere = |lang: &str| {
        let request = Request::get(format!("/?lang={lang}")).header("host", "example.org");
        district.ask(request.body(Body::empty()).unwrap()).body
    };
    let published = "https://edu.example.gov.cn/";
    for (lang, said) in [("zh", "公布的地址"), ("en", "published address")] {
        let told = elsewhere(lang);
        assert!(told.contains(said) && told.contains(published), "{told}");
    }
    let alone = District::behind(web::Doors { public_url: None, ..crate::doors() }, |_| {}, |_, _| {});
    let elsewhere = Request::get("/").header("host", "example.org").body(Body::empty()).unwrap();
    assert!(alone.ask(elsewhere).body.contains("本机"), "no other address is published");
    // A document from a page elsewhere: the address takes one, and this page may not send it.
    let foreign = district.ask(post("/claims?lang=en"));
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
    assert!(foreign.body.contains("Only a page of this server"), "{}", foreign.body);
}

#[test]
fn an_address_where_nothing_is_takes_nothing() {
    let district = District::new();
    let answer =
        district.ask(Request::post("/nowhere").header("host", "localhost").body(Body::empty()).unwrap());
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(answer.headers["allow"], "GET,HEAD");
}

/// The addresses of the source that are asked with GET, each with something in its holes.
fn addresses(folder: &std::path::Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        // The addresses of a server of many districts are none of a district's.
        if path.ends_with("src/districts") {
            continue;
        }
        if path.is_dir() {
            addresses(&path, found);
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let routes = text.split(".route(\"").skip(1).filter_map(|rest| rest.split_once("\", get("));
        found.extend(routes.map(|(route, _)| {
            let parts = route.split('/').map(|part| if part.starts_with('{') { "1" } else { part });
            parts.collect::<Vec<_>>().join("/")
        }));
    }
}

#[test]
fn no_page_is_asked_for_more_than_it_may_give() {
    let district = District::new();
    let mut found = Vec::new();
    addresses(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    assert!(found.len() > 25, "{found:?}");
    let long = "%E6%95%99".repeat(1_001);
    for address in found.iter().filter(|address| !address.starts_with("/k/")) {
        for beyond in [
            "on=2022-02-30",
            "page=100001",
            "from=9999999999",
            "before=-1",
            "year=9999",
            "overdue=x",
            "only=y",
        ] {
            let answer = district.get(&format!("{address}?{beyond}"));
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{address}?{beyond}");
        }
        for name in ["q", "sort", "state", "chain", "field", "after", "entry", "verdict", "token"] {
            let status = district.get(&format!("{address}?{name}={long}")).status;
            assert!(
                [StatusCode::BAD_REQUEST, StatusCode::URI_TOO_LONG].contains(&status),
                "{address} {name}: {status}"
            );
        }
        let within = district.get(&format!(
            "{address}?on=2022-06-01&page=9999&from=100000&before=1&q=x&sort=-x&field=x&after=x"
        ));
        assert!(!within.status.is_server_error(), "{address}: {}", within.status);
    }
}

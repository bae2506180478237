//! No address leaves its district: every page of two districts is gone through, and each is held to what it leads to.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use axum::http::StatusCode;

use super::{Browser, two};
use crate::crawl::shape;

/// Pages of one shape that are followed.
const EACH: usize = 8;

/// The values of attributes in the tags of a page that begin with a stroke: attribute and value.
fn addresses(page: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for tag in page.split('<').skip(1) {
        let mut pieces = tag.split("=\"");
        let mut name = pieces.next().unwrap_or_default();
        for piece in pieces {
            let (value, after) = piece.split_once('"').unwrap_or((piece, ""));
            let of = name.rsplit([' ', '\n']).next().unwrap_or_default().to_owned();
            if value.starts_with('/') || value.contains("url=/") || value.starts_with("http") {
                found.push((of, value.replace("&#38;", "&")));
            }
            name = after;
        }
    }
    found
}

/// Goes through all that somebody is offered under a district; gives how many pages, and how many addresses stood on them.
fn goes_through(browser: &mut Browser, base: &str, other: &str) -> (usize, usize) {
    let (mut met, mut shapes) = (BTreeSet::new(), BTreeMap::<String, usize>::new());
    let mut open = VecDeque::from([(format!("{base}/"), String::new())]);
    let (mut gone, mut seen, mut wrong) = (0, 0, Vec::new());
    while let Some((address, from)) = open.pop_front() {
        let answer = browser.get(&address);
        let led = answer.headers.get("location").map(|to| to.to_str().unwrap().to_owned());
        if answer.status != StatusCode::OK {
            wrong.push(format!("{from} leads to {address}: {} {led:?}", answer.status));
        }
        gone += 1;
        let is_page = answer.headers["content-type"].to_str().unwrap().starts_with("text/html");
        if !is_page || answer.headers.contains_key("content-disposition") {
            assert!(!answer.body.contains(other), "{address} names the other district");
            continue;
        }
        for (attribute, value) in addresses(&answer.body) {
            seen += 1;
            // What somebody wrote, and where he goes on to within the district, is no address of a page.
            if attribute == "value" || attribute == "xmlns" {
                continue;
            }
            if !value.starts_with(&format!("{base}/")) {
                wrong.push(format!("on {address}: {attribute}=\"{value}\" leaves the district"));
                continue;
            }
            let path = value.split('#').next().unwrap().to_owned();
            let follows =
                matches!(attribute.as_str(), "href" | "src" | "data-choices") && !path.contains("lang=");
            let of_shape = shapes.entry(shape(&path[base.len()..])).or_default();
            if follows && *of_shape < EACH && met.insert(path.clone()) {
                *of_shape += 1;
                open.push_back((path, address.clone()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    (gone, seen)
}

#[test]
fn every_page_of_a_district_leads_to_that_district_alone() {
    let (_folders, server) = two();
    for who in ["学校甲", "督导丁"] {
        for (code, other) in [("a", "/d/b"), ("b", "/d/a")] {
            let mut browser = Browser::entered(&server, code, who);
            let (gone, seen) = goes_through(&mut browser, &format!("/d/{code}"), other);
            assert!(gone > 50 && seen > 1_000, "{who} in {code}: {gone} pages, {seen} addresses");
        }
    }
}

#[test]
fn what_a_form_answers_leads_back_under_the_district() {
    let (_folders, server) = two();
    let mut browser = Browser::entered(&server, "a", "督导丁");
    let word = browser.word("/d/a/me");
    let ended = browser.post("/d/a/me/visits", &[("word", &word), ("visit", "999999")]);
    assert_eq!(
        (ended.status, &ended.headers["location"]),
        (StatusCode::SEE_OTHER, &"/d/a/me".parse().unwrap())
    );
    let left = browser.post("/d/a/logout", &[("word", &word)]);
    assert_eq!(left.headers["location"], "/d/a/login");
    let led = browser.get("/d/a/registers/guard?q=x");
    assert_eq!(
        led.headers["location"], "/d/a/login?next=%2Fregisters%2Fguard%3Fq%3Dx",
        "the way back is the district's"
    );
    let fields =
        [("login", "督导丁"), ("password", crate::signing::PASSWORD), ("next", "/registers/guard?q=x")];
    assert_eq!(browser.post("/d/a/login", &fields).headers["location"], "/d/a/registers/guard?q=x");
    assert_eq!(browser.get("/d/a").headers["location"], "/d/a/");
}

#[test]
fn what_is_absolute_names_the_district_too() {
    let (_folders, server) = two();
    let mut browser = Browser::entered(&server, "b", "督导丁");
    let service = browser.get("/d/b/odata").body;
    assert!(service.contains("http://127.0.0.1:8080/d/b/odata/"), "{service}");
    let mut head = axum::http::Request::get("/d/b/odata").header("host", "edu.example.gov.cn");
    let cookie = &browser.cookies[&("duheng.b".to_owned(), "/d/b/".to_owned())];
    head = head.header("cookie", format!("duheng.b={cookie}"));
    let answer = crate::runtime().block_on(async {
        let answer =
            tower::ServiceExt::oneshot(server.router(), head.body(axum::body::Body::empty()).unwrap());
        axum::body::to_bytes(answer.await.unwrap().into_body(), usize::MAX).await.unwrap()
    });
    assert!(String::from_utf8_lossy(&answer).contains("https://edu.example.gov.cn/d/b/odata/"));
    let document = browser.get("/d/b/api/openapi.json").body;
    assert!(document.contains("\"../\""), "programs find the district beside the document");
}

//! The one door that takes something in: a document to proof-read.

use axum::body::Body;
use axum::http::{Request, StatusCode};

use crate::{Answer, District};

const PAGE: &str = "http://localhost:8080";

/// A form as a browser sends it.
fn form(files: &[(&str, &str, &[u8])], against: bool) -> Vec<u8> {
    let mut body = Vec::new();
    let mut part = |head: String, bytes: &[u8]| {
        body.extend_from_slice(format!("--cut\r\nContent-Disposition: form-data; {head}\r\n\r\n").as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    };
    for (name, file, bytes) in files {
        part(format!("name=\"{name}\"; filename=\"{file}\""), bytes);
    }
    if against {
        part("name=\"against\"".to_owned(), b"yes");
    }
    body.extend_from_slice(b"--cut--\r\n");
    body
}

fn send(district: &District, origin: Option<&str>, token: &str, body: Vec<u8>) -> Answer {
    let request = Request::post(format!("/claims?token={token}"))
        .header("host", "localhost:8080")
        .header("content-type", "multipart/form-data; boundary=cut");
    let request = match origin {
        Some(origin) => request.header("origin", origin),
        None => request,
    };
    district.ask(request.body(Body::from(body)).unwrap())
}

fn token(district: &District) -> String {
    let page = district.get("/claims").body;
    let (_, rest) = page.split_once("action=\"/claims?token=").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[test]
fn the_page_says_what_to_do() {
    let page = District::new().get("/claims").body;
    assert!(page.contains("还没有选文章") && page.contains("type=\"file\"") && page.contains("核对"));
    assert!(page.contains("enctype=\"multipart/form-data\""), "it works without script");
}

#[test]
fn a_document_comes_back_with_its_claims_marked() {
    let district = District::new();
    let text = "收入33844.74万元，比上年34583.04万元下降1.73%。<script>alert(1)</script>";
    let old = "应急演练开展了184次。";
    let files: [(&str, &str, &[u8]); 2] =
        [("file", "年报.txt", text.as_bytes()), ("before", "上年.txt", old.as_bytes())];
    let answer = send(&district, Some(PAGE), &token(&district), form(&files, true));
    assert_eq!(answer.status, StatusCode::OK);
    assert!(
        answer.body.contains("<a class=\"marked not-met\" href=\"#claim-1\">1.73%</a>"),
        "{}",
        answer.body
    );
    assert!(answer.body.contains("34583.04万元 = ") && answer.body.contains("对照台账"));
    // Of what it is made: the operands with what may stand behind them, what follows, what is written.
    for part in [
        "<td>33844.74万元</td><td class=\"number\">33844.735—33844.745万元</td>",
        "<td>34583.04万元</td><td class=\"number\">34583.035—34583.045万元</td>",
        "<td>1.73%</td><td class=\"number\">1.725—1.735%</td>",
        "算得</th><td>",
        "2.13",
    ] {
        assert!(answer.body.contains(part), "{part}: {}", answer.body);
    }
    assert!(answer.body.contains("消失") && answer.body.contains("应急演练开展了184次"));
    assert!(!answer.body.contains("<script>alert"), "what a document holds is words");
}

#[test]
fn a_form_of_another_page_is_not_taken() {
    let district = District::new();
    let files: [(&str, &str, &[u8]); 1] = [("file", "a.txt", "3所".as_bytes())];
    for origin in [None, Some("null"), Some("http://example.org"), Some("http://localhost:9999")] {
        let answer = send(&district, origin, &token(&district), form(&files, false));
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{origin:?}");
    }
    for wrong in ["", "00", &"0".repeat(48)] {
        let answer = send(&district, Some(PAGE), wrong, form(&files, false));
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert!(answer.body.contains("不是本次打开的页面发出的") && !answer.body.contains("claim-1"));
    }
    let crossing = Request::post("/claims")
        .header("host", "localhost:8080")
        .header("origin", PAGE)
        .header("sec-fetch-site", "cross-site");
    assert_eq!(district.ask(crossing.body(Body::empty()).unwrap()).status, StatusCode::FORBIDDEN);
}

#[test]
fn what_cannot_be_read_or_is_too_large_is_said_on_the_page() {
    let district = District::new();
    let files: [(&str, &str, &[u8]); 1] = [("file", "a.docx", b"PK\x03\x04broken")];
    let answer = send(&district, Some(PAGE), &token(&district), form(&files, false));
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("a.docx：文件打不开"), "{}", answer.body);
    let large = vec![b' '; 33 << 20];
    let files: [(&str, &str, &[u8]); 1] = [("file", "a.txt", &large)];
    let answer = send(&district, Some(PAGE), &token(&district), form(&files, false));
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.body.contains("超过了上限"));
}

#[test]
fn other_methods_are_told_what_the_door_takes() {
    let district = District::new();
    let request = Request::put("/claims").header("host", "localhost").body(Body::empty()).unwrap();
    let answer = district.ask(request);
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(answer.headers["allow"], "GET,HEAD,POST");
}

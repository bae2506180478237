//! What is refused is said in a sentence of the reader's language, on a page with a way on.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};

use crate::recording::worked;
use crate::{Answer, District};

const HOST: &str = "localhost";

/// Asks as a browser does that shows what it gets.
fn shown(district: &District, request: axum::http::request::Builder, body: impl Into<Body>) -> Answer {
    let request = request.header(header::ACCEPT, "text/html,*/*;q=0.8");
    district.ask(request.body(body.into()).unwrap())
}

/// The heading of a page, without its marks.
fn heading(answer: &Answer) -> String {
    let inside = answer.body.split_once("<h1>").unwrap_or_else(|| panic!("{}", answer.body)).1;
    inside.split("</h1>").next().unwrap().to_owned()
}

#[test]
fn what_is_none_of_the_choices_is_said_with_the_way_to_the_page_itself() {
    let district = worked();
    for (path, query) in [
        ("/registers/guard", "sort=nought"),
        ("/registers/guard", "sort=-nought"),
        ("/registers/guard", "field=nought&q=1"),
        ("/registers/guard", "failing=nought"),
        ("/registers/guard/csv", "sort=nought"),
        ("/indicators", "verdict=nought"),
        ("/rosters/campus-guards", "sort=nought"),
        ("/rosters/campus-guards", "state=nought"),
        ("/journal", "register=nought"),
        ("/cases", "on=nought"),
    ] {
        let request = Request::get(format!("{path}?{query}")).header("host", HOST);
        let answer = shown(&district, request, "");
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path}?{query}: {}", answer.body);
        assert!(heading(&answer).contains("看不懂这个地址"), "{path}?{query}");
        assert!(answer.body.contains(&format!("href=\"{path}\">不带条件")), "{}", answer.body);
        let is_said = answer.body.split("<main").nth(1).is_some_and(|main| main.contains("nought"));
        assert!(is_said || query.starts_with("on="), "{path}?{query} does not say what it was");
        assert!(path.ends_with("csv") || district.get(path).status == StatusCode::OK, "{path}");
    }
    for query in ["sort=nought", "failing=nought"] {
        let answer = district.get(&format!("/api/registers/guard/rows?{query}"));
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{}", answer.body);
        assert!(answer.body.contains("nought"), "{}", answer.body);
    }
    // A register that is not there is another matter than a field of it.
    assert_eq!(district.get("/registers/nought?sort=nought").status, StatusCode::NOT_FOUND);
    assert_eq!(district.get("/rosters/campus-guards?sort=-holder&state=held").status, StatusCode::OK);
}

#[test]
fn whatever_is_refused_to_a_browser_is_a_page_and_to_a_script_a_sentence() {
    let district = District::new();
    let own = |request: axum::http::request::Builder| {
        request.header("host", HOST).header("origin", format!("http://{HOST}"))
    };
    let form = "application/x-www-form-urlencoded";
    let large = vec![b'a'; 33 << 20];
    let asked = [
        (own(Request::put("/indicators")), Vec::new(), 405, "只供查看"),
        (own(Request::post("/nowhere")), Vec::new(), 405, "只供查看"),
        (own(Request::get("/registers/guard/rows")), Vec::new(), 405, "只收页面交来的表单"),
        (
            own(Request::post("/claims").header("content-type", form)),
            b"a=b".to_vec(),
            400,
            "不是这一页的表单",
        ),
        (own(Request::post("/registers/guard/rows").header("content-type", form)), large, 413, "太大"),
        (Request::post("/claims").header("host", HOST), Vec::new(), 403, "只收本服务自己的页面"),
        (own(Request::get("/cases?on=yesterday")), Vec::new(), 400, "看不懂"),
        (own(Request::get("/cases").header("content-length", "3")), b"abc".to_vec(), 413, "不带内容"),
    ];
    for (request, body, status, said) in asked {
        let request = request.header(header::REFERER, format!("http://{HOST}/registers?q=1"));
        let answer = shown(&district, request, body);
        assert_eq!(answer.status.as_u16(), status, "{said}: {}", answer.body);
        assert!(answer.headers["content-type"].to_str().unwrap().starts_with("text/html"), "{said}");
        assert!(heading(&answer).contains(said), "{said}: {}", answer.body);
        assert!(answer.body.contains("href=\"/\">"), "no way home: {}", answer.body);
    }
    let way = |referer: &str| {
        let request = own(Request::put("/indicators")).header(header::REFERER, referer);
        shown(&district, request, "").body
    };
    assert!(way("http://localhost/registers?q=1").contains("href=\"/registers?q=1\">回到刚才"));
    for elsewhere in ["http://example.org/registers", "javascript:alert(1)", "http://localhost.example.org/"]
    {
        assert!(!way(elsewhere).contains("回到刚才"), "{elsewhere}");
    }
    let script = district.ask(own(Request::put("/indicators")).body(Body::empty()).unwrap());
    assert_eq!(script.body, "这个地址只供查看（GET）。\n");
}

#[test]
fn who_comes_by_another_name_is_led_to_the_published_one() {
    let district = District::new();
    let answer = shown(&district, Request::get("/").header("host", "10.0.0.1:8080"), "");
    assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST);
    assert!(answer.body.contains("href=\"https://edu.example.gov.cn/\""), "{}", answer.body);
    assert!(!answer.body.split("<main").nth(1).unwrap().contains("href=\"/\""), "this name leads nowhere");
}

#[test]
fn a_place_beyond_the_last_shows_the_last() {
    let district = District::new();
    let missed = |from: &str| {
        let page = district.get(&format!("/duties/special-supervision?from={from}")).body;
        (page.matches("<td class=\"missed\"").count(), page.contains("上一页"))
    };
    assert_eq!(missed("0"), (2, false), "the district's two half-years");
    assert_eq!(missed("999999"), missed("0"));
}

#[test]
fn who_writes_what_a_school_is_called_comes_to_its_page() {
    let district = worked();
    let led = |name: &str| {
        let answer = district.get(&format!("/schools/{}", web::encoded(name)));
        (answer.status, answer.headers.get("location").map(|to| to.to_str().unwrap().to_owned()))
    };
    assert_eq!(led("甲小学"), (StatusCode::SEE_OTHER, Some("/schools/2150900001".to_owned())));
    let both = format!("/schools?q={}", web::encoded("小学"));
    assert_eq!(led("小学"), (StatusCode::SEE_OTHER, Some(both)));
    assert_eq!(led("丙小学"), (StatusCode::NOT_FOUND, None));
    assert_eq!(led("2150900001"), (StatusCode::OK, None));
}

//! A file that broke off is taken up where it broke, and never from another file.

use crate::{Answer, District, by};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use office::Given;

fn part(district: &District, path: &str, range: &str, of: Option<&str>) -> Answer {
    let mut request = Request::get(path).header("host", "127.0.0.1:8080").header(header::RANGE, range);
    if let Some(of) = of {
        request = request.header(header::IF_RANGE, of);
    }
    district.ask(request.body(Body::empty()).unwrap())
}

#[test]
fn an_export_goes_on_where_it_broke_off_and_not_in_another_file() {
    let district = District::new();
    let office = office::Office::open(&district.folder).unwrap();
    let record = |code: &str| {
        let row = Given::new("镇街", &[("代码", code), ("名称", "样例镇"), ("类型", "镇")]);
        assert_eq!(office.record(&by(&office, "样例甲"), &[row]).unwrap().entries, 1);
    };
    record("500152001");
    for path in ["/registers/town/csv", "/registers/town/xlsx"] {
        let whole = district.get(path);
        assert_eq!(
            (whole.status, &whole.headers[header::ACCEPT_RANGES]),
            (StatusCode::OK, &"bytes".parse().unwrap()),
            "{path}"
        );
        let tag = whole.headers[header::ETAG].to_str().unwrap();
        let middle = whole.bytes.len() / 2;
        let first = part(&district, path, &format!("bytes=0-{}", middle - 1), None);
        let rest = part(&district, path, &format!("bytes={middle}-"), Some(tag));
        assert_eq!(
            (first.status, rest.status),
            (StatusCode::PARTIAL_CONTENT, StatusCode::PARTIAL_CONTENT),
            "{path}"
        );
        assert_eq!([first.bytes, rest.bytes].concat(), whole.bytes, "{path}");
        let told = format!("bytes {middle}-{}/{}", whole.bytes.len() - 1, whole.bytes.len());
        assert_eq!(rest.headers[header::CONTENT_RANGE], told.as_str(), "{path}");
        let beyond = part(&district, path, &format!("bytes={}-", whole.bytes.len()), None);
        assert_eq!(beyond.status, StatusCode::RANGE_NOT_SATISFIABLE, "{path}");
        assert!(beyond.bytes.is_empty());
        let many = part(&district, path, "bytes=0-1,3-4", None);
        assert_eq!(
            (many.status, many.bytes == whole.bytes),
            (StatusCode::OK, true),
            "{path}: several parts are the whole"
        );
    }
    let tag = district.get("/registers/town/csv").headers[header::ETAG].to_str().unwrap().to_owned();
    record("500152002");
    let other = part(&district, "/registers/town/csv", "bytes=5-", Some(&tag));
    assert_eq!(other.status, StatusCode::OK, "the file is another by now: it is given whole");
    assert_eq!(other.bytes, district.get("/registers/town/csv").bytes);
    let page = part(&district, "/registers/town", "bytes=0-10", None);
    assert_eq!(page.status, StatusCode::OK, "a page is no file");
}

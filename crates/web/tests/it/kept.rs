//! Pages that are kept: whoever asks first has them made, and nobody is handed another's.

use crate::{District, by};
use axum::http::{StatusCode, header};
use office::Given;

#[test]
fn a_kept_page_is_the_page_and_ends_with_what_is_recorded() {
    let district = District::new();
    let office = office::Office::open(&district.folder).unwrap();
    for path in ["/", "/registers", "/report", "/schools", "/journal", "/rosters", "/figures?q=经费"] {
        let path = path.replace("经费", "%E7%BB%8F%E8%B4%B9");
        let (first, again) = (district.get(&path), district.get(&path));
        assert_eq!((first.status, &first.body), (again.status, &again.body), "{path}");
        assert_eq!(again.status, StatusCode::OK, "{path}");
        assert_eq!(again.headers[header::CONTENT_TYPE], "text/html; charset=utf-8", "{path}");
        let english = district.get(&format!("{path}{}lang=en", if path.contains('?') { "&" } else { "?" }));
        assert!(english.body.contains("lang=\"en\"") && english.body != again.body, "{path}");
    }
    assert!(!district.get("/registers/town").body.contains("样例镇"));
    let row = Given::new("镇街", &[("代码", "500152001"), ("名称", "样例镇"), ("类型", "镇")]);
    let recorded = office.record(&by(&office, "样例甲"), &[row]).unwrap();
    assert_eq!(recorded.entries, 1, "{:?}", recorded.findings);
    assert!(district.get("/registers/town").body.contains("样例镇"), "another process has recorded it");
}

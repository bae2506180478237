//! Files for programs: what a person takes away from pages, a program takes away with his token, and no more.

use axum::http::StatusCode;
use office::{ExportKind, Format};

use super::{Program, district};

fn csv(program: &Program<'_>, address: &str) -> String {
    let answer = program.get(address);
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!(answer.headers["content-type"], "text/csv; charset=utf-8");
    answer.body
}

#[test]
fn a_program_takes_away_what_its_person_sees() {
    let district = district();
    let office = Program::of(&district, "督导丁", false);
    let school = Program::of(&district, "学校甲", false);
    let all = csv(&office, "/api/registers/guard/export/csv");
    assert!(all.contains("样例保甲") && all.contains("样例保乙"), "{all}");
    let own = csv(&school, "/api/registers/guard/export/csv");
    assert!(own.contains("样例保甲") && !own.contains("样例保乙"), "{own}");
    let chosen = csv(&office, "/api/registers/guard/export/csv?q=%E4%BF%9D%E4%B9%99");
    assert!(!chosen.contains("样例保甲") && chosen.contains("样例保乙"), "{chosen}");
    for (_, ending, media) in ExportKind::ALL {
        let answer = office.get(&format!("/api/print/guard/{ending}"));
        assert_eq!(
            (answer.status, &answer.headers["content-type"]),
            (StatusCode::OK, &media.parse().unwrap())
        );
    }
    for format in Format::ALL {
        let answer = office.get(&format!("/api/report/{}?rendition=marked", format.ending()));
        assert_eq!(answer.status, StatusCode::OK, "{format:?}: {}", answer.body);
        assert_eq!(answer.headers["content-type"], format.media());
    }
}

#[test]
fn what_is_no_format_or_no_rendition_leads_nowhere() {
    let district = district();
    let office = Program::of(&district, "督导丁", false);
    for address in [
        "/api/registers/guard/export/exe",
        "/api/registers/guard/export/html",
        "/api/print/nothing/pdf",
        "/api/instruments/nothing/1/pdf",
        "/api/report/pdf?rendition=other",
    ] {
        assert_eq!(office.get(address).status, StatusCode::NOT_FOUND, "{address}");
    }
    let unknown = office.get("/api/registers/guard/export/csv?limit=3");
    assert_eq!(unknown.status, StatusCode::BAD_REQUEST, "a file has no pages");
    let nobody = Program { district: &district, token: String::new() };
    assert_eq!(nobody.get("/api/registers/guard/export/csv").status, StatusCode::UNAUTHORIZED);
}

//! The pages of duties over a district without rows: everything owed is a gap, and the address is heeded.

use axum::http::StatusCode;

use crate::District;

#[test]
fn duties_and_their_matrix_are_shown_and_the_day_is_heeded() {
    let district = District::new();
    let all = district.get("/duties");
    assert_eq!(all.status, StatusCode::OK);
    assert!(all.body.contains("href=\"/duties/special-supervision\""), "{}", all.body);
    let one = district.get("/duties/special-supervision");
    assert_eq!(one.status, StatusCode::OK);
    assert_eq!(one.body.matches("<td class=\"missed\"").count(), 2, "both half-years were missed");
    let early = district.get("/duties/special-supervision?on=2022-06-20");
    assert!(early.body.contains("还剩10天"), "the gap shows before the half-year is over");
    assert_eq!(early.body.matches("<td class=\"missed\"").count(), 0);
    assert!(early.body.contains("only=gaps&#38;on=2022-06-20"), "the day is kept");
    assert_eq!(district.get("/duties/no-such").status, StatusCode::NOT_FOUND);
    assert_eq!(district.get("/duties/special-supervision?from=x").status, StatusCode::BAD_REQUEST);
    let english = district.get("/duties/special-supervision?lang=en");
    assert!(english.body.contains("Coverage matrix") && english.body.contains("every half-year"));
    assert!(district.get("/api/duties").body.contains("\"rhythm\":\"quarter\""));
}

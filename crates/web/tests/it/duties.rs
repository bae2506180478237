//! The pages of duties over a district without rows: everything owed is a gap, and the address is heeded.

use axum::http::StatusCode;

use office::Given;

use crate::District;
use crate::hand::{recorded, school};

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

#[test]
fn what_is_owed_is_listed_of_all_units_and_not_of_those_of_one_page() {
    let district = District::with(|office| {
        let town = Given::new("镇街", &[("代码", "500152001"), ("名称", "样例街道"), ("类型", "街道")]);
        let school = |nth: u32| school(&(2_150_900_000 + nth).to_string(), &format!("样例第{nth}小学"));
        let rows: Vec<Given> = std::iter::once(town).chain((1..=70).map(school)).collect();
        recorded(office, &rows);
    });
    let page = |from: &str| district.get(&format!("/duties/ideology-reports?on=2022-05-01{from}")).body;
    for page in [page(""), page("&from=60")] {
        let listed = page.split("<ul class=\"owing").nth(1).unwrap().split("</ul>").next().unwrap();
        for nth in [1, 60, 61, 70] {
            assert!(listed.contains(&format!("样例第{nth}小学")), "{nth} is not listed: {listed}");
        }
    }
    let rows = |page: &str| page.matches("<th scope=\"row\">").count();
    assert_eq!((rows(&page("")), rows(&page("&from=60")), rows(&page("&from=999999"))), (60, 10, 10));
}

//! A roster at the office: what goes beyond it is refused with the reason and nothing of it stays, by import and by hand.

use crate::district::{District, SCHOOLS};
use crate::{at, by, now};
use office::{AsOf, Finding, Given};

const REGISTER: &str = r#"
name = "护校员"
counter = "人"
kind = "state"
period = "none"
key = ["编号", "学校", "起"]
owner = "安全科"
source = { document = "样例", status = "unofficial" }
mechanisms = ["S58"]
fields = [
    { name = "编号", type = "text", required = true },
    { name = "姓名", type = "text", required = true, label = true },
    { name = "身份证明", type = "text", sensitive = true },
    { name = "审查", type = "boolean", required = true },
    { name = "学校", type = "ref", to = "学校", by = "标识码", required = true },
    { name = "起", type = "date", required = true },
    { name = "止", type = "date" },
]
"#;

const ROSTER: &str = r#"
name = "护校名册"
owner = "安全科"
source = { document = "样例", status = "unofficial" }
mechanisms = ["S58"]
links = { register = "护校员", person = "编号", object = "学校", from = "起", to = "止" }
objects = { register = "学校" }
people = { register = "护校员", qualified = "审查" }
least = "若(学生 >= 500人, 2人, 1人)"
most = 1
warn_days = 30
"#;

fn district() -> District {
    let district = District::with(&[("registers/escort.toml", REGISTER), ("rosters/escorts.toml", ROSTER)]);
    assert!(district.import(&[("学校.csv", SCHOOLS)]).recorded);
    district
}

fn escort(number: &str, school: &str, from: &str, to: &str, checked: &str) -> Given {
    let mut cells =
        vec![("编号", number), ("姓名", number), ("审查", checked), ("学校", school), ("起", from)];
    cells.extend((!to.is_empty()).then_some(("止", to)));
    Given::new("护校员", &cells)
}

fn told(findings: &[Finding]) -> Vec<(&str, &str)> {
    findings.iter().map(|finding| (finding.code, finding.sentence.as_str())).collect()
}

const ONE: &str = "2150000001";
const TWO: &str = "2150000002";

#[test]
fn a_load_beyond_the_bound_is_refused_by_hand_and_by_file_and_nothing_is_recorded() {
    let district = district();
    let office = &district.office;
    let first =
        office.record(&by(&office, "样例安全员"), &[escort("HX-1", ONE, "2022-09-01", "", "是")]).unwrap();
    assert_eq!((first.entries, told(&first.findings)), (1, vec![]));
    let before = district.entries();
    let second = [escort("HX-2", TWO, "2022-09-01", "", "是"), escort("HX-1", TWO, "2022-10-01", "", "是")];
    let refused = office.record(&by(&office, "样例安全员"), &second).unwrap();
    let sentence = "护校名册：HX-1自2022-10-01起同时负责2个（样例小学一、样例小学二），最多1个";
    assert_eq!(told(&refused.findings), [("roster.load", sentence)]);
    assert!(refused.findings[0].hint.is_some());
    assert_eq!((refused.entries, district.entries()), (0, before), "HX-2 beside it is not recorded either");
    let file =
        "编号,姓名,审查,学校,起,止\nHX-2,乙,是,2150000002,2022-09-01,\nHX-1,HX-1,是,2150000002,2022-10-01,\n";
    let imported = district.import(&[("护校员.csv", file)]);
    assert_eq!((imported.recorded, told(&imported.findings)), (false, vec![("roster.load", sentence)]));
    assert_eq!(district.entries(), before);
    assert_eq!(now(&office).rows("护校员", &Default::default()).unwrap().rows.len(), 1);
    // The same two schools one after the other are no more than one at a time, in whichever order they are written.
    let moved =
        [escort("HX-1", TWO, "2023-02-01", "", "是"), escort("HX-1", ONE, "2022-09-01", "2023-01-31", "是")];
    assert_eq!(told(&office.record(&by(&office, "样例安全员"), &moved).unwrap().findings), vec![]);
    assert!(office.rebuild(&mut |_| {}).unwrap().equal);
}

#[test]
fn the_unqualified_the_double_and_the_backward_are_refused_and_an_ended_term_may_be_written_down() {
    let district = district();
    let office = &district.office;
    let refused = |rows: &[Given]| {
        let before = district.entries();
        let outcome = office.record(&by(&office, "样例安全员"), rows).unwrap();
        assert_eq!((outcome.entries, district.entries()), (0, before));
        outcome.findings.into_iter().map(|finding| finding.code).collect::<Vec<_>>()
    };
    assert_eq!(refused(&[escort("HX-1", ONE, "2022-09-01", "", "否")]), ["roster.unqualified"]);
    let twice =
        [escort("HX-1", ONE, "2022-09-01", "", "是"), escort("HX-1", ONE, "2022-11-01", "2023-06-30", "是")];
    assert_eq!(refused(&twice), ["roster.double"]);
    assert_eq!(refused(&[escort("HX-1", ONE, "2022-09-01", "2022-08-01", "是")]), ["roster.term"]);
    // Whoever lost the paper is taken off the roster in the same row.
    let ended = office
        .record(&by(&office, "样例安全员"), &[escort("HX-1", ONE, "2022-09-01", "2022-12-31", "否")])
        .unwrap();
    assert_eq!((ended.entries, told(&ended.findings)), (1, vec![]));
}

#[test]
fn a_roster_shows_vacancies_first_what_runs_out_and_what_was_known_before() {
    let district = district();
    let office = &district.office;
    let rows = [
        escort("HX-1", ONE, "2022-09-01", "2023-01-20", "是"),
        escort("HX-2", TWO, "2022-09-01", "2023-01-20", "是"),
        escort("HX-3", TWO, "2023-01-21", "", "是"),
    ];
    office.record(&by(&office, "样例安全员"), &rows).unwrap();
    let day = "2023-01-05".parse().ok();
    let view = now(&office).roster("护校名册", day, None).unwrap();
    let posts: Vec<_> =
        view.posts.iter().map(|post| (post.object.as_str(), post.state.key(), post.lacking)).collect();
    assert_eq!(posts, [("样例小学一", "vacant", 1), ("样例小学二", "held", 0)]);
    assert!(view.posts[0].holders[0].expiring, "one of two leaves and nobody follows");
    assert!(!view.posts[1].holders[0].expiring, "HX-3 follows on the next day");
    let summary = &now(&office).rosters(day).unwrap().rosters[0];
    assert_eq!((summary.posts, summary.covered, summary.vacant, summary.expiring), (2, 1, 1, 1));
    let empty = at(&office, &AsOf::Entries(3), None).roster("escorts", day, None).unwrap();
    assert_eq!(empty.summary.vacant, 2, "as it stood before anybody was recorded");
    let error = now(&office).roster("escorts", day, Some("X")).unwrap_err().to_string();
    assert!(error.contains("没有呼叫链"), "{error}");
    let error = now(&office).roster("护校", day, None).unwrap_err().to_string();
    assert!(error.contains("escorts"), "{error}");
}

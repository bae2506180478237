//! Children placed, by page and by program: whoever may not look into cases learns how many, and of no child.

use office::{Given, Office};

use crate::matrix::signed_in;
use crate::{District, by, doors};

/// Marks: the number of a case, and the place that a child goes to.
const CASE: &str = "密案甲";
const PLACE: &str = "密处甲";

fn rows() -> Vec<Given> {
    let unit = |name: &str, code: &str| Given::new("单位树", &[("名称", name), ("代码", code)]);
    let post = |person: &str, role: &str| {
        let cells = [("任职人", person), ("角色", role), ("单位", "区教委"), ("起始日期", "2022-01-01")];
        Given::new("任职", &cells)
    };
    let (town, year) = ("500152001", ("学年", "2022"));
    let case = [("编号", CASE), ("受理日期", "2022-06-06"), ("学段", "小学"), ("镇街", town)];
    let place = [year, ("学校", "5150900001"), ("名称", PLACE), ("类别", "特教学校"), ("学位", "3")];
    vec![
        unit("区教委", ""),
        post("特教甲", "特教经办"),
        post("领导乙", "区领导"),
        post("科室丙", "科室经办"),
        Given::new("镇街", &[("代码", town), ("名称", "样例街道"), ("类型", "街道")]),
        Given::new("特殊教育安置", &[year, ("个案编号", CASE), ("学段", "小学"), ("镇街", town)]),
        Given::new("安置个案", &[&case[..], &[("能到普通学校", "否"), ("能到特校", "是")]].concat()),
        Given::new("特教学位", &place),
        Given::new("路上时间", &[("起点", "样例街道"), ("终点", PLACE), ("分钟", "20")]),
    ]
}

#[test]
fn whoever_may_not_look_into_cases_learns_how_many_and_of_no_child() {
    let mut district = District::with(|office| {
        let outcome = office.record(&by(office, "本机"), &rows()).unwrap();
        assert!(outcome.first_entry.is_some(), "{:?}", outcome.findings);
    });
    let office = Office::open(&district.folder).unwrap();
    district.router = web::router(office, web::Doors { demo: true, ..doors() });
    let office = Office::open(&district.folder).unwrap();
    let page = "/plans/child-placement/placement?on=2022-12-31";
    let api = "/api/plans/child-placement/placement?day=2022-12-31";
    for (person, opens) in [("特教甲", true), ("领导乙", false)] {
        let mut browser = signed_in(&district, &office, person);
        for (address, child) in [(page, "●●●第"), (api, "●●●第")] {
            let told = browser.get(address);
            assert_eq!(told.status.as_u16(), 200, "{person} {address}");
            assert!(told.body.contains("特校就读"), "{person} {address}: {}", told.body);
            assert_eq!(told.body.contains(child), opens, "{person} {address}: {}", told.body);
            assert_eq!(told.body.contains(PLACE), opens, "{person} {address}: {}", told.body);
            assert!(!told.body.contains(CASE), "{person} {address} sees the number of a case");
        }
    }
    // Who does not see all the rows is told nothing at all: of some of them something else would follow.
    let mut browser = signed_in(&district, &office, "科室丙");
    let status = |answer: crate::Answer| answer.status.as_u16();
    assert_eq!((status(browser.get(page)), status(browser.get(api))), (403, 403));
}

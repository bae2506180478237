//! An inspector records a visit on a telephone while the connection is cut: it is kept on the device, goes out once when there is one
//! again, and what he found is there a single time.

use browser::{Desk, Page};

use crate::grid::picture;
use crate::office::{be, fill, says};
use crate::site::Site;

/// Fills a found problem of a school in.
fn found(page: &Page, number: &str) {
    let day = page.evaluate("new Date().toISOString().slice(0, 10)").unwrap();
    for (name, text) in [
        ("编号", number),
        ("问题", "样例：应急灯不亮"),
        ("来源", "责任督学督导"),
        ("来源编号", "样例-2"),
        ("责任单位", "潼州小学（样例）"),
        ("整改责任人", "样例校长"),
        ("发现日期", day.as_str().unwrap()),
        ("整改期限", day.as_str().unwrap()),
        ("严重程度", "一般"),
    ] {
        fill(page, &format!("cell {name}"), text);
    }
}

#[test]
fn what_is_recorded_without_a_connection_goes_out_once_when_there_is_one() {
    let site = Site::demo("sample-phone");
    let page = site.driver.open(&Desk::phone()).unwrap();
    be(&page, &site, "样例吴督学");
    page.go(&site.duheng.bare("/")).unwrap();
    says(&page, "main", "我可以记的");
    assert_eq!(page.overhang().unwrap(), 0);
    picture(&page, "phone-desk");
    page.go(&site.duheng.bare("/registers/rectification/new")).unwrap();
    found(&page, "YP-1");
    page.evaluate(
        "document.querySelector('form[data-keeps]').dispatchEvent(new Event('input', { bubbles: true }))",
    )
    .unwrap();
    picture(&page, "phone-form");
    page.offline(true).unwrap();
    page.find("button.main").unwrap().click().unwrap();
    says(&page, "[data-kept]", "没有连上");
    picture(&page, "phone-offline");
    page.offline(false).unwrap();
    says(&page, "h1", "应急灯不亮");
    // Sent once more by hand, as by a telephone that never heard the answer: nothing is recorded twice.
    page.go(&site.duheng.bare("/registers/rectification?q=YP-1")).unwrap();
    says(&page, "#rows", "1 行");
    page.go(&site.duheng.bare("/registers/rectification/new")).unwrap();
    assert_eq!(page.evaluate("localStorage.length").unwrap(), 0, "nothing is left on the device");
}

#[test]
fn connected_and_without_script_the_same_form_works() {
    let site = Site::demo("sample-phone-plain");
    let page = site.driver.open(&Desk::phone().without_script()).unwrap();
    be(&page, &site, "样例吴督学");
    page.go(&site.duheng.bare("/registers/rectification/new")).unwrap();
    found(&page, "YP-2");
    page.find("button.main").unwrap().click().unwrap();
    says(&page, "h1", "应急灯不亮");
    assert_eq!(page.overhang().unwrap(), 0);
}

#[test]
fn a_visit_that_was_drawn_and_not_made_waits_on_the_desk_until_it_is() {
    let site = Site::demo("sample-drawn");
    let page = site.driver.open(&Desk::phone()).unwrap();
    be(&page, &site, "样例周执法");
    let visit = "main a[href^='/registers/inspection-visit/new?']";
    let offered = page.all(visit).unwrap().len();
    assert!(offered > 0, "{}", page.text("main").unwrap());
    picture(&page, "desk-drawn");
    page.find(visit).unwrap().click().unwrap();
    page.find("[name='cell 检查编号']").unwrap();
    let told = |name: &str| {
        page.evaluate(&format!("document.querySelector('[name=\"cell {name}\"]').value")).unwrap()
    };
    assert!(told("检查人员").as_str().unwrap().contains("-RY-"), "the slip says who goes");
    assert!(!told("机构").as_str().unwrap().is_empty(), "and where");
    for (name, text) in [("检查编号", "样例-YZ-1"), ("形式", "双随机一公开"), ("参与部门", "样例联合检查组")]
    {
        fill(&page, &format!("cell {name}"), text);
    }
    page.find("button.main").unwrap().click().unwrap();
    says(&page, "main", "样例-YZ-1");
    page.go(&site.duheng.bare("/")).unwrap();
    says(&page, "main", "最近办的");
    assert_eq!(page.all(visit).unwrap().len(), offered - 1, "it is made");
}

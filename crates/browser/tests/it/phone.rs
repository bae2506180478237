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

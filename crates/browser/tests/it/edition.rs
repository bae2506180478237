//! The report on its way: put forward by one, sent back, put forward anew, checked by another, approved by a third, issued, read by
//! everybody; a correction after it stands beside it and changes nothing of it. With and without script.

use browser::{Desk, Page};

use crate::office::{be, fill, says};
use crate::site::Site;

const DRAFTER: &str = "样例李督导";
const CHECKER: &str = "样例卫审批";
const APPROVER: &str = "样例蒋主任";
/// The first report that is issued.
const FIRST: &str = "BG-2022-1";

fn puts_forward(page: &Page, site: &Site, number: &str) {
    be(page, site, DRAFTER);
    page.go(&site.duheng.bare("/report/editions")).unwrap();
    page.evaluate("document.querySelector('[name=disclosed]').value = '主动公开'").unwrap();
    fill(page, "document", "样例府函〔2023〕3号");
    page.find("form button.main").unwrap().click().unwrap();
    says(page, "h1", number);
    says(page, "main", CHECKER);
}

fn signs(page: &Page, site: &Site, (who, number): (&str, &str), step: &str, note: &str, then: &str) {
    be(page, site, who);
    page.go(&site.duheng.bare(&format!("/cases/report-approval/{number}/do"))).unwrap();
    says(page, "main", step);
    let heads = page.texts(".filling h2").unwrap();
    let nth = heads.iter().position(|head| head.split(" → ").next() == Some(step));
    let nth = nth.unwrap_or_else(|| panic!("{step} is not offered to {who}: {heads:?}"));
    let form = format!("document.querySelectorAll('.filling')[{nth}]");
    page.evaluate(&format!("{form}.querySelector('[name=note]').value = '{note}'")).unwrap();
    page.all(".filling button").unwrap()[nth].click().unwrap();
    says(page, "h1", number);
    says(page, "main", then);
    let stage = page.text("main").unwrap();
    assert!(stage.contains(step), "{stage}");
}

/// A problem more, found in that year: what the report says of problems reads otherwise.
fn records(page: &Page, site: &Site, number: &str) {
    be(page, site, DRAFTER);
    page.go(&site.duheng.bare("/registers/rectification/new")).unwrap();
    for (name, text) in [
        ("编号", &*format!("YL-{number}")),
        ("问题", "样例：消防通道堆物"),
        ("来源", "专项督查"),
        ("来源编号", "YL"),
        ("责任单位", "督导室"),
        ("整改责任人", "样例李督导"),
        ("发现日期", "2022-09-05"),
        ("整改期限", "2022-09-30"),
        ("严重程度", "一般"),
        ("数据性质", "样例"),
    ] {
        fill(page, &format!("cell {name}"), text);
    }
    page.find("button.main").unwrap().click().unwrap();
    says(page, "main", "消防通道堆物");
}

fn public(page: &Page, site: &Site) -> String {
    page.go(&site.duheng.bare("/public/2022")).unwrap();
    page.text("main").unwrap()
}

fn journey(page: &Page, site: &Site, number: &str) {
    assert!(!public(page, site).contains(number), "nothing of it is public yet");
    puts_forward(page, site, number);
    signs(page, site, (CHECKER, number), "退回", "样例：第二部分再核一遍", "拟稿");
    puts_forward(page, site, number);
    signs(page, site, (CHECKER, number), "核稿通过", "", "批准");
    signs(page, site, (APPROVER, number), "批准", "", "待印发");
    assert!(!public(page, site).contains(number), "approved is not issued");
    signs(page, site, (DRAFTER, number), "印发", "", "已印发");
    let told = public(page, site);
    let status = |file: &str| {
        let asked = format!(
            "fetch('/public/2022/report.{file}').then(r => r.status + ' ' + r.headers.get('content-type'))"
        );
        page.awaited(&asked).unwrap()
    };
    if number == FIRST {
        assert_eq!(status("pdf"), "200 application/pdf");
        assert_eq!(status("ofd"), "200 application/ofd");
    }
    assert!(told.contains(number) && told.contains("样例府函〔2023〕3号"), "everybody reads it");
    page.go(&site.duheng.bare("/report/editions")).unwrap();
    says(page, "main", "已印发");
    // What is recorded later changes nothing of what was issued, and is told beside it.
    let beside = |with: &str| {
        page.go(&site.duheng.bare(&format!("/report/editions/{number}{with}"))).unwrap();
        page.all("#moved .change").unwrap().len()
    };
    let before = beside("");
    records(page, site, number);
    assert!(beside("") > before, "the correction stands beside the report");
    assert_eq!(public(page, site), told, "what everybody reads stays as it was issued");
    if number != FIRST {
        assert!(beside(&format!("?with={FIRST}")) > 0, "two that were issued are compared");
    }
}

#[test]
fn a_report_is_drafted_checked_approved_issued_and_corrected_beside() {
    let site = Site::demo("sample-edition");
    let plain = Desk { script: false, ..Desk::default() };
    for (desk, number) in [(Desk::default(), FIRST), (plain, "BG-2022-2")] {
        let page = site.driver.open(&desk).unwrap();
        journey(&page, &site, number);
        // That there is no public report yet is an answer of its own kind, which the browser remarks upon.
        let complaints = page.complaints().unwrap();
        let others: Vec<_> = complaints.iter().filter(|one| !one.contains("/public/2022 - ")).collect();
        assert_eq!(others, [] as [&str; 0]);
    }
}

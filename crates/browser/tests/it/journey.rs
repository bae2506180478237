//! The main journey: from a printed number to the rows, the entry and the proof behind it.

use browser::{Desk, Page};

use crate::site::Site;

/// Reads the report, clicks 1.01%, and goes down to the proof; the same way with and without script.
fn from_the_report_to_the_proof(page: &Page, site: &Site) {
    page.go(&site.duheng.page("/report")).unwrap();
    assert!(page.text(".document").unwrap().contains("履行教育职责情况"));
    page.find_link("1.01%").unwrap().click().unwrap();

    assert!(page.address().unwrap().contains("/figures/F26"), "{}", page.address().unwrap());
    assert_eq!(page.text(".hero .printed").unwrap(), "1.01%");
    assert!(!page.text(".formula").unwrap().is_empty());

    let rows = page.all("section.rows tbody tr").unwrap();
    assert!(rows.len() > 5, "the budget rows stand on the page of the figure");
    let shown = page.text("section.rows tbody tr td:first-child").unwrap();
    let entry = page.find("section.rows tbody tr td:last-child a").unwrap();
    let number = entry.text().unwrap();
    entry.click().unwrap();

    assert!(page.text("h1").unwrap().contains(&number), "the entry is the one that was clicked");
    assert!(page.text("pre.body").unwrap().contains(&shown), "its body carries the row");
    let root = page.text("#proof tr.total .hash").unwrap();
    assert_eq!(root.len(), 64, "{root}");
    assert!(page.all("#proof tbody tr").unwrap().len() > 8, "thousands of entries make a path of many steps");

    page.go(&site.duheng.page("/")).unwrap();
    page.find("details summary").unwrap().click().unwrap();
    assert_eq!(page.text(".root").unwrap(), root, "every proof ends at the root that the overview shows");
}

#[test]
fn a_figure_of_the_report_leads_to_its_rows_entries_and_proof() {
    let site = Site::open();
    let page = site.driver.open(&Desk::default()).unwrap();
    from_the_report_to_the_proof(&page, &site);
    assert_eq!(page.complaints().unwrap(), Vec::<String>::new());
}

#[test]
fn the_same_way_with_script_switched_off() {
    let site = Site::open();
    let page = site.driver.open(&Desk::default().without_script()).unwrap();
    from_the_report_to_the_proof(&page, &site);
    assert_eq!(page.evaluate("document.documentElement.className").unwrap(), "", "script is off");
}

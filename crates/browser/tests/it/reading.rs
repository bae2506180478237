//! Reading: the language, the telephone, sorting and filtering.

use browser::{Desk, Page};

use crate::site::Site;

/// A page of every kind.
const PAGES: [&str; 9] = [
    "/",
    "/indicators",
    "/figures",
    "/figures/F26",
    "/registers",
    "/registers/school",
    "/report",
    "/journal",
    "/journal/1",
];

#[test]
fn english_is_a_click_away_and_stays() {
    let site = Site::open();
    let page = site.driver.open(&Desk::default()).unwrap();
    page.go(&site.duheng.page("/indicators?verdict=met")).unwrap();
    assert_eq!(page.text("nav [aria-current=page]").unwrap(), "指标");
    page.find_link("English").unwrap().click().unwrap();
    assert_eq!(page.text("nav [aria-current=page]").unwrap(), "Indicators");
    assert!(page.address().unwrap().contains("verdict=met"), "the switch keeps the rest of the address");
    page.find_link("Registers").unwrap().click().unwrap();
    assert_eq!(page.text("h1").unwrap(), "Registers");
    page.find_link("中文").unwrap().click().unwrap();
    assert_eq!(page.text("h1").unwrap(), "台账");
}

#[test]
fn no_page_scrolls_sideways_on_a_telephone() {
    let site = Site::open();
    let page = site.driver.open(&Desk::phone()).unwrap();
    for path in PAGES {
        page.go(&site.duheng.page(path)).unwrap();
        assert_eq!(page.overhang().unwrap(), 0, "{path}");
    }
}

#[test]
fn no_page_breaks_its_own_content_policy() {
    let site = Site::open();
    let page = site.driver.open(&Desk::default()).unwrap();
    for path in PAGES {
        page.go(&site.duheng.page(path)).unwrap();
        assert_eq!(page.complaints().unwrap(), Vec::<String>::new(), "{path}");
    }
}

/// Clicks the heading of a column and gives its cells, once the rows are in that order.
fn sorted_by(page: &Page, heading: &str, order: &str) -> Vec<String> {
    let headings = page.texts("#rows thead th").unwrap();
    let at = headings.iter().position(|h| h.starts_with(heading)).unwrap() + 1;
    page.find(&format!("#rows thead th:nth-child({at}) a")).unwrap().click().unwrap();
    page.find(&format!("#rows th:nth-child({at})[aria-sort={order}]")).unwrap();
    page.texts(&format!("#rows tbody td:nth-child({at})")).unwrap()
}

fn sorts_and_filters(page: &Page, site: &Site, script: bool) {
    page.go(&site.duheng.page("/registers/school")).unwrap();
    let total = page.text("#rows > header span").unwrap();

    let up = sorted_by(page, "标识码", "ascending");
    let down = sorted_by(page, "标识码", "descending");
    assert!(up.len() > 20 && up.is_sorted(), "{up:?}");
    assert!(down.is_sorted_by(|a, b| a >= b) && down[0] > up[0], "{down:?}");
    let fen = |area: &String| -> u64 {
        let (whole, part) = area.split_once('.').unwrap_or((area, ""));
        format!("{}{part:0<2}", whole.replace(',', "")).parse().unwrap()
    };
    let areas: Vec<u64> = sorted_by(page, "占地面积", "ascending").iter().map(fen).collect();
    assert!(areas.is_sorted(), "numbers are sorted by their size: {areas:?}");

    page.find("input[type=search]").unwrap().write("小学").unwrap();
    if !script {
        page.find("form.filter button").unwrap().click().unwrap();
    }
    let until = std::time::Instant::now() + std::time::Duration::from_secs(5);
    while page.text("#rows > header span").unwrap() == total && std::time::Instant::now() < until {
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert_ne!(page.text("#rows > header span").unwrap(), total, "fewer rows match");
    for row in page.texts("#rows tbody tr").unwrap() {
        assert!(row.contains("小学"), "{row}");
    }
    assert!(page.address().unwrap().contains("q="), "the filter can be bookmarked");

    page.go(&site.duheng.page("/registers/school?q=没有这样的字")).unwrap();
    assert!(page.text("#rows .empty").unwrap().contains("清除筛选"), "an empty table says what to do next");
}

#[test]
fn rows_sort_and_filter_with_script() {
    let site = Site::open();
    let page = site.driver.open(&Desk::default()).unwrap();
    sorts_and_filters(&page, &site, true);
}

#[test]
fn rows_sort_and_filter_without_script() {
    let site = Site::open();
    let page = site.driver.open(&Desk::default().without_script()).unwrap();
    sorts_and_filters(&page, &site, false);
}

#[test]
fn a_table_that_stands_whole_is_put_in_order_by_a_press_on_its_heads() {
    let site = Site::open();
    let page = site.driver.open(&Desk::default()).unwrap();
    page.go(&site.duheng.page("/figures")).unwrap();
    let press = |order: &str| {
        page.find("[data-whole] thead th:nth-child(4) button").unwrap().click().unwrap();
        page.find(&format!("[data-whole] thead th:nth-child(4)[aria-sort={order}]")).unwrap();
        let rows = page.texts("[data-whole] tbody td:nth-child(5)").unwrap();
        rows.iter().map(|text| text.replace(',', "").parse::<u64>().unwrap_or(0)).collect::<Vec<u64>>()
    };
    page.find("[data-whole] thead th:nth-child(5) button").unwrap().click().unwrap();
    page.find("[data-whole] thead th:nth-child(5)[aria-sort=ascending]").unwrap();
    let up = page.texts("[data-whole] tbody td:nth-child(5)").unwrap();
    let up: Vec<u64> = up.iter().map(|text| text.replace(',', "").parse().unwrap()).collect();
    assert!(up.len() > 80 && up.is_sorted() && up.first() != up.last(), "{up:?}");
    let mut by_value = press("ascending");
    assert!(!by_value.is_sorted(), "another column puts them in another order");
    let mut all = up;
    by_value.sort_unstable();
    all.sort_unstable();
    assert_eq!(by_value, all, "no row is lost");
    press("descending");
}

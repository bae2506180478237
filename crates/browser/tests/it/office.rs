//! The office at work: an inspector finds a fault, the school rectifies it and cannot close its own case, the office does.

use browser::{Desk, Page};

use crate::site::Site;

/// Signs out whoever is there, and in as one of the made-up people.
pub fn be(page: &Page, site: &Site, person: &str) {
    page.go(&site.duheng.bare("/login")).unwrap();
    let people = page.all(".people button").unwrap();
    let one = people.iter().find(|one| one.text().unwrap().contains(person)).unwrap();
    one.click().unwrap();
    says(page, ".who", person);
}

/// Waits until a page that a form led to says something.
pub fn says(page: &Page, selector: &str, words: &str) {
    let began = std::time::Instant::now();
    while !page.text(selector).is_ok_and(|text| text.contains(words)) {
        let text = page.text("main").unwrap_or_default();
        assert!(began.elapsed().as_secs() < 20, "“{words}” is not in {selector} of {text}");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
}

/// Writes into a field, as soon as it is there: a page that a form led to may still be on its way.
pub fn fill(page: &Page, name: &str, text: &str) {
    let set = format!("document.querySelector('[name=\"{name}\"]').value = '{text}'");
    let began = std::time::Instant::now();
    while let Err(error) = page.evaluate(&set) {
        assert!(began.elapsed().as_secs() < 20, "{name}: {error}");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
}

/// Does the step of a case whose form stands first.
fn step(page: &Page, site: &Site, case: &str, name: &str) {
    page.go(&site.duheng.bare(&format!("/cases/rectification/{case}/do"))).unwrap();
    assert!(page.text(".filling h2").unwrap().starts_with(name), "{}", page.text("main").unwrap());
    fill(page, "evidence", "样例照片");
    page.find(".filling button").unwrap().click().unwrap();
    says(page, "main", "样例照片");
}

fn journey(page: &Page, site: &Site, case: &str) {
    be(page, site, "样例吴督学");
    page.go(&site.duheng.bare("/registers/rectification/new")).unwrap();
    let day = page.evaluate("new Date().toISOString().slice(0, 10)").unwrap();
    let day = day.as_str().unwrap();
    for (name, text) in [
        ("编号", case),
        ("问题", "样例：灭火器过期"),
        ("来源", "责任督学督导"),
        ("来源编号", "样例-1"),
        ("责任单位", "潼州小学（样例）"),
        ("整改责任人", "样例校长"),
        ("发现日期", day),
        ("整改期限", day),
        ("严重程度", "一般"),
    ] {
        fill(page, &format!("cell {name}"), text);
    }
    page.find("button.main").unwrap().click().unwrap();
    says(page, "h1", "灭火器过期");

    be(page, site, "样例陈校办");
    assert!(page.text("main").unwrap().contains(case), "it waits on the school's desk");
    step(page, site, case, "制定方案");
    step(page, site, case, "完成整改");
    page.go(&site.duheng.bare(&format!("/cases/rectification/{case}/do"))).unwrap();
    assert!(page.all(".filling").unwrap().is_empty(), "the school is offered no further step");
    be(page, site, "样例刘校办");
    page.go(&site.duheng.bare(&format!("/cases/rectification/{case}"))).unwrap();
    assert!(page.text("main").unwrap().contains("没有这一页"), "another school has no such case");

    be(page, site, "样例李督导");
    page.go(&site.duheng.bare(&format!("/cases/rectification/{case}/do"))).unwrap();
    says(page, "main", "复核销号");
    let steps = page.texts(".filling h2").unwrap();
    assert!(steps.iter().any(|name| name.starts_with("复核销号")), "{steps:?}");
    let forms = page.all(".filling").unwrap();
    let nth = steps.iter().position(|name| name.starts_with("复核销号")).unwrap();
    assert_eq!(forms.len(), steps.len());
    let set = format!(
        "document.querySelectorAll('.filling')[{nth}].querySelector('[name=evidence]').value = '样例复核单'"
    );
    page.evaluate(&set).unwrap();
    page.all(".filling button").unwrap()[nth].click().unwrap();
    says(page, "main", "样例复核单");
    assert!(page.text("main").unwrap().contains("已销号"), "{}", page.text("main").unwrap());
}

#[test]
fn a_fault_is_found_rectified_and_closed_by_three_people_with_and_without_script() {
    let site = Site::demo("sample-office");
    for (desk, case) in [(Desk::default(), "YL-1"), (Desk { script: false, ..Desk::default() }, "YL-2")] {
        let page = site.driver.open(&desk).unwrap();
        journey(&page, &site, case);
        // But for the case that is not there for another school.
        let complaints = page.complaints().unwrap();
        assert!(complaints.iter().all(|one| one.contains(case) && one.contains("404")), "{complaints:?}");
    }
}

/// An inspector records a problem of a school by the form: its number, what it is, the number of its source.
pub fn files_problem(page: &Page, site: &Site, [number, what, source]: [&str; 3]) {
    page.go(&site.duheng.bare("/registers/rectification/new")).unwrap();
    for (name, text) in [
        ("编号", number),
        ("问题", what),
        ("来源", "责任督学督导"),
        ("来源编号", source),
        ("责任单位", "潼州小学（样例）"),
        ("整改责任人", "样例校长"),
        ("发现日期", "2022-12-30"),
        ("整改期限", "2023-01-20"),
        ("严重程度", "一般"),
    ] {
        fill(page, &format!("cell {name}"), text);
    }
    page.find("button.main").unwrap().click().unwrap();
}

//! A school submits a figure: it is sent back with a reason while another has agreed, mended, and signed by three; one of them is away and
//! another signs in both names, and it is taken back. With and without script.

use browser::{Desk, Page};

use crate::office::{be, fill, says};
use crate::site::Site;

/// The form of a step of a case: sent, with a remark.
fn signs(page: &Page, site: &Site, case: &str, step: &str, note: &str) {
    page.go(&site.duheng.bare(&format!("/cases/submissions/{case}/do"))).unwrap();
    says(page, "main", step);
    let heads = page.texts(".filling h2").unwrap();
    let nth = heads.iter().position(|head| head.starts_with(step));
    let nth = nth.unwrap_or_else(|| panic!("{step} is not offered: {heads:?}"));
    let form = format!("document.querySelectorAll('.filling')[{nth}]");
    page.evaluate(&format!("{form}.querySelector('[name=note]').value = '{note}'")).unwrap();
    page.all(".filling button").unwrap()[nth].click().unwrap();
    says(page, "h1", case);
    says(page, "main", if note.is_empty() { step } else { note });
}

/// The cases that wait on somebody's desk are, or are not, this one.
fn waits(page: &Page, site: &Site, who: &str, case: &str) -> bool {
    be(page, site, who);
    page.go(&site.duheng.bare("/")).unwrap();
    page.all(&format!("a[href*='/cases/submissions/{case}/do']")).unwrap().len() == 1
}

/// One who signs hands over to another: the page of the row.
fn hands_over(page: &Page, site: &Site, to: &str, today: &str) -> String {
    be(page, site, "样例冯审批");
    page.go(&site.duheng.bare("/registers/delegation/new")).unwrap();
    for (name, text) in [
        ("委托人", "样例冯审批"),
        ("受托人", to),
        ("角色", "审批人"),
        ("起始日期", today),
        ("截止日期", today),
        ("连同待办", "是"),
        ("理由", "样例：休假"),
    ] {
        fill(page, &format!("cell {name}"), text);
    }
    page.find("button.main").unwrap().click().unwrap();
    says(page, "h1", "样例冯审批");
    page.address().unwrap()
}

fn journey(page: &Page, site: &Site, case: &str, [first, second]: [&str; 2]) {
    // The office's day is China's, wherever the browser stands.
    let today = page.evaluate("new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10)").unwrap();
    let today = today.as_str().unwrap();
    be(page, site, "样例李督导");
    page.go(&site.duheng.bare("/registers/submission/new")).unwrap();
    for (name, text) in [
        ("编号", case),
        ("轮次", "样例：春季材料"),
        ("事项", "样例：生均公用经费"),
        ("单位", "潼州小学（样例）"),
        ("下达日期", today),
        ("截止日期", "2099-06-30"),
        ("报送数", "650"),
    ] {
        fill(page, &format!("cell {name}"), text);
    }
    page.find("button.main").unwrap().click().unwrap();
    says(page, "h1", "生均公用经费");
    let row = page.address().unwrap();

    assert!(waits(page, site, "样例陈校办", case), "it waits on the school's desk");
    signs(page, site, case, "提交", "");
    assert!(waits(page, site, "样例冯审批", case));
    signs(page, site, case, "同意", "样例：看过");
    be(page, site, "样例褚审批");
    signs(page, site, case, "退回", "样例：与决算不符");
    says(page, "main", "退回给他");
    for (who, his) in [("样例卫审批", false), ("样例冯审批", false), ("样例陈校办", true)] {
        assert_eq!(waits(page, site, who, case), his, "{who}");
    }
    // The school mends the figure: of those who signed, who read it signs anew.
    page.go(&format!("{row}/edit")).unwrap();
    fill(page, "cell 报送数", "680");
    page.find("button.main").unwrap().click().unwrap();
    says(page, "main", "680");
    signs(page, site, case, "提交", "样例：已改");
    says(page, "main", "上次会签以后改了：报送数");

    // One of the three is away and hands over what waits; he takes it back, and hands it over to another.
    let away = hands_over(page, site, first, today);
    assert!(waits(page, site, first, case), "what waits goes along");
    be(page, site, "样例冯审批");
    page.go(&format!("{away}/edit")).unwrap();
    fill(page, "why", "样例：提前回来");
    page.find("form[action$='/withdraw'] button").unwrap().click().unwrap();
    let began = std::time::Instant::now();
    while page.address().unwrap().contains("/edit") {
        assert!(
            began.elapsed().as_secs() < 20,
            "it cannot be taken back: {:?} {:?}",
            page.address(),
            page.text("main").unwrap().chars().take(300).collect::<String>()
        );
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert!(!waits(page, site, first, case), "it is taken back");
    assert!(waits(page, site, "样例冯审批", case));
    hands_over(page, site, second, today);
    be(page, site, second);
    signs(page, site, case, "同意", "样例：代看过");
    says(page, "main", "代样例冯审批");
    be(page, site, "样例褚审批");
    signs(page, site, case, "同意", "样例：数对了");
    be(page, site, "样例卫审批");
    signs(page, site, case, "同意", "样例：同意");
    let told = page.text("main").unwrap();
    assert!(told.contains("已核准"), "{told}");
}

#[test]
fn a_figure_is_sent_back_mended_and_signed_by_three_with_and_without_script() {
    let site = Site::demo("sample-signing");
    let plain = Desk { script: false, ..Desk::default() };
    for (desk, case, others) in [
        (Desk::default(), "BS-YL-1", ["样例赵基教", "样例王安全"]),
        (plain, "BS-YL-2", ["样例吴督学", "样例郑区长"]),
    ] {
        let page = site.driver.open(&desk).unwrap();
        journey(&page, &site, case, others);
        assert_eq!(page.complaints().unwrap(), [] as [&str; 0]);
    }
}

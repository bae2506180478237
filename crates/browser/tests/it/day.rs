//! A working day (一天): a school clerk pastes forty rows, one of them doubtful, and attaches a file; the office sends a notice and a parent
//! taps; lists are sealed for a draw, an inspector visits by telephone while the connection is cut, finds a fault; the school rectifies and
//! cannot close its own case; the office closes it; the figure follows and the sentence of the report is marked; the leader's week with it;
//! an auditor finds each of these acts. With and without script.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use browser::{Desk, Page};

use crate::grid::{pastes_forty, picture};
use crate::office::{be, fill, says};
use crate::site::Site;
use crate::tap::{gateway, links};

/// What the report prints for a figure.
fn printed(page: &Page, site: &Site, figure: &str) -> String {
    page.go(&site.duheng.bare("/report")).unwrap();
    page.text(&format!(".document [data-figure=\"{figure}\"]")).unwrap()
}

/// The sentence of the report in which a figure stands is marked as changed, and says what it was.
fn is_marked(page: &Page, site: &Site, figure: &str, was: &str) {
    page.go(&site.duheng.bare("/report")).unwrap();
    let mark =
        format!("document.querySelector('.document [data-figure=\"{figure}\"]').closest('mark.moved')");
    let title = page.evaluate(&format!("{mark}?.title ?? ''")).unwrap();
    assert!(title.as_str().unwrap().contains(was), "{figure} was {was}: {title}");
    let now = printed(page, site, figure);
    let listed = page.texts("#moved .change").unwrap();
    assert!(
        listed.iter().any(|one| one.contains(&now) && one.contains(was)),
        "{was} and {now} in {listed:?}"
    );
}

/// The office sends a notice; a parent gets the message, follows its link on a telephone and taps. Gives notice and household.
fn taps(page: &Page, site: &Site, phone: Desk, messages: &Mutex<String>) -> (String, String) {
    page.go(&site.duheng.bare("/notices")).unwrap();
    let form = "form:has([value='four-knows-notice'])";
    page.find(&format!("{form} [type=checkbox]")).unwrap().click().unwrap();
    page.find(&format!("{form} button")).unwrap().click().unwrap();
    says(page, "h1", "四知");
    let notice = page.address().unwrap();
    let began = Instant::now();
    while links(&messages.lock().unwrap()).is_empty() {
        assert!(began.elapsed() < Duration::from_secs(60), "no letter goes out");
        std::thread::sleep(Duration::from_millis(100));
    }
    let link = links(&messages.lock().unwrap())[0].to_owned();
    let parent = site.driver.open(&phone).unwrap();
    parent.go(&site.duheng.bare(&link)).unwrap();
    assert_eq!(parent.overhang().unwrap(), 0);
    parent.find("button").unwrap().click().unwrap();
    says(&parent, "[role=status]", "应答");
    page.go(&format!("{notice}?state=acknowledged")).unwrap();
    says(page, "main tbody", "链接");
    let (notice, rest) = link.trim_start_matches("/k/").split_once("~~").unwrap();
    (notice.to_owned(), rest.split("~~").next().unwrap().to_owned())
}

/// The auditor finds an act by a row that it made: the entry says who.
fn finds(page: &Page, site: &Site, (register, text): (&str, &str), who: &str) {
    page.go(&site.duheng.bare(&format!("/registers/{register}?q={text}"))).unwrap();
    says(page, "#rows", text.split('&').next().unwrap_or_default());
    page.find("#rows tbody a[href^='/journal/']").unwrap().click().unwrap();
    says(page, "#proof", "0");
    let told = page.text("main").unwrap();
    assert!(told.contains(who), "{register} {text} by {who}: {told}");
}

/// Today, as the desk says it.
fn today(page: &Page, site: &Site) -> String {
    page.go(&site.duheng.bare("/")).unwrap();
    page.text(".lead").unwrap().split_whitespace().nth(1).unwrap().to_owned()
}

/// A school clerk attaches a file to a row of the school's.
fn attaches(page: &Page, site: &Site, name: &str) {
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&file, format!("样例：{name}\n")).unwrap();
    page.go(&site.duheng.bare("/registers/class")).unwrap();
    page.find("#rows tbody a").unwrap().click().unwrap();
    page.find("a.button[href$='/evidence']").unwrap().click().unwrap();
    page.find("input[type=file]").unwrap().write(file.to_str().unwrap()).unwrap();
    page.find("form[enctype] button").unwrap().click().unwrap();
    says(page, "main", name);
}

/// The office seals the lists; before its day no value is taken, and the hall sees what is fixed.
fn seals(page: &Page, site: &Site) -> String {
    page.go(&site.duheng.bare("/draws")).unwrap();
    fill(page, "draw", "school-safety");
    page.find("form.filling button").unwrap().click().unwrap();
    says(page, "main", "大屏观看");
    let number = page.address().unwrap().rsplit('/').next().unwrap().to_owned();
    fill(page, "value", "01 02 03");
    page.find("form.filling button").unwrap().click().unwrap();
    says(page, "[role=alert]", "公布");
    page.go(&site.duheng.bare(&format!("/draws/{number}/hall"))).unwrap();
    says(page, "main", "封存");
    picture(page, "hall");
    // One of the year: the slips with who goes, and the certificate to take away.
    page.go(&site.duheng.bare("/draws/school-safety-2022-12/hall")).unwrap();
    assert!(page.all(".hall-slips li").unwrap().len() > 3);
    picture(page, "hall-drawn");
    page.go(&site.duheng.bare("/draws/school-safety-2022-12")).unwrap();
    assert!(!page.all("a[download]").unwrap().is_empty(), "its certificate");
    number
}

/// The inspector visits a school on a telephone and ticks the checklist; with script the connection is cut when he saves.
fn visits(page: &Page, site: &Site, campus: &str, cut: bool) {
    let day = today(page, site);
    let inspector = "500152-DX-001";
    let query = [("日期", day.as_str()), ("校园", campus), ("督学", inspector)]
        .map(|(name, text)| format!("{name}={text}"))
        .join("&");
    page.go(&site.duheng.bare(&format!("/registers/supervisor-visit/new?{query}"))).unwrap();
    assert_eq!(page.overhang().unwrap(), 0);
    page.find("[name='point 0'][value=fine]").unwrap().click().unwrap();
    page.find("[name='point 3'][value=wrong]").unwrap().click().unwrap();
    page.find("[name='words 3']").unwrap().write("样例：两具灭火器过期").unwrap();
    picture(page, "checklist");
    if cut {
        page.offline(true).unwrap();
        page.find("button.main").unwrap().click().unwrap();
        says(page, "[data-kept]", "没有连上");
        page.offline(false).unwrap();
        // He goes back to his desk: what waited goes out from there, once.
        page.go(&site.duheng.bare("/")).unwrap();
    } else {
        page.find("button.main").unwrap().click().unwrap();
        // The form may be answered a while after it was pressed, and what is asked before that would not show it.
        let began = std::time::Instant::now();
        while page.address().unwrap().contains("/new") {
            assert!(began.elapsed().as_secs() < 20, "the form leads nowhere");
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
    }
    says(page, "main", "两具灭火器过期");
    page.go(&site.duheng.bare(&format!("/registers/supervisor-visit?q={campus}&sort=-日期"))).unwrap();
    let today = page.texts("#rows tbody tr").unwrap().into_iter().filter(|row| row.contains(&day)).count();
    assert_eq!(today, 1, "never twice");
}

/// The form of a step, by its name.
fn step(page: &Page, site: &Site, case: &str, name: &str) {
    page.go(&site.duheng.bare(&format!("/cases/rectification/{case}/do"))).unwrap();
    says(page, "main", name);
    let steps = page.texts(".filling h2").unwrap();
    let nth = steps.iter().position(|one| one.starts_with(name)).unwrap();
    let set = format!(
        "(document.querySelectorAll('.filling')[{nth}].querySelector('[name=evidence]') ?? {{}}).value = '样例：{name}的材料'"
    );
    page.evaluate(&set).unwrap();
    page.all(".filling button").unwrap()[nth].click().unwrap();
    says(page, "main", &format!("样例：{name}的材料"));
}

/// The school sends a step that is not its own, by the form of one that is.
fn forges(page: &Page, site: &Site, case: &str) {
    page.go(&site.duheng.bare(&format!("/cases/rectification/{case}/do"))).unwrap();
    says(page, "main", "完成整改");
    page.evaluate("document.querySelector('.filling [name=step]').value = '复核销号'").unwrap();
    page.evaluate("document.querySelector('.filling [name=evidence]').value = '样例：自己复核'").unwrap();
    page.find(".filling button").unwrap().click().unwrap();
    says(page, "[role=alert]", "不能办理");
}

/// The day; what each finds on his page is what the others did.
fn day(desk: Desk, phone: Desk, name: &str, campus: &str, clerk: &str) {
    let messages = Arc::new(Mutex::new(String::new()));
    let site = Site::in_the_year(name, &gateway(messages.clone()));
    let page = site.driver.open(&desk).unwrap();
    be(&page, &site, clerk);
    let mark = if desk.script { "YR" } else { "YP" };
    pastes_forty(&page, &site, mark, desk.script);
    attaches(&page, &site, &format!("{name}.txt"));
    be(&page, &site, "样例李督导");
    picture(&page, "desk-office");
    let (notice, household) = taps(&page, &site, phone, &messages);
    let draw = seals(&page, &site);
    let before = [printed(&page, &site, "problems-found"), printed(&page, &site, "problems-closed")];

    let telephone = site.driver.open(&phone).unwrap();
    be(&telephone, &site, "样例吴督学");
    picture(&telephone, "desk-inspector");
    visits(&telephone, &site, campus, phone.script);

    let found = [printed(&page, &site, "problems-found"), printed(&page, &site, "problems-closed")];
    assert!(found[0] != before[0] && found[1] != before[1], "{before:?} and {found:?}");
    is_marked(&page, &site, "problems-found", &before[0]);
    picture(&page, "report-marked");
    be(&page, &site, clerk);
    let case = page
        .texts(".due a")
        .unwrap()
        .into_iter()
        .find(|text| text.starts_with("DX-"))
        .expect("it waits on the desk");
    let case = case.split_whitespace().next().unwrap().to_owned();
    let case = case.replace('/', "%2F");
    step(&page, &site, &case, "制定方案");
    forges(&page, &site, &case);
    step(&page, &site, &case, "完成整改");
    page.go(&site.duheng.bare(&format!("/cases/rectification/{case}/do"))).unwrap();
    assert!(page.all(".filling").unwrap().is_empty(), "the school is offered no further step");
    be(&page, &site, "样例李督导");
    step(&page, &site, &case, "复核销号");
    let closed = [printed(&page, &site, "problems-found"), printed(&page, &site, "problems-closed")];
    assert!(closed[0] == found[0] && closed[1] != found[1], "{found:?} and {closed:?}");
    is_marked(&page, &site, "problems-closed", &before[1]);
    be(&page, &site, "样例郑区长");
    says(&page, "#week", "本周十件事");
    assert!(page.all("#week li").unwrap().len() <= 10);
    picture(&page, "desk-leader");

    be(&page, &site, "样例宋审计");
    let (last, file) = (format!("{mark}-40"), format!("{name}.txt"));
    for (row, who) in [
        (("class", last.as_str()), clerk),
        (("evidence", &file), clerk),
        (("notice", &notice), "样例李督导"),
        (("letter-event", &format!("{household}&sort=-时刻")), &household),
        (("draw-record", &draw), "样例李督导"),
        (("supervisor-visit", "两具灭火器过期"), "样例吴督学"),
        (("case-step", "样例：制定方案的材料"), clerk),
        (("case-step", "样例：复核销号的材料"), "样例李督导"),
    ] {
        finds(&page, &site, row, who);
    }
    page.go(&site.duheng.bare("/registers/security-event?sort=-记录号")).unwrap();
    let told = page.text("#rows").unwrap();
    assert!(told.contains("被拒绝") && told.contains(clerk), "what the school tried: {told}");
    page.go(&site.duheng.bare(&format!("/registers/draw-record?q={draw}"))).unwrap();
    says(&page, "#rows", &draw);
    // The complaints are answers that refuse.
    let complaints = page.complaints().unwrap();
    assert!(complaints.iter().all(|one| one.contains("422")), "{complaints:?}");
}

#[test]
fn from_a_visit_with_a_cut_connection_to_the_sentence_of_the_report() {
    day(Desk::default(), Desk::phone(), "sample-day", "2150900001", "样例陈校办");
}

#[test]
fn the_same_day_without_script() {
    let (desk, phone) = (Desk::default().without_script(), Desk::phone().without_script());
    day(desk, phone, "sample-day-plain", "2150900001", "样例陈校办");
}

//! A school clerk pastes forty rows, one of them doubtful: undone and done again, kept over a reload, recorded with a reason.

use std::path::PathBuf;

use browser::{Desk, Page};
use serde_json::json;

use crate::office::{be, fill, says};
use crate::site::Site;

/// Forty classes as a spreadsheet puts them on the clipboard; the last has ninety-eight pupils.
fn classes(mark: &str) -> String {
    let row = |nth: u32| {
        let pupils = if nth == 40 { 98 } else { 40 };
        format!("2022\t{mark}-{nth}\t潼州小学（样例）\t小学\t三年级\t\"{mark}\n{nth}班\"\t{pupils}\t样例")
    };
    let rows: Vec<String> = (1..=40).map(row).collect();
    format!("学年\t班级编号\t学校\t学段\t年级\t班名\t学生数\t数据性质\r\n{}\r\n", rows.join("\r\n"))
}

fn paste(page: &Page, text: &str) {
    let event = format!(
        "(() => {{ const held = new DataTransfer(); held.setData('text/plain', {});
         document.querySelector('.pen').dispatchEvent(new ClipboardEvent('paste', {{ clipboardData: held, cancelable: true }})); }})()",
        json!(text)
    );
    page.evaluate(&event).unwrap();
}

fn press(page: &Page, words: &str) {
    let buttons = page.all("#block button").unwrap();
    let one = buttons.iter().find(|one| one.text().unwrap() == words).unwrap();
    one.click().unwrap();
}

/// Kept where `DUHENG_PICTURES` says, for whoever wants to look.
pub fn picture(page: &Page, name: &str) {
    if let Some(folder) = std::env::var_os("DUHENG_PICTURES") {
        std::fs::write(PathBuf::from(folder).join(format!("{name}.png")), page.picture().unwrap()).unwrap();
    }
}

/// Pastes forty classes, the last with a doubtful cell, and records them with a reason; by the grid or, without script, by the text.
pub fn pastes_forty(page: &Page, site: &Site, mark: &str, script: bool) {
    page.go(&site.duheng.bare("/registers/class/grid")).unwrap();
    page.find("[name=block]").unwrap();
    if script {
        paste(page, &classes(mark));
        says(page, "#tally", "新增 40");
    } else {
        let text = json!(classes(mark));
        page.evaluate(&format!("document.querySelector('[name=block]').value = {text}")).unwrap();
    }
    press(page, "全部记入");
    says(page, "#told", "写明理由");
    fill(page, "reason", "样例：两班并作一班，待新教室");
    press(page, "全部记入");
    says(page, "#told", "已记入 40 行");
}

fn count(page: &Page, selector: &str) -> usize {
    page.all(selector).unwrap().len()
}

#[test]
fn forty_rows_with_a_doubtful_cell_are_pasted_undone_kept_and_recorded() {
    let site = Site::demo("sample-grid");
    let page = site.driver.open(&Desk::default()).unwrap();
    be(&page, &site, "样例陈校办");
    let address = site.duheng.bare("/registers/class/grid");
    page.go(&site.duheng.bare("/registers/class")).unwrap();
    page.find_link("表格填报").unwrap().click().unwrap();
    paste(&page, &classes("YG"));
    says(&page, "#tally", "新增 40");
    says(&page, "#kept", "草稿已存");
    page.evaluate("document.querySelector('.box').scrollTop = 840").unwrap();
    says(&page, ".cells", "98");
    assert_eq!(page.texts(".cells td.doubt").unwrap(), ["98"], "the doubtful cell is marked, and no other");
    picture(&page, "grid");
    press(&page, "撤销");
    says(&page, "#tally", "新增 0");
    press(&page, "重做");
    says(&page, "#tally", "新增 40");
    page.go(&address).unwrap();
    says(&page, "#tally", "新增 40");
    press(&page, "全部记入");
    says(&page, "#told", "写明理由");
    fill(&page, "reason", "样例：两班并作一班，待新教室");
    press(&page, "全部记入");
    says(&page, "#told", "已记入 40 行");
    page.go(&address).unwrap();
    assert_eq!(page.evaluate("document.querySelector('[name=block]').value.trim()").unwrap(), "");
    // One value into many, of rows that are there; the key stays.
    page.go(&site.duheng.bare("/registers/class/grid?fill=present")).unwrap();
    says(&page, "#tally", "新增 0");
    let keys = |key: &str, more: &str| {
        page.evaluate(&format!("document.querySelector('.pen').dispatchEvent(new KeyboardEvent('keydown', {{ key: '{key}', {more} }}))")).unwrap();
    };
    (0..7).for_each(|_| keys("ArrowRight", ""));
    (0..4).for_each(|_| keys("ArrowDown", "shiftKey: true"));
    page.evaluate("(() => { const pen = document.querySelector('.pen'); pen.value = '实录'; pen.dispatchEvent(new Event('input')); })()").unwrap();
    keys("Enter", "ctrlKey: true");
    says(&page, "#tally", "更改 5");
    assert!(count(&page, ".cells del") >= 5, "old and new stand in the cell");
    picture(&page, "grid-changed");
    // The complaint is the answer that asks for a reason.
    let complaints = page.complaints().unwrap();
    assert!(complaints.iter().all(|one| one.contains("422")), "{complaints:?}");
}

#[test]
fn the_same_without_script() {
    let site = Site::demo("sample-grid-plain");
    let page = site.driver.open(&Desk::default().without_script()).unwrap();
    be(&page, &site, "样例陈校办");
    page.go(&site.duheng.bare("/registers/class/grid")).unwrap();
    page.find("[name=block]").unwrap();
    page.evaluate(&format!("document.querySelector('[name=block]').value = {}", json!(classes("YH"))))
        .unwrap();
    press(&page, "核对");
    says(&page, "#checked", "新增 40");
    says(&page, "#checked", "是否多写了一位");
    picture(&page, "grid-plain");
    page.go(&site.duheng.bare("/registers/class/grid")).unwrap();
    page.find("[name=block]").unwrap();
    assert!(
        page.evaluate("document.querySelector('[name=block]').value")
            .unwrap()
            .as_str()
            .unwrap()
            .contains("YH-40")
    );
    press(&page, "全部记入");
    says(&page, "#told", "写明理由");
    fill(&page, "reason", "样例：两班并作一班");
    press(&page, "全部记入");
    says(&page, "#told", "已记入 40 行");
    // The complaint is the answer that refuses.
    let complaints = page.complaints().unwrap();
    assert!(complaints.iter().all(|one| one.contains("422")), "{complaints:?}");
    let phone = site.driver.open(&Desk::phone().without_script()).unwrap();
    be(&phone, &site, "样例陈校办");
    phone.go(&site.duheng.bare("/registers/class/grid?fill=present")).unwrap();
    assert_eq!(phone.overhang().unwrap(), 0);
    picture(&phone, "grid-phone");
}

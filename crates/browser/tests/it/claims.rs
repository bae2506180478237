//! 核对: a document chosen in the browser, and its claims read on the page.

use std::path::PathBuf;

use browser::Desk;

use crate::site::Site;

fn document(name: &str, words: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, words).unwrap();
    path
}

#[test]
fn a_chosen_document_comes_back_marked_with_and_without_script() {
    let site = Site::open();
    let words =
        "普惠性幼儿园覆盖率为79.3%。收入33844.74万元，比上年34583.04万元下降1.73%。应急演练开展184次。";
    let path = document("核对样文.txt", words);
    for desk in [Desk::default(), Desk::phone().without_script()] {
        let page = site.driver.open(&desk).unwrap();
        page.go(&site.duheng.page("/claims")).unwrap();
        assert!(page.text("main").unwrap().contains("还没有选文章"));
        page.find("input[name=file]").unwrap().write(path.to_str().unwrap()).unwrap();
        page.find("form[action^='/claims'] button").unwrap().click().unwrap();
        // The answer to a form takes its time to read; what only it has is waited for.
        page.find(".paper .not-met").unwrap();
        assert_eq!(page.text("h1").unwrap(), "核对样文.txt");
        let marked = page.texts(".paper .not-met").unwrap();
        assert_eq!(marked, ["79.3%", "1.73%"], "what the rows deny, and what denies itself");
        let told = page.text(".beside").unwrap();
        assert!(told.contains("与台账不符") && told.contains("台账得出99.3%"), "{told}");
        assert!(told.contains("= 2.1348—2.1349%"), "{told}");
        assert_eq!(page.overhang().unwrap(), 0, "nothing sticks out");
        // Choosing a file makes the browser's own pages complain now and then.
        let mut complaints = page.complaints().unwrap();
        complaints.retain(|complaint| !complaint.starts_with("chrome://"));
        assert_eq!(complaints, Vec::<String>::new());
        page.find(".paper a.marked.not-met[href^='#claim']").unwrap().click().unwrap();
        assert!(page.address().unwrap().ends_with("#claim-1"));
        page.find_link("普惠性幼儿园覆盖率").unwrap().click().unwrap();
        assert!(page.address().unwrap().ends_with("/figures/F36"));
    }
}

//! A large file from a telephone: the connection is cut while it goes up, then the page is loaded anew; each time it goes on where it
//! stopped, and what is attached is the whole file.

use browser::{Desk, Page};

use crate::office::{be, files_problem, says};
use crate::site::Site;

/// Chooses the same file as before: two megabytes of text.
const CHOOSES: &str = r##"(() => {
  const text = "样例：现场说明，一行一行写下。\n".repeat(50000), held = new DataTransfer();
  held.items.add(new File([text], "现场说明.txt", { type: "text/plain", lastModified: 7 }));
  const field = document.querySelector("input[type=file]");
  field.files = held.files;
  return field.files[0].size;
})()"##;

/// How much of it is there, in percent, as the page says; waits until it says so.
fn percent(page: &Page) -> u64 {
    let began = std::time::Instant::now();
    loop {
        let told = page.text("form[enctype] [role=status]").unwrap();
        if let Some(percent) = told.strip_suffix('%') {
            return percent.parse().unwrap();
        }
        assert!(began.elapsed().as_secs() < 30, "{told}");
    }
}

fn sends(page: &Page) {
    page.slow(400_000).unwrap();
    page.find("form[enctype] button").unwrap().click().unwrap();
}

#[test]
fn a_file_goes_on_where_it_stopped_after_a_cut_and_after_the_page_is_loaded_anew() {
    let site = Site::demo("sample-pieces");
    let page = site.driver.open(&Desk::phone()).unwrap();
    be(&page, &site, "样例吴督学");
    files_problem(&page, &site, ["YX-1", "样例：疏散图缺失", "样例-9"]);
    says(&page, "h1", "疏散图缺失");
    page.find("a.button[href$='/evidence']").unwrap().click().unwrap();
    page.find("input[type=file]").unwrap();
    let size = page.evaluate(CHOOSES).unwrap().as_u64().unwrap();
    sends(&page);
    while percent(&page) < 20 {}
    page.offline(true).unwrap();
    says(&page, "form[enctype] [role=status]", "没有连上");
    page.offline(false).unwrap();
    page.slow(400_000).unwrap();
    let mut there = percent(&page);
    while there < 40 {
        there = percent(&page);
    }
    // The page is loaded anew in the middle of it.
    let address = page.address().unwrap();
    page.go(&address).unwrap();
    page.evaluate(CHOOSES).unwrap();
    sends(&page);
    let first = percent(&page);
    assert!(first >= there, "{there}% was there, and it began at {first}%");
    says(&page, "main", "现场说明.txt");
    says(&page, "section.evidence", &format!("{} KB", size >> 10));
    // The complaints are of the connection that was cut.
    let complaints = page.complaints().unwrap();
    assert!(complaints.iter().all(|one| one.contains("ERR_INTERNET_DISCONNECTED")), "{complaints:?}");
}

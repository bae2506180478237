//! The second verifier as a reader has it: a page in a folder, opened without a server, files given to it by hand.

use browser::{Desk, Driver, Page};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// A certificate that holds under the key of this fingerprint.
const GOOD: &str = include_str!("../../../proof/tests/vectors/draw.txt");

struct Folder(PathBuf);

impl Folder {
    fn new() -> Folder {
        let folder = std::env::temp_dir().join(format!("duheng-verifier-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("核验器.html"), verifier::page()).unwrap();
        std::fs::write(folder.join("好.draw.txt"), GOOD).unwrap();
        std::fs::write(folder.join("坏.draw.txt"), GOOD.replacen("J003\tD", "J001\tD", 1)).unwrap();
        Folder(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

/// What the page says of each file, once it says it of so many in these words.
fn said(page: &Page, wanted: &[&str]) -> Vec<String> {
    let until = Instant::now() + Duration::from_secs(10);
    loop {
        let said = page.texts(".assurance").unwrap();
        if said == wanted || Instant::now() > until {
            assert_eq!(said, wanted);
            return page.texts("article").unwrap();
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn the_second_verifier_works_from_a_folder_without_a_server() {
    assert!(verifier::page().len() <= 300_000, "{} bytes", verifier::page().len());
    let folder = Folder::new();
    let driver = Driver::start().unwrap();
    let page = driver.open(&Desk::default()).unwrap();
    page.go(&format!("file://{}", folder.0.join("核验器.html").display())).unwrap();
    assert_eq!(page.title().unwrap(), "督衡 第二核验器");
    let files: Vec<String> =
        ["好.draw.txt", "坏.draw.txt"].iter().map(|name| folder.0.join(name).display().to_string()).collect();
    page.find("#files").unwrap().write(&files.join("\n")).unwrap();
    let told = said(&page, &["自洽，未核对钥匙", "不成立"]);
    assert!(told[0].contains("04 09 15 17 22 29 + 11") && told[0].contains("第1期"), "{told:?}");
    assert!(told[1].contains("[draw.slip]") && !told[1].contains("04 09 15"), "{told:?}");
    // Under the key that the reader names the good one holds; under another one nothing does.
    let key = page.texts("dd").unwrap().last().unwrap().clone();
    page.find("#key").unwrap().write(&key).unwrap();
    said(&page, &["成立", "不成立"]);
    page.find("#language").unwrap().click().unwrap();
    let told = said(&page, &["Holds", "Refused"]);
    assert!(told[0].contains("Public value") && told[1].contains("slip"), "{told:?}");
    page.find("#key").unwrap().write("0").unwrap();
    said(&page, &["Refused", "Refused"]);
    assert_eq!(page.complaints().unwrap(), Vec::<String>::new());
    for desk in [Desk::default(), Desk::phone()] {
        let page = driver.open(&desk).unwrap();
        page.go(&format!("file://{}", folder.0.join("核验器.html").display())).unwrap();
        assert_eq!(page.overhang().unwrap(), 0);
    }
}

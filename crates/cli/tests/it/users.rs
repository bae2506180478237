//! Accounts by the command line: added once, listed, disabled, reset.

use super::{Scratch, at, duheng, said};

#[test]
fn an_account_is_added_once_and_its_first_password_is_told_once() {
    let scratch = Scratch::new("users");
    let dir = scratch.path("d");
    said(&["init", at(&dir), "--pack", "chongqing-2023"]);
    let told = said(&["user", "add", at(&dir), "样例甲", "--login", "Jia"]);
    assert!(told.contains("首次口令：") && told.contains("“Jia”"), "{told}");
    let first = told.split_once("首次口令：").unwrap().1.split_whitespace().next().unwrap().to_owned();
    for again in
        [&["user", "add", at(&dir), "样例乙", "--login", "jia"][..], &["user", "add", at(&dir), "样例　甲"]]
    {
        let refused = duheng(again);
        assert_eq!(refused.status.code(), Some(1), "{refused:?}");
    }
    let listed = said(&["user", "list", at(&dir)]);
    assert!(listed.contains("jia") && listed.contains("未登录过") && !listed.contains(&first), "{listed}");
    said(&["user", "disable", at(&dir), "JIA"]);
    assert!(said(&["user", "list", at(&dir)]).contains("停用"));
    said(&["user", "enable", at(&dir), "jia"]);
    assert!(!said(&["user", "reset", at(&dir), "jia"]).contains(&first));
    assert_eq!(duheng(&["user", "disable", at(&dir), "无此人"]).status.code(), Some(2));
    // What is kept of a password is not the password.
    let file = std::fs::read(dir.join("accounts.db")).unwrap();
    assert!(!file.windows(first.len()).any(|part| part == first.as_bytes()));
}

//! The verbs about the journal as two people use them: the district, and whoever keeps what it gave out.

use crate::{Scratch, at, duheng, json, said};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// A witness whose door is open, until it is dropped.
struct Door(Child);

impl Drop for Door {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// Opens the door of a witness; its address, and the line that a verifier is told.
fn door(books: &str, keys: &str) -> (Door, String, String) {
    let words = [
        "journal",
        "witness",
        "--listen",
        "127.0.0.1:0",
        "--name",
        "市教委",
        "--books",
        books,
        "--key",
        keys,
    ];
    let mut child =
        Command::new(env!("CARGO_BIN_EXE_duheng")).args(words).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let first = lines.next().unwrap();
    let address = first.split("http://").nth(1).unwrap().split('/').next().unwrap();
    (Door(child), format!("http://{address}"), lines.next().unwrap())
}

#[test]
fn the_key_is_changed_and_whoever_knew_the_old_one_is_led_on() {
    let district = Scratch::district("rotate");
    let (dir, kept) = (at(&district.0), district.path("检查点.txt"));
    let (old, new) = (district.path("旧公钥.txt"), district.path("新公钥.txt"));
    said(&["journal", "root", dir, "--out", at(&kept)]);
    said(&["journal", "key", dir, "--out", at(&old)]);
    let outcome = json(&["journal", "rotate", dir, "--json"]);
    let change = |name: &str| outcome["change"][name].as_str().unwrap().to_owned();
    assert_eq!((outcome["finished"].as_bool(), change("old") == change("new")), (Some(false), false));
    let told = said(&["journal", "key", dir, "--out", at(&new)]);
    assert!(told.contains(&format!("{} 换成 {}", change("old"), change("new"))), "{told}");
    let told = said(&["journal", "verify", dir, "--key", at(&old)]);
    assert!(told.contains("与所给的相符") && told.contains(&change("new")), "{told}");
    assert!(said(&["journal", "consistent", at(&kept), dir]).contains("接续"));
    let proof = district.path("证明.json");
    said(&["journal", "prove", dir, "3", "--out", at(&proof)]);
    for key in [at(&old), at(&new), &change("old"), &change("new")] {
        assert!(said(&["journal", "verify", at(&proof), "--key", key]).contains("证明成立"), "{key}");
    }
    let secret = district.path("私钥");
    std::fs::write(&secret, "2b".repeat(32)).unwrap();
    assert!(said(&["journal", "rotate", dir, "--new", at(&secret)]).contains("新旧两把钥匙都签了名"));
    let again = duheng(&["journal", "rotate", dir, "--new", at(&secret)]);
    assert!(!again.status.success());
    assert!(
        String::from_utf8_lossy(&again.stderr).contains("已经用过")
            || String::from_utf8_lossy(&again.stdout).contains("已经用过")
    );
}

#[test]
fn the_receipt_of_a_report_is_held_against_the_journal() {
    let district = Scratch::district("receipt");
    let (dir, out) = (at(&district.0), district.path("报告"));
    said(&["report", dir, "--out", at(&out)]);
    let report = out.join("自评报告.txt");
    assert!(said(&["journal", "verify", dir, "--receipt", at(&report)]).contains("正是收据签下的那些"));
    assert!(said(&["journal", "consistent", at(&report), dir]).contains("接续"));
    let text = std::fs::read_to_string(&report).unwrap();
    let time = text.lines().find(|line| line.starts_with("time ")).unwrap();
    let forged = district.path("伪造.txt");
    std::fs::write(&forged, text.replace(time, "time 2020-01-01T00:00:00+08:00")).unwrap();
    let refused = duheng(&["journal", "verify", dir, "--receipt", at(&forged)]);
    assert!(!refused.status.success(), "{refused:?}");
}

#[test]
fn a_witness_on_another_machine_is_asked_by_http() {
    let district = Scratch::district("witness");
    let (dir, keys) = (at(&district.0), district.path("公钥.txt"));
    let (books, noted) = (district.path("见证簿"), district.path("见证.txt"));
    said(&["journal", "key", dir, "--out", at(&keys)]);
    let (open, url, line) = door(at(&books), at(&keys));
    let ask = |dir: &str| duheng(&["journal", "witness", dir, "--ask", &url, "--out", at(&noted)]);
    let older = Scratch::new("witness-older");
    crate::copy(&district.0, &older.0);
    assert!(ask(dir).status.success());
    assert!(said(&["journal", "consistent", at(&noted), dir, "--witness", &line]).contains("见证 市教委 于"));
    assert!(ask(dir).status.success(), "asked again he signs again");
    // The key is changed and the log grows: he is led on.
    said(&["journal", "rotate", dir]);
    assert!(ask(dir).status.success());
    assert!(said(&["journal", "consistent", at(&noted), dir, "--witness", &line]).contains("见证 市教委 于"));
    let back = ask(at(&older.0));
    assert!(!back.status.success());
    assert!(
        String::from_utf8_lossy(&back.stderr).contains("末尾丢了")
            || String::from_utf8_lossy(&back.stdout).contains("末尾丢了")
    );
    // Opened again he remembers.
    drop(open);
    let (_open, url, again) = door(at(&books), at(&keys));
    assert_eq!(again, line);
    // The older copy goes on by itself: a second history.
    for _ in 0..2 {
        said(&["journal", "rotate", at(&older.0)]);
    }
    let forked = duheng(&["journal", "witness", at(&older.0), "--ask", &url, "--out", at(&noted)]);
    assert!(!forked.status.success(), "{forked:?}");
}

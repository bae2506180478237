//! What is printed acts on no terminal, whatever the files, names and words were that it came from.

use crate::{Scratch, at, duheng};

const HOSTILE: &str = "甲\u{1b}[2J\u{1b}]52;c;eA==\u{7}\u{9b}\u{202e}\r日志全部核对无误";

/// Whether a terminal would show the bytes and do nothing else.
fn harmless(bytes: &[u8]) -> bool {
    let text = std::str::from_utf8(bytes).unwrap();
    text.chars().all(|letter| {
        letter == '\n'
            || !matches!(u32::from(letter),
                0..=0x1f | 0x7f..=0x9f | 0x200e | 0x200f | 0x61c | 0x202a..=0x202e | 0x2066..=0x2069)
    })
}

#[test]
fn nothing_that_is_said_acts_on_a_terminal() {
    let district = Scratch::district("controls");
    let dir = at(&district.0);
    let file = district.path(&format!("{}.csv", HOSTILE.replace('/', "")));
    std::fs::write(&file, format!("{HOSTILE},名称\n{HOSTILE},{HOSTILE}\n")).unwrap();
    let proof = district.path("proof.json");
    std::fs::write(&proof, format!("{{\"{}\": 1}}", "\u{9b}")).unwrap();
    let prose = district.path("prose.txt");
    std::fs::write(&prose, format!("{HOSTILE}。全区有学校3所，其中小学2所、中学2{HOSTILE}所。")).unwrap();
    let verbs: [&[&str]; 10] = [
        &["import", dir, at(&file)],
        &["import", dir, at(&file), "--json"],
        &["import", dir, at(&file), "--register", "幼儿园"],
        &["import", dir, at(&file), "--register", HOSTILE],
        &["journal", "verify", at(&proof)],
        &["journal", "verify", HOSTILE],
        &["about", dir, HOSTILE],
        &["claims", at(&prose)],
        &["claims", at(&prose), "--json"],
        &["withdraw", dir, "幼儿园", HOSTILE, "--reason", HOSTILE],
    ];
    for verb in verbs {
        let output = duheng(verb);
        assert!(harmless(&output.stdout) && harmless(&output.stderr), "{verb:?}: {output:?}");
        assert!(!(output.stdout.is_empty() && output.stderr.is_empty()), "{verb:?} says something");
    }
    let wrong = duheng(&[HOSTILE]);
    assert!(wrong.status.code() == Some(2) && harmless(&wrong.stderr), "{wrong:?}");
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("甲␛[2J"), "a control is seen: {wrong:?}");
}

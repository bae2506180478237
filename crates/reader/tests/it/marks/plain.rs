//! Marks in plain text.

use super::{SENTENCE, everywhere, lines};

#[test]
fn letters_that_are_not_seen_and_marks_behind_numbers_change_nothing() {
    for (before, after) in everywhere() {
        for mark in ["\u{200B}", "\u{FEFF}", "\u{AD}", "\u{2060}", "\u{200E}"] {
            let text = format!("{before}{mark}{after}");
            assert_eq!(lines("a.txt", text.as_bytes()), [SENTENCE], "{mark:?} behind {before}");
        }
        let behind_words = before.chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '%');
        let stops = after.starts_with(['，', '。']);
        for mark in ["〔12〕", "〔3※〕", "[2]", "［5］", "①", "²"] {
            // Where it may as well be a number of the text it is left there.
            let told = mark.starts_with('〔') || before.ends_with(|c: char| c.is_ascii_digit());
            if (told || mark == "²" || stops) && behind_words {
                let text = format!("{before}{mark}{after}");
                assert_eq!(lines("a.txt", text.as_bytes()), [SENTENCE], "{mark} behind {before}");
            }
        }
    }
}

#[test]
fn characters_that_look_alike_are_read_as_those_that_are_meant() {
    assert_eq!(lines("a.txt", "⼊学⼈数253⼈，⽐上年增⻓3.5%".as_bytes()), ["入学人数253人，比上年增长3.5%"]);
}

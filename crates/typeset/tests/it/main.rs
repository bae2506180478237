//! Pages, and the files that are made of them.
#![allow(clippy::disallowed_methods, reason = "tests read the machine's fonts and start independent readers")]

#[path = "../../../paper/tests/it/around.rs"]
mod around;
mod files;
mod hostile;
mod layout;
mod rows;
mod sample;

use std::sync::LazyLock;
use typeset::Fonts;

/// The fonts that every test sets in.
const FONTS: [&str; 3] = ["NotoSerifCJK-Regular.ttc", "NotoSerifCJK-Bold.ttc", "NotoSansCJK-Bold.ttc"];

/// Read once. A machine without them fails the tests: nothing is passed over.
static AT_HAND: LazyLock<Fonts> = LazyLock::new(|| {
    let read = |name: &str| {
        let path = format!("/usr/share/fonts/opentype/noto/{name}");
        let bytes =
            std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}; install fonts-noto-cjk"));
        (name.to_owned(), bytes)
    };
    let (fonts, findings) = Fonts::of(FONTS.map(read));
    assert!(findings.is_empty(), "{findings:?}");
    fonts
});

fn fonts() -> &'static Fonts {
    &AT_HAND
}

/// Text without spaces and ends of lines: what is said, not where.
fn said(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace() && !letter.is_control()).collect()
}

//! The files that pages refer to, carried inside the executable; their addresses change when they do, so a
//! reader's machine may keep them for good.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use std::sync::LazyLock;

pub(crate) const STYLE: &str = include_str!("assets/duheng.css");
const SCRIPT: &str = include_str!("assets/duheng.js");
const GRID: &str = include_str!("assets/grid.js");
const MARK: &str = include_str!("assets/mark.svg");

const STYLE_ADDRESS: Address = address("/duheng.css?v=", STYLE);
const GRID_ADDRESS: Address = address("/grid.js?v=", GRID);
const SCRIPT_ADDRESS: Address = address("/duheng.js?v=", SCRIPT);

pub(crate) async fn style() -> Response {
    static SENT: LazyLock<String> = LazyLock::new(|| lean(STYLE));
    kept("text/css; charset=utf-8", &SENT)
}

pub(crate) async fn script() -> Response {
    static SENT: LazyLock<String> = LazyLock::new(|| lean(SCRIPT));
    kept("text/javascript; charset=utf-8", &SENT)
}

pub(crate) async fn grid() -> Response {
    static SENT: LazyLock<String> = LazyLock::new(|| lean(GRID));
    kept("text/javascript; charset=utf-8", &SENT)
}

pub(crate) async fn mark() -> Response {
    kept("image/svg+xml", MARK)
}

/// A style or a script as it is sent: without its lines of comment and without what its lines begin with. A line stays a line, so that
/// what a browser complains of can be found.
fn lean(text: &str) -> String {
    let is_comment = |line: &str| line.starts_with("//") || line.starts_with("/*") && line.ends_with("*/");
    let lines = text.lines().map(str::trim_start).filter(|line| !line.is_empty() && !is_comment(line));
    lines.flat_map(|line| [line, "\n"]).collect()
}

fn kept(kind: &'static str, body: &'static str) -> Response {
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "max-age=31536000, immutable")], body)
        .into_response()
}

/// An address with the content's fingerprint.
#[derive(Clone, Copy)]
pub(crate) struct Address {
    path: &'static str,
    fingerprint: u64,
}

impl std::fmt::Display for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{:016x}", self.path, self.fingerprint)
    }
}

pub(crate) fn style_address() -> Address {
    STYLE_ADDRESS
}

pub(crate) fn grid_address() -> Address {
    GRID_ADDRESS
}

pub(crate) fn script_address() -> Address {
    SCRIPT_ADDRESS
}

/// FNV-1a: it only has to differ when the content does; nobody's safety hangs on it.
const fn address(path: &'static str, content: &str) -> Address {
    let bytes = content.as_bytes();
    let mut fingerprint = 0xcbf2_9ce4_8422_2325u64;
    let mut at = 0;
    while at < bytes.len() {
        fingerprint = (fingerprint ^ bytes[at] as u64).wrapping_mul(0x100_0000_01b3);
        at += 1;
    }
    Address { path, fingerprint }
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_pages_are_drawn_with_stays_small() {
        let all = [super::STYLE, super::SCRIPT, super::GRID].map(|text| super::lean(text).len());
        assert!(all.iter().sum::<usize>() + super::MARK.len() <= 64 << 10, "{all:?}");
    }

    #[test]
    fn what_is_sent_is_what_is_written_but_for_comments() {
        let script = "// said to readers\n\nconst one = 1;\n  two(); // and this stays\n/* gone */\n";
        assert_eq!(super::lean(script), "const one = 1;\ntwo(); // and this stays\n");
    }
}

//! The second verifier (第二核验器): one page that recomputes certificates and proofs with a program of its own.
//!
//! What `proof` says of a file is our own word. This page says it again in another language, from another hand: hashes,
//! signatures, trees and draws are written anew in JavaScript without any library, in `core/`. It works from a memory stick
//! without a network, and node runs the same core in the tests, which ask both verifiers of thousands of changed files and
//! demand one answer.
//!
//! ```
//! let page = verifier::page();
//! assert!(page.starts_with("<!doctype html>") && page.len() < 300_000);
//! assert!(!page.contains("http://") && !page.contains("https://"), "it asks nobody");
//! ```

use sha2::{Digest as _, Sha256};

/// The core, file by file, each on what stands before it.
const CORE: [&str; 14] = [
    include_str!("../core/bytes.js"),
    include_str!("../core/hash.js"),
    include_str!("../core/curve.js"),
    include_str!("../core/merkle.js"),
    include_str!("../core/finding.js"),
    include_str!("../core/lines.js"),
    include_str!("../core/moment.js"),
    include_str!("../core/checkpoint.js"),
    include_str!("../core/plan.js"),
    include_str!("../core/lots.js"),
    include_str!("../core/certificate.js"),
    include_str!("../core/json.js"),
    include_str!("../core/proof.js"),
    include_str!("../core/verdict.js"),
];

/// The verifying core as one script that defines `verdict(bytes, key)`: what the page carries and node runs.
pub fn core() -> String {
    format!("\"use strict\";\n{}", CORE.join("\n"))
}

/// The page, whole: nothing is loaded beside it, and its policy lets no other script run and nothing be fetched.
pub fn page() -> String {
    let script = format!("(() => {{\n{}\n{}}})();\n", core(), include_str!("../page/page.js"));
    let style = include_str!("../page/page.css");
    include_str!("../page/page.html")
        .replace("{css}", style)
        .replace("{style}", &named(style))
        .replace("{script}", &named(&script))
        .replace("{js}", &script)
}

/// How a policy names a text: SHA-256 in base64.
fn named(text: &str) -> String {
    const CODE: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digest = Sha256::digest(text.as_bytes());
    let letter = |word: u32, at: usize| char::from(CODE[(word >> (18 - 6 * at) & 63) as usize]);
    let mut coded = String::new();
    for three in digest.chunks(3) {
        let word = three.iter().fold(0, |word, byte| word << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        coded.extend((0..=three.len()).map(|at| letter(word, at)));
        coded.extend((three.len()..3).map(|_| '='));
    }
    coded
}

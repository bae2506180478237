//! Whatever reads what somebody else wrote, over what was whole once: changed, cut, doubled, packed again. It answers, and
//! neither panics, nor ends the program, nor takes longer than it may, nor grows faster than what it reads.
//!
//! The seeds lie in `corpus/<target>`; among them is what once showed a fault. An input that brings an answer not seen before
//! is changed further. The same inputs every time; `DUHENG_FUZZ_SECONDS` (1 without) says how long each target is tried, and
//! with `DUHENG_FUZZ_KEEP=DIR` what was found, the input that is being read, and the new answers' inputs are written there.
#![allow(
    missing_docs,
    clippy::float_arithmetic,
    clippy::disallowed_macros,
    reason = "a test speaks to whoever runs it, and compares times"
)]

mod chance;
mod change;
mod container;
mod growth;
mod run;
mod targets;

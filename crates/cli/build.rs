//! The packs are embedded by name; new or changed files must rebuild the command.
// Cargo reads what a build script prints: no terminal is on the other side.
#![allow(clippy::disallowed_macros)]

fn main() {
    // What a build script says it says to cargo.
    #[expect(clippy::disallowed_macros)]
    {
        println!("cargo:rerun-if-changed=../../packs");
    }
}

//! The packs are embedded by name; new or changed files must rebuild the command.
fn main() {
    println!("cargo:rerun-if-changed=../../packs");
}

//! The `duheng` command.
fn main() {}

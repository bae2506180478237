//! Speaking to the terminal, which may stop listening: `duheng figures DIR | head` is no failure.

use std::fmt::Arguments;
use std::io::Write;

/// Writes a line to the standard output. When nobody listens any more, the command ends quietly.
pub fn line(words: Arguments<'_>) {
    let mut out = std::io::stdout().lock();
    if let Err(error) = writeln!(out, "{words}") {
        let quiet = error.kind() == std::io::ErrorKind::BrokenPipe;
        std::process::exit(if quiet { 0 } else { 2 });
    }
}

/// As `println!`, but a closed pipe ends the command instead of breaking it.
#[macro_export]
macro_rules! say {
    () => { $crate::line(format_args!("")) };
    ($($words:tt)*) => { $crate::line(format_args!($($words)*)) };
}

//! Speaking to the terminal, which may stop listening: `duheng figures DIR | head` is no failure. What is said has been
//! in files of others, so nothing of it acts on the terminal: controls and turns of direction stand as signs.

use finding::visible;
use std::fmt::Arguments;
use std::io::Write;

/// Writes a line to the standard output. When nobody listens any more, the command ends quietly.
pub fn line(words: Arguments<'_>) {
    write(&format!("{words}\n"));
}

/// As [`line`](fn@line), of a text that ends its lines itself, such as a [`crate::table`].
pub fn text(words: &str) {
    write(words);
}

/// Writes a line to the error stream.
pub fn complaint(words: Arguments<'_>) {
    // Nobody who could be told that nobody listens.
    writeln!(std::io::stderr().lock(), "{}", visible(&words.to_string())).ok();
}

fn write(words: &str) {
    let mut out = std::io::stdout().lock();
    if let Err(error) = out.write_all(visible(words).as_bytes()) {
        let quiet = error.kind() == std::io::ErrorKind::BrokenPipe;
        std::process::exit(if quiet { 0 } else { 2 });
    }
}

/// A JSON text with every control and turn of direction as an escape: the same value, which shows nothing and acts on
/// nothing. Outside of strings JSON has none of them but ends of lines.
///
/// ```
/// assert_eq!(terminal::json("{\n  \"a\": \"\u{202e}\"\n}"), "{\n  \"a\": \"\\u202e\"\n}");
/// ```
pub fn json(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' | '\t' => out.push(letter),
            letter if finding::is_control(letter) => out.push_str(&format!("\\u{:04x}", u32::from(letter))),
            letter => out.push(letter),
        }
    }
    out
}

/// A writer to the error stream whose bytes are a text, for a log.
pub struct Errors;

impl Write for Errors {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        std::io::stderr().lock().write_all(visible(&String::from_utf8_lossy(bytes)).as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        std::io::stderr().flush()
    }
}

/// As `println!`, but a closed pipe ends the command instead of breaking it, and nothing acts on the terminal.
#[macro_export]
macro_rules! say {
    () => { $crate::line(format_args!("")) };
    ($($words:tt)*) => { $crate::line(format_args!($($words)*)) };
}

/// As `eprintln!`, but nothing acts on the terminal.
#[macro_export]
macro_rules! complain {
    ($($words:tt)*) => { $crate::complaint(format_args!($($words)*)) };
}

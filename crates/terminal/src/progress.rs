//! A line of progress for whatever takes longer than a moment.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// Nothing is shown before this.
const PATIENCE: Duration = Duration::from_millis(700);
/// And then at most this often.
const RHYTHM: Duration = Duration::from_millis(120);

/// One line on the error stream, rewritten in place; silent when that is no terminal.
pub struct Progress {
    what: &'static str,
    began: Instant,
    last: Option<Instant>,
    terminal: bool,
}

impl Progress {
    /// A line about `what`; nothing is written yet.
    pub fn new(what: &'static str) -> Progress {
        Progress { what, began: Instant::now(), last: None, terminal: std::io::stderr().is_terminal() }
    }

    /// Shows how far the work has come.
    pub fn show(&mut self, done: u64, total: u64) {
        let now = Instant::now();
        let due = self.last.map_or(now - self.began > PATIENCE, |last| now - last > RHYTHM);
        if !self.terminal || !due || total == 0 {
            return;
        }
        self.last = Some(now);
        let share = (done * 100 / total).min(100) as usize;
        let bar = "█".repeat(share / 4) + &"░".repeat(25 - share / 4);
        eprint!("\r{} {bar} {share:3}%  {}/{}", self.what, done, total);
        std::io::stderr().flush().ok();
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.last.is_some() {
            eprint!("\r\x1b[K");
        }
    }
}

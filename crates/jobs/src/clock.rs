//! The clock: the time is noted while the office is open, so that a quiet week is no leap of the clock, and a leap is told.

use crate::job::Job;
use std::time::Duration;

/// Between two looks.
const EVERY: Duration = Duration::from_secs(60);
/// Longest pause while the store fails.
const LONGEST: Duration = Duration::from_secs(600);

/// Looks at the clock.
pub fn clock() -> Job {
    let mut last = "";
    Job::new("clock", EVERY, LONGEST, move |office, _| {
        let told = office.note_clock().map_err(|error| format!("时钟没有记成：{}", error.logged()))?;
        let code = told.as_ref().map_or("", |finding| finding.code);
        if let Some(finding) = told.filter(|_| code != last) {
            tracing::warn!(code, hint = finding.hint, "{}", finding.sentence);
        }
        last = code;
        Ok(())
    })
}

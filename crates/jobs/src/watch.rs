//! The watch over devices: what is silent, what was reported, becomes cases.

use crate::job::Job;
use std::time::Duration;

/// Between two passes.
const EVERY: Duration = Duration::from_secs(1);
/// Silence about silence must not last.
const LONGEST: Duration = Duration::from_secs(4);

/// Watches the devices.
pub fn watch() -> Job {
    let mut last = String::new();
    Job::new("watch", EVERY, LONGEST, move |office, _| {
        let outcome = office.watch().map_err(|error| format!("值守没有完成：{}", error.logged()))?;
        let said: Vec<&str> = outcome.findings.iter().map(|finding| finding.code).collect();
        let said = said.join(" ");
        if !said.is_empty() && said != last {
            tracing::warn!(codes = said, "cases could not be opened");
        }
        last = said;
        Ok(())
    })
}

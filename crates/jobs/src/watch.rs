//! The watch over devices: what is silent, what was reported, becomes cases.

use crate::failure::told;
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
        let outcome = office.watch().map_err(|error| format!("值守没有完成：{}", told(error)))?;
        let said: Vec<String> = outcome.findings.iter().map(ToString::to_string).collect();
        let said = said.join("\n");
        if !said.is_empty() && said != last {
            eprintln!("{said}");
        }
        last = said;
        Ok(())
    })
}

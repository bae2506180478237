//! The audit: whether the rows on the disk are still those that were signed, hour by hour, whoever looks at a page or not.

use crate::job::Job;
use std::time::Duration;

/// Between two audits of `duheng serve`.
pub const HOUR: Duration = Duration::from_secs(3_600);

/// Audits everything each time so much has passed. A disagreement is told each time anew: it does not mend itself.
pub fn audit(every: Duration) -> Job {
    Job::new("audit", every, every, move |office, _| {
        let told = office.audit().map_err(|error| format!("稽核没有做成：{}", error.logged()))?;
        match &told.finding {
            None => tracing::info!(entries = told.size, "rows agree with the newest checkpoint"),
            // What is altered names registers and entries, nothing of what people wrote.
            Some(finding) => tracing::error!(code = finding.code, "{}", finding.sentence),
        }
        Ok(())
    })
}

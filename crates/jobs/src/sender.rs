//! The sender: letters that are due go out, reports and replies come in, while the pages are open.

use crate::failure::{Failure, told};
use crate::job::Job;
use crate::outbox::{Ways, session, work};
use office::{AsOf, Office, Outbox};
use std::time::Duration;

/// Name of the sender's lease.
pub const SENDER: &str = "sender";
/// Between two passes, each of which works until nothing is due and asks for reports twice.
const EVERY: Duration = Duration::from_secs(1);
/// Longest pause while a store or a gateway fails.
const LONGEST: Duration = Duration::from_secs(30);

/// Where letters go, and what stands in them.
#[derive(Clone, Debug)]
pub struct Route {
    /// The channels.
    pub ways: Ways,
    /// The address before the token of a one-tap link.
    pub link: String,
    /// Milliseconds after which a hand-over in doubt is asked about.
    pub grace: i64,
}

/// Works the outbox of all notices.
pub fn sender(route: Route) -> Job {
    let mut kept: Option<(u64, Outbox)> = None;
    Job::new(SENDER, EVERY, LONGEST, move |office, _| {
        // What a failure left in memory is behind the rows: it is read again.
        let (size, mut outbox) = current(office, &route, kept.take())?;
        if !outbox.states().is_empty() {
            work(office, &mut outbox, &route.ways, Duration::ZERO, &mut |_| {})?;
        }
        kept = Some((size, outbox));
        Ok(())
    })
}

/// The outbox as it stands, with the size of the journal from which on it may be behind: read anew when anything was
/// written since, as a notice may have been sent.
fn current(office: &Office, route: &Route, kept: Option<(u64, Outbox)>) -> Result<(u64, Outbox), Failure> {
    let session = session(office);
    let size = office.at(&session, &AsOf::Now, None).map_err(told)?.size();
    match kept {
        Some(kept) if kept.0 == size => Ok(kept),
        _ => Ok((size, office.notice_outbox(&session, None, &route.link, route.grace).map_err(told)?)),
    }
}

//! Pushing changes: what office has for the webhooks is brought out, to each in order, one after the other is taken.

use crate::failure::Failure;
use crate::job::{Job, Stop};
use courier::{Client, Target};
use office::{AllowedOrigins, DueWebhook, Office, Push};
use std::time::{Duration, Instant};
use wire::Trust;

/// Between two looks for what is to be pushed.
const EVERY: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(60);
/// How long one webhook is pushed to before the others are looked at again.
const TURN: Duration = Duration::from_secs(20);

/// Pushes changes to addresses of these origins, waiting so long for an answer; under TLS to whoever these authorities vouch for,
/// those of the system without.
pub fn webhooks(allowed: AllowedOrigins, patience: Duration, trust: Option<Trust>) -> Job {
    Job::new("webhooks", EVERY, LONGEST, move |office, stop| {
        let due = office.due_webhooks().map_err(|error| error.logged())?;
        // Nobody waits for another one's server.
        let told: Vec<Result<(), Failure>> = std::thread::scope(|scope| {
            let each = due.into_iter().map(|one| {
                let (allowed, trust) = (&allowed, &trust);
                scope.spawn(move || bring(office, one, (allowed, patience, trust), stop))
            });
            let begun: Vec<_> = each.collect();
            begun
                .into_iter()
                .map(|thread| thread.join().unwrap_or_else(|_| Err("推送中断".to_owned())))
                .collect()
        });
        told.into_iter().collect()
    })
}

/// Brings what there is for one, until something is not taken.
fn bring(
    office: &Office,
    mut to: DueWebhook,
    (allowed, patience, trust): (&AllowedOrigins, Duration, &Option<Trust>),
    stop: &Stop,
) -> Result<(), Failure> {
    let logged = |error: office::Error| error.logged().to_string();
    let began = Instant::now();
    while !stop.asked() && began.elapsed() < TURN {
        let Some(push) = office.next_push(&mut to).map_err(logged)? else { return Ok(()) };
        // Asked each time: what was allowed when it was set may be no more.
        let taken = match allowed.admits(&to.address) {
            Ok(()) => send(Client::new(Target::parse(&to.address)?, patience).trusting(trust.clone()), &push),
            Err(finding) => Err(finding.sentence),
        };
        match taken {
            Ok(()) => office.pushed(&mut to, &push).map_err(logged)?,
            Err(why) => {
                tracing::warn!(id = push.id, why, "changes were not taken");
                return office.not_pushed(&to, &why).map_err(logged);
            }
        }
    }
    Ok(())
}

/// Sends a push; why it was not taken.
fn send(mut client: Client, push: &Push) -> Result<(), String> {
    let time = push.time.to_string();
    let headers = [
        ("webhook-id", push.id.as_str()),
        ("webhook-timestamp", &time),
        ("webhook-signature", &push.signature),
    ];
    match client.push(&headers, &push.body).map_err(|failure| failure.to_string())? {
        200..=299 => Ok(()),
        300..=399 => Err("对方要转到别处；不跟着走".to_owned()),
        status => Err(format!("对方答复 {status}")),
    }
}

//! What is counted of the work (监看), for whoever watches over the machine: how much was asked, how long it took, and the pulse of the
//! house. No address, name or content is among it. It is told on an address of its own, in the text of Prometheus, and only there.

use std::fmt::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Instant;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use office::{Office, Pulse};

use crate::api;

/// Who asks: people reading, people acting, programs, devices.
const DOORS: [&str; 4] = ["page", "act", "program", "device"];
/// First digit of the status of an answer.
const CLASSES: [&str; 4] = ["2xx", "3xx", "4xx", "5xx"];
/// Ends of the stretches in which answers are counted, in milliseconds.
const STRETCHES: [u64; 9] = [2, 5, 10, 30, 100, 300, 1_000, 3_000, 10_000];

/// What was counted since the process began. Clones are the same one.
#[derive(Clone, Default)]
pub struct Observed(Arc<Counts>);

#[derive(Default)]
struct Counts {
    answers: [[AtomicU64; 4]; 4],
    stretches: [[AtomicU64; STRETCHES.len()]; 4],
    microseconds: [AtomicU64; 4],
    at_work: AtomicI64,
}

impl Observed {
    fn count(&self, door: usize, status: StatusCode, took: std::time::Duration) {
        let class = usize::from(status.as_u16() / 100).saturating_sub(2).min(3);
        self.0.answers[door][class].fetch_add(1, Ordering::Relaxed);
        let took = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        self.0.microseconds[door].fetch_add(took, Ordering::Relaxed);
        if let Some(at) = STRETCHES.iter().position(|end| took <= end * 1_000) {
            self.0.stretches[door][at].fetch_add(1, Ordering::Relaxed);
        }
    }

    /// The text, with the pulse of the house.
    fn text(&self, pulse: Option<&Pulse>, now: i64) -> String {
        let mut out = self.counted();
        let mut gauge = |name: &str, help: &str, value: Option<String>| gauge(&mut out, name, help, value);
        gauge("duheng_up", "Whether the house can be read.", Some(u8::from(pulse.is_some()).to_string()));
        let since = |at: i64| seconds(u64::try_from((now - at).max(0)).unwrap_or(0) * 1_000);
        if let Some(pulse) = pulse {
            gauge("duheng_entries", "Entries in the journal.", Some(pulse.entries.to_string()));
            gauge(
                "duheng_writers_waiting",
                "Acts that wait for their turn.",
                Some(pulse.waiting.to_string()),
            );
            let audited = pulse.audited;
            gauge(
                "duheng_audit_age_seconds",
                "Since the last audit of everything.",
                audited.map(|(at, _)| since(at)),
            );
            gauge(
                "duheng_audit_agrees",
                "Whether it found nothing wrong.",
                audited.map(|(_, well)| u8::from(well).to_string()),
            );
            gauge("duheng_backup_age_seconds", "Since the last backup.", pulse.backed_up.map(since));
            gauge("duheng_free_bytes", "Free where the data lie.", pulse.free.map(|free| free.to_string()));
        }
        out
    }

    /// The text over many districts: of each whether it can be read, its entries, and whether the last audit found nothing wrong.
    fn text_of_many(&self, pulses: &[(String, Option<Pulse>)]) -> String {
        let mut out = self.counted();
        let mut each = |name: &str, help: &str, of: fn(Option<&Pulse>) -> Option<u64>| {
            let _ = writeln!(out, "# HELP {name} {help}\n# TYPE {name} gauge");
            for (code, pulse) in pulses {
                if let Some(value) = of(pulse.as_ref()) {
                    let _ = writeln!(out, "{name}{{district=\"{}\"}} {value}", code.escape_default());
                }
            }
        };
        each("duheng_district_up", "Whether a district can be read.", |pulse| {
            Some(u64::from(pulse.is_some()))
        });
        each("duheng_district_entries", "Entries in its journal.", |pulse| Some(pulse?.entries));
        each("duheng_district_audit_agrees", "Whether its last audit found nothing wrong.", |pulse| {
            Some(u64::from(pulse?.audited?.1))
        });
        out
    }

    /// What is counted of the process, as text.
    fn counted(&self) -> String {
        let mut out = String::new();
        let load = |count: &AtomicU64| count.load(Ordering::Relaxed);
        out.push_str("# HELP duheng_answers_total Answers given, by who asked and by status.\n# TYPE duheng_answers_total counter\n");
        for (door, answers) in DOORS.iter().zip(&self.0.answers) {
            for (class, count) in CLASSES.iter().zip(answers) {
                let _ = writeln!(
                    out,
                    "duheng_answers_total{{door=\"{door}\",status=\"{class}\"}} {}",
                    load(count)
                );
            }
        }
        out.push_str(
            "# HELP duheng_answer_seconds How long answers took.\n# TYPE duheng_answer_seconds histogram\n",
        );
        for (at, door) in DOORS.iter().enumerate() {
            let mut sum = 0;
            for (end, count) in STRETCHES.iter().zip(&self.0.stretches[at]) {
                sum += load(count);
                let _ = writeln!(
                    out,
                    "duheng_answer_seconds_bucket{{door=\"{door}\",le=\"{}\"}} {sum}",
                    seconds(end * 1_000)
                );
            }
            let all: u64 = self.0.answers[at].iter().map(load).sum();
            let took = seconds(load(&self.0.microseconds[at]));
            let _ = writeln!(out, "duheng_answer_seconds_bucket{{door=\"{door}\",le=\"+Inf\"}} {all}");
            let _ = writeln!(
                out,
                "duheng_answer_seconds_sum{{door=\"{door}\"}} {took}\nduheng_answer_seconds_count{{door=\"{door}\"}} {all}"
            );
        }
        gauge(
            &mut out,
            "duheng_at_work",
            "Questions being answered.",
            Some(self.0.at_work.load(Ordering::Relaxed).to_string()),
        );
        gauge(
            &mut out,
            "duheng_resident_bytes",
            "Memory of the process.",
            resident().map(|bytes| bytes.to_string()),
        );
        out
    }
}

/// One number, where there is one.
fn gauge(out: &mut String, name: &str, help: &str, value: Option<String>) {
    if let Some(value) = value {
        let _ = writeln!(out, "# HELP {name} {help}\n# TYPE {name} gauge\n{name} {value}");
    }
}

/// Microseconds as seconds, to the last of them.
fn seconds(microseconds: u64) -> String {
    format!("{}.{:06}", microseconds / 1_000_000, microseconds % 1_000_000)
}

/// Memory that the process holds, where the system tells.
fn resident() -> Option<u64> {
    let told = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = told.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.split_whitespace().next()?.parse::<u64>().ok().map(|kibibytes| kibibytes << 10)
}

/// Counts an answer.
pub(crate) async fn counted(State(observed): State<Observed>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let door = match (api::is_for_programs(path), path.starts_with("/signals"), request.method()) {
        (true, ..) => 2,
        (_, true, _) => 3,
        (_, _, &Method::GET | &Method::HEAD) => 0,
        _ => 1,
    };
    let began = Instant::now();
    observed.0.at_work.fetch_add(1, Ordering::Relaxed);
    // Whoever leaves before his answer takes his place along.
    let leaves = Leaves(observed.clone());
    let response = next.run(request).await;
    drop(leaves);
    observed.count(door, response.status(), began.elapsed());
    response
}

struct Leaves(Observed);

impl Drop for Leaves {
    fn drop(&mut self) {
        self.0.0.at_work.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The addresses for whoever watches: `/metrics`, and `/health`, which says with its status alone whether all is well.
pub(crate) fn router(office: Arc<Office>, observed: Observed) -> Router {
    let pulse = |office: Arc<Office>| async move {
        let felt = tokio::task::spawn_blocking(move || (office.pulse().ok(), office.now())).await;
        felt.unwrap_or((None, 0))
    };
    let for_metrics = office.clone();
    let metrics = move || async move {
        let (pulse, now) = pulse(for_metrics).await;
        let kind = [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];
        (kind, observed.text(pulse.as_ref(), now))
    };
    let health = move || async move {
        let (pulse, _) = pulse(office).await;
        let said = match pulse {
            None => (StatusCode::SERVICE_UNAVAILABLE, "unreadable\n"),
            Some(Pulse { audited: Some((_, false)), .. }) => (StatusCode::SERVICE_UNAVAILABLE, "altered\n"),
            Some(_) => (StatusCode::OK, "ok\n"),
        };
        said.into_response()
    };
    Router::new().route("/metrics", get(metrics)).route("/health", get(health))
}

/// What gives the pulse of each district of a server, by its code; none of one that cannot be read.
pub(crate) type Pulses = Arc<dyn Fn() -> Vec<(String, Option<Pulse>)> + Send + Sync>;

/// The same over many districts; `/health` is well when every one can be read.
pub(crate) fn router_of_many(pulses: Pulses, observed: Observed) -> Router {
    let felt = |pulses: Pulses| async move {
        tokio::task::spawn_blocking(move || pulses()).await.unwrap_or_default()
    };
    let for_metrics = pulses.clone();
    let metrics = move || async move {
        let kind = [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];
        (kind, observed.text_of_many(&felt(for_metrics).await))
    };
    let health = move || async move {
        let felt = felt(pulses).await;
        let is_altered = |pulse: &Pulse| pulse.audited.is_some_and(|(_, well)| !well);
        let said = match felt.iter().find(|(_, pulse)| pulse.as_ref().is_none_or(is_altered)) {
            Some((_, None)) => (StatusCode::SERVICE_UNAVAILABLE, "unreadable\n"),
            Some(_) => (StatusCode::SERVICE_UNAVAILABLE, "altered\n"),
            None => (StatusCode::OK, "ok\n"),
        };
        said.into_response()
    };
    Router::new().route("/metrics", get(metrics)).route("/health", get(health))
}

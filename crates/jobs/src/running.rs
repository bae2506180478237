//! The runner: every job on a thread of its own, under its lease.

use crate::job::{Job, Stop};
use crate::lease::Lease;
use office::Office;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How often a lease that another process holds is asked for again.
const PATIENCE: Duration = Duration::from_millis(500);

/// Jobs at work. Dropped, they are asked to end after the pass they are in.
pub struct Running {
    stop: Stop,
    threads: Vec<JoinHandle<()>>,
}

/// Runs jobs over a district until the process ends or what is returned is dropped.
pub fn run(office: &Arc<Office>, jobs: Vec<Job>) -> Running {
    let stop = Stop::default();
    let begun = jobs.into_iter().filter_map(|job| {
        let (office, stop) = (office.clone(), stop.clone());
        let thread = std::thread::Builder::new().stack_size(office::STACK);
        let begun = thread.spawn(move || keep(&office, job, &stop));
        begun.inspect_err(|error| tracing::error!(%error, "a job could not begin")).ok()
    });
    let threads = begun.collect();
    Running { stop, threads }
}

impl Running {
    /// Asks the jobs to end and waits until they have.
    pub fn end(mut self) {
        self.stop.ask();
        for thread in std::mem::take(&mut self.threads) {
            thread.join().ok();
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.ask();
    }
}

/// Does a job again and again. What goes wrong is told and tried again: a job that dies would be silence.
fn keep(office: &Office, mut job: Job, stop: &Stop) {
    let Some(_lease) = leased(office, job.name, stop) else { return };
    let mut told = String::new();
    let mut pause = job.every;
    while !stop.asked() {
        let began = Instant::now();
        match (job.pass)(office, stop) {
            Ok(()) => {
                pause = job.every;
                told.clear();
            }
            Err(why) => {
                // What went well for long is no failure that goes on.
                let doubled = if began.elapsed() > job.longest { job.every } else { pause * 2 };
                pause = doubled.min(job.longest);
                tell(job.name, &why, &mut told);
            }
        }
        stop.wait(pause);
    }
}

/// The lease of a job, however long another process holds it; none when the jobs are asked to end before.
fn leased(office: &Office, job: &'static str, stop: &Stop) -> Option<Lease> {
    let mut told = String::new();
    loop {
        match Lease::take(office.dir(), job) {
            Ok(Some(lease)) => return Some(lease),
            Ok(None) => {
                let holder = Lease::holder(office.dir(), job).unwrap_or_default();
                tell(job, &format!("由进程 {holder} 在做；它结束后由本进程接着做"), &mut told);
            }
            Err(why) => tell(job, &why.to_string(), &mut told),
        }
        if stop.wait(PATIENCE) {
            return None;
        }
    }
}

/// Says what went wrong, once until it is something else.
fn tell(job: &str, why: &str, told: &mut String) {
    if why != told {
        tracing::warn!(job, why, "standing work waits");
        why.clone_into(told);
    }
}

//! Two runners over one folder, failures, ends.

use crate::Folder;
use jobs::{Job, run};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::time::{Duration, Instant};

const EVERY: Duration = Duration::from_millis(5);

/// A job that counts its passes, and how many of them there are at once.
fn counting(passes: &Arc<AtomicUsize>, inside: &Arc<AtomicUsize>) -> Job {
    let (passes, inside) = (passes.clone(), inside.clone());
    Job::new("counting", EVERY, EVERY, move |_, _| {
        assert_eq!(inside.fetch_add(1, SeqCst), 0, "two at once");
        std::thread::sleep(Duration::from_millis(3));
        inside.fetch_sub(1, SeqCst);
        passes.fetch_add(1, SeqCst);
        Ok(())
    })
}

fn until(what: &str, holds: impl Fn() -> bool) {
    let began = Instant::now();
    while !holds() {
        assert!(began.elapsed() < Duration::from_secs(30), "{what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn of_two_runners_one_does_a_job_and_the_other_takes_over() {
    let folder = Folder::new("two");
    let inside = Arc::new(AtomicUsize::new(0));
    let [first, second] = [0, 0].map(|_| Arc::new(AtomicUsize::new(0)));
    let one = run(&folder.office(), vec![counting(&first, &inside)]);
    until("the first works", || first.load(SeqCst) > 0);
    let two = run(&folder.office(), vec![counting(&second, &inside)]);
    let before = first.load(SeqCst);
    until("the first goes on", || first.load(SeqCst) >= before + 50);
    assert_eq!(second.load(SeqCst), 0, "the second did what the first does");
    one.end();
    let last = first.load(SeqCst);
    until("the second takes over", || second.load(SeqCst) >= 3);
    assert_eq!(first.load(SeqCst), last, "the first has ended");
    two.end();
}

#[test]
fn a_job_that_fails_is_done_again_and_keeps_no_other_from_its_work() {
    let folder = Folder::new("failing");
    let [failed, passes, inside] = [0, 0, 0].map(|_| Arc::new(AtomicUsize::new(0)));
    let count = failed.clone();
    let failing = Job::new("failing", EVERY, EVERY * 4, move |_, _| {
        let nth = count.fetch_add(1, SeqCst);
        if nth < 5 { Err(format!("没有成：{nth}")) } else { Ok(()) }
    });
    let running = run(&folder.office(), vec![failing, counting(&passes, &inside)]);
    until("both are done again and again", || failed.load(SeqCst) > 8 && passes.load(SeqCst) > 8);
    running.end();
}

#[test]
fn a_job_is_asked_to_end_while_it_waits() {
    let folder = Folder::new("stop");
    let begun = Arc::new(AtomicUsize::new(0));
    let count = begun.clone();
    let waiting = Job::new("waiting", EVERY, EVERY, move |_, stop| {
        count.fetch_add(1, SeqCst);
        stop.wait(Duration::from_secs(60));
        Ok(())
    });
    let running = run(&folder.office(), vec![waiting]);
    until("it waits", || begun.load(SeqCst) == 1);
    let began = Instant::now();
    running.end();
    assert!(began.elapsed() < Duration::from_secs(10), "it was waited for in vain");
    assert_eq!(begun.load(SeqCst), 1);
}

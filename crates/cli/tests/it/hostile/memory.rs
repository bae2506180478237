//! What a process and its children hold, looked at while something is done.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Most bytes that a process held, and most that its children held together.
#[derive(Clone, Copy, Default)]
pub struct Held {
    pub own: u64,
    pub children: u64,
}

/// Watches a process while something is done.
pub fn watched<T>(process: u32, work: impl FnOnce() -> T) -> (T, Held) {
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let watch = scope.spawn(|| {
            let mut most = Held::default();
            while !done.load(Ordering::SeqCst) {
                most.own = most.own.max(memory(process));
                most.children = most.children.max(children(process).into_iter().map(memory).sum());
                std::thread::sleep(Duration::from_millis(10));
            }
            most
        });
        let outcome = work();
        done.store(true, Ordering::SeqCst);
        (outcome, watch.join().unwrap())
    })
}

/// Bytes of memory that a process holds; none once it has ended.
pub fn memory(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or_default() << 10
}

/// The processes that any thread of a process started and that have not ended.
pub fn children(process: u32) -> Vec<u32> {
    let threads = std::fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
    let of = |thread: std::fs::DirEntry| std::fs::read_to_string(thread.path().join("children")).ok();
    let told: String = threads.filter_map(of).collect();
    told.split_whitespace().filter_map(|number| number.parse().ok()).collect()
}

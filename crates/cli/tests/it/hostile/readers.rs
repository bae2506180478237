//! Readers of pages beside whatever else is done: how long each waits for his page.

use crate::crowds::Server;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Readers at once.
const READERS: usize = 16;
/// How long one looks at a page before he asks for the next.
const LOOK: Duration = Duration::from_millis(200);
/// Fewest pages that a file is judged by.
const FEWEST: usize = 200;
const PAGES: [&str; 6] = ["/", "/indicators", "/registers", "/cases", "/journal", "/claims"];

/// Does something while pages are read; the time within which 95 of 100 pages came.
pub fn beside<T>(server: &Server, work: impl FnOnce() -> T) -> (T, Duration) {
    let (done, times) = (AtomicBool::new(false), Mutex::new(Vec::new()));
    let outcome = std::thread::scope(|scope| {
        for nth in 0..READERS {
            let (done, times) = (&done, &times);
            scope.spawn(move || {
                std::thread::sleep(LOOK * nth as u32 / READERS as u32);
                let mut pages = PAGES.iter().cycle().skip(nth);
                // A file that is answered at once leaves too few pages to tell anything of.
                while !done.load(Ordering::SeqCst) || times.lock().unwrap().len() < FEWEST {
                    let (answer, took) = server.page(pages.next().unwrap());
                    assert!(answer.starts_with("HTTP/1.1 200"), "{:?}", answer.lines().next());
                    times.lock().unwrap().push(took);
                    std::thread::sleep(LOOK);
                }
            });
        }
        let outcome = work();
        done.store(true, Ordering::SeqCst);
        outcome
    });
    let mut times = times.into_inner().unwrap();
    times.sort();
    let at = (times.len() * 95).div_ceil(100).saturating_sub(1);
    (outcome, times.get(at).copied().unwrap_or_default())
}

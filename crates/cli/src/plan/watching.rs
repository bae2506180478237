//! The clock and the hand that stop a solver.

use plan::{Progress, Watch};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use terminal::complain;

/// At most this often a line is written.
const RHYTHM: Duration = Duration::from_millis(1000);

/// Stops at a time, or when somebody interrupts; tells how far it is on the error stream.
pub struct Watching {
    began: Instant,
    end: Option<Instant>,
    interrupted: Arc<AtomicBool>,
    told: Option<Instant>,
}

impl Watching {
    /// From now on.
    pub fn new(limit: Option<Duration>) -> Watching {
        let began = Instant::now();
        let interrupted = Arc::new(AtomicBool::new(false));
        listen(Arc::clone(&interrupted));
        Watching { began, end: limit.and_then(|limit| began.checked_add(limit)), interrupted, told: None }
    }

    /// Seconds since it began.
    pub fn seconds(&self) -> f64 {
        self.began.elapsed().as_secs_f64()
    }
}

impl Watch for Watching {
    fn go_on(&mut self) -> bool {
        !self.interrupted.load(Ordering::Relaxed) && self.end.is_none_or(|end| Instant::now() < end)
    }

    fn tell(&mut self, progress: &Progress, places: u32) {
        let now = Instant::now();
        if now - self.told.unwrap_or(self.began) < RHYTHM {
            return;
        }
        self.told = Some(now);
        let word = |amount: Option<i128>| {
            amount.map_or("尚无".to_owned(), |one| plan::model::decimal(one, places))
        };
        let (objective, bound) = (word(progress.objective), word(progress.bound));
        complain!("{:6.1}秒  费用{objective}  下界{bound}  节点{}", self.seconds(), progress.nodes);
    }
}

/// Hears the first Ctrl-C; without a way to hear it the process simply ends by it.
fn listen(interrupted: Arc<AtomicBool>) {
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build();
        let heard = runtime.map(|runtime| runtime.block_on(tokio::signal::ctrl_c()));
        if matches!(heard, Ok(Ok(()))) {
            interrupted.store(true, Ordering::Relaxed);
        }
    });
}

//! Connections: never more than the process can hold, and when there are too many, those that ask nothing go first.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

/// The connections that are open, at most a fixed number.
#[derive(Clone)]
pub(crate) struct Connections {
    most: usize,
    open: Arc<Mutex<Open>>,
}

#[derive(Default)]
struct Open {
    /// Counts what happens: connections that come, questions that end.
    tick: u64,
    all: BTreeMap<u64, One>,
}

/// What is known of a connection.
struct One {
    /// Questions that are being answered.
    asked: u32,
    /// Whether one was ever answered: who has never asked anything goes first.
    answered: bool,
    /// Since when nothing is asked.
    idle: u64,
    end: Arc<Notify>,
}

/// The place of one connection; free again when it is dropped.
pub(crate) struct Seat {
    number: u64,
    end: Arc<Notify>,
    open: Arc<Mutex<Open>>,
}

/// One question of a connection, as long as it is being answered.
pub(crate) struct Asking(Arc<Seat>);

impl Connections {
    /// Room for so many.
    pub fn at_most(most: usize) -> Connections {
        Connections { most: most.max(1), open: Arc::default() }
    }

    /// A place for one more. When all are taken, the connection that has asked nothing for longest is ended for it; when
    /// every one is being answered, there is none.
    pub fn seat(&self) -> Option<Seat> {
        let mut open = locked(&self.open);
        if open.all.len() >= self.most {
            let idle = open.all.iter().filter(|(_, one)| one.asked == 0);
            let (number, _) = idle.min_by_key(|(_, one)| (one.answered, one.idle))?;
            let number = *number;
            if let Some(one) = open.all.remove(&number) {
                one.end.notify_one();
            }
        }
        open.tick += 1;
        let (number, end) = (open.tick, Arc::new(Notify::new()));
        open.all.insert(number, One { asked: 0, answered: false, idle: number, end: end.clone() });
        Some(Seat { number, end, open: self.open.clone() })
    }
}

impl Seat {
    /// Waits until the place is wanted for somebody else.
    pub async fn wanted(&self) {
        self.end.notified().await;
    }

    /// A question begins.
    pub fn asks(self: &Arc<Self>) -> Asking {
        if let Some(one) = locked(&self.open).all.get_mut(&self.number) {
            one.asked += 1;
        }
        Asking(self.clone())
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        locked(&self.open).all.remove(&self.number);
    }
}

impl Drop for Asking {
    fn drop(&mut self) {
        let mut open = locked(&self.0.open);
        open.tick += 1;
        let tick = open.tick;
        if let Some(one) = open.all.get_mut(&self.0.number) {
            (one.asked, one.answered, one.idle) = (one.asked.saturating_sub(1), true, tick);
        }
    }
}

/// A lock that a panic of ours left behind guards nothing half done.
fn locked(open: &Mutex<Open>) -> MutexGuard<'_, Open> {
    open.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_wanted(seat: &Seat) -> bool {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            tokio::select! {
                biased;
                () = seat.wanted() => true,
                () = std::future::ready(()) => false,
            }
        })
    }

    #[test]
    fn who_asks_nothing_gives_way_and_who_is_being_answered_does_not() {
        let connections = Connections::at_most(3);
        let seat = || connections.seat().map(Arc::new);
        let (silent, browser, busy) = (seat().unwrap(), seat().unwrap(), seat().unwrap());
        drop(browser.asks());
        let asking = busy.asks();
        let next = seat().unwrap();
        assert!(is_wanted(&silent) && !is_wanted(&browser) && !is_wanted(&busy));
        let answering = next.asks();
        let last = seat().unwrap();
        assert!(
            is_wanted(&browser) && !is_wanted(&busy) && !is_wanted(&next),
            "an idle one before a busy one"
        );
        let _third = last.asks();
        assert!(seat().is_none(), "all are being answered");
        drop((asking, answering));
        assert!(seat().is_some() && is_wanted(&busy));
    }

    #[test]
    fn a_connection_that_ends_leaves_its_place() {
        let connections = Connections::at_most(1);
        let seat = connections.seat().map(Arc::new).unwrap();
        let asking = seat.asks();
        assert!(connections.seat().is_none());
        drop((seat, asking));
        assert!(connections.seat().is_some());
    }
}

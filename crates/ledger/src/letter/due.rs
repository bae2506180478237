//! What is to be done about a letter, and when.

use super::{Letter, State};
use define::{Notice, QuietHours};

/// Milliseconds of a minute, of a day; China Standard Time is eight hours ahead.
const MINUTE: i64 = 60_000;
const DAY: i64 = 1_440 * MINUTE;
const EAST: i64 = 8 * 60 * MINUTE;
/// Most doublings of the pause between attempts.
const DOUBLINGS: u32 = 10;

/// What is to be done about a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Nothing any more: it is acknowledged, or on the last named person's list.
    Nothing,
    /// Nothing before that time, in milliseconds since 1970.
    Wait(i64),
    /// To find out what became of the hand-over under way.
    Reconcile,
    /// To hand it over.
    HandOver {
        /// The rung.
        rung: u32,
        /// The attempt on it.
        attempt: u32,
    },
    /// To put it on the list of that rung.
    List {
        /// The rung.
        rung: u32,
    },
}

impl Letter {
    /// What is to be done at `now`, by the ladder of the notice. `reachable` says of a rung whether the household has an
    /// address there; lists need none.
    pub fn next(&self, notice: &Notice, reachable: impl Fn(u32) -> bool, now: i64) -> Next {
        let here = notice.rung(self.rung());
        let (rung, attempt, from) = match self.state() {
            State::Acknowledged => return Next::Nothing,
            State::HandingOver => return Next::Reconcile,
            State::Queued if self.rung() == 0 => (1, 1, i64::MIN),
            State::Queued => match here {
                Some(rung) if self.attempt() < rung.attempts => {
                    let doubled = i64::from(rung.pause) << (self.attempt().saturating_sub(1)).min(DOUBLINGS);
                    (self.rung(), self.attempt() + 1, self.since() + doubled * 1_000)
                }
                _ => (self.rung() + 1, 1, i64::MIN),
            },
            State::Undeliverable => (self.rung() + 1, 1, i64::MIN),
            State::HandedOver | State::Delivered | State::Listed => {
                let wait = here.map_or(0, |rung| i64::from(rung.wait));
                (self.rung() + 1, 1, self.since() + wait * 1_000)
            }
        };
        // Rungs at which the household has no address are passed over.
        let mut rung = rung;
        let channel = loop {
            match notice.rung(rung) {
                None => return Next::Nothing,
                Some(found) if found.channel.is_list() || reachable(rung) => break found.channel,
                Some(_) => rung += 1,
            }
        };
        let from = match channel.is_list() {
            true => from,
            false => quiet_until(notice.quiet, from.max(now)).map_or(from, |end| end.max(from)),
        };
        match (from > now, channel.is_list()) {
            (true, _) => Next::Wait(from),
            (false, true) => Next::List { rung },
            (false, false) => Next::HandOver { rung, attempt },
        }
    }
}

/// When the quiet hours that hold at a time end; none when none hold.
///
/// ```
/// use define::QuietHours;
/// let night = Some(QuietHours { from: 22 * 60, to: 7 * 60 });
/// // 2022-07-02 23:00 in Chongqing is 15:00 UTC; quiet until 07:00, eight hours later.
/// let late = 1_656_774_000_000;
/// assert_eq!(ledger::letter::quiet_until(night, late), Some(late + 8 * 3_600_000));
/// assert_eq!(ledger::letter::quiet_until(night, late - 2 * 3_600_000), None);
/// ```
pub fn quiet_until(quiet: Option<QuietHours>, at: i64) -> Option<i64> {
    let quiet = quiet?;
    let local = at.checked_add(EAST)?;
    let (midnight, since) = (local.div_euclid(DAY) * DAY, local.rem_euclid(DAY));
    let (from, to) = (i64::from(quiet.from) * MINUTE, i64::from(quiet.to) * MINUTE);
    let end = match (from <= to, since >= from, since < to) {
        (true, true, true) | (false, false, true) => midnight + to,
        (false, true, _) => midnight + DAY + to,
        _ => return None,
    };
    Some(end - EAST)
}

//! The moment (时刻) of a batch: the office's clock, as far as it can be believed. What is recorded under a wrong clock would
//! be known "as of" a day on which nobody knew it, and nothing that is recorded can be dated anew.

use crate::clock::{day_of, instant};
use crate::district::{House, Office};
use crate::error::Result;
use crate::store::{CLOCK, Store};
use define::Date;
use finding::{Finding, Place};

/// How far the clock may be ahead of what was last recorded or seen, in milliseconds.
const AHEAD: i64 = 86_400_000;
/// How far behind before it is told: clocks are set by minutes.
const BEHIND: i64 = 5 * 60_000;
/// How often standing work notes the time.
const STRIDE: i64 = 3_600_000;

/// When a batch is made.
pub(super) struct Moment {
    /// Of its entries: never before what is known already.
    pub at: i64,
    /// Its day in China Standard Time.
    pub today: Date,
    /// What is to be said of the clock; of grade error when nothing may be recorded under it.
    pub told: Option<Finding>,
}

impl Moment {
    /// The moment of a batch over the first `size` entries.
    pub fn of(store: &Store, size: u64, house: &House) -> Result<Moment> {
        let clock = &house.clock;
        let (now, known) = (clock.now(), known(house, store, size)?);
        let told = known.filter(|_| clock.may_be_wrong()).and_then(|known| told(now, known));
        let at = known.map_or(now, |known| now.max(known));
        Ok(Moment { at, today: day_of(at), told })
    }
}

/// The latest time of which the office knows that it was: of the last entry, or confirmed since. None at the beginning.
fn known(house: &House, store: &Store, size: u64) -> Result<Option<i64>> {
    let last = match size {
        0 => None,
        size => match house.archive.audit.of(store, size)?.at {
            Some(at) => Some(at),
            None => house.archive.audit.entry(store, size - 1, size)?.map(|entry| entry.at),
        },
    };
    let seen = store.meta(CLOCK)?.and_then(|seen| seen.parse().ok());
    Ok(last.max(seen))
}

fn told(now: i64, known: i64) -> Option<Finding> {
    let place = Place::whole("本机时钟");
    let (clock, last) = (instant(now), instant(known));
    if now > known.saturating_add(AHEAD) {
        let days = (now - known) / AHEAD;
        let sentence = format!("本机时钟是{clock}，比上一次记录或确认的时间（{last}）晚{days}天");
        let hint = "先核对本机时钟；时钟没有错，命令加 --clock-confirmed 再办一次";
        return Some(Finding::error("clock.ahead", place, sentence).hint(hint));
    }
    (now < known.saturating_sub(BEHIND)).then(|| {
        let sentence = format!("本机时钟是{clock}，比上一次记录或确认的时间还早；这一批按{last}记");
        Finding::warning("clock.behind", place, sentence).hint("请校准本机时钟")
    })
}

impl Office {
    /// The latest time of which the office knows that it was, in milliseconds since 1970; none at the beginning.
    ///
    /// # Errors
    /// A store that refuses.
    pub fn known_time(&self) -> Result<Option<i64>> {
        let store = self.house.lend()?;
        known(&self.house, &store, store.size()?)
    }

    /// Takes somebody's word that the clock is right, however far it is ahead of what was recorded last.
    ///
    /// # Errors
    /// A store that refuses.
    pub fn confirm_clock(&self) -> Result<()> {
        let now = self.now();
        self.turn().store.write(|store| Ok((true, store.set_meta(CLOCK, &now.to_string())?)))
    }

    /// Notes the time, so that a night or a week without an entry is no leap of the clock: what standing work does. A
    /// clock that leapt is not believed, and said so.
    ///
    /// # Errors
    /// A store that refuses.
    pub fn note_clock(&self) -> Result<Option<Finding>> {
        let (store, now) = (self.house.lend()?, self.now());
        let Some(known) = known(&self.house, &store, store.size()?)? else { return Ok(None) };
        let told = told(now, known).filter(|_| self.house.clock.may_be_wrong());
        if told.is_none() && now > known + STRIDE {
            self.confirm_clock()?;
        }
        Ok(told)
    }
}

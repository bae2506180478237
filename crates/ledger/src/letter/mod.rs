//! A letter (信件): a notice to one household, from waiting to acknowledged, event by event.
//!
//! The rules are these. A letter is handed over at most once a rung; what became of a hand-over is known before anything
//! else is sent. Delivered is not acknowledged: only an acknowledgement with its evidence ends a letter, and one that
//! nobody acknowledges ends on a named person's list.
//!
//! ```
//! use ledger::letter::{Event, Happening, Letter, State};
//! let event = |what, at| Event { what, rung: 1, attempt: 1, at };
//! let letter = Letter::default().step(&event(Happening::HandingOver, 0)).unwrap();
//! let letter = letter.step(&event(Happening::HandedOver, 1)).unwrap();
//! let letter = letter.step(&event(Happening::Delivered, 2)).unwrap();
//! assert_eq!(letter.state(), State::Delivered);
//! assert!(!letter.acknowledged());
//! assert_eq!(letter.step(&event(Happening::HandedOver, 3)).unwrap_err().code, "notice.state-jump");
//! ```

mod due;
mod evidence;
mod household;
mod moment;

pub use due::{Next, quiet_until};
pub use evidence::{Evidence, Keys, proved};
pub use household::households;
pub use moment::moment;

/// What happened to a letter (事件).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Happening {
    /// 交付中: it is about to be handed to the gateway. Whether it arrives there is not known yet.
    HandingOver,
    /// 已交付: the gateway has it.
    HandedOver,
    /// 未接收: the gateway has it not.
    Refused,
    /// 已送达: it is on the household's device.
    Delivered,
    /// 未送达: it cannot be brought there.
    Undeliverable,
    /// 转名单: it is on a named person's list.
    Listed,
    /// 已应答: the household has acknowledged it.
    Acknowledged,
}

impl Happening {
    /// Every one.
    pub const ALL: [Happening; 7] = [
        Happening::HandingOver,
        Happening::HandedOver,
        Happening::Refused,
        Happening::Delivered,
        Happening::Undeliverable,
        Happening::Listed,
        Happening::Acknowledged,
    ];

    /// The word as written in rows.
    pub fn word(self) -> &'static str {
        match self {
            Happening::HandingOver => "交付中",
            Happening::HandedOver => "已交付",
            Happening::Refused => "未接收",
            Happening::Delivered => "已送达",
            Happening::Undeliverable => "未送达",
            Happening::Listed => "转名单",
            Happening::Acknowledged => "已应答",
        }
    }

    /// The one that a row names.
    pub fn parse(word: &str) -> Option<Happening> {
        Happening::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// Where a letter stands (状态).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// 待发: nothing is under way.
    Queued,
    /// 交付中: handed over or not, nobody knows yet.
    HandingOver,
    /// 已交付.
    HandedOver,
    /// 已送达: on the device, not acknowledged.
    Delivered,
    /// 未送达.
    Undeliverable,
    /// 在名单: on a named person's list.
    Listed,
    /// 已应答.
    Acknowledged,
}

impl State {
    /// Every state, in the order of a funnel.
    pub const ALL: [State; 7] = [
        State::Queued,
        State::HandingOver,
        State::HandedOver,
        State::Delivered,
        State::Undeliverable,
        State::Listed,
        State::Acknowledged,
    ];

    /// The word as shown.
    pub fn word(self) -> &'static str {
        match self {
            State::Queued => "待发",
            State::HandingOver => "交付中",
            State::HandedOver => "已交付",
            State::Delivered => "已送达",
            State::Undeliverable => "未送达",
            State::Listed => "在名单",
            State::Acknowledged => "已应答",
        }
    }

    /// The stable code for addresses and JSON.
    pub fn code(self) -> &'static str {
        match self {
            State::Queued => "queued",
            State::HandingOver => "handing-over",
            State::HandedOver => "handed-over",
            State::Delivered => "delivered",
            State::Undeliverable => "undeliverable",
            State::Listed => "listed",
            State::Acknowledged => "acknowledged",
        }
    }
}

/// An event of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// What happened.
    pub what: Happening,
    /// On which rung of the ladder, from 1.
    pub rung: u32,
    /// At which attempt on that rung, from 1; of no weight for what is no hand-over.
    pub attempt: u32,
    /// When, in milliseconds since 1970-01-01T00:00:00Z.
    pub at: i64,
}

/// Why an event cannot be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Stable code.
    pub code: &'static str,
    /// What speaks against it.
    pub sentence: String,
}

/// A letter as its events have made it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Letter {
    events: u32,
    /// The rung it is on; 0 before the first.
    rung: u32,
    attempt: u32,
    /// A hand-over is under way.
    pending: bool,
    /// Rungs on which the gateway took it, bit by bit.
    handed: u16,
    /// Rungs on which it was delivered, or could not be.
    delivered: u16,
    undeliverable: u16,
    listed: bool,
    /// Since when it is on its rung in this way.
    since: i64,
    /// The last event.
    last: i64,
    first_handed: Option<i64>,
    first_delivered: Option<i64>,
    acknowledged: Option<i64>,
}

impl Letter {
    /// The letter of events in their order.
    ///
    /// # Errors
    /// The first event that cannot be, with its place in the order.
    pub fn of<'e>(events: impl IntoIterator<Item = &'e Event>) -> Result<Letter, (usize, Refusal)> {
        let fold =
            |letter: Letter, (nth, event): (usize, &Event)| letter.step(event).map_err(|why| (nth, why));
        events.into_iter().enumerate().try_fold(Letter::default(), fold)
    }

    /// The letter after an event.
    ///
    /// # Errors
    /// A refusal when the event cannot be: `notice.state-jump`, `notice.before-hand-over`, `notice.acknowledged-twice`,
    /// `notice.handed-over-twice`, `notice.back-in-time`.
    pub fn step(&self, event: &Event) -> Result<Letter, Refusal> {
        let mut next = *self;
        let bit = 1_u16.checked_shl(event.rung).unwrap_or(0);
        let jump = || {
            let here = self.state().word();
            refuse(
                "notice.state-jump",
                format!("“{here}”的信件不能记“{}”（第{}级）", event.what.word(), event.rung),
            )
        };
        if self.events > 0 && event.at < self.last {
            return refuse("notice.back-in-time", format!("“{}”早于上一件事", event.what.word()));
        }
        if bit <= 1 {
            return jump();
        }
        match event.what {
            Happening::HandingOver => {
                let again = event.rung == self.rung && event.attempt == self.attempt + 1 && !self.listed;
                let climbs = event.rung > self.rung && event.attempt == 1;
                if self.handed & bit != 0 {
                    let sentence = format!("第{}级已经交付过一次", event.rung);
                    return refuse("notice.handed-over-twice", sentence);
                }
                if self.pending || self.acknowledged.is_some() || !(again || climbs) {
                    return jump();
                }
                (next.rung, next.attempt, next.pending, next.listed) =
                    (event.rung, event.attempt, true, false);
            }
            Happening::HandedOver | Happening::Refused => {
                if !self.pending || (event.rung, event.attempt) != (self.rung, self.attempt) {
                    return jump();
                }
                next.pending = false;
                if event.what == Happening::HandedOver {
                    next.handed |= bit;
                    next.first_handed.get_or_insert(event.at);
                }
            }
            Happening::Delivered | Happening::Undeliverable => {
                if self.handed & bit == 0 || (self.delivered | self.undeliverable) & bit != 0 {
                    return jump();
                }
                if event.what == Happening::Delivered {
                    next.delivered |= bit;
                    next.first_delivered.get_or_insert(event.at);
                } else {
                    next.undeliverable |= bit;
                }
            }
            Happening::Listed => {
                if self.pending || self.acknowledged.is_some() || event.rung <= self.rung {
                    return jump();
                }
                (next.rung, next.attempt, next.listed) = (event.rung, 0, true);
            }
            Happening::Acknowledged => {
                if self.acknowledged.is_some() {
                    return refuse("notice.acknowledged-twice", "这封信已经应答过".to_owned());
                }
                // While a hand-over is in doubt the answer itself shows that it arrived.
                if self.handed == 0 && !self.pending && !self.listed {
                    return refuse("notice.before-hand-over", "还没有交付，不会有应答".to_owned());
                }
                next.acknowledged = Some(event.at);
            }
        }
        next.events += 1;
        next.last = event.at;
        // How long a household has had it counts from the hand-over; news of its delivery does not begin the wait anew.
        if !matches!(event.what, Happening::Delivered | Happening::Undeliverable) {
            next.since = event.at;
        }
        Ok(next)
    }

    /// Where it stands.
    pub fn state(&self) -> State {
        let bit = 1_u16.checked_shl(self.rung).unwrap_or(0);
        if self.acknowledged.is_some() {
            State::Acknowledged
        } else if self.pending {
            State::HandingOver
        } else if self.listed {
            State::Listed
        } else if self.undeliverable & bit != 0 {
            State::Undeliverable
        } else if self.delivered & bit != 0 {
            State::Delivered
        } else if self.handed & bit != 0 {
            State::HandedOver
        } else {
            State::Queued
        }
    }

    /// The rung it is on; 0 before the first.
    pub fn rung(&self) -> u32 {
        self.rung
    }

    /// The last attempt on its rung.
    pub fn attempt(&self) -> u32 {
        self.attempt
    }

    /// Number of events so far.
    pub fn events(&self) -> u32 {
        self.events
    }

    /// Whether a hand-over is in doubt.
    pub fn pending(&self) -> bool {
        self.pending
    }

    /// Whether it was handed over on a rung.
    pub fn handed_on(&self, rung: u32) -> bool {
        self.handed & 1_u16.checked_shl(rung).unwrap_or(0) != 0
    }

    /// Whether news of its delivery on a rung has come.
    pub fn reported_on(&self, rung: u32) -> bool {
        (self.delivered | self.undeliverable) & 1_u16.checked_shl(rung).unwrap_or(0) != 0
    }

    /// When it was first handed over, first delivered, acknowledged.
    pub fn times(&self) -> [Option<i64>; 3] {
        [self.first_handed, self.first_delivered, self.acknowledged]
    }

    /// Since when it stands as it does, reports of delivery aside.
    pub fn since(&self) -> i64 {
        self.since
    }

    /// The time of the last event.
    pub fn last(&self) -> i64 {
        self.last
    }

    /// Whether it was acknowledged.
    pub fn acknowledged(&self) -> bool {
        self.acknowledged.is_some()
    }
}

fn refuse<T>(code: &'static str, sentence: String) -> Result<T, Refusal> {
    Err(Refusal { code, sentence })
}

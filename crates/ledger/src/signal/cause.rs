//! What makes two reports the same cause, and what is remembered of a cause.

/// What a case is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CauseKind {
    /// 报警: a device raised an alarm.
    Alarm,
    /// 失联: a device that was heard is heard no more.
    Silence,
    /// 时钟偏差: a device's clock is off.
    Drift,
    /// 名册不符: a gateway's list of devices is not the register's.
    List,
}

impl CauseKind {
    /// Every kind.
    pub const ALL: [CauseKind; 4] = [CauseKind::Alarm, CauseKind::Silence, CauseKind::Drift, CauseKind::List];

    /// The word in registers.
    pub fn word(self) -> &'static str {
        match self {
            CauseKind::Alarm => "报警",
            CauseKind::Silence => "失联",
            CauseKind::Drift => "时钟偏差",
            CauseKind::List => "名册不符",
        }
    }

    /// The kind of that word.
    pub fn of(word: &str) -> Option<CauseKind> {
        CauseKind::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// The key by which reports are joined (归并): signal, kind, what happened, and the device's fields that the definition
/// names. Two different causes never have the same key: separators inside parts are doubled.
///
/// ```
/// use ledger::{CauseKind, cause_key};
/// let key = cause_key("campus-cameras", CauseKind::Alarm, "烟火", &["2150900001"]);
/// assert_eq!(key, "campus-cameras/报警/烟火/2150900001");
/// assert_ne!(cause_key("a", CauseKind::Alarm, "b/c", &["d"]), cause_key("a", CauseKind::Alarm, "b", &["c/d"]));
/// ```
pub fn cause_key(signal: &str, kind: CauseKind, what: &str, parts: &[&str]) -> String {
    let mut key = escaped(signal) + "/" + kind.word() + "/" + &escaped(what);
    for part in parts {
        key.push('/');
        key += &escaped(part);
    }
    key
}

fn escaped(part: &str) -> String {
    part.replace('~', "~~").replace('/', "~.")
}

/// What is remembered of a cause while its case is open: joining two memories does not depend on their order.
///
/// ```
/// let (early, late) = (ledger::Cause::once(10), ledger::Cause::once(25));
/// assert_eq!(early.joined(late), late.joined(early));
/// assert_eq!(early.joined(late), ledger::Cause { first: 10, last: 25, times: 2 });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cause {
    /// When it was first received, in milliseconds.
    pub first: i64,
    /// When it was last received.
    pub last: i64,
    /// How often it was received.
    pub times: u64,
}

impl Cause {
    /// Received once.
    pub fn once(at: i64) -> Cause {
        Cause { first: at, last: at, times: 1 }
    }

    /// Both.
    #[must_use]
    pub fn joined(self, other: Cause) -> Cause {
        Cause {
            first: self.first.min(other.first),
            last: self.last.max(other.last),
            times: self.times.saturating_add(other.times),
        }
    }
}

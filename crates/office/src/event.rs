//! Events of security (安全事件): what whoever watches over the office wants to know, and how often it happened today.

use define::Date;
use ledger::canonical_name;
use std::collections::BTreeMap;

/// So many of a person, a day and a deed are told one by one.
const EACH: u64 = 30;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Event {
    SignedIn,
    SignedOut,
    LockedOut,
    PasswordChanged,
    SecondFactor,
    AccountAdded,
    AccountDisabled,
    AccountEnabled,
    PasswordReset,
    Linked,
    Unlinked,
    TokenIssued,
    TokenEnded,
    WebhookSet,
    WebhookEnded,
    Refused,
    NotShown,
}

impl Event {
    /// The word in its row.
    pub fn word(self) -> &'static str {
        match self {
            Event::SignedIn => "登录",
            Event::SignedOut => "退出",
            Event::LockedOut => "登录被锁",
            Event::PasswordChanged => "改口令",
            Event::SecondFactor => "动态口令",
            Event::AccountAdded => "开账号",
            Event::AccountDisabled => "停账号",
            Event::AccountEnabled => "启用账号",
            Event::PasswordReset => "重置口令",
            Event::Linked => "关联统一身份",
            Event::Unlinked => "解除关联",
            Event::TokenIssued => "发接口令牌",
            Event::TokenEnded => "停接口令牌",
            Event::WebhookSet => "设变更推送",
            Event::WebhookEnded => "停变更推送",
            Event::Refused => "被拒绝",
            Event::NotShown => "查看被拒绝",
        }
    }
}

/// How often what happened to whom on the day that counts.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    day: Option<Date>,
    times: BTreeMap<(String, Event), u64>,
}

impl Tally {
    /// The how manieth time it is, and whether that is told.
    pub fn next(&mut self, day: Date, person: &str, event: Event) -> (u64, bool) {
        if self.day != Some(day) {
            *self = Tally { day: Some(day), times: BTreeMap::new() };
        }
        let times = self.times.entry((canonical_name(person), event)).or_default();
        *times += 1;
        (*times, *times <= EACH || times.is_power_of_two())
    }
}

/// One event, to be told.
pub(crate) struct Told<'t> {
    pub event: Event,
    /// Whom it is about.
    pub person: &'t str,
    /// Who did it, when somebody else did.
    pub by: &'t str,
    /// What it was about.
    pub over: &'t str,
    /// Why.
    pub reason: &'t str,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_tries_the_same_all_day_is_told_ever_more_rarely() {
        let (mut tally, day) = (Tally::default(), Date::new(2022, 6, 1).unwrap());
        let told: Vec<u64> = (0..1_000)
            .map(|_| tally.next(day, "样例　甲", Event::Refused))
            .filter_map(|(nth, told)| told.then_some(nth))
            .collect();
        assert_eq!(told, (1..=30).chain([32, 64, 128, 256, 512]).collect::<Vec<_>>());
        assert_eq!(tally.next(day, "样例乙", Event::Refused), (1, true), "of others it is told");
        assert_eq!(tally.next(day, "样例甲", Event::SignedIn), (1, true));
        assert_eq!(tally.next(Date::new(2022, 6, 2).unwrap(), "样例甲", Event::Refused), (1, true));
    }
}

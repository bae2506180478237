//! States, channels and ways of letters in words.

use view::{Channel, LetterState, Way};

use super::words::Words;
use crate::marks::Verdict;

/// How far a letter is.
pub fn word(state: LetterState, words: &Words) -> &'static str {
    match state {
        LetterState::Queued => words.letter_queued,
        LetterState::HandingOver => words.letter_handing_over,
        LetterState::HandedOver => words.letter_handed_over,
        LetterState::Delivered => words.letter_delivered,
        LetterState::Undeliverable => words.letter_undeliverable,
        LetterState::Listed => words.letter_listed,
        LetterState::Acknowledged => words.letter_acknowledged,
    }
}

/// Its colour.
pub fn colour(state: LetterState) -> Verdict {
    match state {
        LetterState::Acknowledged => Verdict::Met,
        LetterState::Listed | LetterState::Undeliverable => Verdict::NotMet,
        LetterState::Queued | LetterState::HandingOver | LetterState::HandedOver | LetterState::Delivered => {
            Verdict::CannotTell
        }
    }
}

/// The channel of a rung.
pub fn channel(channel: Channel, words: &Words) -> &'static str {
    match channel {
        Channel::Message => words.channel_message,
        Channel::WeCom => words.channel_wecom,
        Channel::Mail => words.channel_mail,
        Channel::Calls => words.channel_calls,
        Channel::Visit => words.channel_visit,
    }
}

/// The rungs of a ladder, one after another.
pub fn ladder(rungs: &[Channel], words: &Words) -> String {
    rungs.iter().map(|rung| channel(*rung, words)).collect::<Vec<_>>().join(" → ")
}

/// The way on which a letter was acknowledged.
pub fn way(way: Way, words: &Words) -> &'static str {
    match way {
        Way::Link => words.way_link,
        Way::Code => words.way_code,
        Way::Record => words.way_record,
    }
}

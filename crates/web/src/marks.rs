//! Marks that stand beside a value: the verdict, how well its source is known, how many of a group are met.

use view::Status;

use crate::words::Words;

/// A verdict, as pages show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// 达标.
    Met,
    /// 未达标.
    NotMet,
    /// 不能判断.
    CannotTell,
    /// The indicator has no condition: it is only computed.
    None,
}

impl Verdict {
    /// Of an indicator; without a condition it is not judged.
    pub fn of(verdict: Option<view::Verdict>) -> Verdict {
        match verdict {
            Some(view::Verdict::Met) => Verdict::Met,
            Some(view::Verdict::NotMet) => Verdict::NotMet,
            Some(view::Verdict::CannotTell) => Verdict::CannotTell,
            None => Verdict::None,
        }
    }

    /// The class of the style sheet; for a verdict, its code.
    pub fn class(self) -> &'static str {
        match self {
            Verdict::Met => "met",
            Verdict::NotMet => "not-met",
            Verdict::CannotTell => "cannot-tell",
            Verdict::None => "no-verdict",
        }
    }

    /// The word that a reader sees.
    pub fn word(self, words: &Words) -> &'static str {
        match self {
            Verdict::Met => words.met,
            Verdict::NotMet => words.not_met,
            Verdict::CannotTell => words.cannot_tell,
            Verdict::None => words.no_verdict,
        }
    }
}

/// How well the document behind a definition is known, as a mark beside it.
pub trait Mark {
    /// The class of the style sheet: confirmed, doubtful, or plain.
    fn class(self) -> &'static str;
    /// The word of the mark.
    fn word(self, words: &Words) -> &'static str;
    /// What the mark means, in a sentence.
    fn meaning(self, words: &Words) -> &'static str;
}

impl Mark for Status {
    fn class(self) -> &'static str {
        match self {
            Status::Confirmed => "confirmed",
            Status::Secondary | Status::Recalled | Status::Unofficial => "doubtful",
            Status::Derived | Status::Local => "plain",
        }
    }

    fn word(self, words: &Words) -> &'static str {
        match self {
            Status::Confirmed => words.confirmed,
            Status::Secondary => words.secondary,
            Status::Recalled => words.recalled,
            Status::Derived => words.derived,
            Status::Local => words.local,
            Status::Unofficial => words.unofficial,
        }
    }

    fn meaning(self, words: &Words) -> &'static str {
        match self {
            Status::Confirmed => words.confirmed_means,
            Status::Secondary => words.secondary_means,
            Status::Recalled => words.recalled_means,
            Status::Derived => words.derived_means,
            Status::Local => words.local_means,
            Status::Unofficial => words.unofficial_means,
        }
    }
}

/// How many of a group are met, not met, not to be told, not judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// 达标.
    pub met: usize,
    /// 未达标.
    pub not_met: usize,
    /// 不能判断.
    pub cannot_tell: usize,
    /// Only computed.
    pub no_verdict: usize,
}

/// A stretch of a tally's bar.
pub struct Stretch {
    /// Class of the style sheet.
    pub class: &'static str,
    /// Where it begins, in members of the group.
    pub from: usize,
    /// How long it is, in members of the group.
    pub length: usize,
}

impl Tally {
    /// Counts verdicts.
    pub fn of(verdicts: impl IntoIterator<Item = Verdict>) -> Tally {
        let mut tally = Tally::default();
        for verdict in verdicts {
            match verdict {
                Verdict::Met => tally.met += 1,
                Verdict::NotMet => tally.not_met += 1,
                Verdict::CannotTell => tally.cannot_tell += 1,
                Verdict::None => tally.no_verdict += 1,
            }
        }
        tally
    }

    /// How many there are.
    pub fn total(&self) -> usize {
        self.met + self.not_met + self.cannot_tell + self.no_verdict
    }

    /// The bar: what is met first, then what needs work, then what needs data.
    pub fn stack(&self) -> Vec<Stretch> {
        let mut from = 0;
        let parts = [
            (Verdict::Met, self.met),
            (Verdict::NotMet, self.not_met),
            (Verdict::CannotTell, self.cannot_tell),
            (Verdict::None, self.no_verdict),
        ];
        parts
            .into_iter()
            .filter(|(_, length)| *length > 0)
            .map(|(verdict, length)| {
                from += length;
                Stretch { class: verdict.class(), from: from - length, length }
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stretches_of_a_tally_lie_end_to_end() {
        let tally =
            Tally::of([Verdict::Met, Verdict::NotMet, Verdict::Met, Verdict::CannotTell, Verdict::None]);
        let stack: Vec<_> = tally.stack().iter().map(|s| (s.class, s.from, s.length)).collect();
        assert_eq!(stack, [("met", 0, 2), ("not-met", 2, 1), ("cannot-tell", 3, 1), ("no-verdict", 4, 1)]);
        assert_eq!(tally.total(), 5);
    }
}

//! Marks that stand beside a value: the verdict, how well its source is known, how many of a group are met.

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
    /// From the code of the JSON shapes, `met`, `not-met`, `cannot-tell`; anything else is not judged.
    pub fn from_code(code: &str) -> Verdict {
        match code {
            "met" => Verdict::Met,
            "not-met" => Verdict::NotMet,
            "cannot-tell" => Verdict::CannotTell,
            _ => Verdict::None,
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

/// How well the document behind a definition is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// 已核: seen in a published text.
    Confirmed,
    /// 转述: seen quoted elsewhere.
    Secondary,
    /// 凭记忆: recorded from memory.
    Recalled,
    /// 推算: derived from known numbers.
    Derived,
    /// 本地: a local rule.
    Local,
    /// 非官方: an example in place of an official text.
    Unofficial,
}

impl Status {
    /// From the code that packs write; what is not known to be better is unofficial.
    pub fn from_code(code: &str) -> Status {
        match code {
            "confirmed" => Status::Confirmed,
            "secondary" => Status::Secondary,
            "recalled" => Status::Recalled,
            "derived" => Status::Derived,
            "local" => Status::Local,
            _ => Status::Unofficial,
        }
    }

    /// The class of the style sheet: confirmed, doubtful, or plain.
    pub fn class(self) -> &'static str {
        match self {
            Status::Confirmed => "confirmed",
            Status::Secondary | Status::Recalled | Status::Unofficial => "doubtful",
            Status::Derived | Status::Local => "plain",
        }
    }

    /// The word of the mark.
    pub fn word(self, words: &Words) -> &'static str {
        match self {
            Status::Confirmed => words.confirmed,
            Status::Secondary => words.secondary,
            Status::Recalled => words.recalled,
            Status::Derived => words.derived,
            Status::Local => words.local,
            Status::Unofficial => words.unofficial,
        }
    }

    /// What the mark means, in a sentence.
    pub fn meaning(self, words: &Words) -> &'static str {
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
        let tally = Tally::of(["met", "not-met", "met", "cannot-tell", ""].map(Verdict::from_code));
        let stack: Vec<_> = tally.stack().iter().map(|s| (s.class, s.from, s.length)).collect();
        assert_eq!(stack, [("met", 0, 2), ("not-met", 2, 1), ("cannot-tell", 3, 1), ("no-verdict", 4, 1)]);
        assert_eq!(tally.total(), 5);
    }

    #[test]
    fn a_source_of_unknown_standing_is_never_shown_as_confirmed() {
        assert_eq!(Status::from_code("certain"), Status::Unofficial);
        assert_eq!(Status::from_code("recalled").class(), "doubtful");
    }
}

//! Verdicts: met, not met, cannot tell.

use quantity::Truth;

/// What an assessment says of an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// 达标: the condition holds whatever the unknowns turn out to be.
    Met,
    /// 未达标: the condition fails whatever the unknowns turn out to be.
    NotMet,
    /// 不能判断: facts or thresholds needed are not there.
    CannotTell,
}

impl Verdict {
    /// The key in JSON and in files: `met`, `not-met`, `cannot-tell`.
    pub fn key(self) -> &'static str {
        match self {
            Verdict::Met => "met",
            Verdict::NotMet => "not-met",
            Verdict::CannotTell => "cannot-tell",
        }
    }

    /// The word shown to a reader.
    ///
    /// ```
    /// assert_eq!(assess::Verdict::CannotTell.label(), "不能判断");
    /// ```
    pub fn label(self) -> &'static str {
        match self {
            Verdict::Met => "达标",
            Verdict::NotMet => "未达标",
            Verdict::CannotTell => "不能判断",
        }
    }

    /// All of several: one not met and it is not met; else one that cannot be told and it cannot be told; else met.
    ///
    /// ```
    /// use assess::Verdict::*;
    /// assert_eq!(assess::Verdict::all([Met, CannotTell, NotMet]), NotMet);
    /// assert_eq!(assess::Verdict::all([Met, CannotTell]), CannotTell);
    /// assert_eq!(assess::Verdict::all([]), Met);
    /// ```
    pub fn all(verdicts: impl IntoIterator<Item = Verdict>) -> Verdict {
        let mut told = Verdict::Met;
        for verdict in verdicts {
            match verdict {
                Verdict::NotMet => return Verdict::NotMet,
                Verdict::CannotTell => told = Verdict::CannotTell,
                Verdict::Met => {}
            }
        }
        told
    }
}

impl From<Truth> for Verdict {
    fn from(truth: Truth) -> Self {
        match truth {
            Truth::Yes => Verdict::Met,
            Truth::No => Verdict::NotMet,
            Truth::Unknown => Verdict::CannotTell,
        }
    }
}

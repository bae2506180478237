//! Signing (会签): who signs in a stage of a loop, how many of them it takes, and what a step does with their tasks.

use crate::Written;

/// Who signs in a stage, and when that is enough.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signing {
    /// The seats (席): who is asked, in the order in which they are shown.
    pub seats: Vec<Seat>,
    /// How many of them it takes.
    pub need: Need,
    /// To whom the task of a seat goes that nobody may take, or that is over its time; the first that somebody holds.
    pub above: Vec<Seat>,
    /// Stages whose signers do not sign in this one: nobody approves what he filed.
    pub apart: Vec<String>,
    /// The fields that seats name, as they are written.
    pub named: Vec<Written>,
}

/// A seat: whoever is in a role, of a unit.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seat {
    /// The role, by its name.
    pub role: String,
    /// The unit; empty for that of the case.
    pub unit: String,
    /// Fields of the case that the seat answers for: a change of others leaves what it signed. All of them when empty.
    pub over: Vec<String>,
}

/// How many seats must have signed (全部、任一、几人).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Need {
    /// Every one of them.
    #[default]
    All,
    /// So many of them.
    Of(u32),
}

impl Need {
    /// How many that is of so many seats: never none, never more than there are.
    ///
    /// ```
    /// use define::Need;
    /// assert_eq!([Need::All.of(3), Need::Of(2).of(3), Need::Of(5).of(3)], [3, 2, 3]);
    /// ```
    pub fn of(self, seats: usize) -> usize {
        match self {
            Need::All => seats,
            Need::Of(count) => (count as usize).clamp(1, seats.max(1)),
        }
    }
}

/// What a step does with the tasks of a case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Does {
    /// Moves the case where the step says, whoever does it.
    #[default]
    Moves,
    /// Signs (提交、同意): the case moves on when enough have signed.
    Signs,
    /// Sends back (退回) to somebody who signed before: the filer when nobody is named.
    Returns,
    /// Takes back (撤回) what one signed, while nobody has acted on it.
    TakesBack,
    /// Hands one's task to somebody else (转办).
    HandsOn,
    /// Asks somebody more to sign (加签).
    Adds,
    /// Asks somebody no more whom one asked oneself (减签).
    Drops,
    /// Presses those who have the task (催办).
    Urges,
    /// Lets somebody see it (抄送).
    Copies,
}

impl Does {
    /// Each with the word by which a definition says it.
    pub const ALL: [(&'static str, Does); 8] = [
        ("sign", Does::Signs),
        ("return", Does::Returns),
        ("take-back", Does::TakesBack),
        ("hand-on", Does::HandsOn),
        ("add", Does::Adds),
        ("drop", Does::Drops),
        ("urge", Does::Urges),
        ("copy", Does::Copies),
    ];

    /// Whether somebody must be named to whom it is done.
    pub fn names_somebody(self) -> bool {
        matches!(self, Does::HandsOn | Does::Adds | Does::Drops | Does::Copies)
    }

    /// Whether the definition says where it leads; of the others the case stays, or goes back to who signed.
    pub fn leads(self) -> bool {
        matches!(self, Does::Moves | Does::Signs)
    }
}

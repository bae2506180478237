//! Exchanges (交流): teachers of one subject who change places pair by pair, so that as many move as must and no school has fewer.

/// Teachers alike: of one subject and school, who live at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crowd {
    /// The subject at its stage: whoever changes places is of one kind.
    pub kind: usize,
    /// Position of the school.
    pub school: usize,
    /// Town or country: an exchange between two of them is preferred.
    pub area: usize,
    /// How many may be moved.
    pub many: i64,
    /// Whether they are backbone teachers (骨干).
    pub backbone: bool,
    /// Schools that they can get to, with the minutes.
    pub reach: Vec<(usize, i64)>,
}

/// What is asked: how many must move, and how many of those who do must be backbone teachers.
///
/// ```
/// use plan::model::{Crowd, Exchange};
/// let crowd = |school, backbone| {
///     Crowd { kind: 0, school, area: school, many: 3, backbone, reach: vec![(1 - school, 20)] }
/// };
/// let asked = Exchange { crowds: vec![crowd(0, true), crowd(1, false)], gone: vec![0, 1], due: 30_000, backbones: 2_000 };
/// let pairs = plan::exchange(&asked);
/// assert_eq!(pairs, [(0, 1, 1)]);
/// assert_eq!(plan::check_exchange(&asked, &pairs), Ok((3, 1)));
/// assert!(plan::check_exchange(&asked, &[]).is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// Those who may move.
    pub crowds: Vec<Crowd>,
    /// How many of each crowd move anyway, to fill what lacks elsewhere.
    pub gone: Vec<i64>,
    /// Moves that there must be, in ten thousandths.
    pub due: i64,
    /// Backbone teachers that one move asks for, in ten thousandths.
    pub backbones: i64,
}

impl Exchange {
    /// How many must move: whole people.
    pub fn least(&self) -> i64 {
        up(self.due)
    }

    /// How many of so many must be backbone teachers.
    pub fn least_backbones(&self, moves: i64) -> i64 {
        up(self.backbones.saturating_mul(moves))
    }
}

/// Ten thousandths rounded up to whole people.
fn up(parts: i64) -> i64 {
    parts.div_euclid(10_000) + i64::from(parts.rem_euclid(10_000) > 0)
}

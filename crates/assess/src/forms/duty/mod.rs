//! Duties over records: which occurrences the district's rows leave owed, and what speaks against a nil report or an
//! extension.

mod against;
mod bound;

use super::{Practice, Shown, Written};
use crate::Records;
use define::{Date, Duty};
use finding::Finding;
use ledger::duty::{Occurrence, State, Zero};

use bound::covered;
pub(crate) use bound::owed_periods;
pub use bound::{Covered, DISTRICT, covered as covered_duty, open_claims};

impl Practice for Duty {
    /// A fact discharges or it does not: only what claims that nothing was to be done, or asks for time, is refused.
    fn heeds(&self, written: &Written) -> bool {
        against::heeded(written)
    }

    fn concerned(&self, records: &Records, written: &Written) -> bool {
        against::concerned(self, records, written)
    }

    fn shown(&self, records: &Records, today: Date) -> Shown {
        let covered = covered(self, records, today.year, today);
        let matrix = &covered.matrix;
        let place =
            |one: &Occurrence| format!("{} {}", matrix.units[one.unit].id, matrix.periods[one.period].id);
        let all = |state: State| matrix.occurrences.iter().filter(move |one| one.state == state);
        let places = |state: State| all(state).map(place).collect::<Vec<_>>();
        let open = all(State::Open).map(|one| {
            let left = ledger::days_between(today, one.deadline);
            format!("{} 还剩{left}天", place(one))
        });
        let zero = match covered.zero() {
            Zero::Proved => vec!["零成立".to_string()],
            Zero::Contradicted(_) => vec!["有事".to_string()],
            Zero::Open(left) => {
                vec!["零未证明".to_string(), format!("还缺{}", left.len())]
            }
        };
        let tally = matrix.tally();
        let count = |number: u64| vec![number.to_string()];
        Shown::from([
            ("owed", count(tally.owed)),
            ("done", count(tally.done)),
            ("nil", count(tally.nil)),
            ("ahead", count(tally.ahead)),
            ("late", places(State::Late)),
            ("contradicted", places(State::Contradicted)),
            ("extended", places(State::Extended)),
            ("open", open.collect()),
            ("gaps", places(State::Gap)),
            ("zero", zero),
        ])
    }

    fn against(&self, records: &Records, written: &Written, _today: Date) -> Vec<Finding> {
        against::against(self, records, written)
    }
}

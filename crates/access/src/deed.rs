//! Deeds: what may be asked of a standing.

use define::{Loop, Notice, Register, Right};
use ledger::Row;

/// Something that somebody is about to do.
#[derive(Clone, Copy, Debug)]
pub enum Deed<'d> {
    /// A row is put, or corrected.
    Record {
        /// Of which register.
        register: &'d Register,
        /// As it is; none when there is none yet.
        before: Option<&'d Row>,
        /// As it will be.
        after: &'d Row,
    },
    /// A row is withdrawn.
    Withdraw {
        /// Of which register.
        register: &'d Register,
        /// As it is.
        before: &'d Row,
    },
    /// What is masked in a row is looked at.
    Open {
        /// Of which register.
        register: &'d Register,
        /// The row.
        row: &'d Row,
    },
    /// A step of a case.
    Step {
        /// Of which loop.
        of: &'d Loop,
        /// The step.
        step: &'d str,
        /// The case; none when there is no such case.
        case: Option<(&'d Register, &'d Row)>,
        /// Who is said to do it.
        by: &'d str,
    },
    /// A nil report.
    Nil {
        /// Id of the duty.
        duty: &'d str,
        /// The unit for which it is given, as the row names it.
        unit: &'d str,
        /// Who is said to give it.
        by: &'d str,
    },
    /// That a household has acknowledged a notice, as who records it was told.
    Acknowledge {
        /// The notice.
        notice: &'d Notice,
        /// The rows of the household among the recipients.
        rows: &'d [(&'d Register, &'d Row)],
        /// Who is said to record it.
        by: &'d str,
    },
    /// Something that is done as a whole: a draw, a notice, a closing; with the id that it is over.
    Whole {
        /// Which right it takes.
        right: Right,
        /// Id of the draw or notice; empty where there is none.
        over: &'d str,
    },
}

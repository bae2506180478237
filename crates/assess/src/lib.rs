//! Assessment (评): indicators over facts — values, verdicts, lineage, scores, and what a change changes.
//!
//! The way of a figure: [`Facts`] are frames of recorded rows; an [`Assessor`] adds computed columns, computes each
//! indicator once in the order of the pack's program, and says of each an [`Outcome`]: value, printed form, verdict,
//! gap to the threshold, sentence. [`Assessor::follow`] carries it through changes and computes again only what depends
//! on them; a clone is the assessor of a moment, for whoever reads;
//! [`Assessor::explain`] walks from a figure down to the rows. Examples of a pack are run by [`run_examples`].

mod assess;
mod assessor;
mod change;
mod check;
mod computed;
mod declared;
mod example;
mod facts;
mod follow;
mod forms;
mod groups;
mod judge;
mod lineage;
mod outcome;
mod partial;
mod points;
mod printed;
mod record;
mod records;
mod regroup;
mod rows;
mod score;
mod spread;
mod tally;
mod verdict;
mod verified;
mod work_table;

mod yardstick;

pub use assessor::Assessor;
pub use change::Touched;
pub use declared::Declared;
pub use example::{facts_of, run_examples};
pub use facts::Facts;
pub use follow::RowChange;
pub use forms::instrument;
pub use forms::loops;
pub use forms::notice::{Book, Household, Kept, KeptEvent, SentNotice};
pub use forms::plan;
pub use forms::role::facts as facts_of_rights;
pub use forms::roster::{Holder, Person, Post, RosterSheet, TreeCell};
pub use forms::signal;
pub use forms::{
    CALENDAR, Covered, DISTRICT, EVIDENCE, Keys, Practice, Reach, Shown, Written, covered_duty, draw,
    gathered_by_checks, open_claims, practices, registers_of, watching,
};
pub use judge::tell_reason;
pub use lineage::{Input, Lineage};
pub use outcome::{Assessment, Gap, GroupOutcome, Outcome, ParameterUse};
pub use points::Points;
pub use printed::{PrintedLines, printed};
pub use record::Record;
pub use records::Records;
pub use rows::Rows;
pub use score::{Applied, Effect, Graded, Item, Score, Told, score};
pub use verdict::Verdict;
pub use verified::Verified;

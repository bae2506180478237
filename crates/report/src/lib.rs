//! Definitions, facts and verdicts to the paper tree (文).
//!
//! An outline of a pack says which sentences a report has; an assessment says which numbers stand in them. A number
//! comes into the report in two ways only: as a figure that carries the note of its source, or as an explicit
//! quotation. Any other digit is a finding and the report is not written.
//!
//! | step | |
//! |---|---|
//! | [`check`] | what can be told of an outline before there are facts |
//! | [`write`] | the document, with notes, the map from paragraphs to indicators, and findings |
//! | [`against`] | a finished text, ours or not, held against the facts |
//! | [`since`] | a finished text held against last year's |
//! | [`merge()`] | a report that comes back from a word processor: wording kept, figures refused |

mod against;
mod chart;
mod check;
mod commitments;
mod coverage;
mod evidence;
mod fill;
mod letterhead;
mod merge;
mod naked;
mod names;
mod own;
mod problems;
mod proofread;
mod since;
mod sources;
mod subject;
mod template;
mod together;
mod wording;
mod write;

pub use against::{Against, Facts, Held, Link, Standing, Unanswered, against};
pub use check::check;
pub use commitments::{Promised, promised};
pub use coverage::{Answered, Paragraph, Spot};
pub use evidence::Attached;
pub use merge::{Became, Changed, Contest, Merged, Returned, merge};
pub use own::without_own_annexes;
pub use since::{Fall, Passage, Since, since};
pub use wording::Wording;

/// Annexes for the office and whoever examines it, by their ids: they name persons, and nobody else is shown them.
pub const INTERNAL: [&str; 2] = [evidence::ANNEX, wording::ANNEX];

pub use write::{Input, Log, Report, write};

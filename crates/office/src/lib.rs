//! The office: one function per act or question, one transaction each.
//!
//! The only room with SQL, the clock and chance. Everything that changes a district passes here: an act is checked by
//! `ledger`, written into the journal together with the row that follows from it, and covered by a signed checkpoint.
//! Everything that is asked of it is answered from the rows known at an entry, by the definitions in force at that entry.
//! The doors above get typed answers ([`view`]) and know neither SQL nor rules.

mod about;
mod cases;
mod claims;
mod clock;
mod district;
mod draw;
mod duty;
mod error;
mod evaluate;
mod explain;
mod forms;
mod import;
mod journal;
mod notice;
mod packs;
mod query;
mod rebuild;
mod report;
mod roster;
mod rows;
mod signals;
mod store;
mod verify;
mod words;
mod writer;

pub use cases::{CaseFilter, StepGiven};
pub use claims::{Checked, check};
pub use clock::{Clock, Entropy, Machine, end_of_day, instant};
pub use define::{CatalogueItem, Channel, Date, is_id as is_definition_id};
pub use district::Office;
pub use draw::{explain_draw, verify_draw, verify_opening};
pub use error::{Error, Result};
pub use evaluate::AsOf;
pub use explain::ROWS_SHOWN;
pub use finding::{Finding, Grade, Place, has_error};
pub use forms::Given;
pub use import::{ImportOptions, Progress};
pub use journal::verify_proof;
pub use ledger::letter::{Happening, State as LetterState};
pub use notice::{Acknowledging, Due, LetterEvent, LetterQuery, Listed, Outbox, Outgoing, Reported};
pub use packs::{PackCheck, aspect_folder, check_pack, describe_pack, find_in_pack, graph_pack};
/// Draws as such, for whoever measures them.
pub use proof::draw as lots;
pub use query::{DutyQuery, RowQuery};
pub use reader::{DOCUMENT_LIMIT, Encoding, Prose, prose};
pub use report::{CoverageView, Format, WrittenReport};
pub use view;

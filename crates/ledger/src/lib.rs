//! Acts and facts (账): registers as pure check and apply.

mod act;
mod calendar;
mod cell;
mod change;
mod code;
mod columns;
mod dated;
mod difference;
pub mod duty;
pub mod flow;
mod house;
mod identity;
pub mod letter;
mod listed;
pub mod loops;
mod name;
pub mod roster;
mod shown;
mod signal;
mod table;
mod telephone;
mod value;

pub use act::{Act, ActError, ClosedValue, ErasedRow, Origin};
pub use calendar::{Calendar, DayKind, days_between, plus_days, weekday_of};
pub use cell::{CellFault, CellReading, read_cell};
pub use change::{Change, Facts, apply, check, record};
pub use code::{CATEGORIES, CodeFault, check_code};
pub use columns::{frame, frames, put_row, put_rows, remove_row};
pub use dated::{is_renewed, settle};
pub use difference::{Difference, difference};
pub use duty::{Period, periods};
pub use house::row_of;
pub use identity::{key_identity, written_key};
pub use listed::{Likeness, ListPerson, OnRoll, birth, on_roll, repeated};
pub use name::{canonical_name, same_person};
/// What [`read_table`] takes.
pub use reader::{Line, Medium, Table};
pub use shown::{MASK, has_sensitive_key, shown, shown_key, shown_value};
pub use signal::{
    BATCH_LIMIT, Cause, CauseKind, ENVELOPE_AGE, Envelope, LINE_LIMIT, LINES_LIMIT, LineFault, Mismatch,
    SignalKind, Told, Window, cause_key, drift, drifts, holds_on, milliseconds, mismatch, read_batch,
    silent_since,
};
pub use table::{
    Column, ERRORS, Fit, Pointed, RECORDED, ReadRow, Reading, fit, header_of, read_table, resolve,
};
pub use telephone::{Telephone, telephone};
pub use value::{Row, Value, key_part};

//! Forms of work as tables (工作表): the frames that formulas read of rosters, duties, loops, draws, notices and signals, and
//! behind every line the rows that it follows from.

mod draw;
mod duty;
mod instrument;
mod loops;
mod notice;
mod plan;
mod refill;
mod role;
mod roster;
mod scheme;
mod sheet;
mod signal;
mod silence;

use crate::Records;
use crate::forms::duty::owed_periods;
use crate::forms::roster::roster_days;
use define::words::family;
use define::{Date, Form, Pack, WorkTable};
use formula::Frame;
use ledger::Calendar;
use std::sync::Arc;

pub(crate) use refill::{Refilled, refill};
pub(crate) use sheet::Cell;
use sheet::Sheet;
pub(crate) use silence::is_silent;

/// A work table of a year, filled.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filled {
    /// Its columns; lines are numbered from 0.
    pub frame: Arc<Frame>,
    /// What each line follows from.
    pub sources: Arc<Vec<Sources>>,
}

/// The rows that a line follows from: name of the register, the caller's number of the row.
pub type Sources = Vec<(Arc<str>, u64)>;

/// Whether a work table of a form that only counts days by the school calendar stands under another calendar as it did.
pub(crate) fn counts_alike(
    pack: &Pack,
    table: &WorkTable,
    (before, now): (&Calendar, &Calendar),
    day: Date,
) -> bool {
    let forms = &pack.forms;
    match table.family {
        family::POST | family::HOLDER | family::SHIFT => of(&forms.rosters, &table.form)
            .is_some_and(|form| roster_days(form, before, day) == roster_days(form, now, day)),
        family::OCCURRENCE => of(&forms.duties, &table.form)
            .is_some_and(|form| owed_periods(form, before, day.year) == owed_periods(form, now, day.year)),
        family::CASE => before.works_as(now),
        _ => false,
    }
}

/// The form of an id.
fn of<'f, F: Form>(all: &'f [F], id: &str) -> Option<&'f F> {
    all.iter().find(|form| form.head().id == id)
}

/// Fills a work table as it stands on a day, over the rows of the registers that it follows from.
pub(crate) fn fill(pack: &Pack, table: &WorkTable, records: &Records, day: Date) -> Filled {
    filling(pack, table, records, day).filled()
}

/// The lines of a work table as it stands on a day, in words, each with the rows that it follows from.
pub(crate) fn lines(
    pack: &Pack,
    table: &WorkTable,
    records: &Records,
    day: Date,
) -> Vec<(Vec<String>, Sources)> {
    filling(pack, table, records, day).told()
}

fn filling<'t>(pack: &Pack, table: &'t WorkTable, records: &Records, day: Date) -> Sheet<'t> {
    let mut sheet = Sheet::new(&table.table);
    let forms = &pack.forms;
    match table.family {
        family::POST => {
            of(&forms.rosters, &table.form).map(|form| roster::posts(form, records, day, &mut sheet))
        }
        family::HOLDER => {
            of(&forms.rosters, &table.form).map(|form| roster::holders(form, records, day, &mut sheet))
        }
        family::SHIFT => {
            of(&forms.rosters, &table.form).map(|form| roster::shifts(form, records, day, &mut sheet))
        }
        family::OCCURRENCE => {
            of(&forms.duties, &table.form).map(|form| duty::fill(form, records, day, &mut sheet))
        }
        family::CASE => of(&forms.loops, &table.form).map(|form| loops::fill(form, records, day, &mut sheet)),
        family::SLIP => of(&forms.draws, &table.form).map(|form| draw::fill(form, records, day, &mut sheet)),
        family::LETTER => {
            of(&forms.notices, &table.form).map(|form| notice::fill(form, records, day, &mut sheet))
        }
        family::PLAN => {
            of(&forms.plans, &table.form).map(|form| plan::places(form, records, day, &mut sheet))
        }
        family::MEASURE => {
            of(&forms.plans, &table.form).map(|form| plan::measures(form, records, day, &mut sheet))
        }
        family::ROLE => of(&forms.roles, &table.form).map(|form| role::fill(form, records, day, &mut sheet)),
        family::INSTRUMENT => {
            of(&forms.instruments, &table.form).map(|form| instrument::fill(form, records, day, &mut sheet))
        }
        family::SCHEME => {
            scheme::fill(pack, &table.table.name, &mut sheet);
            None
        }
        _ => of(&forms.signals, &table.form).map(|form| signal::fill(form, records, day, &mut sheet)),
    };
    sheet
}

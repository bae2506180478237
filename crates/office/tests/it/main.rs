//! The office on real database files: what is recorded stays, what is wrong is told, what is changed behind its back shows.

mod about;
mod backup;
mod blank;
mod block;
mod clock;
mod complaints;
mod computed;
mod controls;
mod crash;
mod damage;
mod dated;
mod district;
mod doors;
mod doubts;
mod drafted;
mod draw;
mod duties;
mod edition;
mod engines;
mod evidence;
mod export;
mod flips;
mod flow;
mod identities;
mod instruments;
mod journal;
mod kept;
mod ledgers;
mod lists;
mod log;
mod merged;
mod moving;
mod receipt;
mod record;
mod refusals;
mod returned;
mod rights;
mod rosters;
mod rotate;
mod secured;
mod server;
mod signals;
mod sitting;
mod tamper;
mod thread;
mod witness;
mod workbook;

use office::{AsOf, Office, Reading, Session, Via, Who};
use std::borrow::Borrow;

/// A session of a person at this machine.
fn by<O: Borrow<Office>>(office: &O, name: &str) -> Session {
    office.borrow().session(Who::Person(name.to_owned()), Via::Command)
}

/// A reading of a moment.
fn at<O: Borrow<Office>>(office: &O, as_of: &AsOf, year: Option<i32>) -> Reading {
    office.borrow().at(&by(office, "本机"), as_of, year).unwrap()
}

/// A reading of now.
fn now<O: Borrow<Office>>(office: &O) -> Reading {
    at(office, &AsOf::Now, None)
}

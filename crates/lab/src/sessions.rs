//! Who acts and who asks in the laboratory.

use crate::failure::{Failure, told};
use office::{AsOf, ImportOptions, Office, Reading, Session, Via, Who};
use view::ImportOutcome;

/// Whoever sits at this machine.
pub const OPERATOR: &str = "本机";

/// A person of the played year.
pub fn player(office: &Office, name: &str) -> Session {
    office.session(Who::Person(name.to_owned()), Via::Play)
}

/// A reading of now, about a year.
pub fn reading(office: &Office, year: Option<i32>) -> Result<Reading, Failure> {
    office.at(&player(office, OPERATOR), &AsOf::Now, year).map_err(told)
}

/// Files (name, text) recorded by whoever sits at this machine, as `duheng import` does it.
pub fn import(office: &Office, files: &[(String, Vec<u8>)]) -> Result<ImportOutcome, Failure> {
    office.import(&player(office, OPERATOR), files, &ImportOptions::default(), &mut |_| {}).map_err(told)
}

//! What every verb stands on: how it ends, how it opens a district, how it speaks.

use office::{AsOf, Finding, Office, Reading, Session, Via, Who};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use terminal::{complain, say};

/// How a verb ended: nothing wrong, or done with findings of grade error.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    Clean,
    Findings,
}

/// A verb that could not be done, in words.
pub type Failure = String;

/// Whether somebody has looked at the clock, as the command says.
static CLOCK_CONFIRMED: AtomicBool = AtomicBool::new(false);

/// Notes that somebody has.
pub fn confirm_clock() {
    CLOCK_CONFIRMED.store(true, Ordering::SeqCst);
}

/// Opens the district in `dir`.
pub fn open(dir: &Path) -> Result<Office, Failure> {
    let office = Office::open(dir).map_err(told)?;
    if CLOCK_CONFIRMED.load(Ordering::SeqCst) {
        office.confirm_clock().map_err(told)?;
    }
    Ok(office)
}

/// Who acts at a command line, as long as there are no accounts: whoever sits at this machine.
const OPERATOR: &str = "本机";

/// A session of the one who gives the command.
pub fn operator(office: &Office) -> Session {
    person(office, OPERATOR)
}

/// A session of somebody whom the command names.
pub fn person(office: &Office, name: &str) -> Session {
    office.session(Who::Person(name.to_owned()), Via::Command)
}

/// A reading of an open district.
pub fn reading(office: &Office, as_of: &AsOf, year: Option<i32>) -> Result<Reading, Failure> {
    office.at(&operator(office), as_of, year).map_err(told)
}

/// A moment of the journal as asked for; now when nothing was.
pub fn moment(as_of: Option<&str>) -> Result<AsOf, Failure> {
    as_of.map_or(Ok(AsOf::Now), str::parse)
}

pub fn told(error: impl std::fmt::Display) -> Failure {
    error.to_string()
}

/// Writes a value as indented JSON.
pub fn print_json(value: &impl serde::Serialize) -> Result<(), Failure> {
    say!("{}", json_text(value)?);
    Ok(())
}

/// A value as indented JSON, for a file or for the terminal.
pub fn json_text(value: &impl serde::Serialize) -> Result<String, Failure> {
    serde_json::to_string_pretty(value).map(|text| terminal::json(&text)).map_err(told)
}

/// Shows findings, gravest first, and says how the verb ends by them.
pub fn show(findings: &[Finding]) -> Ending {
    let mut sorted: Vec<_> = findings.iter().collect();
    sorted.sort_by_key(|finding| std::cmp::Reverse(finding.grade));
    for finding in sorted {
        complain!("{finding}");
    }
    ending(findings)
}

/// How a verb ends by its findings, when they are in what it prints.
pub fn ending(findings: &[Finding]) -> Ending {
    if office::has_error(findings) { Ending::Findings } else { Ending::Clean }
}

/// Reads a text file.
pub fn read(file: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(file).map_err(|error| format!("{}：{error}", file.display()))
}

/// Writes a file, which only its owner may read even when it was there before and open to others.
pub fn write(file: &Path, content: impl AsRef<[u8]>) -> Result<(), Failure> {
    let wrong = |error: std::io::Error| format!("{}：{error}", file.display());
    #[cfg(unix)]
    if file.is_file() {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o600)).map_err(wrong)?;
    }
    std::fs::write(file, content).map_err(wrong)
}

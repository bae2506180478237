//! What became of each of several things that were asked for at once.

use office::Finding;

use crate::site::Trouble;

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// What it is about.
    pub what: String,
    /// What speaks against it; empty when it was done.
    pub why: String,
}

impl Outcome {
    /// What became of a thing.
    pub fn of(what: &str, findings: &[Finding]) -> Outcome {
        let why: Vec<String> = findings.iter().map(|finding| finding.sentence.clone()).collect();
        Outcome { what: what.to_owned(), why: why.join("；") }
    }

    /// What became of a thing that the office was asked to do; one that was refused does not stop the others.
    pub fn tried(what: &str, done: Result<Vec<Finding>, Trouble>) -> Result<Outcome, Trouble> {
        match done {
            Ok(findings) => Ok(Outcome::of(what, &findings)),
            Err(Trouble::Office(office::Error::Denied(why) | office::Error::Unknown(why))) => {
                Ok(Outcome { what: what.to_owned(), why })
            }
            Err(trouble) => Err(trouble),
        }
    }
}

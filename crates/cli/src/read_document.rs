//! `duheng read-document`, which nobody types: the child that reads one document from the standard input and answers on the
//! standard output.

use crate::shell::{Ending, Failure, told};
use sandbox::Sandbox;

pub fn run() -> Result<Ending, Failure> {
    sandbox::serve_child(&mut std::io::stdin().lock(), &mut std::io::stdout().lock()).map_err(told)?;
    Ok(Ending::Clean)
}

/// Whoever reads documents from outside.
pub fn documents() -> Result<Sandbox, Failure> {
    Sandbox::of_this().map_err(told)
}

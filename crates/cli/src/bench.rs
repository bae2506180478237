//! `duheng bench`: measured figures as tables, with what they ran on.

use crate::packs;
use crate::shell::{Ending, Failure};
use clap::Args;
use lab::BuiltIn;

/// The pack over which is measured what needs one.
const PACK: &str = "chongqing-2023";

#[derive(Args)]
pub struct Bench {
    /// evaluate、change、districts、draw、import、journal、list、signals、report
    pub name: String,
}

pub fn run(asked: &Bench) -> Result<Ending, Failure> {
    let (id, files) = packs::files(PACK)?;
    lab::bench::run(&asked.name, BuiltIn { id: &id, files: &files })?;
    Ok(Ending::Clean)
}

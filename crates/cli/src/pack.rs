//! `duheng pack`.

use crate::arguments::PackVerb;
use crate::say::say;
use crate::{Ending, Failure, packs, print_json, show, told};
use serde_json::json;

pub fn run(verb: &PackVerb) -> Result<Ending, Failure> {
    match verb {
        PackVerb::Check { pack, json } => {
            let (id, files) = packs::files(pack)?;
            let check = office::check_pack(&id, &files).map_err(told)?;
            if *json {
                print_json(&json!({ "summary": check.summary, "findings": check.findings }))?;
                return Ok(if office::has_error(&check.findings) { Ending::Findings } else { Ending::Clean });
            }
            let ending = show(&check.findings);
            say!("{}", check.summary);
            Ok(ending)
        }
        PackVerb::Describe { pack } => {
            let (id, files) = packs::files(pack)?;
            say!("{}", office::describe_pack(&id, &files).map_err(told)?);
            Ok(Ending::Clean)
        }
        PackVerb::Graph { pack } => {
            let (id, files) = packs::files(pack)?;
            say!("{}", office::graph_pack(&id, &files).map_err(told)?);
            Ok(Ending::Clean)
        }
    }
}

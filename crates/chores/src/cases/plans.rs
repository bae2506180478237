//! Published problems of places whose best cost is known: solved, proven, and checked.

use super::{tally, text};
use plan::{Format, Found, Unhurried};
use std::path::Path;

/// File, format, and the best cost that its publishers tell.
const KNOWN: [(&str, Format, &str); 8] = [
    ("pmed1.txt", Format::OrlibPmed, "5819"),
    ("pmed2.txt", Format::OrlibPmed, "4093"),
    ("pmed3.txt", Format::OrlibPmed, "4250"),
    ("cap71.txt", Format::OrlibCap, "932615.75"),
    ("cap131.txt", Format::OrlibCap, "793439.5625"),
    ("holmberg/p1.txt", Format::Holmberg, "8848"),
    ("holmberg/p2.txt", Format::Holmberg, "7913"),
    ("holmberg/p3.txt", Format::Holmberg, "9314"),
];

/// Solves each and holds cost, bound and certificate against what is known.
pub fn run(folder: &Path, wrong: &mut Vec<String>) -> Result<(), String> {
    let before = wrong.len();
    for (name, format, best) in KNOWN {
        let read = plan::read(&text(folder, &format!("planning/{name}"))?, name, format)
            .map_err(|findings| findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))?;
        let Found::Plan(certificate) = plan::solve(&read.problem, 1, &mut Unhurried) else {
            wrong.push(format!("{name}: no plan"));
            continue;
        };
        if certificate.objective != best || certificate.bound != best {
            wrong.push(format!(
                "{name}: {} and {} instead of {best}",
                certificate.objective, certificate.bound
            ));
        }
        if let Err(flaw) = plan::check(&certificate, &read.problem) {
            wrong.push(format!("{name}: {flaw}"));
        }
    }
    tally("plans", KNOWN.len(), before, wrong);
    Ok(())
}

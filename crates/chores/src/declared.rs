//! `docs/declared.md`: the figures of the report that rest on what another office says, and the office that owns it.

use define::{Pack, Register};
use std::fmt::Write;

/// Where the page stands.
pub const PAGE: &str = "docs/declared.md";

/// The page: by register, office and the figures and indicators that look at it.
pub fn page(pack: &Pack) -> String {
    let mut text = String::from(
        "# Declared figures\n\nMade by `cargo xtask index` from the packs. What the district cannot compute from its own work is copied from a \
         document of the office that owns it: such a register says `declared = \"区财政局\"`, and each of its rows must name the document and its \
         day (申报文件, 申报日期). Pages, `duheng explain` and the notes of the report say so beside every figure below. Everything else \
         is computed from rows of work.\n\n\
         | register | office | figures of the report | other indicators |\n|---|---|---|---|\n",
    );
    for register in pack.registers.iter().filter(|register| register.declared.is_some()) {
        let office = register.declared.as_deref().unwrap_or_default();
        let (figures, others) = resting_on(pack, register);
        let _ = writeln!(text, "| {} | {office} | {} | {} |", register.name, list(&figures), list(&others));
    }
    text
}

fn list(names: &[String]) -> String {
    if names.is_empty() { "—".to_owned() } else { names.join(" ") }
}

/// Figures, in the order of their numbers, and ids of indicators without one, whose formulas reach a register.
fn resting_on(pack: &Pack, register: &Register) -> (Vec<String>, Vec<String>) {
    let (mut figures, mut others) = (Vec::new(), Vec::new());
    for formula in &pack.program.indicators {
        let reach = pack.program.reach(pack, &formula.depends);
        if reach.fields.contains_key(&register.name) {
            let indicator = &pack.indicators[formula.indicator];
            match &indicator.figure {
                Some(figure) => figures.push(figure.clone()),
                None => others.push(format!("`{}`", indicator.id)),
            }
        }
    }
    figures.sort_by_key(|figure| {
        let digits: String = figure.chars().filter(char::is_ascii_digit).collect();
        (digits.parse::<u32>().unwrap_or(u32::MAX), figure.clone())
    });
    others.sort();
    (figures, others)
}

//! Indicators before and after, as lines of a table: what changes first.

use view::PlanEffect;

use crate::marks::Verdict;

/// An indicator.
pub struct Effect {
    /// Where it is told.
    pub href: String,
    /// Its number in the scheme and its name.
    pub name: String,
    /// As adopted: a mark, and value and points in a word.
    pub adopted: (Verdict, String),
    /// As it would be.
    pub here: (Verdict, String),
    /// Whether anything of it reads otherwise.
    pub changed: bool,
}

/// The lines of a view.
pub fn lines(effects: &[PlanEffect]) -> Vec<Effect> {
    effects.iter().map(line).collect()
}

fn line(one: &PlanEffect) -> Effect {
    let told = |(value, verdict): &(String, String), points: &str| {
        let parts = [crate::numbers::grouped(value), points.to_owned()];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        (mark(verdict), parts.join("，"))
    };
    let number = one.number.map(|number| format!("{number} ")).unwrap_or_default();
    Effect {
        href: format!("/figures/{}", crate::address::encoded(&one.id)),
        name: number + &one.name,
        adopted: told(&one.adopted, &one.points[0]),
        here: told(&one.here, &one.points[1]),
        changed: one.changed,
    }
}

/// The mark of a verdict's code.
fn mark(code: &str) -> Verdict {
    let all = [Verdict::Met, Verdict::NotMet, Verdict::CannotTell];
    all.into_iter().find(|one| one.class() == code).unwrap_or(Verdict::None)
}

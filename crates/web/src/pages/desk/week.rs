//! The ten matters of the week, each with where it leads.

use view::{Matter, MatterKind};

use super::words::Words;
use crate::address::{encoded, figure_address, loop_address, roster_address, with_query};
use crate::words::say;

/// A matter of the week.
pub struct Urgent {
    /// Where it is.
    pub href: String,
    /// What it is about.
    pub name: String,
    /// What is the matter, in words.
    pub what: String,
    /// Who answers for it.
    pub owner: String,
    /// Whether it is over its time, or red.
    pub is_grave: bool,
}

impl Urgent {
    /// A matter as it stands on a day.
    pub fn new(one: &Matter, day: &str, words: &Words) -> Urgent {
        let (count, next) = (one.count.to_string(), one.next.clone().unwrap_or_default());
        let worst = one.worst.unwrap_or_default().to_string();
        let [value, required] = &one.value;
        let (href, what) = match one.kind {
            MatterKind::Veto => (figure_address(&one.id), judged(words.veto, value, required, words)),
            MatterKind::NotMet => (figure_address(&one.id), judged(words.not_met, value, required, words)),
            MatterKind::CannotTell => {
                (figure_address(&one.id), judged(words.cannot_tell, value, required, words))
            }
            MatterKind::Overdue => {
                let address = with_query(&loop_address(&one.id, day), &[("overdue", "1")]);
                (address, say(words.cases_late, &[&count, &worst]))
            }
            MatterKind::Returned => (loop_address(&one.id, day), say(words.returned, &[&count])),
            MatterKind::DueCases => (loop_address(&one.id, day), say(words.cases_due, &[&count, &next])),
            MatterKind::Gap => (format!("/duties/{}", encoded(&one.id)), say(words.missed, &[&count])),
            MatterKind::DueDuties => {
                (format!("/duties/{}", encoded(&one.id)), say(words.duties_due, &[&count, &next]))
            }
            MatterKind::Vacant => (roster_address(&one.id), say(words.vacant, &[&count])),
        };
        let is_grave = one.kind <= MatterKind::Overdue || one.kind == MatterKind::Gap;
        Urgent { href, what, is_grave, name: one.name.clone(), owner: one.owner.clone() }
    }
}

/// A verdict with the value, or the parts, and what is required, as far as they are there.
fn judged(verdict: &str, value: &str, required: &str, words: &Words) -> String {
    let required = if required.is_empty() { String::new() } else { say(words.required, &[required]) };
    let told: Vec<&str> = [value, &required].into_iter().filter(|part| !part.is_empty()).collect();
    if told.is_empty() { verdict.to_owned() } else { format!("{verdict}：{}", told.join("，")) }
}

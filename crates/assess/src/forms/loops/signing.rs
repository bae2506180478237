//! Who signs a case (会签), by the rows of 任职 and 委托, and what it says to who signs.

use crate::Record;
use access::Facts;
use define::house::{Appointment, Delegation, NATURE};
use define::{Date, Loop, Pack, Right, Role, Scope};
use ledger::canonical_name;
use ledger::flow::{Content, Flow, People, StandIn, Term, digest};
use ledger::loops::Signers;

/// What bears on a case that is signed.
pub(super) struct Signing {
    flow: Flow,
    people: People,
    content: Content,
}

impl Signing {
    /// Of a case of a unit; none of a loop in which nobody signs.
    pub fn of(
        definition: &Loop,
        (pack, facts): &(&Pack, std::sync::Arc<Facts>),
        case: &Record<'_>,
        unit: String,
    ) -> Option<Signing> {
        let unit = facts
            .units
            .iter()
            .find(|one| one.code == unit && !unit.is_empty())
            .map_or(unit, |one| one.name.clone());
        let flow = Flow::of(definition, &unit)?;
        let people = people(pack, facts, definition, &unit);
        Some(Signing { flow, people, content: content(definition, case) })
    }

    pub fn signers(&self, today: Date) -> Signers<'_> {
        Signers { flow: &self.flow, people: &self.people, content: &self.content, today }
    }
}

/// What a case says: a digest of each field that no step fills.
pub fn content(definition: &Loop, case: &Record<'_>) -> Content {
    let by_steps = |name: &str| {
        let sets = definition
            .steps
            .iter()
            .flat_map(|step| step.sets.iter().chain(&step.marks).map(|(field, _)| field));
        let clears = definition.steps.iter().flat_map(|step| &step.clears);
        name == NATURE || sets.chain(clears).any(|field| field.text == name)
    };
    let fields = case.register.fields.iter().filter(|field| !by_steps(&field.name));
    fields.map(|field| (field.name.clone(), digest(&case.text(field)))).collect()
}

/// Everybody in a post in which steps of a loop may be done, of a case of a unit.
fn people(pack: &Pack, facts: &Facts, definition: &Loop, unit: &str) -> People {
    let steps = |one: &Appointment| {
        let role = pack.forms.roles.iter().find(|role| role.head.name == one.role && !role.disabled);
        role.is_some_and(|role| reaches(role, definition, facts, one, unit))
    };
    let term = |one: &Appointment| Term {
        person: canonical_name(&one.person),
        role: one.role.clone(),
        unit: one.unit.clone(),
        from: one.from,
        to: one.to,
    };
    let stand_in = |one: &Delegation| {
        Some(StandIn {
            giver: canonical_name(&one.giver),
            taker: canonical_name(&one.taker),
            role: one.role.clone(),
            from: one.from?,
            to: one.to,
            present: one.present == Delegation::ALONG,
        })
    };
    People {
        terms: facts.appointments.iter().filter(|one| steps(one)).map(term).collect(),
        stand_ins: facts.delegations.iter().filter_map(stand_in).collect(),
    }
}

/// Whether somebody appointed so may do a step of a loop for a case of a unit.
fn reaches(role: &Role, definition: &Loop, facts: &Facts, one: &Appointment, unit: &str) -> bool {
    let grants =
        role.grants.iter().filter(|grant| grant.right == Right::Step && grant.is_over(&definition.head.id));
    grants.into_iter().any(|grant| match grant.scope.unwrap_or(role.scope) {
        Scope::District => true,
        Scope::Below => facts.below(&one.unit).contains(unit),
        Scope::Unit | Scope::School => one.unit == unit,
        Scope::Class | Scope::Own => false,
    })
}

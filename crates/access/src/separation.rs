//! What speaks against appointments and delegations: the three administrators (三员) are other persons than those who do the
//! work and than each other, and do not delegate.

use crate::Facts;
use define::house::{Appointment, Delegation};
use define::{Date, Pack, Role, RoleKind};
use finding::{Finding, Place};
use ledger::same_person;

/// What speaks against the appointments and delegations to a role. Of roles that the pack does not have, the first of its
/// roles speaks: somebody must.
pub fn separation(pack: &Pack, role: &Role, facts: &Facts) -> Vec<Finding> {
    let named = |name: &str| pack.forms.roles.iter().find(|role| role.head.name == name);
    let speaks_for_all = pack.forms.roles.first().is_some_and(|first| first.head.id == role.head.id);
    let mine = |name: &str| name == role.head.name || speaks_for_all && named(name).is_none();
    let mut findings = Vec::new();
    for one in facts.appointments.iter().filter(|one| mine(&one.role)) {
        let place = || Place::whole(format!("{}/{}", Appointment::HOUSE.register, one.person));
        let Some(role) = named(&one.role) else {
            findings.push(unknown(pack, &one.role, place()));
            continue;
        };
        let others = facts.appointments.iter().filter(|other| {
            other.role != one.role && same_person(&other.person, &one.person) && overlap(one, other)
        });
        for other in others {
            let kind = named(&other.role).map_or(RoleKind::Business, |role| role.kind);
            if role.kind != RoleKind::Business || kind != RoleKind::Business {
                let sentence =
                    format!("“{}”不能同时任“{}”和“{}”：三员各是另外的人", one.person, one.role, other.role);
                findings.push(Finding::error("access.separate", place(), sentence));
            }
        }
    }
    for one in facts.delegations.iter().filter(|one| mine(&one.role)) {
        let place = || Place::whole(format!("{}/{}", Delegation::HOUSE.register, one.giver));
        match named(&one.role) {
            None => findings.push(unknown(pack, &one.role, place())),
            Some(role) if role.kind != RoleKind::Business => {
                let sentence = format!("“{}”不能委托给别人", one.role);
                findings.push(Finding::error("access.delegate", place(), sentence));
            }
            Some(_) if same_person(&one.giver, &one.taker) => {
                let sentence = format!("“{}”不能委托给自己", one.giver);
                findings.push(Finding::error("access.delegate", place(), sentence));
            }
            Some(_) => {}
        }
    }
    findings
}

fn unknown(pack: &Pack, name: &str, place: Place) -> Finding {
    let names: Vec<&str> = pack.forms.roles.iter().map(|role| role.head.name.as_str()).collect();
    let finding = Finding::error("access.role-unknown", place, format!("没有角色“{name}”"));
    match define::nearest(name, names.iter().copied()) {
        Some(near) => finding.hint(format!("是否想写“{near}”？")),
        None => finding.hint(format!("有：{}", names.join("、"))),
    }
}

/// Whether two terms have a day in common.
fn overlap(one: &Appointment, other: &Appointment) -> bool {
    let begins_by = |from: Option<Date>, to: Option<Date>| match (from, to) {
        (Some(from), Some(to)) => from <= to,
        _ => true,
    };
    begins_by(one.from, other.to) && begins_by(other.from, one.to)
}

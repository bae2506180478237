//! Roles over records: who is in them, and what speaks against rows of 任职 and 委托.

use super::{Practice, Shown, Written, touched};
use crate::{Record, Records};
use access::{Facts, separation};
use define::house::{Appointment, Delegation, HouseField, Unit};
use define::{Date, Role};
use finding::Finding;

/// The rows that rights stand on.
pub fn facts(records: &Records) -> Facts {
    Facts {
        appointments: records.all(Appointment::HOUSE.register).map(|one| Appointment::read(&one)).collect(),
        delegations: records.all(Delegation::HOUSE.register).map(|one| Delegation::read(&one)).collect(),
        units: records.all(Unit::HOUSE.register).map(|one| Unit::read(&one)).collect(),
    }
}

/// The appointments to a role that hold on a day, with the numbers of their rows.
pub(crate) fn holders(role: &Role, records: &Records, day: Date) -> Vec<(u64, Appointment)> {
    let all = records.all(Appointment::HOUSE.register);
    let all = all.map(|one| (one.number, Appointment::read(&one)));
    let holds = |(_, one): &(u64, Appointment)| {
        one.role == role.head.name
            && one.from.is_some_and(|from| from <= day)
            && one.to.is_none_or(|to| day <= to)
    };
    all.filter(holds).collect()
}

impl Practice for Role {
    fn shown(&self, records: &Records, today: Date) -> Shown {
        let holder = |(_, one): (u64, Appointment)| format!("{}@{}", one.person, one.unit);
        Shown::from([("holders", holders(self, records, today).into_iter().map(holder).collect())])
    }

    fn heeds(&self, written: &Written) -> bool {
        [Appointment::HOUSE, Delegation::HOUSE].iter().any(|house| written.touches(house.register))
    }

    fn against(&self, records: &Records, written: &Written, _today: Date) -> Vec<Finding> {
        let names = |house: &str, role: HouseField| {
            let rows: Vec<String> = touched(records, written, house)
                .iter()
                .map(|record: &Record<'_>| record.text(&role))
                .collect();
            rows
        };
        let mut roles = names(Appointment::HOUSE.register, Appointment::ROLE);
        roles.extend(names(Delegation::HOUSE.register, Delegation::ROLE));
        let pack = records.pack();
        let known = |name: &String| pack.forms.roles.iter().any(|role| role.head.name == *name);
        match roles.iter().any(|name| *name == self.head.name || !known(name)) {
            true => separation(pack, self, &facts(records)),
            false => Vec::new(),
        }
    }
}

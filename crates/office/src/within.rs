//! What one person sees of each register, worked out once from his standing.

use access::{Sees, Standing};
use define::house::{Boundary, CalendarDay, District, Term};
use define::{Pack, Register};
use proof::{Hash as _, Sm3, hex};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Registers that are nobody's and everybody's: the district itself and its calendar.
const COMMON: [define::house::House; 4] = [Boundary::HOUSE, CalendarDay::HOUSE, District::HOUSE, Term::HOUSE];

/// A person's standing on a day, with what he sees of each register.
pub(crate) struct Within {
    pub standing: Standing,
    pub pack: Arc<Pack>,
    /// By the id of the register; what is not there is not seen.
    sees: BTreeMap<String, Sees>,
    /// Two in the same roles who see the same have the same.
    pub key: String,
}

impl Within {
    /// What a standing sees under a pack.
    pub fn of(pack: Arc<Pack>, standing: Standing) -> Within {
        let common = |register: &Register| COMMON.iter().any(|house| house.register == register.name);
        let sees = |register: &Register| match common(register) && !standing.mandates().is_empty() {
            true => Sees::All,
            false => standing.sees(&pack, register),
        };
        let all = pack.registers.iter().map(|register| (register.id.clone(), sees(register)));
        let sees: BTreeMap<String, Sees> = all.filter(|(_, sees)| *sees != Sees::Nothing).collect();
        // Two in other roles may see the same rows and be offered other things.
        let mut roles: Vec<&str> = standing.mandates().iter().map(|one| one.role.as_str()).collect();
        roles.sort_unstable();
        roles.dedup();
        let key = hex::write(&Sm3::digest(&[format!("{roles:?} {sees:?}").as_bytes()]));
        Within { standing, pack, sees, key }
    }

    /// What is seen of the register of an id.
    pub fn sees(&self, id: &str) -> Sees {
        self.sees.get(id).cloned().unwrap_or(Sees::Nothing)
    }
}

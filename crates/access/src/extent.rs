//! How far a grant reaches over the rows of a register, for a mandate.

use crate::{Limit, Mandate, Sees};
use define::{Belongs, Pack, Register, Scope};
use ledger::canonical_name;

/// The rows of a register within a scope of a mandate.
pub(crate) fn extent(pack: &Pack, register: &Register, scope: Scope, mandate: &Mandate) -> Sees {
    let units = |words| Limit {
        units: pack.belonging(register, Belongs::Unit).collect(),
        words,
        class: None,
        person: None,
    };
    let limit = match scope {
        Scope::District => return Sees::All,
        Scope::Below | Scope::Unit => {
            let words = if scope == Scope::Below { &mandate.below } else { &mandate.own };
            // Whoever answers for a register answers for all of its rows.
            if register.owner.split('、').any(|owner| words.contains(owner.trim())) {
                return Sees::All;
            }
            units(words.clone())
        }
        Scope::School => units(mandate.own.clone()),
        Scope::Class => {
            let fields = pack.belonging(register, Belongs::Class).collect();
            Limit { class: Some((fields, mandate.class.clone())), ..units(mandate.own.clone()) }
        }
        Scope::Own => {
            let fields = pack.belonging(register, Belongs::Person).collect();
            let person = Some((fields, canonical_name(&mandate.person), mandate.number.clone()));
            Limit { units: Vec::new(), words: Default::default(), class: None, person }
        }
    };
    match limit.is_empty() {
        true => Sees::Nothing,
        false => Sees::Some(vec![limit]),
    }
}

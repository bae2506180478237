//! Posts (任职): a person in a role on a day, by appointment or by delegation.

use crate::Facts;
use define::house::Appointment;
use define::{Date, Pack, Role, RoleKind};
use ledger::same_person;
use std::collections::BTreeSet;

/// A person in a role on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mandate {
    /// Id of the role.
    pub role: String,
    /// Its name.
    pub name: String,
    /// Whose mandate it is: under a delegation that of who delegates.
    pub person: String,
    /// The number by which rows name that person; empty without.
    pub number: String,
    /// For which unit.
    pub unit: String,
    /// For which class of it; empty without.
    pub class: String,
    /// The last day on which it holds; none without end.
    pub until: Option<Date>,
    /// Whether somebody else acts in it by delegation.
    pub is_delegated: bool,
    /// The words by which rows name the unit.
    pub(crate) own: BTreeSet<String>,
    /// The words of the unit and of all below it.
    pub(crate) below: BTreeSet<String>,
}

impl Mandate {
    /// What heads an entry that is made in it: the role, and for whom.
    ///
    /// ```
    /// # use define::{File, PackFiles, check};
    /// # let pack = access_example();
    /// # fn access_example() -> define::Pack {
    /// #     let files = vec![File::new("pack.toml", "id = \"p\"\nname = \"样例\"")];
    /// #     check(&[PackFiles::new("p", files)]).pack.unwrap()
    /// # }
    /// let nobody = access::mandates(&pack, &access::Facts::default(), "张三", define::Date::new(2022, 6, 1).unwrap());
    /// assert!(nobody.is_empty());
    /// ```
    pub fn title(&self) -> String {
        match self.is_delegated {
            true => format!("{}（受{}委托）", self.name, self.person),
            false => self.name.clone(),
        }
    }
}

/// The mandates of a person on a day: of roles that are in force, within their terms.
pub fn mandates(pack: &Pack, facts: &Facts, person: &str, day: Date) -> Vec<Mandate> {
    let mut mandates: Vec<Mandate> =
        held(pack, facts, person, day).map(|(role, one)| mandate(facts, role, one)).collect();
    let given = facts.delegations.iter().filter(|one| {
        same_person(&one.taker, person) && !same_person(&one.giver, person) && within(day, one.from, one.to)
    });
    for given in given {
        // What was delegated to him he does not delegate further, and the three administrators do not delegate.
        let of_giver = held(pack, facts, &given.giver, day);
        let wanted =
            of_giver.filter(|(role, _)| role.head.name == given.role && role.kind == RoleKind::Business);
        mandates.extend(wanted.map(|(role, one)| {
            let mandate = mandate(facts, role, one);
            let until = [mandate.until, given.to].into_iter().flatten().min();
            Mandate { is_delegated: true, until, ..mandate }
        }));
    }
    mandates
}

/// The appointments of a person that hold on a day, with their roles.
fn held<'f>(
    pack: &'f Pack,
    facts: &'f Facts,
    person: &str,
    day: Date,
) -> impl Iterator<Item = (&'f Role, &'f Appointment)> {
    let mine = facts.appointments.iter().filter(move |one| same_person(&one.person, person));
    let now = mine.filter(move |one| within(day, one.from, one.to));
    now.filter_map(|one| {
        let role = pack.forms.roles.iter().find(|role| role.head.name == one.role)?;
        (!role.disabled).then_some((role, one))
    })
}

/// Whether a day lies in a term; a term without a beginning has not begun.
fn within(day: Date, from: Option<Date>, to: Option<Date>) -> bool {
    from.is_some_and(|from| from <= day) && to.is_none_or(|to| day <= to)
}

fn mandate(facts: &Facts, role: &Role, one: &Appointment) -> Mandate {
    Mandate {
        role: role.head.id.clone(),
        name: role.head.name.clone(),
        person: one.person.clone(),
        number: one.number.clone(),
        unit: one.unit.clone(),
        class: one.class.clone(),
        until: one.to,
        is_delegated: false,
        own: facts.words(&one.unit),
        below: facts.below(&one.unit),
    }
}

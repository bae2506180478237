//! Rosters (责): who answers for what, for which term.

use super::{Form, FormHead, Gives, List};
use crate::house::{CalendarDay, House, Term};
use crate::{Pack, WorkTable, Written};

/// A definition of who answers for what, for which term (责): links of persons or posts to objects, how many an object
/// needs, how many a person may hold.
///
/// Every number of it (`least`, `most`, `usual`, what work is owed) is a row formula, so that a threshold stays a dated
/// parameter with its document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roster {
    /// What it says of itself.
    pub head: FormHead,
    /// The rows that put a person on an object.
    pub links: RosterLinks,
    /// What must be covered.
    pub objects: List,
    /// The roles that each object must have; one nameless role without.
    pub roles: Option<Roles>,
    /// How many holders each object needs, for each role: a row formula over the objects; one when not written.
    pub least: Option<Written>,
    /// The list of persons, and who of them is qualified.
    pub people: Option<RosterPeople>,
    /// How many objects a person may hold at one time: a row formula over the links. More is refused.
    pub most: Option<Written>,
    /// How many objects are usual for a person: a row formula over the links. More is shown, not refused.
    pub usual: Option<Written>,
    /// What a holder owes each object within the year.
    pub work: Option<RosterWork>,
    /// How many days ahead the end of a term is warned of.
    pub warn_days: u32,
    /// The tree that the objects stand in.
    pub tree: Option<RosterTree>,
    /// Where holders check in on every school day.
    pub shifts: Option<RosterShifts>,
}

/// The rows that put a person on an object, and their fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterLinks {
    /// The rows.
    pub list: List,
    /// Who: a person's number or name. A row in which it is empty stands for a vacancy.
    pub person: Written,
    /// What is answered for.
    pub object: Written,
    /// As what.
    pub role: Option<Written>,
    /// First day of the term; the register's year when not written.
    pub from: Option<Written>,
    /// Last day of the term.
    pub to: Option<Written>,
}

/// The roles that each object must have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Roles {
    /// As listed.
    Listed(Vec<Written>),
    /// As a register's rows name them: a dictionary that the district may change.
    Kept {
        /// The rows.
        list: List,
        /// The field that holds the name of a role.
        field: Written,
    },
}

/// The list of persons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterPeople {
    /// Who is on it.
    pub list: List,
    /// Who of them may hold: a row formula, yes or no.
    pub qualified: Option<Written>,
}

/// What a holder owes each object within the year (履职量).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterWork {
    /// What is counted, in words: 课时, 次.
    pub what: String,
    /// How much was done: a row formula over the links.
    pub done: Written,
    /// How much is owed: a row formula over the links.
    pub least: Written,
}

/// The tree that the objects stand in (网格): each has a chief, each but the topmost a parent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterTree {
    /// The objects' field that names the parent.
    pub parent: Written,
    /// The objects' field that holds the level.
    pub level: Written,
    /// Levels from the top down.
    pub levels: Vec<Written>,
}

/// Where holders check in on every school day (班次): for each object and role, one row a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterShifts {
    /// The register of check-ins.
    pub register: Written,
    /// Its field of the day.
    pub day: Written,
    /// Its field of the object.
    pub object: Written,
    /// Its field of the role, when the roster has roles.
    pub role: Option<Written>,
    /// Its field of the person.
    pub person: Written,
}

impl Form for Roster {
    fn head(&self) -> &FormHead {
        &self.head
    }

    fn family(&self) -> &'static str {
        crate::words::family::POST
    }

    fn tables(&self, pack: &Pack) -> Vec<WorkTable> {
        crate::tables::roster(self, pack)
    }

    /// A post follows from the links of its object alone.
    fn lines(&self, pack: &Pack, _family: &str) -> Vec<(String, String)> {
        let (objects, links) = (&self.objects.register.text, &self.links.list.register.text);
        if objects == links {
            return Vec::new();
        }
        let key = || pack.register(objects)?.single_key();
        let object = self.object_field(pack).or_else(key).map(|field| (objects.clone(), field.name.clone()));
        object.into_iter().chain([(links.clone(), self.links.object.text.clone())]).collect()
    }

    /// How much a person holds is seen over all his links.
    fn beside(&self, family: &str) -> Option<(String, String)> {
        let links = &self.links;
        let holders = family == crate::words::family::HOLDER;
        holders.then(|| (links.list.register.text.clone(), links.person.text.clone()))
    }

    fn states(&self) -> Vec<(&Written, &Written)> {
        let links = &self.links;
        links.from.iter().map(|from| (&links.list.register, from)).collect()
    }

    fn names(&self) -> Vec<(&Written, Vec<&Written>)> {
        let links = &self.links;
        let mut of_links = vec![&links.person, &links.object];
        of_links.extend([&links.role, &links.from, &links.to].into_iter().flatten());
        let of_objects = self.tree.iter().flat_map(|tree| [&tree.parent, &tree.level]).collect();
        let mut names = vec![(&links.list.register, of_links), (&self.objects.register, of_objects)];
        if let Some(Roles::Kept { list, field }) = &self.roles {
            names.push((&list.register, vec![field]));
        }
        names.extend(self.people.iter().map(|people| (&people.list.register, Vec::new())));
        names.extend(self.shifts.iter().map(|shifts| {
            let mut fields = vec![&shifts.day, &shifts.object, &shifts.person];
            fields.extend(&shifts.role);
            (&shifts.register, fields)
        }));
        names
    }

    fn house(&self) -> Vec<House> {
        if self.shifts.is_some() { vec![CalendarDay::HOUSE, Term::HOUSE] } else { Vec::new() }
    }

    fn calendar(&self) -> Vec<House> {
        if self.shifts.is_some() { vec![CalendarDay::KINDS, Term::HOUSE] } else { Vec::new() }
    }

    fn formulas(&self) -> Vec<(&Written, &Written, Gives)> {
        let mut lists = vec![&self.links.list, &self.objects];
        if let Some(Roles::Kept { list, .. }) = &self.roles {
            lists.push(list);
        }
        lists.extend(self.people.iter().map(|people| &people.list));
        let mut formulas: Vec<(&Written, &Written, Gives)> = lists
            .into_iter()
            .filter_map(|list| Some((list.condition.as_ref()?, &list.register, Gives::Truth)))
            .collect();
        let (links, objects) = (&self.links.list.register, &self.objects.register);
        let over_links = [&self.most, &self.usual].into_iter().flatten();
        formulas.extend(over_links.map(|formula| (formula, links, Gives::Number)));
        formulas.extend(self.least.iter().map(|formula| (formula, objects, Gives::Number)));
        if let Some(work) = &self.work {
            formulas.extend([&work.done, &work.least].map(|formula| (formula, links, Gives::Number)));
        }
        if let Some(RosterPeople { list, qualified: Some(formula) }) = &self.people {
            formulas.push((formula, &list.register, Gives::Truth));
        }
        formulas
    }
}

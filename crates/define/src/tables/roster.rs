//! What a roster offers: posts, holders, shifts.

use super::words::{family, holder, post, shift};
use super::{WorkTable, day, number, pointing, text, truth};
use crate::{Field, FieldType, Form, Pack, Roster};

impl Roster {
    /// The field of the objects' register by which links name an object; none when they name it by nothing there.
    pub fn object_field<'p>(&self, pack: &'p Pack) -> Option<&'p Field> {
        let field = &self.links.object.text;
        let links = pack.register(&self.links.list.register.text)?;
        let objects = pack.register(&self.objects.register.text)?;
        if links.name == objects.name {
            return objects.field(field).map(|(_, field)| field);
        }
        match &links.field(field)?.1.kind {
            FieldType::Ref { by, .. } => objects.field(by).map(|(_, field)| field),
            _ => None,
        }
    }

    /// The field of the list of persons by which links name a person.
    pub fn person_field<'p>(&self, pack: &'p Pack) -> Option<&'p Field> {
        let links = pack.register(&self.links.list.register.text)?;
        let people = pack.register(&self.people.as_ref()?.list.register.text)?;
        let (_, person) = links.field(&self.links.person.text)?;
        match &person.kind {
            FieldType::Ref { register, by } if *register == people.name => {
                people.field(by).map(|(_, field)| field)
            }
            _ if links.name == people.name => Some(person),
            _ => None,
        }
    }
}

pub(crate) fn tables(roster: &Roster, pack: &Pack) -> Vec<WorkTable> {
    let objects = pack.register(&roster.objects.register.text);
    let by = roster.object_field(pack).or_else(|| objects.and_then(|register| register.single_key()));
    let object = || pointing(post::OBJECT, objects, by);
    let people = roster.people.as_ref().and_then(|people| pack.register(&people.list.register.text));
    let counter = objects.map_or("", |register| register.counter.as_str());
    let post = vec![
        object(),
        text(post::ROLE),
        number(post::NEEDED, "人"),
        number(post::HELD, "人"),
        number(post::LACKING, "人"),
        truth(post::COVERED),
        number(post::BREAKS, "次"),
    ];
    let holder = vec![
        object(),
        text(holder::ROLE),
        pointing(holder::PERSON, people, roster.person_field(pack)),
        day(holder::FROM),
        day(holder::TO),
        truth(holder::EXPIRING),
        truth(holder::QUALIFIED),
        number(holder::DONE, ""),
        number(holder::OWED, ""),
        truth(holder::FULL),
        number(holder::LOAD, ""),
        truth(holder::OVERLOADED),
    ];
    let mut tables = vec![
        // An object with several roles stands several times: its own counter would count it twice.
        WorkTable::new(
            roster.family(),
            &roster.head,
            if roster.roles.is_some() { "个" } else { counter },
            post,
        ),
        WorkTable::new(family::HOLDER, &roster.head, "人", holder),
    ];
    if roster.shifts.is_some() {
        let shift = vec![object(), text(shift::ROLE), day(shift::DAY), truth(shift::KEPT)];
        tables.push(WorkTable::new(family::SHIFT, &roster.head, "班次", shift));
    }
    tables
}

//! Who was in which role, and answered for what, on a day: of the rows that somebody sees, by what is known now.

use super::Reading;
use crate::error::Result;
use crate::state::Needs;
use crate::view::{Known, PeopleView, PersonHeld, PostHeld};
use access::{Facts, mandates};
use assess::facts_of_rights;
use define::{Date, OF_RIGHTS};
use ledger::canonical_name;
use std::collections::BTreeMap;

/// What persons held, by their names in canonical form; each with the name as it was first written.
type Held = BTreeMap<String, (String, Vec<PostHeld>)>;

impl Reading {
    /// Everybody who held a role (任职, 委托) or a post of a roster on a day, with what he held. Without a day: today, or the last day
    /// of the year once that is over. Whose appointment is not seen is not in it.
    ///
    /// # Errors
    /// [`crate::Error::Unknown`] for a day too far from the data; a store that refuses.
    pub fn people(&self, day: Option<Date>) -> Result<Known<PeopleView>> {
        let (usual, day) = (day.is_none(), self.day(day)?);
        self.known_when(usual, &format!("people {day}"), Needs::All, || {
            let mut held = Held::new();
            self.in_roles(day, &mut held)?;
            self.at_posts(day, &mut held)?;
            let person = |(name, mut posts): (String, Vec<PostHeld>)| {
                posts.sort();
                posts.dedup();
                PersonHeld { name, held: posts }
            };
            Ok(PeopleView { day: day.to_string(), people: held.into_values().map(person).collect() })
        })
    }

    fn in_roles(&self, day: Date, held: &mut Held) -> Result<()> {
        let names = OF_RIGHTS.iter().map(|house| house.register.to_owned()).collect();
        let facts: Facts = facts_of_rights(&self.state.records(&self.store, &names)?);
        let own = facts.appointments.iter().map(|one| one.person.as_str());
        let people: BTreeMap<String, &str> = own
            .chain(facts.delegations.iter().map(|one| one.taker.as_str()))
            .map(|name| (canonical_name(name), name))
            .collect();
        for (canonical, name) in people {
            for one in mandates(self.pack(), &facts, name, day) {
                let of = if one.class.is_empty() {
                    one.unit.clone()
                } else {
                    format!("{} {}", one.unit, one.class)
                };
                let until = one.until.map(|until| until.to_string()).unwrap_or_default();
                let post = PostHeld { roster: None, title: one.title(), of, until };
                held.entry(canonical.clone()).or_insert_with(|| (name.to_owned(), Vec::new())).1.push(post);
            }
        }
        Ok(())
    }

    fn at_posts(&self, day: Date, held: &mut Held) -> Result<()> {
        for roster in self.pack().forms.rosters.iter().filter(|roster| self.tells_roster(roster)) {
            let view = self.roster(&roster.head.id, Some(day), None)?;
            for post in &view.posts {
                for holder in post.holders.iter().filter(|holder| !holder.name.is_empty()) {
                    let role = if holder.role.is_empty() { &post.role } else { &holder.role };
                    let title = [roster.head.name.as_str(), role].join(" ").trim_end().to_owned();
                    let (of, until) = (post.object.clone(), holder.to.clone());
                    let post = PostHeld { roster: Some(roster.head.id.clone()), title, of, until };
                    let entry = held.entry(canonical_name(&holder.name));
                    entry.or_insert_with(|| (holder.name.clone(), Vec::new())).1.push(post);
                }
            }
        }
        Ok(())
    }
}

//! What each of those concerned may do with a case now, and to whom.

use super::plan::Flow;
use super::state::{Chair, Circulation, Mark, Moment};
use super::tasks::Actor;
use define::Does;
use std::collections::{BTreeMap, BTreeSet};

/// What somebody may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Who, and for whom.
    pub actor: Actor,
    /// In which role.
    pub role: String,
    /// What, each with those to whom it can be done.
    pub does: BTreeMap<Does, Vec<String>>,
}

impl Offer {
    /// Whether the case waits for him.
    pub fn has_task(&self) -> bool {
        self.does.contains_key(&Does::Signs)
    }
}

impl Circulation {
    /// What everybody who has to do with the case may do: who has a task, who stands in, who filed or signed.
    pub fn offers(&self, flow: &Flow, moment: Moment<'_>) -> Vec<Offer> {
        let mut actors: BTreeSet<Actor> = BTreeSet::new();
        let me = |by: &String| Actor { by: by.clone(), stead: None };
        for task in self.tasks(flow, moment) {
            actors.extend(task.landing.persons.iter().map(me));
            let stands =
                |(giver, taker): &(String, String)| Actor { by: taker.clone(), stead: Some(giver.clone()) };
            actors.extend(task.stand_ins.iter().map(stands));
        }
        for mark in self.marks() {
            actors.insert(Actor { by: mark.by.clone(), stead: mark.stead.clone() });
        }
        actors.extend(Some(&self.filer).filter(|filer| !filer.is_empty()).map(me));
        let offer = |actor: Actor| {
            let does = self.does(flow, &actor, moment);
            (!does.is_empty()).then(|| Offer { role: self.role(flow, &actor, moment), does, actor })
        };
        actors.into_iter().filter_map(offer).collect()
    }

    fn marks(&self) -> impl Iterator<Item = &Mark> {
        self.chairs.iter().flatten().filter_map(|chair| chair.mark.as_ref())
    }

    /// The role in which somebody acts: that of his chair, else one that he is in.
    fn role(&self, flow: &Flow, actor: &Actor, moment: Moment<'_>) -> String {
        let held = self.held(flow, actor, moment);
        let of_chair = held.first().map(|nth| self.chairs[self.at][*nth].seat.role.clone());
        let person = actor.stead.as_ref().unwrap_or(&actor.by);
        let own =
            || moment.people.terms.iter().find(|term| term.person == *person).map(|term| term.role.clone());
        of_chair.or_else(own).unwrap_or_default()
    }

    fn does(&self, flow: &Flow, actor: &Actor, moment: Moment<'_>) -> BTreeMap<Does, Vec<String>> {
        let mut does = BTreeMap::new();
        let mut terms: Vec<&String> = moment.people.terms.iter().map(|term| &term.person).collect();
        terms.sort();
        terms.dedup();
        let everybody = || {
            terms.iter().filter(|person| moment.people.in_post(person, moment.day) && ***person != actor.by)
        };
        if !self.is_closed(flow) && !self.held(flow, actor, moment).is_empty() {
            does.insert(Does::Signs, Vec::new());
            let takes = everybody().filter(|person| self.can_take(flow, person, moment).is_ok());
            let takes: Vec<String> = takes.map(|person| (*person).clone()).collect();
            does.insert(Does::HandsOn, takes.clone());
            does.insert(Does::Adds, takes);
            let before = self.chairs[..self.at].iter().flatten().filter_map(|chair| chair.mark.as_ref());
            let before: BTreeSet<&str> =
                before.filter(|mark| mark.skipped.is_none()).map(Mark::owner).collect();
            if !before.is_empty() {
                does.insert(Does::Returns, before.into_iter().map(str::to_owned).collect());
            }
        }
        let asked = |chair: &&Chair| chair.added.as_ref() == Some(&actor.by) && chair.mark.is_none();
        let asked = self.chairs.get(self.at).into_iter().flatten().filter(asked);
        let asked: Vec<String> = asked.filter_map(|chair| chair.given.clone()).collect();
        if !asked.is_empty() {
            does.insert(Does::Drops, asked);
        }
        let own = |mark: &Mark| mark.by == actor.by && mark.stead == actor.stead;
        if !self.is_closed(flow) && self.marks().any(|mark| mark.fresh && own(mark)) {
            does.insert(Does::TakesBack, Vec::new());
        }
        if actor.stead.is_none() && (self.filer == actor.by || self.marks().any(own) || !does.is_empty()) {
            does.insert(Does::Copies, everybody().map(|person| (*person).clone()).collect());
            if !self.is_closed(flow) && !does.contains_key(&Does::Signs) {
                does.insert(Does::Urges, Vec::new());
            }
        }
        does
    }
}

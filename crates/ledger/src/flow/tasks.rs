//! Whose task it is.

use super::plan::Flow;
use super::state::{Chair, Circulation, Moment};
use define::Date;

/// On whom the task of a chair lands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Landing {
    /// Which chair of the present stage.
    pub chair: usize,
    /// Who may take it, each by himself.
    pub persons: Vec<String>,
    /// Why these.
    pub why: Why,
}

/// Why a task lands where it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// They hold the seat.
    Held,
    /// It was given to this person.
    Given,
    /// Who had it is in no post any more, or must not sign: those who hold his seat.
    Left,
    /// Nobody who may sign holds the seat: those above.
    Above,
    /// There is nobody at all: somebody must be appointed.
    Nobody,
}

/// A task (待办): a chair of the present stage that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Which chair of the present stage, on whom it lands and why.
    pub landing: Landing,
    /// Who may act for whom: the one for whom, the one who acts.
    pub stand_ins: Vec<(String, String)>,
    /// Since when it waits.
    pub since: Option<Date>,
}

impl Circulation {
    /// The tasks of the present stage. While it was sent back to somebody, his alone.
    pub fn tasks(&self, flow: &Flow, moment: Moment<'_>) -> Vec<Task> {
        let Some(chairs) = self.chairs.get(self.at) else { return Vec::new() };
        let back = chairs.iter().any(|chair| chair.returned);
        let waits = |chair: &Chair| chair.mark.is_none() && (!back || chair.returned);
        let open = chairs.iter().enumerate().filter(|(_, chair)| waits(chair));
        let landed: Vec<(Landing, &Chair)> =
            open.map(|(nth, chair)| (self.landing(flow, self.at, nth, moment), chair)).collect();
        let own = |person: &String| {
            landed.iter().any(|(landing, _)| landing.persons.contains(person))
                || chairs.iter().filter_map(|chair| chair.mark.as_ref()).any(|mark| mark.by == *person)
        };
        let stand_ins = |landing: &Landing, chair: &Chair| -> Vec<(String, String)> {
            let since = chair.since.unwrap_or(moment.day);
            let mine = moment.people.stand_ins.iter().filter(|one| {
                let role = chair.given.is_some() || one.role == chair.seat.role || landing.why == Why::Above;
                role && landing.persons.contains(&one.giver) && one.covers(since, moment.day)
            });
            // Who signs in the stage himself, or must not sign in it, does not sign for another either.
            let free = mine.filter(|one| {
                !own(&one.taker)
                    && !self.is_barred(flow, self.at, &one.taker)
                    && moment.people.in_post(&one.giver, moment.day)
            });
            free.map(|one| (one.giver.clone(), one.taker.clone())).collect()
        };
        let task = |(landing, chair): &(Landing, &Chair)| Task {
            stand_ins: stand_ins(landing, chair),
            landing: landing.clone(),
            since: chair.since,
        };
        landed.iter().map(task).collect()
    }

    /// The chairs on which somebody may act, for himself or for another.
    pub(super) fn held(&self, flow: &Flow, actor: &Actor, moment: Moment<'_>) -> Vec<usize> {
        let mine = |task: &Task| match &actor.stead {
            None => task.landing.persons.contains(&actor.by),
            Some(stead) => task.stand_ins.iter().any(|(giver, taker)| giver == stead && *taker == actor.by),
        };
        let all = self.tasks(flow, moment);
        let mut held: Vec<usize> = Vec::new();
        for nth in all.iter().filter(|task| mine(task)).map(|task| task.landing.chair) {
            // Of seats of one role he takes one.
            let chair = |nth: usize| &self.chairs[self.at][nth];
            let alike =
                |other: &usize| chair(*other).added.is_none() && chair(*other).seat == chair(nth).seat;
            if chair(nth).added.is_some() || !held.iter().any(alike) {
                held.push(nth);
            }
        }
        held
    }
}

/// Who acts, and for whom.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Actor {
    /// Who.
    pub by: String,
    /// For whom (代); none for himself.
    pub stead: Option<String>,
}

//! How a case stands among those who sign: what each seat has signed, and in which stage it therefore is.

use super::plan::{Flow, Node};
use super::{Landing, People, Why};
use define::{Date, Seat};
use std::collections::{BTreeMap, BTreeSet};

/// What was to be read when somebody signed: fields of the case with a mark of what each says.
pub type Content = BTreeMap<String, String>;

/// What a case is looked at with.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'m> {
    /// Who is in which post.
    pub people: &'m People,
    /// The day.
    pub day: Date,
    /// Whether the present stage is over its time: then those above may sign too.
    pub late: bool,
    /// What the case says.
    pub content: &'m Content,
}

/// How a case stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Circulation {
    /// The place of the stage it is in; behind the last when it is closed.
    pub at: usize,
    /// The chairs of each stage.
    pub chairs: Vec<Vec<Chair>>,
    /// Who filed it.
    pub filer: String,
    /// Who else may see it (抄送): nothing that is done takes this away.
    pub copies: BTreeSet<String>,
    /// How often those who have the task were pressed (催办) since the last that was done.
    pub urged: u32,
}

/// One who is to sign: a seat of the definition, or somebody who was asked besides.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Chair {
    /// Which seat it is, or that of who asked.
    pub seat: Seat,
    /// The person to whom the task was given (转办、退回、加签).
    pub given: Option<String>,
    /// Who asked him besides (加签).
    pub added: Option<String>,
    /// Whether it was sent back to this chair and nobody else can go on.
    pub returned: bool,
    /// Since when it waits.
    pub since: Option<Date>,
    /// What was signed.
    pub mark: Option<Mark>,
}

/// What somebody signed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark {
    /// Who.
    pub by: String,
    /// For whom (代).
    pub stead: Option<String>,
    /// The stage in which he had signed already, where he was not asked twice.
    pub skipped: Option<String>,
    /// What was to be read.
    pub seen: Content,
    /// Whether it is the last that was done, and can be taken back.
    pub fresh: bool,
}

impl Mark {
    /// Whose task it was.
    pub fn owner(&self) -> &str {
        self.stead.as_ref().unwrap_or(&self.by)
    }
}

impl Circulation {
    /// A case that was opened and waits to be filed.
    pub fn begin(flow: &Flow, moment: Moment<'_>) -> Circulation {
        let chair = |seat: &Seat| Chair { seat: seat.clone(), ..Chair::default() };
        let chairs = flow.nodes.iter().map(|node| node.sign.seats.iter().map(chair).collect());
        let mut state = Circulation { chairs: chairs.collect(), ..Circulation::default() };
        state.arrive(moment.day);
        state
    }

    /// Whether it has gone all the way.
    pub fn is_closed(&self, flow: &Flow) -> bool {
        self.at >= flow.nodes.len()
    }

    /// Goes where the marks lead: to the first stage in which not enough have signed what there is to be read. What is closed stays
    /// so.
    pub fn settle(&mut self, flow: &Flow, moment: Moment<'_>) {
        if self.is_closed(flow) {
            return;
        }
        let was = self.at;
        (0..flow.nodes.len()).for_each(|at| self.wipe(flow, at, moment));
        for at in 0..flow.nodes.len() {
            self.skip(flow, at, moment);
            self.at = at;
            if !self.enough(&flow.nodes[at], at) {
                if was != at {
                    self.arrive(moment.day);
                }
                return;
            }
        }
        self.at = flow.nodes.len();
    }

    /// What waits in the present stage begins to wait.
    fn arrive(&mut self, day: Date) {
        let at = self.at;
        for chair in self.chairs.get_mut(at).into_iter().flatten().filter(|chair| chair.mark.is_none()) {
            chair.since = Some(day);
        }
    }

    /// Whether enough have signed: so many of the seats, all who were asked besides, and whoever it was sent back to.
    pub fn enough(&self, node: &Node, at: usize) -> bool {
        let signed = |chair: &&Chair| chair.mark.is_some();
        let seats = self.chairs[at].iter().filter(|chair| chair.added.is_none() && signed(chair)).count();
        let besides =
            self.chairs[at].iter().filter(|chair| chair.added.is_some()).all(|chair| signed(&chair));
        let back = self.chairs[at].iter().any(|chair| chair.returned);
        seats >= node.sign.need.of(node.sign.seats.len()) && besides && !back
    }

    /// Takes off marks that no longer hold: what they answer for says something else, who signed must not sign here, who was not
    /// asked twice did not sign before.
    fn wipe(&mut self, flow: &Flow, at: usize, moment: Moment<'_>) {
        for nth in 0..self.chairs[at].len() {
            let chair = &self.chairs[at][nth];
            let Some(mark) = &chair.mark else { continue };
            let holds = at == 0
                || mark.seen == covered(&chair.seat, moment.content)
                    && !self.is_barred(flow, at, &mark.by)
                    && !self.is_barred(flow, at, mark.owner())
                    && mark
                        .skipped
                        .as_ref()
                        .is_none_or(|_| self.signed_before(at, &chair.seat, &mark.by).is_some());
            if !holds {
                let chair = &mut self.chairs[at][nth];
                chair.mark = None;
                chair.since = Some(moment.day);
            }
        }
    }

    /// Marks the seats of who alone holds them and has signed the same before: he is not asked twice, and it is told.
    fn skip(&mut self, flow: &Flow, at: usize, moment: Moment<'_>) {
        for nth in 0..self.chairs[at].len() {
            let chair = &self.chairs[at][nth];
            if chair.mark.is_some() || chair.returned || chair.added.is_some() || chair.given.is_some() {
                continue;
            }
            let landing = self.landing(flow, at, nth, moment);
            let (Why::Held, [person]) = (landing.why, landing.persons.as_slice()) else { continue };
            let Some(before) = self.signed_before(at, &chair.seat, person) else { continue };
            let stage = flow.stage(before).to_owned();
            let seen = covered(&chair.seat, moment.content);
            let by = person.clone();
            self.chairs[at][nth].mark =
                Some(Mark { by, stead: None, skipped: Some(stage), seen, fresh: false });
        }
    }

    /// The stage before in which somebody himself approved all that a seat answers for. Filing is no approval.
    fn signed_before(&self, at: usize, seat: &Seat, person: &str) -> Option<usize> {
        (1..at).rev().find(|before| {
            self.chairs[*before].iter().any(|chair| {
                let own = |mark: &Mark| mark.by == person && mark.stead.is_none() && mark.skipped.is_none();
                let wide = chair.seat.over.is_empty() || chair.seat.over == seat.over;
                wide && chair.mark.as_ref().is_some_and(own)
            })
        })
    }

    /// Whether somebody must not sign in a stage, because of what he did in one from which it is held apart.
    pub(super) fn is_barred(&self, flow: &Flow, at: usize, person: &str) -> bool {
        flow.nodes[at].sign.apart.iter().any(|stage| {
            let Some(other) = flow.nodes.iter().position(|node| node.stage == *stage) else { return false };
            let marks = self.chairs[other].iter().filter_map(|chair| chair.mark.as_ref());
            let did = |mark: &Mark| mark.by == person || mark.owner() == person;
            other == 0 && self.filer == person || marks.into_iter().any(did)
        })
    }

    /// On whom the task of a chair lands.
    pub(super) fn landing(&self, flow: &Flow, at: usize, nth: usize, moment: Moment<'_>) -> Landing {
        let chair = &self.chairs[at][nth];
        let (people, day) = (moment.people, moment.day);
        // Two seats of one role take two persons.
        let twice = |person: &String| {
            let others = self.chairs[at].iter().enumerate().filter(|(other, _)| *other != nth);
            others.map(|(_, other)| other).any(|other| {
                let signed =
                    other.mark.as_ref().is_some_and(|mark| mark.by == *person || mark.owner() == person);
                let has = other.mark.is_none() && other.given.as_ref() == Some(person);
                other.added.is_none() && other.seat == chair.seat && (signed || has)
            })
        };
        let fits = |person: &String| !self.is_barred(flow, at, person);
        let given = chair.given.iter().find(|given| people.in_post(given, day) && fits(given));
        // Asked besides is asked by name, whatever seats there are; and of those above the same one signs again rather than nobody.
        let twice = |person: &String, strict: bool| strict && chair.added.is_none() && twice(person);
        let holders = |seat: &Seat, strict: bool| -> Vec<String> {
            people
                .holders(seat, day)
                .into_iter()
                .filter(|person| fits(person) && !twice(person, strict))
                .collect()
        };
        let above = |strict| {
            let some = flow.nodes[at].sign.above.iter().map(|seat| holders(seat, strict));
            some.into_iter().find(|some| !some.is_empty())
        };
        let (mut persons, why) = match given {
            Some(given) => (vec![given.clone()], Why::Given),
            None => match (holders(&chair.seat, true), &chair.given) {
                (held, Some(_)) if !held.is_empty() => (held, Why::Left),
                (held, None) if !held.is_empty() => (held, Why::Held),
                _ => above(true)
                    .or_else(|| above(false))
                    .map_or((Vec::new(), Why::Nobody), |above| (above, Why::Above)),
            },
        };
        if moment.late && why != Why::Above {
            persons.extend(
                above(true)
                    .into_iter()
                    .flatten()
                    .filter(|person| !persons.contains(person))
                    .collect::<Vec<_>>(),
            );
        }
        Landing { chair: nth, persons, why }
    }
}

/// What a seat answers for of what a case says.
pub(super) fn covered(seat: &Seat, content: &Content) -> Content {
    let mine = |field: &str| seat.over.is_empty() || seat.over.iter().any(|over| over == field);
    let all = content.iter().filter(|(field, _)| mine(field));
    all.map(|(field, says)| (field.clone(), says.clone())).collect()
}

//! What can be done with a task, and what speaks against it.

use super::plan::Flow;
use super::state::{Chair, Circulation, Mark, Moment, covered};
use super::tasks::Actor;
use define::Does;

/// Most who are asked to sign a stage besides its seats.
const BESIDES: usize = 9;

/// What speaks against a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Refused {
    /// He has no task here.
    NoTask,
    /// Whom it is to go back to has not signed before.
    NotBefore,
    /// Who is named is in no post.
    NotInPost,
    /// Who is named must not sign in this stage.
    Apart,
    /// Who is named signs in this stage already.
    Already,
    /// Who is named was not asked by him, or has signed.
    NotAsked,
    /// Something was done since, or it was not he who signed last.
    ActedOn,
    /// He has nothing to do with the case.
    Stranger,
    /// As many are asked besides as can be.
    TooMany,
    /// The case has gone all the way.
    Closed,
    /// Steps of this kind are none of a flow.
    NoMove,
}

impl Refused {
    /// Its code and a sentence in Chinese: who did what, to whom.
    ///
    /// ```
    /// let (code, sentence) = ledger::flow::Refused::NotInPost.said("甲", "转办", "乙");
    /// assert_eq!((code, sentence.as_str()), ("flow.not-in-post", "“乙”现在没有能办这件事的任职，不能“转办”给他"));
    /// ```
    pub fn said(self, by: &str, step: &str, to: &str) -> (&'static str, String) {
        match self {
            Refused::NoTask => ("flow.no-task", format!("这件事现在不在“{by}”手上，不能“{step}”")),
            Refused::NotBefore if to.is_empty() => {
                ("flow.not-before", format!("还没有人提交过，不能“{step}”"))
            }
            Refused::NotBefore => {
                ("flow.not-before", format!("“{to}”没有在前面办过这件事，不能“{step}”给他"))
            }
            Refused::NotInPost => {
                ("flow.not-in-post", format!("“{to}”现在没有能办这件事的任职，不能“{step}”给他"))
            }
            Refused::Apart => ("flow.apart", format!("“{to}”办过前面的步骤，不能再由他审，不能“{step}”给他")),
            Refused::Already => ("flow.already", format!("“{to}”已经在这一步里了，不用“{step}”给他")),
            Refused::NotAsked => {
                ("flow.not-asked", format!("“{to}”不是“{by}”加的，或者已经签了，不能“{step}”"))
            }
            Refused::ActedOn => ("flow.acted-on", format!("“{by}”办完以后别人已经接着办了，不能“{step}”")),
            Refused::Stranger => ("flow.stranger", format!("“{by}”没有办过这件事，不能“{step}”")),
            Refused::TooMany => ("flow.too-many", format!("这一步加签的人已有{BESIDES}个，不能再加")),
            Refused::Closed => ("flow.closed", format!("已经办结，不能“{step}”")),
            Refused::NoMove => ("flow.no-move", format!("“{step}”不是会签的步骤")),
        }
    }
}

impl Circulation {
    /// Does something. `to` is who is named: empty for nobody.
    ///
    /// # Errors
    /// What speaks against it; then nothing has changed.
    ///
    /// ```
    /// use define::{Date, Does, Need, Seat, Signing};
    /// use ledger::flow::{Actor, Circulation, Content, Flow, Moment, Node, People, Refused, Term};
    /// let day = Date::new(2022, 6, 1).unwrap();
    /// let seat = |role: &str| Seat { role: role.into(), ..Seat::default() };
    /// let node = |stage: &str, seats: &[&str], apart: &[&str]| Node {
    ///     stage: stage.into(),
    ///     sign: Signing {
    ///         seats: seats.iter().map(|role| seat(role)).collect(),
    ///         apart: apart.iter().map(|stage| stage.to_string()).collect(),
    ///         need: Need::All,
    ///         ..Signing::default()
    ///     },
    /// };
    /// let nodes = vec![node("填报", &["经办"], &[]), node("会签", &["主任", "局长"], &["填报"])];
    /// let flow = Flow { nodes, end: "办结".into() };
    /// let term = |person: &str, role: &str| Term {
    ///     person: person.into(), role: role.into(), unit: "".into(), from: Some(day), to: None,
    /// };
    /// let people = People {
    ///     terms: vec![term("甲", "经办"), term("乙", "主任"), term("丙", "局长")], ..People::default()
    /// };
    /// let content = Content::new();
    /// let moment = Moment { people: &people, day, late: false, content: &content };
    /// let me = |by: &str| Actor { by: by.into(), stead: None };
    /// let mut case = Circulation::begin(&flow, moment);
    /// case.act(&flow, &me("甲"), Does::Signs, "", moment).unwrap();
    /// case.act(&flow, &me("乙"), Does::Signs, "", moment).unwrap();
    /// assert_eq!(flow.stage(case.at), "会签", "both must sign");
    /// case.act(&flow, &me("丙"), Does::Returns, "", moment).unwrap();
    /// assert_eq!(case.tasks(&flow, moment)[0].landing.persons, ["甲"], "it is the filer's again, and nobody else's");
    /// assert_eq!(case.act(&flow, &me("乙"), Does::Signs, "", moment), Err(Refused::NoTask));
    /// ```
    pub fn act(
        &mut self,
        flow: &Flow,
        actor: &Actor,
        does: Does,
        to: &str,
        moment: Moment<'_>,
    ) -> Result<(), Refused> {
        if self.is_closed(flow) && does != Does::Copies {
            return Err(Refused::Closed);
        }
        match does {
            Does::Signs => self.sign(flow, actor, moment)?,
            Does::Returns => self.give_back(flow, actor, to, moment)?,
            Does::TakesBack => self.take_back(actor, moment)?,
            Does::HandsOn => self.hand_on(flow, actor, to, moment)?,
            Does::Adds => self.add(flow, actor, to, moment)?,
            Does::Drops => self.drop_asked(actor, to)?,
            Does::Urges | Does::Copies => return self.tell(flow, actor, does, to, moment),
            Does::Moves => return Err(Refused::NoMove),
        }
        self.urged = 0;
        self.settle(flow, moment);
        Ok(())
    }

    fn sign(&mut self, flow: &Flow, actor: &Actor, moment: Moment<'_>) -> Result<(), Refused> {
        let held = self.held(flow, actor, moment);
        if held.is_empty() {
            return Err(Refused::NoTask);
        }
        self.stale();
        let at = self.at;
        for nth in held {
            let seat = self.chairs[at][nth].seat.clone();
            let (by, stead) = (actor.by.clone(), actor.stead.clone());
            let seen = if at == 0 { Default::default() } else { covered(&seat, moment.content) };
            let chair = &mut self.chairs[at][nth];
            chair.mark = Some(Mark { by, stead, skipped: None, seen, fresh: true });
            chair.returned = false;
        }
        if at == 0 {
            self.filer = actor.stead.clone().unwrap_or_else(|| actor.by.clone());
            let filer = self.filer.clone();
            self.chairs[0].iter_mut().for_each(|chair| chair.given = Some(filer.clone()));
        }
        Ok(())
    }

    fn give_back(&mut self, flow: &Flow, actor: &Actor, to: &str, moment: Moment<'_>) -> Result<(), Refused> {
        if self.held(flow, actor, moment).is_empty() {
            return Err(Refused::NoTask);
        }
        let wanted = if to.is_empty() { self.filer.clone() } else { to.to_owned() };
        let his = |mark: &Mark| mark.skipped.is_none() && (mark.by == wanted || mark.owner() == wanted);
        let places = (0..self.at).rev().filter(|at| !to.is_empty() || *at == 0);
        let mut chairs = places.flat_map(|at| (0..self.chairs[at].len()).map(move |nth| (at, nth)));
        let found = chairs.find(|(at, nth)| self.chairs[*at][*nth].mark.as_ref().is_some_and(his));
        let (at, nth) = found.ok_or(Refused::NotBefore)?;
        self.stale();
        self.reopen(at, nth, moment);
        Ok(())
    }

    fn take_back(&mut self, actor: &Actor, moment: Moment<'_>) -> Result<(), Refused> {
        let own = |mark: &Mark| mark.fresh && mark.by == actor.by && mark.stead == actor.stead;
        let all = self.chairs.iter().enumerate();
        let all =
            all.flat_map(|(at, chairs)| chairs.iter().enumerate().map(move |(nth, chair)| (at, nth, chair)));
        let mine = all.filter(|(_, _, chair)| chair.mark.as_ref().is_some_and(own));
        let mine: Vec<(usize, usize)> = mine.map(|(at, nth, _)| (at, nth)).collect();
        if mine.is_empty() {
            return Err(Refused::ActedOn);
        }
        for (at, nth) in mine {
            self.reopen(at, nth, moment);
        }
        Ok(())
    }

    /// The task of a chair that signed is there again, for the same person.
    fn reopen(&mut self, at: usize, nth: usize, moment: Moment<'_>) {
        let chair = &mut self.chairs[at][nth];
        if let Some(mark) = chair.mark.take() {
            chair.given = Some(mark.owner().to_owned());
        }
        chair.returned = true;
        chair.since = Some(moment.day);
    }

    fn hand_on(&mut self, flow: &Flow, actor: &Actor, to: &str, moment: Moment<'_>) -> Result<(), Refused> {
        let held = self.held(flow, actor, moment);
        if held.is_empty() {
            return Err(Refused::NoTask);
        }
        self.can_take(flow, to, moment)?;
        self.stale();
        let at = self.at;
        for nth in held {
            let chair = &mut self.chairs[at][nth];
            chair.given = Some(to.to_owned());
            chair.since = Some(moment.day);
        }
        Ok(())
    }

    fn add(&mut self, flow: &Flow, actor: &Actor, to: &str, moment: Moment<'_>) -> Result<(), Refused> {
        let held = self.held(flow, actor, moment);
        let first = *held.first().ok_or(Refused::NoTask)?;
        if self.chairs[self.at].iter().filter(|chair| chair.added.is_some()).count() >= BESIDES {
            return Err(Refused::TooMany);
        }
        self.can_take(flow, to, moment)?;
        self.stale();
        let at = self.at;
        let seat = self.chairs[at][first].seat.clone();
        let (given, added) = (Some(to.to_owned()), Some(actor.by.clone()));
        self.chairs[at].push(Chair { seat, given, added, since: Some(moment.day), ..Chair::default() });
        Ok(())
    }

    fn drop_asked(&mut self, actor: &Actor, to: &str) -> Result<(), Refused> {
        let asked = |chair: &Chair| {
            let by_him = chair.added.as_ref() == Some(&actor.by);
            by_him && chair.mark.is_none() && chair.given.as_deref() == Some(to)
        };
        let at = self.at;
        let nth = self.chairs[at].iter().position(asked).ok_or(Refused::NotAsked)?;
        self.stale();
        self.chairs[at].remove(nth);
        Ok(())
    }

    fn tell(
        &mut self,
        flow: &Flow,
        actor: &Actor,
        does: Does,
        to: &str,
        moment: Moment<'_>,
    ) -> Result<(), Refused> {
        let marks = self.chairs.iter().flatten().filter_map(|chair| chair.mark.as_ref());
        let signed = marks.into_iter().any(|mark| mark.by == actor.by || mark.owner() == actor.by);
        if self.filer != actor.by && !signed && self.held(flow, actor, moment).is_empty() {
            return Err(Refused::Stranger);
        }
        match does {
            Does::Copies if !moment.people.in_post(to, moment.day) => return Err(Refused::NotInPost),
            Does::Copies => drop(self.copies.insert(to.to_owned())),
            _ => self.urged += 1,
        }
        Ok(())
    }

    /// Whether somebody can be given a task of the present stage: in a post, not held apart, not signing there already.
    pub(super) fn can_take(&self, flow: &Flow, to: &str, moment: Moment<'_>) -> Result<(), Refused> {
        if !moment.people.in_post(to, moment.day) {
            return Err(Refused::NotInPost);
        }
        if self.is_barred(flow, self.at, to) {
            return Err(Refused::Apart);
        }
        let chairs = self.chairs[self.at].iter();
        let signed =
            chairs.filter_map(|chair| chair.mark.as_ref()).any(|mark| mark.by == to || mark.owner() == to);
        let has = (0..self.chairs[self.at].len())
            .filter(|nth| self.chairs[self.at][*nth].mark.is_none())
            .any(|nth| self.landing(flow, self.at, nth, moment).persons.iter().any(|person| person == to));
        if signed || has { Err(Refused::Already) } else { Ok(()) }
    }

    /// Something is done: what was signed before it can be taken back no more.
    fn stale(&mut self) {
        for mark in self.chairs.iter_mut().flatten().filter_map(|chair| chair.mark.as_mut()) {
            mark.fresh = false;
        }
    }
}

//! Every order in which anything can be done to a case.

use super::case::{Case, Looked, may_leave, wrong_step};
use super::world::{World, content};
use define::Does;
use ledger::flow::{Actor, Circulation, Moment, People};
use std::collections::{BTreeMap, VecDeque};

/// What is done besides signing, sending back, taking back and leaving office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Nothing,
    HandOn,
    Besides,
    Change,
    StandIn,
    Late,
}

impl Kind {
    pub const ALL: [Kind; 6] =
        [Kind::Nothing, Kind::HandOn, Kind::Besides, Kind::Change, Kind::StandIn, Kind::Late];
}

struct Search<'s> {
    world: &'s World,
    kind: Kind,
    persons: Vec<&'static str>,
    people: BTreeMap<(Option<&'static str>, bool), People>,
    seen: BTreeMap<Case, usize>,
    open: VecDeque<Case>,
    /// From which states each is reached.
    from: Vec<Vec<usize>>,
    steps: usize,
}

/// Goes through everything; how many states and steps there were.
pub fn explore(world: &World, kind: Kind) -> Result<(usize, usize), String> {
    let persons = world.persons();
    let mut people = BTreeMap::new();
    for stands_in in [false, true] {
        for left in persons.iter().copied().map(Some).chain([None]) {
            people.insert((left, stands_in), world.people(left, stands_in));
        }
    }
    let at_first = content([false; 2]);
    let moment =
        Moment { people: &people[&(None, false)], day: super::world::day(), late: false, content: &at_first };
    let state = Circulation::begin(&world.flow, moment);
    let first =
        Case { state, left: None, changed: [false; 2], late: false, stands_in: kind == Kind::StandIn };
    let mut search = Search {
        world,
        kind,
        persons,
        people,
        seen: BTreeMap::new(),
        open: VecDeque::new(),
        from: Vec::new(),
        steps: 0,
    };
    search.reach(first, None)?;
    while let Some(case) = search.open.pop_front() {
        search.go(&case)?;
    }
    search.none_stuck()?;
    Ok((search.seen.len(), search.steps))
}

impl Search<'_> {
    fn looked<'l>(&'l self, case: &'l Case) -> Looked<'l> {
        Looked::new(self.world, &self.people[&(case.left, case.stands_in)], case)
    }

    fn reach(&mut self, case: Case, from: Option<usize>) -> Result<(), String> {
        self.steps += 1;
        let next = self.seen.len();
        if let Some(known) = self.seen.get(&case) {
            self.from[*known].extend(from);
            return Ok(());
        }
        self.looked(&case).wrong().map_err(|wrong| format!("{wrong}: {case:?}"))?;
        self.seen.insert(case.clone(), next);
        self.from.push(from.into_iter().collect());
        self.open.push_back(case);
        Ok(())
    }

    fn go(&mut self, case: &Case) -> Result<(), String> {
        let number = self.seen[case];
        for after in self.around(case) {
            let mut after = after;
            let looked = after.clone();
            let moment = self.looked(&looked);
            after.state.settle(&self.world.flow, moment.moment());
            wrong_step(case, &after, None, self.world.flow.nodes.len())?;
            self.reach(after, Some(number))?;
        }
        let closed = case.state.is_closed(&self.world.flow);
        for by in self.persons.clone().into_iter().filter(|by| Some(*by) != case.left && !closed) {
            for (actor, does, to) in self.acts(case, by) {
                let mut after = case.clone();
                let looked = self.looked(case);
                let done = after.state.act(&self.world.flow, &actor, does, &to, looked.moment());
                match done {
                    Err(_) if after == *case => {}
                    Err(why) => return Err(format!("refused ({why:?}), and something changed")),
                    Ok(()) => {
                        wrong_step(case, &after, Some((&actor, does)), self.world.flow.nodes.len()).map_err(
                            |wrong| format!("{wrong}: {actor:?} {does:?} {to}: {case:?} {after:?}"),
                        )?;
                        self.reach(after, Some(number))?;
                    }
                }
            }
        }
        Ok(())
    }

    /// What happens around a case: somebody leaves, a field is changed, the time is up.
    fn around(&self, case: &Case) -> Vec<Case> {
        let mut all = Vec::new();
        if case.left.is_none() {
            let leavers = self.persons.iter().filter(|person| may_leave(person));
            all.extend(leavers.map(|person| Case { left: Some(person), ..case.clone() }));
        }
        if self.kind == Kind::Change && !case.state.is_closed(&self.world.flow) {
            let [first, second] = case.changed;
            all.push(Case { changed: [!first, second], ..case.clone() });
            all.push(Case { changed: [first, !second], ..case.clone() });
        }
        match self.kind {
            Kind::Late => all.push(Case { late: !case.late, ..case.clone() }),
            Kind::StandIn => all.push(Case { stands_in: !case.stands_in, ..case.clone() }),
            _ => {}
        }
        all
    }

    /// Whatever somebody might try.
    fn acts(&self, case: &Case, by: &str) -> Vec<(Actor, Does, String)> {
        let me = Actor { by: by.to_owned(), stead: None };
        let mut all: Vec<(Actor, Does, String)> = vec![
            (me.clone(), Does::Signs, String::new()),
            (me.clone(), Does::TakesBack, String::new()),
            (me.clone(), Does::Returns, String::new()),
        ];
        let others = self.persons.iter().map(|to| (*to).to_owned());
        let to = |does: Does| others.clone().map(|to| (me.clone(), does, to)).collect::<Vec<_>>();
        all.extend(to(Does::Returns));
        let asked = case.state.chairs.iter().flatten().filter(|chair| chair.added.is_some()).count();
        match self.kind {
            Kind::HandOn => all.extend(to(Does::HandsOn)),
            Kind::Besides if asked == 0 => all.extend(to(Does::Adds)),
            Kind::Besides => all.extend(to(Does::Drops)),
            Kind::StandIn if by == "戊" => {
                let stead = |giver: &String| Actor { by: by.to_owned(), stead: Some(giver.clone()) };
                let each = others.clone().flat_map(|giver| {
                    [Does::Signs, Does::Returns, Does::TakesBack]
                        .map(|does| (stead(&giver), does, String::new()))
                });
                all.extend(each.collect::<Vec<_>>());
            }
            _ => {}
        }
        all
    }

    /// From every state there is a way to the end, or to where it is told that somebody must be appointed.
    fn none_stuck(&self) -> Result<(), String> {
        let mut can = vec![false; self.seen.len()];
        let mut open: Vec<usize> = Vec::new();
        for (case, number) in &self.seen {
            if case.state.is_closed(&self.world.flow) || self.looked(case).wants_somebody() {
                can[*number] = true;
                open.push(*number);
            }
        }
        while let Some(number) = open.pop() {
            for from in &self.from[number] {
                if !std::mem::replace(&mut can[*from], true) {
                    open.push(*from);
                }
            }
        }
        match self.seen.iter().find(|(_, number)| !can[**number]) {
            Some((case, _)) => Err(format!("no way to the end: {case:?}")),
            None => Ok(()),
        }
    }
}

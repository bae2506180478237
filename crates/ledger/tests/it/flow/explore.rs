//! Every order in which anything can be done to a case.

use super::case::{Case, Looked, may_leave, wrong_step};
use super::world::{STAND_IN, World, content};
use define::Does;
use ledger::flow::{Actor, Circulation, Moment, People};
use std::collections::{BTreeMap, VecDeque};

struct Search<'s> {
    world: &'s World,
    most: u8,
    persons: Vec<&'static str>,
    people: BTreeMap<(Option<&'static str>, bool), People>,
    seen: BTreeMap<Case, usize>,
    open: VecDeque<Case>,
    /// From which states each is reached.
    from: Vec<Vec<usize>>,
    steps: usize,
}

/// Goes through everything: whoever signs, sends back and takes back, in every order, with at most so many of the other things there
/// are in between. How many states and steps there were.
pub fn explore(world: &World, most: u8) -> Result<(usize, usize), String> {
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
    let first = Case { state, left: None, changed: [false; 2], late: false, stands_in: false, others: 0 };
    let mut search = Search {
        world,
        most,
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
                let more = u8::from(matches!(does, Does::HandsOn | Does::Adds));
                let mut after = case.clone();
                let looked = self.looked(case);
                let done = after.state.act(&self.world.flow, &actor, does, &to, looked.moment());
                match done {
                    Err(_) if after == *case => {}
                    Err(why) => return Err(format!("refused ({why:?}), and something changed")),
                    Ok(()) => {
                        after.others += more;
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

    /// What happens around a case: somebody leaves, a field is changed, the time is up, one stands in for another.
    fn around(&self, case: &Case) -> Vec<Case> {
        if case.others >= self.most {
            return Vec::new();
        }
        let case = Case { others: case.others + 1, ..case.clone() };
        let mut all = Vec::new();
        if case.left.is_none() {
            let leavers = self.persons.iter().filter(|person| may_leave(person));
            all.extend(leavers.map(|person| Case { left: Some(person), ..case.clone() }));
        }
        if !case.state.is_closed(&self.world.flow) {
            let [first, second] = case.changed;
            all.push(Case { changed: [!first, second], ..case.clone() });
            all.push(Case { changed: [first, !second], ..case.clone() });
        }
        all.push(Case { late: !case.late, ..case.clone() });
        all.push(Case { stands_in: !case.stands_in, ..case });
        all
    }

    /// Whatever somebody might try.
    fn acts(&self, case: &Case, by: &str) -> Vec<(Actor, Does, String)> {
        let me = Actor { by: by.to_owned(), stead: None };
        let mut actors = vec![me.clone()];
        if case.stands_in && by == STAND_IN {
            let stead = |giver: &&str| Actor { by: by.to_owned(), stead: Some((*giver).to_owned()) };
            actors.extend(self.persons.iter().map(stead));
        }
        let mut all = Vec::new();
        for actor in actors {
            let to_nobody = [Does::Signs, Does::TakesBack, Does::Returns]
                .map(|does| (actor.clone(), does, String::new()));
            all.extend(to_nobody);
            let named: &[Does] = match case.others < self.most {
                true => &[Does::Returns, Does::HandsOn, Does::Adds, Does::Drops],
                false => &[Does::Returns, Does::Drops],
            };
            for does in named {
                all.extend(self.persons.iter().map(|to| (actor.clone(), *does, (*to).to_owned())));
            }
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

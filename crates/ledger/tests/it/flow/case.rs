//! A case in a world, with what must hold of it always. Nothing here asks the kernel what it thinks of itself: marks are counted anew.

use super::world::{ABOVE, World, content, day};
use define::{Does, Seat};
use ledger::flow::{Actor, Chair, Circulation, Content, Mark, Moment, People, Why};

/// A case with what is around it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Case {
    pub state: Circulation,
    /// Who left office.
    pub left: Option<&'static str>,
    /// Which of its fields were changed.
    pub changed: [bool; 2],
    pub late: bool,
    pub stands_in: bool,
    /// How many things were done besides signing, sending back and taking back.
    pub others: u8,
}

/// A case with what it is looked at with.
pub struct Looked<'l> {
    pub world: &'l World,
    pub people: &'l People,
    pub content: Content,
    pub case: &'l Case,
}

impl Looked<'_> {
    pub fn moment(&self) -> Moment<'_> {
        Moment { people: self.people, day: day(), late: self.case.late, content: &self.content }
    }

    pub fn new<'l>(world: &'l World, people: &'l People, case: &'l Case) -> Looked<'l> {
        Looked { world, people, content: content(case.changed), case }
    }

    fn lives(&self, person: &str) -> bool {
        self.people.terms.iter().any(|term| term.person == person)
    }

    /// What is wrong with a case as it stands.
    pub fn wrong(&self) -> Result<(), String> {
        let (state, flow) = (&self.case.state, &self.world.flow);
        for at in 0..flow.nodes.len() {
            let signed = self.signed(at);
            let asked = self.world.flow.nodes[at].sign.need.of(flow.nodes[at].sign.seats.len());
            if at < state.at && signed < asked {
                return Err(format!("passed stage {at} with {signed} of {asked}"));
            }
            if at < state.at
                && state.chairs[at].iter().any(|chair| chair.added.is_some() && chair.mark.is_none())
            {
                return Err(format!("passed stage {at} without who was asked besides"));
            }
            if at < state.at && state.chairs[at].iter().any(|chair| chair.returned) {
                return Err(format!("passed stage {at} without whom it was sent back to"));
            }
            self.rightly(at)?;
        }
        let tasks = state.tasks(flow, self.moment());
        if state.at >= flow.nodes.len() {
            return if tasks.is_empty() { Ok(()) } else { Err("closed, and somebody has a task".to_owned()) };
        }
        if tasks.is_empty() {
            return Err("nobody has a task: lost".to_owned());
        }
        let back = state.chairs[state.at].iter().any(|chair| chair.returned);
        let waits = |chair: &&Chair| if back { chair.returned } else { chair.mark.is_none() };
        if tasks.len() != state.chairs[state.at].iter().filter(waits).count() {
            return Err("a chair that waits has no task".to_owned());
        }
        for task in tasks {
            if task.landing.persons.is_empty()
                && (task.landing.why != Why::Nobody || !self.all_barred(task.landing.chair))
            {
                return Err("a task that nobody can do".to_owned());
            }
            if let Some(gone) = task.landing.persons.iter().find(|person| !self.lives(person)) {
                return Err(format!("a task landed on {gone}, who is in no post"));
            }
            if let Some(barred) = task.landing.persons.iter().find(|person| self.barred(state.at, person)) {
                return Err(format!("{barred} is asked to approve what he must not"));
            }
        }
        Ok(())
    }

    /// Whether everybody in the posts of a chair, and above it, must not sign: then it is told that somebody must be appointed.
    fn all_barred(&self, nth: usize) -> bool {
        let at = self.case.state.at;
        let seat = &self.case.state.chairs[at][nth].seat;
        let mut roles = self.world.flow.nodes[at].sign.above.iter().chain([seat]);
        let holds = |role: &str, person: &str| {
            self.people.terms.iter().any(|term| term.role == role && term.person == person)
        };
        let persons = self.world.persons();
        roles.all(|seat| persons.iter().all(|person| !holds(&seat.role, person) || self.barred(at, person)))
    }

    /// Whether some task waits for an appointment.
    pub fn wants_somebody(&self) -> bool {
        let tasks = self.case.state.tasks(&self.world.flow, self.moment());
        tasks.iter().any(|task| task.landing.why == Why::Nobody)
    }

    fn signed(&self, at: usize) -> usize {
        let seats = self.case.state.chairs[at].iter().filter(|chair| chair.added.is_none());
        seats.filter(|chair| chair.mark.is_some()).count()
    }

    fn barred(&self, at: usize, person: &str) -> bool {
        let (state, flow) = (&self.case.state, &self.world.flow);
        flow.nodes[at].sign.apart.iter().any(|stage| {
            let other = flow.nodes.iter().position(|node| node.stage == *stage).unwrap();
            let did = |chair: &Chair| {
                chair.mark.as_ref().is_some_and(|mark| mark.by == person || mark.owner() == person)
            };
            state.chairs[other].iter().any(did) || other == 0 && state.filer == person
        })
    }

    /// Whether the marks of a stage are of those who might put them, of different persons where the seats are alike, and over what
    /// the case says.
    fn rightly(&self, at: usize) -> Result<(), String> {
        let chairs = &self.case.state.chairs[at];
        let marked = |chair: &Chair| chair.mark.clone().map(|mark| (chair.seat.clone(), mark));
        let chairs = chairs.iter().filter(|chair| chair.added.is_none());
        let marks: Vec<(Seat, Mark)> = chairs.filter_map(marked).collect();
        for (nth, (seat, mark)) in marks.iter().enumerate() {
            let open = self.case.state.at < self.world.flow.nodes.len();
            if open && at > 0 && self.barred(at, &mark.by) {
                return Err(format!("{} signed what he must not", mark.by));
            }
            let read = |field: &String| seat.over.is_empty() || seat.over.contains(field);
            let now = self.content.iter().filter(|(field, _)| read(field));
            if open && at > 0 && !now.eq(mark.seen.iter()) {
                return Err(format!("what {} signed says something else now", mark.by));
            }
            if mark.skipped.is_some() && (mark.by != mark.owner() || !self.approved_before(at, &mark.by)) {
                return Err(format!("{} was passed over and approved nothing before", mark.by));
            }
            let twice =
                |(other, earlier): &(Seat, Mark)| other == seat && earlier.by == mark.by && mark.by != ABOVE;
            if marks[..nth].iter().any(twice) {
                return Err(format!("{} signed two seats of one role", mark.by));
            }
        }
        Ok(())
    }

    fn approved_before(&self, at: usize, person: &str) -> bool {
        let own = |chair: &Chair| {
            chair
                .mark
                .as_ref()
                .is_some_and(|mark| mark.by == person && mark.stead.is_none() && mark.skipped.is_none())
        };
        (1..at).any(|before| self.case.state.chairs[before].iter().any(own))
    }
}

/// What is wrong with what one act did. Acts of which nothing is told (somebody left, a field was changed) give `None`.
pub fn wrong_step(
    before: &Case,
    after: &Case,
    did: Option<(&Actor, Does)>,
    flow_end: usize,
) -> Result<(), String> {
    let was = |at: usize, mark: &Mark| {
        let same = |old: &Mark| Mark { fresh: false, ..old.clone() } == Mark { fresh: false, ..mark.clone() };
        before.state.chairs[at].iter().filter_map(|chair| chair.mark.as_ref()).any(same)
    };
    for (at, chairs) in after.state.chairs.iter().enumerate() {
        for mark in chairs.iter().filter_map(|chair| chair.mark.as_ref()).filter(|mark| !was(at, mark)) {
            let signs = |(actor, does): (&Actor, Does)| {
                does == Does::Signs
                    && actor.by == mark.by
                    && actor.stead == mark.stead
                    && before.state.at == at
            };
            if mark.skipped.is_none() && !did.is_some_and(signs) {
                return Err(format!("{} signed stage {at} and did nothing", mark.by));
            }
        }
    }
    if before.state.at >= flow_end && after.state.at != before.state.at {
        return Err("what was closed is open".to_owned());
    }
    if !before.state.copies.is_subset(&after.state.copies) {
        return Err("a copy was lost".to_owned());
    }
    match did {
        Some((_, Does::Returns)) => returned(before, after),
        _ => Ok(()),
    }
}

/// A return goes to one chair before, and leaves the marks of all who were not asked.
fn returned(before: &Case, after: &Case) -> Result<(), String> {
    let (was, is) = (&before.state, &after.state);
    if is.at >= was.at {
        return Err("sent back, and it is not further back".to_owned());
    }
    let back: usize = is.chairs.iter().flatten().filter(|chair| chair.returned).count();
    let open = is.chairs[is.at].iter().filter(|chair| chair.returned).count();
    let was_back = was.chairs.iter().flatten().filter(|chair| chair.returned).count();
    if open != 1 || back != was_back + 1 {
        return Err(format!("sent back to {open} chairs"));
    }
    for at in 0..is.chairs.len() {
        for (old, new) in was.chairs[at].iter().zip(&is.chairs[at]) {
            let own = |mark: &Mark| mark.skipped.is_none();
            if old.mark.as_ref().is_some_and(own) && new.mark.is_none() && !new.returned {
                return Err("sent back to one, and another's mark is gone".to_owned());
            }
        }
    }
    Ok(())
}

/// Nobody above all others leaves.
pub fn may_leave(person: &str) -> bool {
    person != ABOVE
}

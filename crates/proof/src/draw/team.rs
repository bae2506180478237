//! Who is sent where, under withdrawals and loads.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Teams being filled.
pub(super) struct Assignment {
    /// By object drawn, the inspectors sent there.
    pub teams: Vec<Vec<usize>>,
    barred: Vec<BTreeSet<usize>>,
    /// By inspector, the objects that he or she is sent to.
    sent: Vec<Vec<usize>>,
    load: usize,
}

impl Assignment {
    /// Empty teams for as many objects as there are sets of barred inspectors.
    pub fn new(inspectors: usize, load: u32, barred: Vec<BTreeSet<usize>>) -> Self {
        let teams = vec![Vec::new(); barred.len()];
        Assignment { teams, barred, sent: vec![Vec::new(); inspectors], load: load as usize }
    }

    /// How many are barred from an object.
    pub fn barred(&self, object: usize) -> usize {
        self.barred[object].len()
    }

    fn may(&self, object: usize, inspector: usize) -> bool {
        !self.barred[object].contains(&inspector) && !self.teams[object].contains(&inspector)
    }

    /// Those who may be sent and have the fewest objects so far, in the order of the list.
    pub fn least_loaded(&self, object: usize) -> Vec<usize> {
        let mut least = self.load;
        let mut found = Vec::new();
        for (inspector, sent) in self.sent.iter().enumerate() {
            if sent.len() > least || sent.len() >= self.load || !self.may(object, inspector) {
                continue;
            }
            if sent.len() < least {
                least = sent.len();
                found.clear();
            }
            found.push(inspector);
        }
        found
    }

    /// Sends an inspector to an object.
    pub fn send(&mut self, object: usize, inspector: usize) {
        self.teams[object].push(inspector);
        self.sent[inspector].push(object);
    }

    /// Fills a seat by the shortest chain of exchanges: somebody comes who is elsewhere, is replaced there by another,
    /// and so on until one who has room. False when there is no chain; by the theorem of augmenting paths there is then
    /// no assignment that fills this seat and those before it.
    pub fn exchange(&mut self, object: usize) -> bool {
        // By inspector: the object that he or she would come to. By object: the inspector who would leave it.
        let mut comes: BTreeMap<usize, usize> = BTreeMap::new();
        let mut leaves: BTreeMap<usize, usize> = BTreeMap::new();
        let mut seen = BTreeSet::from([object]);
        let mut waiting = VecDeque::from([object]);
        while let Some(at) = waiting.pop_front() {
            for inspector in 0..self.sent.len() {
                if comes.contains_key(&inspector) || !self.may(at, inspector) {
                    continue;
                }
                comes.insert(inspector, at);
                if self.sent[inspector].len() < self.load {
                    self.follow(inspector, &comes, &leaves);
                    return true;
                }
                for other in &self.sent[inspector] {
                    if seen.insert(*other) {
                        leaves.insert(*other, inspector);
                        waiting.push_back(*other);
                    }
                }
            }
        }
        false
    }

    /// Carries a chain out from its end.
    fn follow(&mut self, last: usize, comes: &BTreeMap<usize, usize>, leaves: &BTreeMap<usize, usize>) {
        let mut coming = last;
        while let Some(object) = comes.get(&coming).copied() {
            self.sent[coming].push(object);
            let Some(leaving) = leaves.get(&object).copied() else {
                self.teams[object].push(coming);
                return;
            };
            if let Some(seat) = self.teams[object].iter_mut().find(|seat| **seat == leaving) {
                *seat = coming;
            }
            self.sent[leaving].retain(|other| *other != object);
            coming = leaving;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_exchanged_when_the_last_object_can_take_only_those_already_sent() {
        // Three people, each once; nobody but 0 may go to the second object.
        let barred = vec![BTreeSet::new(), BTreeSet::from([1, 2])];
        let mut assignment = Assignment::new(3, 1, barred);
        assignment.send(0, 0);
        assert!(assignment.least_loaded(1).is_empty());
        assert!(assignment.exchange(1));
        assert_eq!(assignment.teams, [vec![1], vec![0]]);
        assert_eq!(assignment.sent, [vec![1], vec![0], vec![]]);
        assert!(!assignment.exchange(1), "nobody else may go there");
    }
}

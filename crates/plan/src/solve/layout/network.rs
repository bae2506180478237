//! Who goes where in one year: the most pupils that find a seat, and of all ways to seat them the shortest.

use crate::model::Layout;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// Length of a way that is none.
const FAR: i64 = i64::MAX / 4;

/// A year of a layout, while pupils are seated one point after the other, each by the shortest detour.
pub(super) struct Network<'l> {
    layout: &'l Layout,
    rooms: Vec<i64>,
    /// Flow from each point into each section, and how much each section and each school holds.
    pub into: Vec<BTreeMap<usize, i64>>,
    sections: Vec<i64>,
    schools: Vec<i64>,
    /// Who sits in a section.
    seated: Vec<BTreeMap<usize, i64>>,
    of_school: Vec<Vec<usize>>,
    /// Potentials under which no residual arc is shorter than nothing; see [`Network::node`].
    potential: Vec<i64>,
    /// Pupils without a seat.
    pub left: Vec<i64>,
}

impl<'l> Network<'l> {
    /// Seats the pupils of a year.
    pub fn new(layout: &'l Layout, year: usize, taken: &[bool]) -> Network<'l> {
        let (points, sections, schools) = (layout.points.len(), layout.sections.len(), layout.schools.len());
        let mut of_school = vec![Vec::new(); schools];
        for (at, section) in layout.sections.iter().enumerate() {
            of_school[section.school].push(at);
        }
        let mut network = Network {
            layout,
            rooms: layout.rooms(year, taken),
            into: vec![BTreeMap::new(); points],
            sections: vec![0; sections],
            schools: vec![0; schools],
            seated: vec![BTreeMap::new(); sections],
            of_school,
            potential: vec![0; points + sections + schools + 1],
            left: layout.points.iter().map(|point| point.pupils[year]).collect(),
        };
        for point in 0..points {
            while network.left[point] > 0 && network.seat(point) {}
        }
        network
    }

    /// The number of a node: points, then sections, then schools, then the end.
    fn node(&self, section: usize) -> usize {
        self.into.len() + section
    }

    fn school_node(&self, school: usize) -> usize {
        self.into.len() + self.sections.len() + school
    }

    fn end(&self) -> usize {
        self.potential.len() - 1
    }

    fn has_room(&self, section: usize) -> bool {
        self.sections[section] < self.rooms[section]
    }

    fn school_has_room(&self, school: usize) -> bool {
        self.layout.schools[school].limit.is_none_or(|limit| self.schools[school] < limit)
    }

    /// Arcs that lead on from a node, each with its length.
    fn arcs(&self, node: usize, mut each: impl FnMut(usize, i64)) {
        let (points, sections) = (self.into.len(), self.sections.len());
        if node < points {
            for (section, length) in &self.layout.points[node].reach {
                each(points + section, *length);
            }
        } else if node < points + sections {
            let section = node - points;
            for point in self.seated[section].keys() {
                each(*point, -self.length(*point, section));
            }
            if self.has_room(section) {
                each(self.school_node(self.layout.sections[section].school), 0);
            }
        } else if node < self.end() {
            let school = node - points - sections;
            for section in &self.of_school[school] {
                if self.sections[*section] > 0 {
                    each(self.node(*section), 0);
                }
            }
            if self.school_has_room(school) {
                each(self.end(), 0);
            }
        }
    }

    fn length(&self, point: usize, section: usize) -> i64 {
        let reach = &self.layout.points[point].reach;
        reach.iter().find(|(at, _)| *at == section).map_or(FAR, |(_, length)| *length)
    }

    /// Seats as many pupils of a point as its shortest way takes; whether there was one.
    fn seat(&mut self, point: usize) -> bool {
        let end = self.end();
        let (mut distance, mut before) =
            (vec![FAR; self.potential.len()], vec![usize::MAX; self.potential.len()]);
        let mut heap = BinaryHeap::from([Reverse((0, point))]);
        let mut done = Vec::new();
        distance[point] = 0;
        while let Some(Reverse((at, node))) = heap.pop() {
            if at > distance[node] {
                continue;
            }
            done.push(node);
            if node == end {
                break;
            }
            let from = self.potential[node];
            self.arcs(node, |next, length| {
                let reached = at + length + from - self.potential[next];
                if reached < distance[next] {
                    (distance[next], before[next]) = (reached, node);
                    heap.push(Reverse((reached, next)));
                }
            });
        }
        if distance[end] >= FAR {
            return false;
        }
        for node in done {
            self.potential[node] += distance[node] - distance[end];
        }
        let mut way = vec![end];
        while let Some(node) = way.last().copied().filter(|node| *node != point) {
            way.push(before[node]);
        }
        way.reverse();
        let amount = way.windows(2).map(|arc| self.room_of(arc[0], arc[1])).min().unwrap_or(0);
        let amount = amount.min(self.left[point]);
        way.windows(2).for_each(|arc| self.push(arc[0], arc[1], amount));
        self.left[point] -= amount;
        true
    }

    /// How many more an arc takes.
    fn room_of(&self, from: usize, to: usize) -> i64 {
        let (points, sections) = (self.into.len(), self.sections.len());
        let middle = points..points + sections;
        match (middle.contains(&from), middle.contains(&to)) {
            (true, _) if to < points => self.seated[from - points].get(&to).copied().unwrap_or(0),
            (true, _) => self.rooms[from - points] - self.sections[from - points],
            (_, true) if from < points => i64::MAX,
            (_, true) => self.sections[to - points],
            _ => {
                let school = from - points - sections;
                self.layout.schools[school].limit.map_or(i64::MAX, |limit| limit - self.schools[school])
            }
        }
    }

    fn push(&mut self, from: usize, to: usize, amount: i64) {
        let (points, sections) = (self.into.len(), self.sections.len());
        let middle = points..points + sections;
        match (middle.contains(&from), middle.contains(&to)) {
            (true, _) if to < points => self.sit(to, from - points, -amount),
            (true, _) => self.sections[from - points] += amount,
            (_, true) if from < points => self.sit(from, to - points, amount),
            (_, true) => self.sections[to - points] -= amount,
            _ => self.schools[from - points - sections] += amount,
        }
    }

    fn sit(&mut self, point: usize, section: usize, amount: i64) {
        *self.into[point].entry(section).or_default() += amount;
        *self.seated[section].entry(point).or_default() += amount;
        if self.into[point][&section] == 0 {
            self.into[point].remove(&section);
            self.seated[section].remove(&point);
        }
    }

    /// Who goes where, point by point.
    pub fn flows(&self) -> Vec<(usize, usize, i64)> {
        let of = |(point, into): (usize, &BTreeMap<usize, i64>)| {
            into.iter().map(move |(section, amount)| (point, *section, *amount)).collect::<Vec<_>>()
        };
        self.into.iter().enumerate().flat_map(of).collect()
    }

    /// Every node that a point leads to.
    pub fn reached(&self, point: usize) -> Vec<bool> {
        let mut seen = vec![false; self.potential.len()];
        let mut waiting = vec![point];
        seen[point] = true;
        while let Some(node) = waiting.pop() {
            self.arcs(node, |next, _| {
                if !std::mem::replace(&mut seen[next], true) {
                    waiting.push(next);
                }
            });
        }
        seen
    }

    /// Potentials of all nodes from which no arc leads to a lower one than its length allows, found anew.
    pub fn settled(&self) -> Vec<i64> {
        let mut potential = vec![0; self.potential.len()];
        let mut moved = true;
        while moved {
            moved = false;
            for node in 0..potential.len() {
                let from = potential[node];
                self.arcs(node, |next, length| {
                    if from + length < potential[next] {
                        (potential[next], moved) = (from + length, true);
                    }
                });
            }
        }
        potential
    }

    /// The parts of a list over all nodes: points, sections, schools.
    pub fn parts<'v, T>(&self, all: &'v [T]) -> (&'v [T], &'v [T], &'v [T]) {
        let (points, rest) = all.split_at(self.into.len());
        let (sections, rest) = rest.split_at(self.sections.len());
        (points, sections, &rest[..self.schools.len()])
    }

    /// The school of a section.
    pub fn school_of(&self, section: usize) -> usize {
        self.layout.sections[section].school
    }

    /// The end's entry of a list over all nodes.
    pub fn at_end<T: Copy>(&self, all: &[T]) -> T {
        all[self.end()]
    }
}

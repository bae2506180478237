//! Whom a site with limited room would serve: the dearest load.

use crate::model::MOST_ROOM;

/// A client worth serving.
#[derive(Clone, Copy)]
pub struct Item {
    pub client: u32,
    pub size: i64,
    pub worth: i64,
    /// How much of it is taken, in parts of [`ONE`].
    pub part: i64,
}

/// A whole client.
pub const ONE: i64 = 1 << 12;

/// Steps of the search before all rooms are gone through instead: a step takes about as long as this many rooms.
const ROOMS_A_STEP: usize = 64;

fn by_rate(items: &mut [Item]) {
    let narrow = |item: &Item| item.worth < 1 << 40 && item.size < 1 << 22;
    if items.iter().all(narrow) {
        return items.sort_unstable_by(|a, b| {
            (b.worth * a.size).cmp(&(a.worth * b.size)).then(a.client.cmp(&b.client))
        });
    }
    items.sort_unstable_by(|a, b| {
        let (left, right) =
            (i128::from(a.worth) * i128::from(b.size), i128::from(b.worth) * i128::from(a.size));
        right.cmp(&left).then(a.client.cmp(&b.client))
    });
}

/// The dearest load when clients may be split and are worth so much a unit; marks what is taken.
pub fn units(items: &mut [Item], room: i64) -> i64 {
    items.sort_unstable_by_key(|item| (std::cmp::Reverse(item.worth / item.size), item.client));
    fill(items, room)
}

/// The dearest load when clients may be split; marks what is taken.
fn split(items: &mut [Item], room: i64) -> i64 {
    by_rate(items);
    fill(items, room)
}

/// Takes items in their order until the room is full, the last one in part.
fn fill(items: &mut [Item], room: i64) -> i64 {
    let (mut rest, mut sum) = (room, 0);
    for item in items.iter_mut() {
        if item.size <= rest {
            (rest, sum, item.part) = (rest - item.size, sum + item.worth, ONE);
            continue;
        }
        let part = i128::from(item.worth) * i128::from(rest);
        sum += ((part + i128::from(item.size) - 1) / i128::from(item.size)) as i64;
        item.part = (i128::from(rest) * i128::from(ONE) / i128::from(item.size)) as i64;
        break;
    }
    sum
}

/// The dearest load of whole clients; marks what is taken. As if split where the room is too wide.
pub fn whole(items: &mut Vec<Item>, room: i64) -> i64 {
    items.retain(|item| item.size <= room);
    if items.iter().map(|item| i128::from(item.size)).sum::<i128>() <= i128::from(room) {
        items.iter_mut().for_each(|item| item.part = ONE);
        return items.iter().map(|item| item.worth).sum();
    }
    if room > MOST_ROOM {
        return split(items, room);
    }
    by_rate(items);
    let mut search = Search::new(items, room);
    search.go(room);
    if search.steps < search.most {
        let (best, marked) = (search.best, search.marked);
        marked.into_iter().for_each(|at| items[at].part = ONE);
        return best;
    }
    through(items, room)
}

/// Depth first over items in the order of their worth by size.
struct Search<'i> {
    items: &'i [Item],
    /// Sizes and worths of the items before each, summed.
    before: Vec<(i64, i64)>,
    best: i64,
    taken: Vec<usize>,
    marked: Vec<usize>,
    steps: usize,
    most: usize,
}

impl<'i> Search<'i> {
    fn new(items: &'i [Item], room: i64) -> Search<'i> {
        let most = (items.len() * room as usize / ROOMS_A_STEP).max(100);
        let mut before = Vec::with_capacity(items.len() + 1);
        let (mut size, mut worth) = (0, 0);
        before.push((0, 0));
        for item in items {
            (size, worth) = (size + item.size, worth + item.worth);
            before.push((size, worth));
        }
        Search { items, before, best: -1, taken: Vec::new(), marked: Vec::new(), steps: 0, most }
    }

    fn go(&mut self, room: i64) {
        let (mut at, mut rest, mut sum) = (0, room, 0);
        loop {
            // Forward: whatever fits, as long as it can still be better.
            while at < self.items.len() && self.steps < self.most {
                let (end, hope) = self.hope(at, rest);
                if sum + hope <= self.best {
                    break;
                }
                self.steps += 1;
                let ((size, worth), (past_size, past_worth)) = (self.before[end], self.before[at]);
                (rest, sum) = (rest - (size - past_size), sum + worth - past_worth);
                self.taken.extend(at..end);
                // The item at `end` does not fit.
                at = end + 1;
            }
            if sum > self.best {
                self.best = sum;
                self.marked.clone_from(&self.taken);
            }
            // Back: the last one taken is left out.
            let Some(last) = self.taken.pop() else { return };
            if self.steps >= self.most {
                return;
            }
            (rest, sum, at) = (rest + self.items[last].size, sum - self.items[last].worth, last + 1);
        }
    }

    /// Up to where items from `at` on fit into `rest`, and what can be had in it at most.
    fn hope(&self, at: usize, rest: i64) -> (usize, i64) {
        let (size, worth) = self.before[at];
        let end = at + self.before[at + 1..].partition_point(|(all, _)| all - size <= rest);
        let whole = self.before[end].1 - worth;
        let Some(item) = self.items.get(end) else { return (end, whole) };
        let left = rest - (self.before[end].0 - size);
        let part = match item.worth.checked_mul(left) {
            Some(product) => product / item.size,
            None => (i128::from(item.worth) * i128::from(left) / i128::from(item.size)) as i64,
        };
        (end, whole + part)
    }
}

/// Every room gone through; no item is larger than that.
fn through(items: &mut [Item], room: i64) -> i64 {
    let width = room as usize + 1;
    let (mut best, mut next) = (vec![0i64; width], vec![0i64; width]);
    let mut takes = vec![false; width * items.len()];
    for (item, takes) in items.iter().zip(takes.chunks_exact_mut(width)) {
        let (size, worth) = (item.size as usize, item.worth);
        next[..size].copy_from_slice(&best[..size]);
        for ((next, takes), (with, without)) in
            next[size..].iter_mut().zip(&mut takes[size..]).zip(best.iter().zip(&best[size..]))
        {
            *takes = with + worth > *without;
            *next = (with + worth).max(*without);
        }
        std::mem::swap(&mut best, &mut next);
    }
    let mut space = width - 1;
    for at in (0..items.len()).rev() {
        if takes[at * width + space] {
            items[at].part = ONE;
            space -= items[at].size as usize;
        }
    }
    best[width - 1]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn searching_and_going_through_every_room_agree() {
        let mut seed = 5u64;
        let mut roll = |most: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % most
        };
        for _ in 0..300 {
            let count = 1 + roll(12) as u32;
            let mut items: Vec<Item> = (0..count)
                .map(|client| Item { client, size: 1 + roll(9) as i64, worth: roll(50) as i64, part: 0 })
                .collect();
            let room = roll(40) as i64;
            let (mut other, mut split_ones) = (items.clone(), items.clone());
            let found = whole(&mut items, room);
            other.retain(|item| item.size <= room);
            assert_eq!(found, through(&mut other, room));
            assert!(found <= split(&mut split_ones, room));
            let taken = || items.iter().filter(|item| item.part == ONE);
            assert_eq!(taken().map(|item| item.worth).sum::<i64>(), found);
            assert!(taken().map(|item| item.size).sum::<i64>() <= room);
        }
    }
}

//! The dearest load of a site: clients that are worth serving by it, within its capacity.

use crate::model::MOST_ROOM;

/// A client that is worth serving: how much room it takes and what it is worth.
#[derive(Clone, Copy)]
pub struct Item {
    /// Room it takes; of a client that may be split, in units.
    pub size: i64,
    /// What it is worth whole.
    pub worth: i64,
}

/// An upper bound on what fits into `room` when clients may be split: the dearest by unit first.
pub fn split(items: &mut [Item], room: i64) -> i64 {
    items.sort_by(|a, b| {
        let (left, right) =
            (i128::from(a.worth) * i128::from(b.size), i128::from(b.worth) * i128::from(a.size));
        right.cmp(&left)
    });
    let (mut rest, mut sum) = (room, 0);
    for item in items.iter() {
        if item.size <= rest {
            (rest, sum) = (rest - item.size, sum + item.worth);
            continue;
        }
        let part = i128::from(item.worth) * i128::from(rest);
        // Rounded up: what is worth more makes the bound lower.
        return sum + ((part + i128::from(item.size) - 1) / i128::from(item.size)) as i64;
    }
    sum
}

/// The most that fits into `room` of clients served whole; by splitting where the room is too wide to be gone through.
pub fn whole(items: &mut Vec<Item>, room: i64) -> i64 {
    items.retain(|item| item.size <= room);
    if items.iter().map(|item| i128::from(item.size)).sum::<i128>() <= i128::from(room) {
        return items.iter().map(|item| item.worth).sum();
    }
    if room > MOST_ROOM {
        return split(items, room);
    }
    let width = room as usize + 1;
    let (mut best, mut next) = (vec![0i64; width], vec![0i64; width]);
    for item in items.iter() {
        let size = item.size as usize;
        next[..size].copy_from_slice(&best[..size]);
        for (next, (with, without)) in next[size..].iter_mut().zip(best.iter().zip(&best[size..])) {
            *next = (with + item.worth).max(*without);
        }
        std::mem::swap(&mut best, &mut next);
    }
    best[width - 1]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_clients_are_worth_no_more_than_split_ones() {
        let items = [(5, 10), (4, 7), (3, 6)].map(|(size, worth)| Item { size, worth });
        assert_eq!(whole(&mut items.to_vec(), 7), 13);
        assert_eq!(split(&mut items.to_vec(), 7), 14);
        assert_eq!(whole(&mut items.to_vec(), 8), 16);
    }
}

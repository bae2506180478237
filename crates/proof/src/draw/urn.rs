//! An urn of lots (签筒): every object holds as many consecutive lots as its weight.

/// Weights with their running sums, in a tree of partial sums (Fenwick 1994): a lot is found and an object removed in
/// log n steps, in whole numbers.
pub(super) struct Urn {
    sums: Vec<u64>,
    weights: Vec<u32>,
    total: u64,
}

impl Urn {
    pub fn new(weights: Vec<u32>) -> Self {
        let mut sums = vec![0; weights.len() + 1];
        for (at, weight) in weights.iter().enumerate() {
            sums[at + 1] += u64::from(*weight);
            let above = (at + 1) + ((at + 1) & (at + 1).wrapping_neg());
            if above < sums.len() {
                sums[above] += sums[at + 1];
            }
        }
        let total = weights.iter().map(|weight| u64::from(*weight)).sum();
        Urn { sums, weights, total }
    }

    /// Lots in the urn.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// The object that holds a lot, counted from 0 in the order of the list; its lots leave the urn. `lot` is below
    /// [`Urn::total`].
    pub fn take(&mut self, lot: u64) -> usize {
        let mut at = 0;
        let mut rest = lot;
        let mut step = self.sums.len().next_power_of_two();
        while step > 0 {
            let next = at + step;
            if next < self.sums.len() && self.sums[next] <= rest {
                rest -= self.sums[next];
                at = next;
            }
            step /= 2;
        }
        let weight = u64::from(std::mem::take(&mut self.weights[at]));
        self.total -= weight;
        let mut node = at + 1;
        while node < self.sums.len() {
            self.sums[node] -= weight;
            node += node & node.wrapping_neg();
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_lot_leads_to_its_holder_as_counted_one_by_one() {
        let weights = [3, 1, 0, 5, 2, 2, 7];
        let holders: Vec<usize> = (0..weights.len()).flat_map(|at| vec![at; weights[at] as usize]).collect();
        for (lot, holder) in holders.iter().enumerate() {
            let mut urn = Urn::new(weights.to_vec());
            assert_eq!(urn.take(lot as u64), *holder, "lot {lot}");
            assert_eq!(urn.total(), 20 - u64::from(weights[*holder]));
            let left: Vec<usize> = holders.iter().copied().filter(|other| other != holder).collect();
            for (lot, holder) in left.iter().enumerate() {
                let mut urn = Urn::new(weights.to_vec());
                urn.take(holders.iter().position(|first| !left.contains(first)).unwrap() as u64);
                assert_eq!(urn.take(lot as u64), *holder);
            }
        }
    }
}

//! Weights of rows: how much of the cost of actions each shortage accounts for. Any weights give a bound; these are
//! raised one after the other as long as the bound grows.

use super::row::Row;

/// Rounds over all rows at most.
const ROUNDS: usize = 12;

/// Rows still to be satisfied, with the costs of the free actions.
pub(super) struct Scale<'r> {
    pub rows: &'r [(usize, Row)],
    pub costs: &'r [i64],
}

impl Scale<'_> {
    /// The bound by these weights, above what is decided.
    pub fn bound(&self, weights: &[i64]) -> i128 {
        let left = self.left(weights);
        let mut touched: Vec<usize> =
            self.rows.iter().flat_map(|(_, row)| row.terms.iter().map(|(at, _)| *at)).collect();
        touched.sort_unstable();
        touched.dedup();
        let rows = self.rows.iter().zip(weights);
        let gained: i128 = rows.map(|((_, row), weight)| i128::from(row.least) * i128::from(*weight)).sum();
        gained + touched.into_iter().map(|at| left[at].min(0)).sum::<i128>()
    }

    /// What is left of each cost.
    fn left(&self, weights: &[i64]) -> Vec<i128> {
        let mut left: Vec<i128> = self.costs.iter().map(|cost| i128::from(*cost)).collect();
        for ((_, row), weight) in self.rows.iter().zip(weights) {
            for (at, seats) in &row.terms {
                left[*at] -= i128::from(*seats) * i128::from(*weight);
            }
        }
        left
    }

    /// Weights under which the bound is high, and that bound; it stops once `enough` is reached.
    pub fn weigh(&self, enough: i128) -> (Vec<i64>, i128) {
        let mut weights = vec![0; self.rows.len()];
        let mut bound = self.bound(&weights);
        for _ in 0..ROUNDS {
            for at in 0..self.rows.len() {
                weights[at] = self.best(&weights, at);
            }
            let now = self.bound(&weights);
            if now <= bound || now >= enough {
                return (weights, now.max(bound));
            }
            bound = now;
        }
        (weights, bound)
    }

    /// The best weight of one row while the others stay: the bound is concave in it and bends where an action is paid for.
    fn best(&self, weights: &[i64], row: usize) -> i64 {
        let mut bare = weights.to_vec();
        bare[row] = 0;
        let left = self.left(&bare);
        let of = &self.rows[row].1;
        let mut slope = i128::from(of.least);
        let mut bends: Vec<(i128, i128)> = Vec::new();
        for (at, seats) in &of.terms {
            let seats = i128::from(*seats);
            match (seats > 0, left[*at] > 0) {
                (true, true) => bends.push((left[*at] / seats, seats)),
                (true, false) => slope -= seats,
                (false, true) => {}
                (false, false) => {
                    slope -= seats;
                    bends.push(((-left[*at]) / (-seats), -seats));
                }
            }
        }
        bends.sort_unstable();
        let mut best = 0;
        for (at, bend) in bends {
            if slope <= 0 {
                break;
            }
            best = at;
            slope -= bend;
        }
        i64::try_from(best).unwrap_or(0)
    }
}

//! Dividing a total so that the parts add up to it exactly.

/// Divides `total` in proportion to `weights` by the largest remainder; equal remainders go to the earlier part.
/// All weights zero divides evenly.
pub(crate) fn share(total: u64, weights: &[u64]) -> Vec<u64> {
    let sum: u128 = weights.iter().map(|w| u128::from(*w)).sum();
    if sum == 0 {
        return match weights.len() {
            0 => Vec::new(),
            count => share(total, &vec![1; count]),
        };
    }
    let exact: Vec<u128> = weights.iter().map(|w| u128::from(*w) * u128::from(total)).collect();
    let mut parts: Vec<u64> = exact.iter().map(|e| (e / sum) as u64).collect();
    let left = total - parts.iter().sum::<u64>();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|at| (std::cmp::Reverse(exact[*at] % sum), *at));
    for at in order.into_iter().take(left as usize) {
        parts[at] += 1;
    }
    parts
}

/// As [`share`], but no part leaves `low..=high`. Where the bounds leave no room the nearest possible parts are given.
pub(crate) fn share_within(total: u64, weights: &[u64], low: u64, high: u64) -> Vec<u64> {
    let mut parts: Vec<u64> = share(total, weights).into_iter().map(|part| part.clamp(low, high)).collect();
    let mut sum: u64 = parts.iter().sum();
    let mut moved = true;
    while sum != total && moved {
        moved = false;
        for part in &mut parts {
            if sum < total && *part < high {
                (*part, sum, moved) = (*part + 1, sum + 1, true);
            } else if sum > total && *part > low {
                (*part, sum, moved) = (*part - 1, sum - 1, true);
            }
        }
    }
    parts
}

/// Divides `total` with at least `least` for every part and the rest by weight.
pub(crate) fn share_above(total: u64, weights: &[u64], least: u64) -> Vec<u64> {
    let reserved = least * weights.len() as u64;
    share(total.saturating_sub(reserved), weights).into_iter().map(|part| part + least).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_add_up() {
        assert_eq!(share(100, &[1, 1, 1]), [34, 33, 33]);
        assert_eq!(share(10, &[0, 0]), [5, 5]);
        assert_eq!(share_within(100, &[1, 1, 8], 20, 50), [25, 25, 50]);
        assert_eq!(share_above(10, &[3, 1], 1), [7, 3]);
    }
}

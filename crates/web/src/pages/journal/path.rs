//! On which side each hash of an inclusion proof stands.

/// For each of `steps` hashes on the way from leaf `index` of a log of `size` entries up to its root: whether it stands
/// right of the path (RFC 9162, section 2.1.3.2).
pub fn joined_right(index: u64, size: u64, steps: usize) -> Vec<bool> {
    let mut place = index;
    let mut last = size.saturating_sub(1);
    let mut sides = Vec::with_capacity(steps);
    for _ in 0..steps {
        let left = place % 2 == 1 || place == last;
        sides.push(!left);
        if left {
            // A subtree without a right sibling is carried up until it has a left one.
            while place.is_multiple_of(2) && place != 0 {
                place /= 2;
                last /= 2;
            }
        }
        place /= 2;
        last /= 2;
    }
    sides
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_of_seven_entries_of_rfc_9162() {
        // Section 2.1.5: the path of entry 0 is [b, h, l], of 3 is [c, g, l], of 4 is [f, j, k], of 6 is [i, k].
        assert_eq!(joined_right(0, 7, 3), [true, true, true]);
        assert_eq!(joined_right(3, 7, 3), [false, false, true]);
        assert_eq!(joined_right(4, 7, 3), [true, true, false]);
        assert_eq!(joined_right(6, 7, 2), [false, false]);
        assert_eq!(joined_right(0, 1, 0), Vec::<bool>::new());
    }
}

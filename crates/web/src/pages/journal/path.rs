//! On which side each hash of an inclusion proof stands, and what a checkpoint's lines say.

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

/// Size and root out of a checkpoint's lines: head, origin, size, root, time, signature.
pub fn checkpoint(text: &str) -> Option<(u64, &str)> {
    let mut lines = text.lines().skip(2);
    let size = lines.next()?.parse().ok()?;
    let root = lines.next().filter(|root| root.bytes().all(|b| b.is_ascii_hexdigit()))?;
    Some((size, root))
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

    #[test]
    fn a_checkpoint_says_its_size_and_root() {
        let text = "duheng checkpoint v1\nduheng/x\n6120\n66c7f0f4\n2026-11-24T02:03:04+08:00\nsm2 04 05\n";
        assert_eq!(checkpoint(text), Some((6120, "66c7f0f4")));
        assert_eq!(checkpoint(""), None);
    }
}

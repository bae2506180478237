//! The nearest known name to one that is not known.

/// The candidate at the least edit distance from `name`, if at most half of the characters differ. Of equally near
/// ones the one that begins alike wins, then the first.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = name.chars().take(64).collect();
    known
        .into_iter()
        .map(|candidate| (distance(&wanted, &candidate.chars().take(64).collect::<Vec<_>>()), candidate))
        .filter(|(apart, candidate)| apart * 2 <= wanted.len().max(candidate.chars().count()))
        .min_by_key(|(apart, candidate)| (*apart, std::cmp::Reverse(common(name, candidate))))
        .map(|(_, candidate)| candidate)
}

/// How many characters two words begin with in common.
fn common(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count()
}

/// Levenshtein distance with one row kept.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    #[test]
    fn one_wrong_character_is_forgiven_and_a_different_word_is_not() {
        assert_eq!(super::nearest("金饿", ["年度", "金额"]), Some("金额"));
        assert_eq!(super::nearest("校车", ["在园幼儿", "专任教师"]), None);
    }
}

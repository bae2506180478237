//! The nearest known name to one that is not known.

/// The known name that differs least from `name`, if at most half of its characters differ. Of equally near ones the one
/// that begins alike wins, then the first.
///
/// Distance counts inserted, deleted, replaced and swapped neighbouring characters.
///
/// ```
/// assert_eq!(formula::nearest("在园幼儿数", ["在园幼儿", "专任教师"]), Some("在园幼儿"));
/// assert_eq!(formula::nearest("校车", ["在园幼儿", "专任教师"]), None);
/// ```
pub fn nearest<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let wanted: Vec<char> = name.chars().take(64).collect();
    known
        .into_iter()
        .map(|candidate| (distance(&wanted, &candidate.chars().take(64).collect::<Vec<_>>()), candidate))
        .filter(|(apart, candidate)| apart * 2 <= wanted.len().max(candidate.chars().take(64).count()))
        .min_by_key(|(apart, candidate)| (*apart, std::cmp::Reverse(common(name, candidate))))
        .map(|(_, candidate)| candidate)
}

/// How many characters two words begin with in common.
fn common(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count()
}

fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let replaced = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = replaced.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    #[test]
    fn one_wrong_character_is_forgiven_and_a_different_word_is_not() {
        assert_eq!(super::nearest("金饿", ["年度", "金额"]), Some("金额"));
        assert_eq!(super::nearest("校车", ["在园幼儿", "专任教师"]), None);
        assert_eq!(super::nearest("度年", ["金额", "年度"]), Some("年度"), "swapped neighbours are one slip");
    }
}

//! The nearest known name to one that is not known.

/// The known name that differs least from `name`, if it differs by less than half of its characters.
///
/// Distance counts inserted, deleted, replaced and swapped neighbouring characters; the first of several equally near
/// names wins.
///
/// ```
/// assert_eq!(define::nearest("在园幼儿数", ["在园幼儿", "专任教师"]), Some("在园幼儿"));
/// assert_eq!(define::nearest("校车", ["在园幼儿", "专任教师"]), None);
/// ```
pub fn nearest<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let wanted: Vec<char> = name.chars().take(64).collect();
    let mut best: Option<(usize, &str)> = None;
    for candidate in known {
        let letters: Vec<char> = candidate.chars().take(64).collect();
        let apart = distance(&wanted, &letters);
        if apart * 2 <= wanted.len().max(letters.len()) && best.is_none_or(|(least, _)| apart < least) {
            best = Some((apart, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
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

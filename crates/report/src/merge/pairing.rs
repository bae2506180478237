//! Which paragraph of a text that came back is which of the report, by its words alone.

use super::Passage;
use std::collections::{BTreeMap, BTreeSet};

/// Share of common pairs of letters from which two paragraphs are taken for the same, in hundredths.
const AKIN: usize = 45;
/// Letters of a paragraph that are shown of it.
const SHORT: usize = 40;

/// The place among `came` of every passage; none of one that did not come back.
pub(super) fn pairs(passages: &[Passage<'_>], came: &[(u32, String)]) -> Vec<Option<usize>> {
    let mut free: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, (_, text)) in came.iter().enumerate().rev() {
        free.entry(text.clone()).or_default().push(at);
    }
    let mut taken = BTreeSet::new();
    let mut pairs: Vec<Option<usize>> = Vec::new();
    for passage in passages {
        let at = free.get_mut(&passage.printed()).and_then(Vec::pop);
        taken.extend(at);
        pairs.push(at);
    }
    let left: Vec<usize> = (0..passages.len()).filter(|at| pairs[*at].is_none()).collect();
    let rest: Vec<usize> = (0..came.len()).filter(|at| !taken.contains(at)).collect();
    let letters: Vec<BTreeSet<(char, char)>> = rest.iter().map(|at| couples(&came[*at].1)).collect();
    let mut alike: Vec<(usize, usize, usize)> = Vec::new();
    for passage in &left {
        let mine = couples(&passages[*passage].printed());
        for (at, theirs) in rest.iter().zip(&letters) {
            let common = mine.intersection(theirs).count();
            let share = 200 * common / (mine.len() + theirs.len()).max(1);
            if share >= AKIN {
                alike.push((share, *passage, *at));
            }
        }
    }
    alike.sort_by_key(|(share, passage, at)| (std::cmp::Reverse(*share), *passage, *at));
    for (_, passage, at) in alike {
        if pairs[passage].is_none() && taken.insert(at) {
            pairs[passage] = Some(at);
        }
    }
    pairs
}

/// A line without what is blank in it.
pub(super) fn close(line: &str) -> String {
    line.chars().filter(|letter| !letter.is_whitespace()).collect()
}

/// Letters that stand side by side; a letter alone stands beside nothing.
fn couples(text: &str) -> BTreeSet<(char, char)> {
    let letters: Vec<char> = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    match letters.as_slice() {
        [one] => BTreeSet::from([(*one, ' ')]),
        many => many.windows(2).map(|pair| (pair[0], pair[1])).collect(),
    }
}

/// A line without the marks that a rendition puts behind figures and wordings: 〔3〕, 〔3※〕, 〔改1〕. The number of a document (〔2023〕1号) is none.
pub(super) fn unmarked(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(at) = rest.find('〔') {
        out.push_str(&rest[..at]);
        let behind = &rest[at + '〔'.len_utf8()..];
        match behind.split_once('〕') {
            Some((inner, after)) if is_mark(inner) => rest = after,
            _ => {
                out.push('〔');
                rest = behind;
            }
        }
    }
    out + rest
}

fn is_mark(inner: &str) -> bool {
    let number = inner.strip_prefix('改').unwrap_or(inner).trim_end_matches('※');
    let digits = !number.is_empty() && number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit());
    digits || inner == "※"
}

/// A line parted before each point of the report that begins in it.
pub(super) fn parted(line: &str, leads: &[&str]) -> Vec<String> {
    let mut cuts: Vec<usize> = leads
        .iter()
        .flat_map(|lead| line.match_indices(lead))
        .map(|(at, _)| at)
        .filter(|at| *at == 0 || line[..*at].ends_with(['。', '；', '：', '！', '？']))
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut parts = Vec::new();
    let mut from = 0;
    for cut in cuts.into_iter().filter(|cut| *cut > 0).chain([line.len()]) {
        parts.push(line[from..cut].trim().to_owned());
        from = cut;
    }
    parts
}

/// The places of a longest run of numbers that ascend.
pub(super) fn ascending(numbers: &[usize]) -> BTreeSet<usize> {
    let mut best: Vec<(usize, Option<usize>)> = Vec::new();
    for (at, number) in numbers.iter().enumerate() {
        let before = (0..at).filter(|before| numbers[*before] < *number).max_by_key(|before| best[*before].0);
        best.push((before.map_or(0, |before| best[before].0) + 1, before));
    }
    let mut kept = BTreeSet::new();
    let mut at = (0..best.len()).max_by_key(|at| best[*at].0);
    while let Some(here) = at {
        kept.insert(here);
        at = best[here].1;
    }
    kept
}

/// The first letters of a paragraph.
pub(super) fn short(text: &str) -> String {
    let mut letters = text.chars();
    let head: String = letters.by_ref().take(SHORT).collect();
    if letters.next().is_some() { head + "……" } else { head }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_notes_go_and_numbers_of_documents_stay() {
        assert_eq!(
            unmarked("共15.44亿元〔24〕，增长1.01%〔3※〕；见样例函〔2023〕1号。〔改2〕"),
            "共15.44亿元，增长1.01%；见样例函〔2023〕1号。"
        );
        assert_eq!(unmarked("〔样例"), "〔样例");
    }

    #[test]
    fn points_are_parted_where_sentences_begin() {
        assert_eq!(
            parted("抓好：一是甲。二是乙，一是丙。", &["一是", "二是"]),
            ["抓好：", "一是甲。", "二是乙，一是丙。"]
        );
        assert_eq!(parted("甲。", &[]), ["甲。"]);
    }

    #[test]
    fn what_was_moved_is_the_least_that_can_have_been() {
        assert_eq!(ascending(&[0, 1, 5, 2, 3]), BTreeSet::from([0, 1, 3, 4]));
        assert!(ascending(&[]).is_empty());
    }
}

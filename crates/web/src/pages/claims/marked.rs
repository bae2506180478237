//! The document with the words in question marked.

use view::{AgainstView, LinkStanding, Told, ToldKind};

use crate::address::figure_address;

/// A paragraph, as stretches of marked and unmarked words.
pub type Paragraph = Vec<Stretch>;

/// Words with one mark, or none.
#[derive(Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The words.
    pub text: String,
    /// Class of the style sheet; empty without a mark.
    pub class: &'static str,
    /// Where the mark leads.
    pub href: String,
}

struct Mark {
    start: usize,
    end: usize,
    gravity: u8,
    class: &'static str,
    href: String,
}

/// The paragraphs of a text. Where marks overlap, the gravest stands; the first `most` lead to what is told of them.
pub(super) fn paragraphs(
    text: &str,
    told: &[Told],
    held: Option<&AgainstView>,
    linked: bool,
    most: usize,
) -> Vec<Paragraph> {
    let mut marks: Vec<Mark> = told
        .iter()
        .enumerate()
        .filter(|(_, one)| one.start < one.end)
        .map(|(at, one)| Mark {
            start: one.start,
            end: one.end,
            gravity: 2 * one.gravity + 1,
            class: match one.kind {
                ToldKind::Inconsistent => "not-met",
                ToldKind::Undetermined => "cannot-tell",
                ToldKind::Remark => "remark",
                ToldKind::Consistent if one.gravity == 1 => "compatible",
                ToldKind::Consistent => "met",
            },
            href: if at < most { format!("#claim-{}", at + 1) } else { String::new() },
        })
        .collect();
    marks.extend(held.iter().flat_map(|held| of_rows(text, held, linked)));
    marks.sort_by_key(|mark| (std::cmp::Reverse(mark.gravity), mark.start));
    let mut kept: std::collections::BTreeMap<usize, Mark> = Default::default();
    for mark in marks {
        let before = kept.range(..mark.end).next_back();
        if before.is_none_or(|(_, other)| other.end <= mark.start) {
            kept.insert(mark.start, mark);
        }
    }
    let mut paragraphs = Vec::new();
    let mut begin = 0;
    for line in text.split('\n') {
        let end = begin + line.len();
        let mut stretches = Vec::new();
        let mut at = begin;
        for mark in kept.range(begin..end).map(|(_, mark)| mark).filter(|mark| mark.end <= end) {
            stretches.push(Stretch { text: text[at..mark.start].to_owned(), class: "", href: String::new() });
            let words = text[mark.start..mark.end].to_owned();
            stretches.push(Stretch { text: words, class: mark.class, href: mark.href.clone() });
            at = mark.end;
        }
        stretches.push(Stretch { text: text[at..end].to_owned(), class: "", href: String::new() });
        stretches.retain(|stretch| !stretch.text.is_empty());
        if !stretches.is_empty() {
            paragraphs.push(stretches);
        }
        begin = end + 1;
    }
    paragraphs
}

/// Marks of what the rows say; their places are characters, in order.
fn of_rows(text: &str, held: &AgainstView, linked: bool) -> Vec<Mark> {
    let mut letters = text.char_indices().map(|(at, _)| at).enumerate();
    let mut byte = |character: usize| letters.find(|(count, _)| *count == character).map(|(_, at)| at);
    let mut marks = Vec::new();
    for link in &held.links {
        let Some(start) = byte(link.start) else { break };
        let (gravity, class) = match link.standing {
            LinkStanding::Contradicts => (8, "not-met"),
            LinkStanding::OutOfDate => (4, "cannot-tell"),
            LinkStanding::Proved => (2, "proved"),
            LinkStanding::Unsupported => continue,
        };
        let href = match (linked, &link.indicator) {
            (true, Some(indicator)) => figure_address(link.figure.as_ref().unwrap_or(indicator)),
            _ => String::new(),
        };
        marks.push(Mark { start, end: start + link.text.len(), gravity, class, href });
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_whole_and_the_published_number_marked() {
        let text = "甲。\n收入33844.74万元，比上年34583.04万元下降1.73%。\n";
        let checked = office::check("a.txt", text.as_bytes()).unwrap();
        let paragraphs = paragraphs(&checked.prose.text, &checked.told(), None, false, usize::MAX);
        let whole: Vec<String> =
            paragraphs.iter().map(|one| one.iter().map(|s| s.text.as_str()).collect()).collect();
        assert_eq!(whole, ["甲。", "收入33844.74万元，比上年34583.04万元下降1.73%。"]);
        let wrong = paragraphs[1].iter().find(|stretch| stretch.class == "not-met").unwrap();
        assert_eq!((wrong.text.as_str(), wrong.href.as_str()), ("1.73%", "#claim-1"));
    }
}

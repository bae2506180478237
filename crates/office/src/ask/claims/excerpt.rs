//! The sentence in which a number stands, with the numbers marked, and its place.

use crate::Prose;
use crate::view::{Piece, PieceMark};

/// Longest stretch of a sentence that is shown on each side of the number in question, in characters.
const AROUND: usize = 60;

/// The sentence around a number, cut to [`AROUND`] characters on both sides, with it and its operands marked.
pub(super) fn pieces(text: &str, number: (usize, usize), operands: &[(usize, usize)]) -> Vec<Piece> {
    let stop = |c: char| matches!(c, '。' | '！' | '？' | '\n');
    let back = text[..number.0].char_indices().rev().take(AROUND).take_while(|(_, c)| !stop(*c));
    let from = back.last().map_or(number.0, |(at, _)| at);
    let on = text[number.1..].char_indices().take(AROUND).take_while(|(_, c)| !stop(*c));
    let to = on.last().map_or(number.1, |(at, c)| number.1 + at + c.len_utf8());
    let mut marks: Vec<(usize, usize, PieceMark)> = operands
        .iter()
        .filter(|(start, end)| from <= *start && *end <= to && start < end)
        .map(|(start, end)| (*start, *end, PieceMark::Operand))
        .collect();
    marks.push((number.0, number.1, PieceMark::Published));
    // The published number is marked as such, though it be an operand too.
    marks.sort_by_key(|(start, _, kind)| (*start, *kind != PieceMark::Published));
    let mut pieces = Vec::new();
    let mut at = from;
    for (start, end, kind) in marks {
        if start < at {
            continue;
        }
        if at < start {
            pieces.push(Piece { text: text[at..start].to_owned(), mark: None });
        }
        pieces.push(Piece { text: text[start..end].to_owned(), mark: Some(kind) });
        at = end;
    }
    if at < to {
        pieces.push(Piece { text: text[at..to].to_owned(), mark: None });
    }
    if let Some(first) = pieces.first_mut().filter(|first| first.mark.is_none()) {
        first.text = first.text.trim_start().to_owned();
    }
    pieces
}

/// Where paragraphs begin.
pub(super) struct Lines(Vec<usize>);

impl Lines {
    pub(super) fn of(text: &str) -> Lines {
        Lines(std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect())
    }

    /// Name, paragraph and character, both from 1.
    pub(super) fn place(&self, prose: &Prose, byte: usize) -> String {
        let line = self.0.partition_point(|begin| *begin <= byte).max(1) - 1;
        let column = prose.text[self.0[line]..byte].chars().count() + 1;
        format!("{}:{}:{column}", prose.source, line + 1)
    }

    pub(super) fn byte(&self, text: &str, line: Option<u32>, column: Option<u32>) -> usize {
        let begin = line.and_then(|line| self.0.get(line as usize - 1)).copied().unwrap_or(0);
        let before = column.map_or(0, |column| column.saturating_sub(1) as usize);
        text[begin..].char_indices().nth(before).map_or(text.len(), |(at, _)| begin + at)
    }
}

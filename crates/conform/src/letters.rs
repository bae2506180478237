//! Other letters in a paragraph whose words stand in several pieces.

use crate::draft::Draft;
use crate::fault::Edit;
use crate::markup::{Node, by_id};

/// Other letters, from the last of a paragraph to its first, so that places stay those that were found.
pub(crate) fn put(draft: &Draft, body: &mut [Node], edits: &[&Edit]) {
    let mut changes: Vec<(usize, usize, usize, &str)> = edits
        .iter()
        .filter_map(|edit| match edit {
            Edit::Letters { at, from, to, with } => Some((*at, *from, *to, with.as_str())),
            _ => None,
        })
        .collect();
    changes.sort();
    changes.dedup();
    let mut texts: Vec<Vec<char>> = draft.paragraphs.iter().map(|one| one.text.clone()).collect();
    let mut touched: Vec<(usize, Vec<(usize, String)>)> = Vec::new();
    let mut before: Option<(usize, usize)> = None;
    for (at, from, to, with) in changes.into_iter().rev() {
        // Of two that overlap the later one is left for another turn.
        if before.is_some_and(|(paragraph, start)| paragraph == at && to > start) {
            continue;
        }
        before = Some((at, from));
        let Some(paragraph) = draft.paragraphs.get(at) else { continue };
        if touched.last().is_none_or(|(last, _)| *last != at) {
            let pieces = paragraph
                .pieces
                .iter()
                .map(|piece| (piece.id, texts[at][piece.from..piece.to].iter().collect()));
            touched.push((at, pieces.collect()));
        }
        let Some((_, pieces)) = touched.last_mut() else { continue };
        replace(paragraph.pieces.iter().map(|piece| (piece.from, piece.to)), pieces, from, to, with);
        texts[at].truncate(from);
    }
    for (_, pieces) in touched {
        for (id, text) in pieces {
            if let Some(piece) = by_id(body, id).filter(|piece| piece.words() != text) {
                piece.say(&text);
            }
        }
    }
}

/// Replaces a range of letters that may stand in several pieces: the new ones stand in the first.
fn replace(
    places: impl Iterator<Item = (usize, usize)>,
    pieces: &mut [(usize, String)],
    from: usize,
    to: usize,
    with: &str,
) {
    let mut put = false;
    for ((start, end), (_, text)) in places.zip(pieces) {
        let is_here = if from == to {
            start < from && from <= end || (start == 0 && from == 0)
        } else {
            start < to && from < end
        };
        if !is_here {
            continue;
        }
        let mut letters: Vec<char> = text.chars().collect();
        let (cut_from, cut_to) = (from.max(start) - start, (to.min(end)).max(from.max(start)) - start);
        let new = if put { "" } else { with };
        // What stands behind was changed before and is as long as it may be; what is cut lies before it.
        letters.splice(cut_from..cut_to.min(letters.len()), new.chars());
        put = true;
        *text = letters.into_iter().collect();
    }
}

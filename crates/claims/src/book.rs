//! A text as structure (全文结构): its sentences, the values in them, and the lists in which these stand.

use crate::across;
use crate::frame::{Frame, Opener, frames};
use crate::lists::{How, List, lists};
use crate::role::alike;
use crate::sentence::Sentence;

/// Sentences, values and lists of a text.
pub(crate) struct Book<'s, 'a> {
    /// All sentences; remarks in parentheses stand before the sentence they belong to.
    pub(crate) sentences: Vec<&'s Sentence<'a>>,
    /// Values of the running text in its order, then those in parentheses.
    pub(crate) frames: Vec<Frame<'a>>,
    pub(crate) lists: Vec<List>,
    /// For each frame the list of which it is a part.
    pub(crate) part_of: Vec<Option<usize>>,
    /// For each sentence its first frame and the one behind its last.
    spans: Vec<(usize, usize)>,
    /// How many frames stand in the running text.
    pub(crate) running: usize,
}

impl<'s, 'a> Book<'s, 'a> {
    pub(crate) fn of(text: &str, sentences: &'s [Sentence<'a>]) -> Book<'s, 'a> {
        let all: Vec<&Sentence<'a>> = sentences.iter().collect();
        let index: Vec<usize> = (0..all.len()).filter(|i| !all[*i].inside).collect();
        let main: Vec<&Sentence<'a>> = index.iter().map(|i| all[*i]).collect();
        let mut found = frames(&main);
        let (mut done, part) = lists(&found, &main);
        done.sort_by_key(|list| list.whole);
        let apart = across::lists(text, &found, &part, &done);
        done.extend(apart);
        done.sort_by_key(|list| list.parts[0]);
        for frame in &mut found {
            frame.sentence = index[frame.sentence];
        }
        let running = found.len();
        let remarks: Vec<usize> = (0..all.len()).filter(|i| all[*i].inside).collect();
        for group in remarks.chunk_by(|a, b| all[*a].open == all[*b].open) {
            remark(text, &all, group, running, &mut found, &mut done);
        }
        let mut part_of = vec![None; found.len()];
        for (at, list) in done.iter().enumerate() {
            for part in &list.parts {
                // A list that words open is nearer than one read over sentences.
                if part_of[*part].is_none() || !matches!(list.how, How::Behind | How::Heading) {
                    part_of[*part] = Some(at);
                }
            }
        }
        let mut spans = vec![(0, 0); all.len()];
        for (at, frame) in found.iter().enumerate() {
            let span = &mut spans[frame.sentence];
            *span = if span.1 == 0 { (at, at + 1) } else { (span.0, at + 1) };
        }
        Book { sentences: all, frames: found, lists: done, part_of, spans, running }
    }

    /// The frames of a sentence.
    pub(crate) fn of_sentence(&self, sentence: usize) -> std::ops::Range<usize> {
        let (from, to) = self.spans[sentence];
        from..to
    }

    /// The frame of an item, if it is a value.
    pub(crate) fn frame(&self, sentence: usize, item: usize) -> Option<usize> {
        self.of_sentence(sentence).find(|f| self.frames[*f].item == item)
    }

    /// The last value before an item in its sentence.
    pub(crate) fn last_before(&self, sentence: usize, item: usize) -> Option<usize> {
        self.of_sentence(sentence).take_while(|f| self.frames[*f].item < item).last()
    }

    /// Values of the running text before a place, the nearest first.
    pub(crate) fn before(&self, start: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.frames[..self.running].partition_point(|f| f.mention.start() < start);
        (0..end).rev()
    }
}

/// Values in parentheses, as parts of the value that stands before them.
fn remark<'a>(
    text: &str,
    all: &[&Sentence<'a>],
    group: &[usize],
    running: usize,
    found: &mut Vec<Frame<'a>>,
    done: &mut Vec<List>,
) {
    let sentences: Vec<&Sentence<'a>> = group.iter().map(|i| all[*i]).collect();
    let mut inner = frames(&sentences);
    if inner.is_empty() {
        return;
    }
    let (below, part) = lists(&inner, &sentences);
    for frame in &mut inner {
        frame.sentence = group[frame.sentence];
    }
    let base = found.len();
    let host = sentences[0].open.and_then(|open| host(text, open, found, running));
    let like = |id: &usize| host.is_some_and(|h| alike(found[h].mention, inner[*id].mention));
    let top: Vec<usize> = (0..inner.len()).filter(|id| !part[*id] && !inner[*id].mean && like(id)).collect();
    let mut lists = below;
    for list in &mut lists {
        list.parts.iter_mut().for_each(|p| *p += base);
        list.whole = list.whole.map(|w| w + base);
    }
    if let Some(first) = lists.first_mut()
        && first.whole.is_none()
        && host.is_some_and(|h| alike(found[h].mention, inner[first.parts[0] - base].mention))
    {
        first.whole = host;
    } else if top.len() >= 2 && inner[top[0]].opener == Opener::Nothing {
        let open = top.iter().any(|id| inner[*id].more);
        let mut list = List::across(0, top.iter().map(|id| id + base).collect(), How::Bracket, group[0]);
        list.whole = host;
        list.open = open;
        lists.push(list);
    }
    found.extend(inner);
    done.extend(lists);
}

/// The value directly before a parenthesis, with nothing but its noun between: one of the running text, or one of the
/// parentheses around it.
fn host(text: &str, open: usize, found: &[Frame<'_>], running: usize) -> Option<usize> {
    let near = |at: &usize| {
        let end = found[*at].mention.end();
        end <= open
            && end + 36 >= open
            && !text[end..open].contains(crate::role::CLAUSE)
            && !text[end..open].contains(['、', '。'])
    };
    let last = found[..running].partition_point(|f| f.mention.end() <= open).checked_sub(1);
    let inner = (running..found.len()).rev().take(60).find(near);
    inner.or(last.filter(near))
}

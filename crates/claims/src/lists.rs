//! Wholes and their parts (总数与分项), read from words and marks: which values stand in a list, what it is a list of, where it ends.

mod level;
mod total;
mod whole;

use crate::classes;
use crate::frame::{Frame, Gap, Opener};
use crate::name;
use crate::role::alike;
use crate::sentence::Sentence;

/// A list of values.
#[derive(Clone, Debug)]
pub(crate) struct List {
    /// The value that they are parts of, among the frames.
    pub(crate) whole: Option<usize>,
    pub(crate) parts: Vec<usize>,
    pub(crate) how: How,
    /// There are more than the list names.
    pub(crate) open: bool,
    /// Some part belongs to it by its place alone.
    pub(crate) loose: bool,
    pub(crate) gap: Option<Gap>,
    /// Its items are the segments between semicolons.
    pub(crate) segments: bool,
    pub(crate) colon: bool,
    pub(crate) sentence: usize,
}

impl List {
    /// A list whose parts stand apart from their whole.
    pub(crate) fn across(whole: usize, parts: Vec<usize>, how: How, sentence: usize) -> List {
        let gap = Some(Gap::Stop);
        List {
            whole: Some(whole),
            parts,
            how,
            open: false,
            loose: false,
            gap,
            segments: false,
            colon: false,
            sentence,
        }
    }
}

/// By which words a list was opened or closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    Among,
    Divided,
    Numbered,
    Bracket,
    /// A total behind its parts.
    Total,
    /// A total in front, its parts in the sentences behind it.
    Behind,
    /// A heading.
    Heading,
}

/// Lists of a text under way.
pub(crate) struct Builder<'f, 'a> {
    frames: &'f [Frame<'a>],
    sentences: &'f [&'f Sentence<'a>],
    done: Vec<List>,
    open: Vec<List>,
    /// First values of sentences that are no parts, the newest last.
    leads: Vec<usize>,
    /// For each frame whether it is a part.
    pub(crate) part: Vec<bool>,
}

/// How many leads are looked at.
const LEADS: usize = 12;
/// How many parts of a list are compared with a new one.
const COMPARED: usize = 8;

/// All lists of the frames in order.
pub(crate) fn lists<'f, 'a>(
    frames: &'f [Frame<'a>],
    sentences: &'f [&'f Sentence<'a>],
) -> (Vec<List>, Vec<bool>) {
    let part = vec![false; frames.len()];
    let mut builder =
        Builder { frames, sentences, done: Vec::new(), open: Vec::new(), leads: Vec::new(), part };
    for (id, _) in frames.iter().enumerate().filter(|(_, frame)| !frame.mean && !frame.series) {
        builder.take(id);
    }
    builder.close(0);
    (builder.done, builder.part)
}

impl Builder<'_, '_> {
    fn take(&mut self, id: usize) {
        let frame = &self.frames[id];
        match &frame.opener {
            Opener::Among { colon } => {
                let whole = self.whole_before(id);
                self.begin(id, whole, How::Among, *colon);
            }
            Opener::Divided { colon } => {
                let whole = self.whole_divided(id);
                self.begin(id, whole, How::Divided, *colon);
            }
            Opener::Of(named) => {
                let whole = self.whole_named(id, named);
                if whole.is_some() {
                    self.begin(id, whole, How::Among, false);
                } else {
                    self.follow(id);
                }
            }
            Opener::Numbered(1) => {
                let whole = self.whole_numbered(id);
                self.begin(id, whole, How::Numbered, false);
                self.leads.push(id);
            }
            Opener::Numbered(number) => self.numbered(id, *number),
            Opener::Nothing => self.follow(id),
        }
    }

    fn like(&self, one: usize, other: usize) -> bool {
        alike(self.frames[one].mention, self.frames[other].mention)
    }

    /// Opens a list whose first part is `id`.
    fn begin(&mut self, id: usize, whole: Option<usize>, how: How, colon: bool) {
        let keep = match whole {
            // A list below an item stands inside the list of that item.
            Some(whole) => {
                self.open.iter().position(|list| list.parts.contains(&whole)).map_or(0, |at| at + 1)
            }
            None => 0,
        };
        self.close(keep);
        let frame = &self.frames[id];
        let segments = colon && self.has_segments(id);
        self.part[id] = true;
        self.open.push(List {
            whole,
            parts: vec![id],
            how,
            open: frame.more,
            loose: false,
            gap: None,
            segments,
            colon,
            sentence: frame.sentence,
        });
    }

    fn has_segments(&self, id: usize) -> bool {
        let sentence = self.frames[id].sentence;
        let rest = self.frames[id + 1..].iter().take_while(|f| f.sentence == sentence);
        rest.take(40).any(|f| f.gap == Gap::Semicolon)
    }

    /// Closes all lists from `level` on.
    fn close(&mut self, level: usize) {
        self.done.extend(self.open.drain(level.min(self.open.len())..));
    }

    fn numbered(&mut self, id: usize, number: usize) {
        let level = self.open.iter().rposition(|l| {
            l.how == How::Numbered && l.parts.len() + 1 == number && self.like(l.parts[0], id)
        });
        match level {
            Some(level) => self.attach(id, level),
            None => {
                self.close(0);
                self.lead_off(id);
            }
        }
    }

    fn lead_off(&mut self, id: usize) {
        let frame = &self.frames[id];
        let first = (0..id)
            .rev()
            .take(30)
            .take_while(|b| self.frames[*b].sentence == frame.sentence)
            .all(|b| !self.like(b, id) || self.part[b]);
        if first {
            self.leads.push(id);
        }
    }

    fn attach(&mut self, id: usize, level: usize) {
        self.close(level + 1);
        let frame = &self.frames[id];
        let Some(list) = self.open.get_mut(level) else { return };
        list.parts.push(id);
        list.gap = list.gap.max(Some(frame.gap));
        list.open |= frame.more;
        list.sentence = frame.sentence;
        self.part[id] = true;
    }

    /// A value without words that open a list: an item of a list under way, its end, or neither.
    fn follow(&mut self, id: usize) {
        let frame = &self.frames[id];
        if frame.gap == Gap::Paragraph && !self.open.iter().any(|l| l.how == How::Numbered) {
            self.close(0);
        }
        let column = !frame.first && name::without_region(&frame.full).1;
        let totals = (frame.called || frame.region || column) && !frame.own.contains('非');
        if totals && self.total(id) {
            return;
        }
        self.mark_closed(id);
        match self.level(id) {
            Some((level, loose)) => {
                self.attach(id, level);
                if let Some(list) = self.open.get_mut(level) {
                    list.loose |= loose;
                }
            }
            None if self.beside(id) => {
                // 中级以上职称2310人 after 小学、初中: told of the same whole, but no item of the list.
                let whole = self.open.last().and_then(|l| l.whole);
                self.begin(id, whole, How::Among, false);
            }
            None => {
                let other = self.open.first().is_some_and(|l| !self.like(l.parts[0], id));
                let inside = other && frame.gap <= Gap::Comma;
                if frame.gap >= Gap::Semicolon
                    && !self.open.iter().any(|l| l.how == How::Numbered || l.segments)
                {
                    self.close(0);
                }
                if !inside && !self.attribute(id) {
                    self.lead_off(id);
                }
            }
        }
    }

    /// Whether a value tells another attribute of the whole of which a list is told in the same sentence.
    fn beside(&self, id: usize) -> bool {
        let frame = &self.frames[id];
        let Some(list) = self.open.last().filter(|l| l.how == How::Among) else { return false };
        let near = frame.gap <= Gap::Comma && list.sentence == frame.sentence;
        near && list.whole.is_some() && self.like(list.parts[0], id) && classes::cuts_across(&frame.own)
    }

    /// A value inside the item of a list that goes by segments.
    fn attribute(&mut self, id: usize) -> bool {
        let frame = &self.frames[id];
        let Some(list) = self.open.iter_mut().rfind(|l| l.segments) else { return false };
        let inside = frame.gap <= Gap::Comma && self.frames[list.parts[0]].sentence == frame.sentence;
        // A second value of the same kind: the segments may hold more parts than one.
        list.open |= inside && alike(self.frames[list.parts[0]].mention, frame.mention);
        inside
    }
}

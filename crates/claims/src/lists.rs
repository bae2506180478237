//! Wholes and their parts (总数与分项), read from words and marks: which values stand in a list, what it is a list of, where it ends.

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
    for (id, _) in frames.iter().enumerate().filter(|(_, frame)| !frame.mean) {
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

    /// The value that 其中 speaks of: the nearest of the same kind in the sentence, or the first of the sentence before.
    fn whole_before(&self, id: usize) -> Option<usize> {
        let frame = &self.frames[id];
        let before = || (0..id).rev().take(40).filter(|b| !self.frames[*b].mean);
        if !frame.first {
            let here = before().take_while(|b| self.frames[*b].sentence == frame.sentence);
            return here.into_iter().find(|b| self.like(*b, id));
        }
        let last = before().next().map(|b| self.frames[b].sentence).filter(|s| s + 2 >= frame.sentence)?;
        let there: Vec<usize> =
            before().take_while(|b| self.frames[*b].sentence == last).filter(|b| self.like(*b, id)).collect();
        there.last().copied()
    }

    /// What is divided: the whole of the lists under way, the value in the same sentence, the last lead of this kind.
    fn whole_divided(&self, id: usize) -> Option<usize> {
        let frame = &self.frames[id];
        let under_way = self
            .open
            .first()
            .or(self.done.last())
            .filter(|l| self.frames[l.parts[0]].paragraph == frame.paragraph);
        let bottom = under_way.and_then(|l| l.whole).filter(|w| self.like(*w, id));
        let here = (0..id).rev().take(40).take_while(|b| self.frames[*b].sentence == frame.sentence);
        let here = here.filter(|b| !self.part[*b] && !self.frames[*b].mean && self.like(*b, id)).last();
        here.or(bottom).or_else(|| self.lead(id, 12))
    }

    /// The newest lead of this kind, not more than so many paragraphs back.
    fn lead(&self, id: usize, paragraphs: usize) -> Option<usize> {
        let near = |l: &&usize| self.frames[**l].paragraph + paragraphs >= self.frames[id].paragraph;
        self.leads.iter().rev().take(LEADS).filter(near).find(|l| self.like(**l, id)).copied()
    }

    /// “三公”经费中: the newest value with this name, or in a clause that speaks of it.
    fn whole_named(&self, id: usize, named: &str) -> Option<usize> {
        let frame = &self.frames[id];
        let near = (0..id).rev().take(30).filter(|b| !self.frames[*b].mean && self.like(*b, id));
        let near: Vec<usize> =
            near.take_while(|b| self.frames[*b].paragraph + 2 >= frame.paragraph).collect();
        if frame.first && named.is_empty() {
            return None;
        }
        let same = |b: &&usize| {
            name::same(&self.frames[**b].full, named) || name::same(&self.frames[**b].noun, named)
        };
        let spoken = |b: &&usize| {
            let f = &self.frames[**b];
            let words = self.sentences[f.sentence].items[f.item].before.as_str();
            name::covered(named, &format!("{words}{}", f.noun)) >= 50
        };
        near.iter().find(same).or_else(|| near.iter().find(spoken)).copied()
    }

    /// What numbered items are parts of: the first value of the sentence or paragraph before the first of them.
    fn whole_numbered(&self, id: usize) -> Option<usize> {
        let newest = *self.leads.last()?;
        let (lead, frame) = (&self.frames[newest], &self.frames[id]);
        let near = lead.paragraph + 2 >= frame.paragraph && lead.sentence + 2 >= frame.sentence;
        (near && self.like(newest, id) && (lead.called || lead.region || !lead.own.is_empty()))
            .then_some(newest)
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

    /// The level of the open lists that `id` continues, and whether by its place alone.
    fn level(&self, id: usize) -> Option<(usize, bool)> {
        let frame = &self.frames[id];
        let fits = |list: &List| self.fits(id, list);
        if frame.gap == Gap::Join {
            let level = self.open.len().checked_sub(1)?;
            return fits(&self.open[level]).then_some((level, false));
        }
        let mut best: Option<(usize, usize)> = None;
        for (level, list) in self.open.iter().enumerate() {
            let inside = list.segments
                && frame.gap <= Gap::Comma
                && self.frames[list.parts[0]].sentence == frame.sentence;
            if !fits(list) || inside {
                continue;
            }
            let strength = self.strength(id, list);
            if strength >= 2 && best.is_none_or(|(most, _)| strength >= most) {
                best = Some((strength, level));
            }
        }
        let innermost = self.open.len().checked_sub(1)?;
        if best.is_some_and(|(_, level)| self.is_closed(&self.open[level], id)) {
            // It stands beside the items of a list that names all there are: a subject of its own.
            return None;
        }
        let list = &self.open[innermost];
        let same_sentence = list.sentence == frame.sentence;
        match frame.gap {
            Gap::Stop => best.filter(|(s, l)| *s >= 80 && self.open[*l].sentence + 1 >= frame.sentence),
            Gap::Paragraph => None,
            _ => best,
        }
        .map(|(_, level)| (level, false))
        .or_else(|| {
            let by_place = match frame.gap {
                Gap::Comma => !list.segments && list.gap.is_none_or(|g| g <= Gap::Comma),
                Gap::Semicolon => list.colon,
                _ => false,
            };
            let known = self.frames[list.parts[0]].title();
            let measured = classes::measure(frame.title()).is_some() && classes::measure(known).is_none();
            let across = classes::cuts_across(frame.title()) && !classes::cuts_across(known);
            let allowed = same_sentence && !across && by_place && fits(list) && !measured && !frame.called;
            (allowed && !self.is_closed(list, id)).then_some((innermost, true))
        })
    }

    /// Whether a list already names all classes of its whole, and this is none of them.
    fn is_closed(&self, list: &List, id: usize) -> bool {
        let names: Vec<&str> = list.parts.iter().take(COMPARED).map(|p| self.frames[*p].class()).collect();
        let whole = list.whole.map_or("", |w| self.frames[w].title());
        classes::exhausted(whole, &names)
            && !names.iter().any(|n| classes::are_mates(n, self.frames[id].class()))
    }

    /// Whether a value can be an item of a list at all.
    fn fits(&self, id: usize, list: &List) -> bool {
        let (frame, first) = (&self.frames[id], &self.frames[list.parts[0]]);
        let unit = self.like(list.parts[0], id) || counted_otherwise(frame, first);
        let conflict = match (classes::measure(frame.title()), classes::measure(first.title())) {
            (Some(one), Some(other)) => one != other,
            _ => false,
        };
        let year = frame.year.is_some_and(|y| self.year_of(list).is_some_and(|l| l != y));
        unit && !conflict && !frame.region && !year
    }

    /// The year that a list speaks of.
    fn year_of(&self, list: &List) -> Option<i32> {
        let whole = list.whole.and_then(|w| self.frames[w].year);
        whole.or_else(|| list.parts.first().and_then(|p| self.frames[*p].year))
    }

    /// How much a value is like the items of a list.
    fn strength(&self, id: usize, list: &List) -> usize {
        let frame = &self.frames[id];
        let rest = ["其他", "其它", "其余"].iter().any(|w| frame.own.starts_with(w));
        let shared = frame.share.is_some() && self.frames[list.parts[0]].share.is_some();
        let likeness = |p: &usize| {
            let other = &self.frames[*p];
            let own = if frame.own.is_empty() || other.own.is_empty() {
                0
            } else {
                name::common_end(&frame.own, &other.own) + name::common_head(&frame.own, &other.own)
            };
            let noun = usize::from(!frame.noun.is_empty() && frame.noun == other.noun) * 2;
            match classes::are_mates(frame.class(), other.class()) {
                true => 100 + own.min(30),
                false => own.min(30) + noun,
            }
        };
        let best = list.parts.iter().rev().take(COMPARED).map(likeness).max().unwrap_or(0);
        let marks = usize::from(list.gap == Some(frame.gap)) * usize::from(best >= 2);
        best.max(if rest { 60 } else { 0 }).max(if shared { 40 } else { 0 }) * 2 + marks
    }
}

/// 所 and 个教学点, 个 and 班: classes of one thing with measure words of their own.
fn counted_otherwise(one: &Frame<'_>, other: &Frame<'_>) -> bool {
    let (a, b) = (one.mention.unit(), other.mention.unit());
    let counted = a.is_counted() && b.is_counted() && a.scale() == 0 && b.scale() == 0;
    let place =
        |f: &Frame<'_>| ["点", "校", "园", "站", "所", "中心", "班"].iter().any(|w| f.own.ends_with(w));
    let one_is_general = a.name() == "个" || b.name() == "个";
    counted && one_is_general && place(one) && a.name() != "人" && b.name() != "人"
}

impl Builder<'_, '_> {
    /// A total behind its parts: 小学100所、初中40所，共150所. Whether it is one.
    fn total(&mut self, id: usize) -> bool {
        let frame = &self.frames[id];
        if let Some(level) = self
            .open
            .iter()
            .position(|l| l.whole.is_none() && l.parts.len() >= 2 && self.like(l.parts[0], id))
        {
            self.close(level + 1);
            self.open[level].whole = Some(id);
            self.close(0);
            self.leads.push(id);
            return true;
        }
        let parts = self.parts_before(id);
        if parts.len() < 2 {
            return false;
        }
        // A value of the same kind that was passed over may be a part as well.
        let passed = (parts[0]..id).any(|b| !parts.contains(&b) && self.like(b, id));
        self.close(0);
        for part in &parts {
            self.part[*part] = true;
        }
        let mut list = List::across(id, parts, How::Total, frame.sentence);
        list.open = passed;
        self.done.push(list);
        self.leads.push(id);
        true
    }

    /// The values that a total adds up: those before it in its sentence, or mates of one another in the sentences before.
    fn parts_before(&self, id: usize) -> Vec<usize> {
        let frame = &self.frames[id];
        let before = |b: &usize| !self.frames[*b].mean && self.like(*b, id);
        let bare =
            frame.own.is_empty() || ["两项", "三项", "各项", "以上"].iter().any(|w| frame.own.starts_with(w));
        if !frame.first {
            let here = (0..id).rev().take_while(|b| self.frames[*b].sentence == frame.sentence);
            let mut parts: Vec<usize> =
                here.filter(before).filter(|b| !self.frames[*b].called && !self.part[*b]).collect();
            parts.reverse();
            if !frame.called {
                return self.column_before(id);
            }
            let related = |p: &usize| name::common_end(&self.frames[*p].own, &frame.own) >= 2;
            let named = parts.iter().all(related) || self.are_classes(&parts);
            return if frame.called && (bare || named) { parts } else { Vec::new() };
        }
        if frame.gap == Gap::Paragraph {
            return Vec::new();
        }
        let mut parts: Vec<usize> = Vec::new();
        for b in (0..id).rev().take(24).take_while(|b| self.frames[*b].paragraph == frame.paragraph) {
            let f = &self.frames[b];
            let first_of_list =
                parts.last().is_some_and(|p| classes::are_mates(f.title(), self.frames[*p].title()));
            if f.called || (f.region && !(first_of_list && self.frames[b + 1].gap <= Gap::Semicolon)) {
                break;
            }
            if before(&b) && !self.part[b] {
                parts.push(b);
            }
        }
        parts.reverse();
        let related = |p: &usize| name::common_end(self.frames[*p].title(), frame.title()) >= 2;
        let named = frame.called || parts.iter().all(related);
        if named && self.are_classes(&parts) { parts } else { Vec::new() }
    }

    /// 城区…占地3000亩。乡镇…占地2300亩。全市…占地5300亩: values of the same name under subjects that are classes.
    fn column_before(&self, id: usize) -> Vec<usize> {
        let frame = &self.frames[id];
        let same = |b: &usize| {
            let f = &self.frames[*b];
            f.sentence < frame.sentence
                && f.own == frame.own
                && !f.own.is_empty()
                && self.like(*b, id)
                && !self.part[*b]
        };
        let here = (0..id).rev().take(24).take_while(|b| self.frames[*b].paragraph == frame.paragraph);
        let mut parts: Vec<usize> = here.filter(same).collect();
        parts.reverse();
        let names: Vec<&str> = parts.iter().map(|p| self.frames[*p].title()).collect();
        if classes::complete(frame.title(), &names) { parts } else { Vec::new() }
    }

    /// Whether every value is a class beside the first.
    fn are_classes(&self, parts: &[usize]) -> bool {
        let Some((first, rest)) = parts.split_first() else { return false };
        rest.iter().all(|p| classes::are_mates(self.frames[*first].title(), self.frames[*p].title()))
    }
}

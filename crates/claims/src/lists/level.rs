//! Which list a value continues (归属): by what it is called and by the mark that stands before it.

use super::{Builder, COMPARED, List};
use crate::classes;
use crate::frame::{Frame, Gap};
use crate::name;

impl Builder<'_, '_> {
    /// The level of the open lists that `id` continues, and whether by its place alone.
    pub(super) fn level(&self, id: usize) -> Option<(usize, bool)> {
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

    /// A value of the same kind beside a list that seemed to name all there are: it may be one more part.
    pub(super) fn mark_closed(&mut self, id: usize) {
        let frame = &self.frames[id];
        let closed = |list: &List| {
            list.sentence == frame.sentence
                && frame.gap <= Gap::Semicolon
                && self.is_closed(list, id)
                && self.fits(id, list)
        };
        let strong = |list: &List| self.strength(id, list) >= 2;
        let levels: Vec<usize> =
            (0..self.open.len()).filter(|l| closed(&self.open[*l]) && strong(&self.open[*l])).collect();
        for level in levels {
            self.open[level].open = true;
        }
    }

    /// Whether a list already names all classes of its whole, and this is none of them.
    pub(super) fn is_closed(&self, list: &List, id: usize) -> bool {
        let names: Vec<&str> = list.parts.iter().take(COMPARED).map(|p| self.frames[*p].class()).collect();
        let whole = list.whole.map_or("", |w| self.frames[w].title());
        classes::exhausted(whole, &names)
            && !names.iter().any(|n| classes::are_mates(n, self.frames[id].class()))
    }

    /// Whether a value can be an item of a list at all.
    pub(super) fn fits(&self, id: usize, list: &List) -> bool {
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
    pub(super) fn year_of(&self, list: &List) -> Option<i32> {
        let whole = list.whole.and_then(|w| self.frames[w].year);
        whole.or_else(|| list.parts.first().and_then(|p| self.frames[*p].year))
    }

    /// How much a value is like the items of a list.
    pub(super) fn strength(&self, id: usize, list: &List) -> usize {
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

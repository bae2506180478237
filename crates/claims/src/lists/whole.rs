//! Of what a list is a list (总数): the value that the words which open it speak of.

use super::{Builder, LEADS};
use crate::name;

impl Builder<'_, '_> {
    /// The value that 其中 speaks of: the nearest of the same kind in the sentence, or the first of the sentence before.
    pub(super) fn whole_before(&self, id: usize) -> Option<usize> {
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
    pub(super) fn whole_divided(&self, id: usize) -> Option<usize> {
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
    pub(super) fn lead(&self, id: usize, paragraphs: usize) -> Option<usize> {
        let near = |l: &&usize| self.frames[**l].paragraph + paragraphs >= self.frames[id].paragraph;
        self.leads.iter().rev().take(LEADS).filter(near).find(|l| self.like(**l, id)).copied()
    }

    /// “三公”经费中: the newest value with this name, or in a clause that speaks of it.
    pub(super) fn whole_named(&self, id: usize, named: &str) -> Option<usize> {
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
    pub(super) fn whole_numbered(&self, id: usize) -> Option<usize> {
        let newest = *self.leads.last()?;
        let (lead, frame) = (&self.frames[newest], &self.frames[id]);
        let near = lead.paragraph + 2 >= frame.paragraph && lead.sentence + 2 >= frame.sentence;
        (near && self.like(newest, id) && (lead.called || lead.region || !lead.own.is_empty()))
            .then_some(newest)
    }
}
